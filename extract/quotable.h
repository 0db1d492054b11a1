// The words of a source that can stand in quotation marks of ours: a clause that says the
// position by itself, whole and grammatical.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "extract/stance_words.h"

namespace dossier {

inline constexpr std::size_t kQuotableWordsMin = 4;
inline constexpr std::size_t kQuotableWordsMax = 25;

struct Quotable {
  TextSpan span;           // Empty: nothing is fit to be quoted
  bool is_speech = false;  // Stood in quotation marks in the source
  bool is_clause = false;  // Has a verb of its own; speech may be a phrase
};

// Whose words the clause is: in a column of the author's, "we" and "I" are the holder; in a
// digest they would be somebody else.
enum class Voice { own, reported };

// The best clause within `content` (word indexes [first, last)), the part of the sentence that
// says the position. Words in quotation marks are the holder's own if `voice` is reported, and
// are preferred then; in the holder's own text they are mostly somebody else's. Unless
// `is_clause`, the content is no clause of its own ("calls X Y"), and only such words will do.
[[nodiscard]] Quotable find_quotable(std::string_view text, std::span<const Word> words,
                                     std::size_t first, std::size_t last, Voice voice,
                                     bool is_clause = true);

}  // namespace dossier
