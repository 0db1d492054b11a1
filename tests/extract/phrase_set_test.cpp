#include "extract/phrase_set.h"

#include <catch2/catch.hpp>
#include <string>

namespace dossier {
namespace {

// "id:first-last" for every phrase found.
std::string show(const PhraseSet& phrases, const std::string& text) {
  LoweredText lowered(text);
  const auto words = split_words(lowered, {0, text.size()});
  std::string shown;
  for (const PhraseSet::Match& match : phrases.find(words)) {
    shown += std::to_string(match.id) + ":" + std::to_string(match.first) + "-" +
             std::to_string(match.last) + " ";
  }
  return shown;
}

}  // namespace

TEST_CASE("Phrases are found by place, then by id") {
  PhraseSet phrases;
  phrases.add("falls behind", 1);
  phrases.add("fall*|falls ~2 behind|below", 2);
  phrases.add("is", 3);
  phrases.add("catastrophically|catastrophic*", 4);
  struct Case {
    const char *text, *expected;
  };
  const Case cases[] = {
      {"It falls behind", "1:1-2 2:1-2 "},
      {"It is falling a little below them", "3:1-1 2:2-5 "},
      {"falling one two three below", ""},
      {"Is isn't IS", "3:0-0 3:2-2 "},
      {"catastrophic catastrophically catastroph", "4:0-0 4:1-1 "},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(show(phrases, text) == expected);
  }
}

TEST_CASE("The first words of a text are those of the whole") {
  const std::string text = "One two, three's four-five";
  LoweredText lowered(text);
  const auto all = split_words(lowered, {0, text.size()});
  const auto some = split_words(lowered, {0, text.size()}, 4);
  REQUIRE(some.size() == 4);
  REQUIRE(all.size() == 7);
  for (std::size_t i = 0; i < some.size(); ++i) CHECK(some[i].text == all[i].text);
}

}  // namespace dossier
