// How a sentence tells of a figure: that it is a result, or what the result was before.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/figure.h"

namespace dossier {

// "has reached 77%", "achieving a score of 1218": a verb or noun of scoring right before token
// `at`.
[[nodiscard]] bool is_told(const std::vector<Token>& tokens, std::size_t at);

// A figure whose model and benchmark both stand elsewhere says itself that it is a result: "it
// scores 58%", "accuracy: 58%", or it is all that an item says.
[[nodiscard]] bool tells_result(const std::vector<Token>& tokens, const FoundFigure& figure);

// "up from 61.0", "from the April preview's 56.9", "→ 40": where it came from.
[[nodiscard]] bool is_of_past(const std::vector<Token>& tokens, const FoundFigure& figure);

}  // namespace dossier
