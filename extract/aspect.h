// Which part of a benchmark a figure or a place is of, in the text's own words: a category
// ("78.5 in Reasoning"), a metric ("a hallucination rate of 28%"), a modality ("57 (text only)").
// Figures of two parts never contradict each other.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace dossier {

struct AspectQuery {
  std::size_t first = 0, last = 0;  // Tokens of the figure or the place
  std::string_view benchmark;       // Canonical
  bool inherited = false;           // The sentence does not name it: a label in it names a part
};

// Empty where the figure is the headline one.
[[nodiscard]] std::string find_aspect(std::string_view text, const std::vector<Token>& tokens,
                                      const AspectQuery& query);

}  // namespace dossier
