// Releases that the shape of the text tells: "NAME by LAB: What it is", an item below "Four new
// models:", "New model: NAME", "It comes in two sizes: A and B". Inside extract/ only.

#pragma once

#include "extract/release_scene.h"

namespace dossier {

[[nodiscard]] ReleaseFrames read_release_lists(const ReleaseScene& scene,
                                               const std::vector<Claim>& earlier);

}  // namespace dossier
