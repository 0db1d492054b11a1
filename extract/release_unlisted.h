// Models that nobody has listed, known by nothing but their release: "LAB open-sourced Needle, a
// 26M-parameter model". Inside extract/ only.

#pragma once

#include <vector>

#include "extract/clause.h"
#include "extract/extraction.h"

namespace dossier {

// Adds to `mentions`, those of one sentence, the names in its `tokens` that a release verb or noun
// governs and that are said to be a model. Keeps text order. True if it added any: the tokens,
// which point at the mentions, are to be made anew.
[[nodiscard]] bool add_unlisted_names(const Reading& reading, const std::vector<Token>& tokens,
                                      std::vector<Mention>& mentions);

// "NAME, a compiler for …": what stands at token `from` calls it something else than a model.
[[nodiscard]] bool is_called_other(const std::vector<Token>& tokens, std::size_t from);

}  // namespace dossier
