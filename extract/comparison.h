// Comparisons in a sentence: which names are what something is measured against ("ahead of
// Kimi K2.6 and GLM-5.1"), and how the comparison came out.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/claim.h"
#include "extract/clause.h"

namespace dossier {

struct Comparison {
  // Nothing: the names are measured against, but the words alone do not say who is better
  // ("versus", "from", "compared with").
  std::optional<Relation> relation;
  std::size_t first = 0;  // Token where the words of the comparison begin
  bool direct = true;     // Nothing but articles between the words and the names
  bool negated = false;   // "does not outperform"
  bool modal = false;     // "can outperform": at times
};

// The comparison that stands before the names that begin at token `name`; nothing if none does.
[[nodiscard]] std::optional<Comparison> comparison_before(const std::vector<Token>& tokens,
                                                          std::size_t name);

// The comparison that the names at tokens [first, last] are the other side of ("behind X", "X-level
// performance"); nothing if they can be a subject.
[[nodiscard]] std::optional<Comparison> comparison_of(const std::vector<Token>& tokens,
                                                      std::size_t first, std::size_t last);

}  // namespace dossier
