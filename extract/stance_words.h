// A sentence as words: what the finders of topics, stances and dates read instead of characters.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "base/word_set.h"
#include "extract/lowered_text.h"
#include "extract/opening.h"

namespace dossier {

// A word, folded ("it's" is "it" and "'s"; hyphens part words, so that "open-weight" and "open
// weight" read alike), or a sign: , ; : ( ) [ ] . ! ? / " — … and the like, one a word. Quotation
// marks of every form are "“" and "”"; a dash of any length between blanks is "—"; a dash between
// digits is "-".
struct Word {
  TextSpan span;          // In the text that `at` lies in
  std::string_view text;  // Lives as long as the lowered text
  bool is_sign = false;
  std::uint64_t opening = 0;  // opening_of(text)
};

// The words of `at`, or the first `words_max` of them.
[[nodiscard]] std::vector<Word> split_words(LoweredText& text, TextSpan at,
                                            std::size_t words_max = SIZE_MAX);
// The same, behind what `words` holds.
void append_words(std::vector<Word>& words, LoweredText& text, TextSpan at,
                  std::size_t words_max = SIZE_MAX);

// The first word that starts at or after `offset`; words.size() if there is none.
[[nodiscard]] std::size_t word_at(std::span<const Word> words, std::size_t offset);

}  // namespace dossier
