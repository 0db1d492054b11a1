// The words between names and figures: whether they are plain words of any report, or rest on a
// statement, or stand in the evidence; and whether a "not" or an "about" of the evidence was lost.
// Internal to verify.h.

#pragma once

#include <vector>

#include "render/proof_claim.h"

namespace dossier::proof {

[[nodiscard]] std::vector<Unproved> unfounded_words(const Reading& reading);

}  // namespace dossier::proof
