// Numbers that count, share out or point to something, and so are no result: "1,500 steps", "21%
// fewer tokens", "[12]", "10 of 12".

#pragma once

#include <vector>

#include "extract/figure.h"

namespace dossier {

// `figure` has its unit already; "solved" and "counted" stand for "10 of 12" and "14/15".
[[nodiscard]] bool is_counted(const std::vector<Token>& tokens, const FoundFigure& figure);

}  // namespace dossier
