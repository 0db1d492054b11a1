// What the next sentence says of a release: "LAB announces NAME. The model will be released in
// June."

#pragma once

#include <cstddef>
#include <vector>

#include "extract/extraction.h"

namespace dossier {

// Adds the release that sentence `index` tells of "the model" or "it", where the sentence before
// announced one model and no other. An announcement of what is yet to come is a plan as well.
void read_followup(const Reading& reading, std::size_t index, std::vector<Claim>& claims);

// "LAB released its largest model. The model, called NAME, …": told in two sentences.
void read_named_later(const Reading& reading, std::size_t index, std::vector<Claim>& claims);

// "These models are released under …", said of several that an earlier sentence released: the
// same of each of them.
void read_group_followup(const Reading& reading, std::size_t index, std::vector<Claim>& claims);

}  // namespace dossier
