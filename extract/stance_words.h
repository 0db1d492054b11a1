// A sentence as words, and phrases of words found in it: what the finders of topics, stances
// and dates read instead of characters.

#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_span.h"

namespace dossier {

// A word, folded ("it's" is "it" and "'s"; hyphens part words, so that "open-weight" and "open
// weight" read alike), or a sign: , ; : ( ) [ ] . ! ? / " — … and the like, one a word. Quotation
// marks of every form are "“" and "”"; a dash of any length between blanks is "—"; a dash between
// digits is "-".
struct Word {
  TextSpan span;  // In the text that `at` lies in
  std::string text;
  bool is_sign = false;
};

[[nodiscard]] std::vector<Word> split_words(std::string_view text, TextSpan at);

// The first word that starts at or after `offset`; words.size() if there is none.
[[nodiscard]] std::size_t word_at(const std::vector<Word>& words, std::size_t offset);

[[nodiscard]] inline bool is_one_of(std::string_view word,
                                    std::initializer_list<std::string_view> choices) {
  return std::ranges::find(choices, word) != choices.end();
}

// Phrases to be looked for all at once. In a phrase, words are parted by blanks; "a|b" is either,
// "narrow*" any word that starts so (three letters at least), "~4" up to four words between.
class PhraseSet {
 public:
  struct Match {
    int id = 0;
    std::size_t first = 0, last = 0;  // Indexes of words, both included
  };

  void add(std::string_view phrase, int id);
  // By place, then id.
  [[nodiscard]] std::vector<Match> find(const std::vector<Word>& words) const;

 private:
  struct Part {
    std::vector<std::string> literals, prefixes;
    int gap_before = 0;
  };
  struct Phrase {
    std::vector<Part> parts;
    int id = 0;
  };
  [[nodiscard]] static bool accepts(const Part& part, const std::string& word);
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_opening_;  // First three bytes
};

}  // namespace dossier
