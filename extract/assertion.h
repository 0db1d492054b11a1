// Whether a stretch of a sentence is asserted at all: not wished, planned, supposed, denied or
// felt.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/clause.h"

namespace dossier {

// "would", "if", "expected to" before token `at` in the same stretch.
[[nodiscard]] bool is_hypothetical(const std::vector<Token>& tokens, std::size_t at);
// "not", "without" a few tokens before `at`.
[[nodiscard]] bool is_negated(const std::vector<Token>& tokens, std::size_t at);
// What somebody feels, supposes, denies, takes back or makes fun of is no measurement: any sign of
// it in the sentence.
[[nodiscard]] bool is_hedged(const std::vector<Token>& tokens);

}  // namespace dossier
