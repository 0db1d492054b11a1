// Releases that somebody makes: "LAB released NAME", "we announce NAME", "NAME: LAB launched a new
// model". Inside extract/ only.

#pragma once

#include "extract/release_scene.h"

namespace dossier {

// All that the sentence's verbs say, in text order.
[[nodiscard]] ReleaseFrames read_release_verbs(const ReleaseScene& scene);

}  // namespace dossier
