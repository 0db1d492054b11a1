// Models that nobody has listed, known by nothing but their release: "LAB open-sourced Needle, a
// 26M-parameter model". Inside extract/ only.

#pragma once

#include <span>
#include <vector>

#include "extract/clause.h"
#include "extract/extraction.h"

namespace dossier {

// The names in the `tokens` of a sentence that a release verb or noun governs and that are said to
// be a model. `mentions` are those that the sentence has.
[[nodiscard]] std::vector<Mention> unlisted_names(const Reading& reading,
                                                  const std::vector<Token>& tokens,
                                                  std::span<const Mention> mentions);

// "NAME, a compiler for …": what stands at token `from` calls it something else than a model.
[[nodiscard]] bool is_called_other(const std::vector<Token>& tokens, std::size_t from);

// Whether a sentence has a word that could make a name of what follows.
[[nodiscard]] bool may_tell_unlisted(std::span<const Word> words);

}  // namespace dossier
