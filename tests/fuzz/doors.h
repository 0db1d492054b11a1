// The doors that strangers' bytes come in by. Each function takes any bytes in by one of them and
// throws where a promise of its header does not hold. libFuzzer calls them one at a time
// (entry.cpp, scripts/fuzz); replay_test.cpp calls all of them with made-up bytes that are always
// the same.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace dossier {

void fuzz_article(std::string_view bytes);
void fuzz_charset(std::string_view bytes);
void fuzz_configuration(std::string_view bytes);
void fuzz_date(std::string_view bytes);
void fuzz_discovery(std::string_view bytes);
void fuzz_extract(std::string_view bytes);
void fuzz_feed(std::string_view bytes);
void fuzz_form(std::string_view bytes);
void fuzz_journal(std::string_view bytes);
void fuzz_json(std::string_view bytes);
void fuzz_lexicon(std::string_view bytes);
void fuzz_opml(std::string_view bytes);
void fuzz_page(std::string_view bytes);
void fuzz_record(std::string_view bytes);
void fuzz_robots(std::string_view bytes);
void fuzz_terminal(std::string_view bytes);
void fuzz_url(std::string_view bytes);

// Not assert: what is found must not depend on how it was built.
inline void require(bool holds, const char* promise) {
  if (!holds) throw std::logic_error{std::string{"broken promise: "} + promise};
}

// The first byte, which chooses among what a door leads to, and the rest.
struct Choice {
  unsigned number = 0;
  std::string_view rest;
};
[[nodiscard]] inline Choice choice_of(std::string_view bytes) {
  if (bytes.empty()) return {};
  return {static_cast<unsigned char>(bytes.front()), bytes.substr(1)};
}

}  // namespace dossier
