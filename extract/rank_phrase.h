// Places told in words: "third place", "ranked 12th", "tops", "state of the art", "the best open
// model", "second-highest".

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/figure.h"

namespace dossier {

// The place that the words or the ordinal number at token `at` begin to tell; nothing if they tell
// none. A plain "#3" is no phrase.
[[nodiscard]] std::optional<FoundFigure> find_rank_phrase(const std::vector<Token>& tokens,
                                                          std::size_t at);

// What tokens [first, last] say as a place.
[[nodiscard]] FoundFigure rank_figure(const std::vector<Token>& tokens, std::size_t first,
                                      std::size_t last, int rank, bool by_verb = false);

// "3", "12": digits alone, three at most; else nothing.
[[nodiscard]] std::optional<int> small_number(const std::vector<Token>& tokens, std::size_t at);

}  // namespace dossier
