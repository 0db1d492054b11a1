// Whether what somebody says is a position, and no plain fact or bare news.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_holder.h"
#include "extract/stance_judgement.h"

namespace dossier {

[[nodiscard]] bool has_evaluation(const CueCounts& cues);

// More than a word or two within quotation marks.
[[nodiscard]] bool has_speech(std::span<const Word> words, std::size_t first, std::size_t last);

// What `find` attributes, up to the word `end`. Strong verbs say themselves that it is a position;
// what is "said" or "noted" must be weighed in its own words.
[[nodiscard]] bool is_position(const Reading& reading, const CuedWords& sentence,
                               const HolderFind& find, std::size_t end);

// "Strong tool calling, but slow @x": a judgement without a verb that attributes it. Figures and
// news are cited too, and are none.
[[nodiscard]] bool weighs_by_itself(std::span<const Word> words, const CueCounts& cues,
                                    const Segment& segment);

}  // namespace dossier
