// What a position is about, and how large it says the gap is.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_words.h"

namespace dossier {

// The first model or benchmark that the words [from, to) name, else an organization, else their
// beginning. Never the holder.
[[nodiscard]] std::string target_of(const Reading& reading, std::span<const Word> words,
                                    std::size_t from, std::size_t to, std::string_view holder);

// Sets the figure and the unit of `stance` where the words [first, last) have one: "3-7 months",
// "roughly three weeks".
void set_gap_figure(const Reading& reading, std::span<const Word> words, std::size_t first,
                    std::size_t last, Stance& stance);

}  // namespace dossier
