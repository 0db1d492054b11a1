// Speakers that nobody has listed: "Rosalind flagged …", "criticism from Peter Vale". Good for an
// editor to look at, and not sure enough to count as names of the article.

#pragma once

#include <vector>

#include "extract/extraction.h"

namespace dossier {

inline constexpr const char* kUnlistedSpeakerRule = "stance-speaker";

// The reading's mentions and those of such speakers, in text order, not overlapping.
[[nodiscard]] std::vector<Mention> with_unlisted_speakers(const Reading& reading);

}  // namespace dossier
