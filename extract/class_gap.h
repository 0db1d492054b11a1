// How far one class of models is behind another: "the gap between the best open and the best closed
// model shrank to 10 points", "open models lag by seven months".

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extract/figure.h"

namespace dossier {

struct ClassGap {
  std::string model;   // The class that is behind
  std::string versus;  // The one ahead; empty if the sentence does not say
};

// What the figure, one of a sentence in lower case, tells of two classes; nothing if it tells of
// none.
[[nodiscard]] std::optional<ClassGap> find_class_gap(std::string_view sentence,
                                                     const FoundFigure& figure);

// "14 points behind the best closed model"
[[nodiscard]] bool is_behind_closed(const std::vector<Token>& tokens, const FoundFigure& figure);

}  // namespace dossier
