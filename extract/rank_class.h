// Among whom a place holds: "#1 open model" is first among open models, not among all.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace dossier {

// The class within which a place, told by tokens [first, last], holds, in the plural: "open-weight
// models", "Chinese models"; empty where it is a place among all.
[[nodiscard]] std::string find_rank_class(std::string_view text, const std::vector<Token>& tokens,
                                          std::size_t first, std::size_t last);

}  // namespace dossier
