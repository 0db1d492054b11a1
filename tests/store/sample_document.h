// Documents for the tests of the store.

#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "base/result.h"
#include "store/source.h"
#include "store/store.h"

namespace dossier {

inline Time at(std::string_view rfc3339) {
  return parse_rfc3339(rfc3339).value();
}

// The value, or a failed test that says why there is none.
template <typename T>
T value_of(Result<T> result) {
  INFO((result ? std::string{} : result.error().message));
  REQUIRE(result.has_value());
  return std::move(*result);
}
inline void succeed(const Result<void>& result) {
  INFO((result ? std::string{} : result.error().message));
  REQUIRE(result.has_value());
}
template <typename T>
std::string message_of(const Result<T>& result) {
  return result ? "no error" : result.error().message;
}

// An article that mentions its first two words and claims its first sentence.
inline Document sample_document(const std::string& id, const std::string& text) {
  Document document;
  document.source.id = id;
  document.source.url = "https://news.example/" + id;
  document.source.title = "About " + id;
  document.source.outlet = "The Example";
  document.source.published = at("2026-05-01T08:00:00Z");
  document.source.first_seen = document.source.fetched = at("2026-05-02T08:00:00Z");
  document.text = text;
  document.raw = "<p>" + text + "</p>";
  const std::size_t first_blank = text.find(' ');
  document.mentions.push_back(
      {{0, text.find_first_of(" .", first_blank + 1)}, NameKind::model, "Kimi K2", {}, "test"});
  document.passages.push_back({{0, text.size()}, {}, {}});
  Claim claim;
  claim.content = Release{"Moonshot AI", "Kimi K2", "MIT", "", "", false, {}};
  claim.evidence = {0, text.find('.') + 1};
  claim.supports.push_back({"model", {0, 4}});
  claim.rule = "test";
  document.claims = store_claims(document.source, document.text, {claim});
  return document;
}

inline Store::Added add(Store& store, const Document& document,
                        const std::string& entry = "entry") {
  return value_of(store.add_document(document, "https://news.example/feed", entry, EntryState{}));
}

}  // namespace dossier
