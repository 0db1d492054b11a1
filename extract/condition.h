// Under which conditions a figure was measured, in the text's own words: effort, harness,
// tools, attempts. Figures under unlike conditions do not contradict each other.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace dossier {

struct ConditionQuery {
  std::size_t at = 0, last = 0;    // Tokens of the figure
  const Mention* model = nullptr;  // Whom it is about: another model's brackets do not count
  const Mention* benchmark = nullptr;
};

// "max effort; with the SWE-agent harness", or nothing, from the stretch of the sentence around the
// figure, and from the brackets behind it and behind the names that it belongs to.
[[nodiscard]] std::string find_conditions(std::string_view text, const std::vector<Token>& tokens,
                                          const ConditionQuery& query);

}  // namespace dossier
