// Who says what a sentence says, where the text tells: "DeepSeek claims …", "… per @someone",
// a citation at the end.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/clause.h"

namespace dossier {

// The organization or person whom the sentence attributes what stands at token `at` to; nullptr if
// it names none. Of clauses with a speaker each, that of `at` counts; a relative clause ("the
// 71.4% that LAB reports") speaks for the figure it hangs on and for nothing else.
[[nodiscard]] const Mention* find_speaker(const std::vector<Token>& tokens, std::size_t at);

// The account that is cited at the end of a sentence ("… @a, @b": the first); nullptr if none is.
[[nodiscard]] const Mention* find_cited(const std::vector<Token>& tokens);

}  // namespace dossier
