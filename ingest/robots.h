// robots.txt, by RFC 9309.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

class Robots {
 public:
  // Any bytes are a robots.txt; lines that say nothing are passed over (RFC 9309, 2.2 and 2.5:
  // at least the first 500 KiB are read).
  [[nodiscard]] static Robots parse(std::string_view text);
  [[nodiscard]] static Robots allow_all();

  // Whether a crawler with this product token may fetch the address (a full URL or a path).
  [[nodiscard]] bool allows(std::string_view user_agent, std::string_view url) const;
  // Not in the RFC, yet widely written; bounded to an hour.
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay(
      std::string_view user_agent) const;

 private:
  struct Rule {
    bool allow;
    std::string pattern;
  };
  struct Group {
    std::vector<std::string> agents;
    std::vector<Rule> rules;
    std::optional<std::chrono::milliseconds> crawl_delay;
  };
  [[nodiscard]] std::vector<const Group*> groups_for(std::string_view user_agent) const;
  std::vector<Group> groups_;
};

}  // namespace dossier
