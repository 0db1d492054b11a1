#include "base/word_set.h"

#include <catch2/catch.hpp>
#include <string>

namespace dossier {

TEST_CASE("A word set holds its words and no others") {
  static constexpr auto kWords = word_set({"a", "an", "and", "anders", "“", "open-source", "x1"});
  for (const char* word : {"a", "an", "and", "anders", "“", "open-source", "x1"}) {
    CAPTURE(word);
    CHECK(is_among(word, kWords));
  }
  for (const char* word : {"", "b", "ab", "ann", "And", "anderes", "open source", "x2", "“”"}) {
    CAPTURE(word);
    CHECK_FALSE(is_among(word, kWords));
  }
}

TEST_CASE("A look through a few words") {
  CHECK(is_one_of("its", "the", "its"));
  CHECK_FALSE(is_one_of("it", "the", "its"));
  CHECK_FALSE(is_one_of("", "the", "its"));
  CHECK(is_one_of("", "the", ""));
}

}  // namespace dossier
