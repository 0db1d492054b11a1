// Names that may be one: what an editor is asked about, never what the program decides.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/name.h"

namespace dossier {

// Whether two canonical names of one kind look like spellings of one name: a slip of a letter or
// two, words in another order, a family or maker left out in front ("Opus 4.7", "Claude Opus
// 4.7"), a person's first name cut short. Names of other numbers are other names: "GLM-5.1" is not
// like "GLM-5.2".
[[nodiscard]] bool are_alike(NameKind kind, std::string_view one, std::string_view other);

// For each of `names`, all of one kind, the indexes of those that are like it, in order.
[[nodiscard]] std::vector<std::vector<std::size_t>> alike_among(
    NameKind kind, const std::vector<std::string>& names);

}  // namespace dossier
