// Under which conditions a figure was measured, in the text's own words: effort, harness,
// tools, attempts. Figures under unlike conditions do not contradict each other.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace dossier {

// "max effort; with the SWE-agent harness", or nothing, from the stretch of the sentence around the
// figure at token `at`. `model` (may be nullptr) is the one that the figure is about: a bracket
// behind another model's name is none of its business.
[[nodiscard]] std::string find_conditions(std::string_view text, const std::vector<Token>& tokens,
                                          std::size_t at, const Mention* model);

// The class within which a place, told by tokens [first, last], holds, in the plural: "open-weight
// models", "Chinese models"; empty where it is a place among all.
[[nodiscard]] std::string find_rank_class(std::string_view text, const std::vector<Token>& tokens,
                                          std::size_t first, std::size_t last);

}  // namespace dossier
