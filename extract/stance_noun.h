// Holders that no verb attributes to: "X's view: …", "a warning from X: …", "according to X".

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "extract/stance_holder.h"

namespace dossier {

// `noun`: a cue of kind attributive_noun.
[[nodiscard]] std::optional<HolderFind> by_noun(const Reading& reading, std::span<const Word> words,
                                                const Segment& segment, const CueMatch& noun);

// `at`: the word that may be the preposition.
[[nodiscard]] std::optional<HolderFind> by_preposition(const Reading& reading,
                                                       std::span<const Word> words,
                                                       const Segment& segment, std::size_t at);

}  // namespace dossier
