// Sizes and licenses of models, as names and sentences give them.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clause.h"

namespace dossier {

struct ModelSize {
  std::string total, active;  // "309B", "15B"; empty where unknown
};

// From a name: "Qwen3-235B-A22B" is {"235B", "22B"}.
[[nodiscard]] ModelSize size_in_name(std::string_view name);

// From tokens [first, last): "744B parameters (40B active)", "a 309B-A15B MoE model",
// "235 billion total parameters and 22 billion activated parameters".
[[nodiscard]] ModelSize size_in_words(const std::vector<Token>& tokens, std::size_t first,
                                      std::size_t last);

// "MIT", "Apache 2.0", "CC BY-NC 4.0"; empty if the tokens name none.
[[nodiscard]] std::string license_in(std::string_view text, const std::vector<Token>& tokens,
                                     std::size_t first, std::size_t last);

}  // namespace dossier
