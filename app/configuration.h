// feeds.yaml: which feeds to read, which dossiers to keep. docs/configuration.md tells a user.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "render/topic_match.h"

namespace dossier {

enum class FullText { automatic, feed, page };
enum class PublishMode { automatic, review };

struct FeedConfiguration {
  std::string url;
  std::string name;                   // The outlet, as printed; the feed's own title if empty
  std::vector<std::string> category;  // From the outermost in; may be empty
  int tier = 2;                       // 1: first party or measurer; 2: press; 3: aggregator
  FullText full_text = FullText::automatic;
  std::chrono::seconds interval_floor{std::chrono::minutes{30}};
  std::chrono::seconds interval_ceiling{std::chrono::hours{24}};
};

struct Configuration {
  std::string user_agent;
  std::chrono::milliseconds host_delay{1'000};
  std::size_t body_bytes_max = 20U << 20U;
  bool allow_private = false;
  std::string ca_file;  // load_configuration() has it from the folder of feeds.yaml
  std::string proxy;
  PublishMode publish = PublishMode::automatic;
  std::vector<FeedConfiguration> feeds;
  std::vector<DossierConfiguration> dossiers;
  std::string lexicon_file;  // As written, relative to the configuration's folder; empty: none
  // The editors' desk: as lexicon_file; and names that a proxy in front of it answers to.
  std::string token_file;
  std::vector<std::string> hosts;
};

// The address by which two feeds are told to be one: scheme and host do not mind case, and a
// fragment is never sent. `url`: http or https.
[[nodiscard]] std::string feed_identity(const std::string& url);

// Errors: malformed, "feeds.yaml:12: expected a list of terms under match.any, got a map".
// Every key is known or refused; anchors and aliases are refused (they can form cycles).
[[nodiscard]] Result<Configuration> parse_configuration(std::string_view yaml,
                                                        std::string_view file_name);

}  // namespace dossier
