// Releases that are yet to come, where no verb of releasing governs the name: "NAME is scheduled
// for June", "NAME will follow", "LAB has promised the weights". Inside extract/ only.

#pragma once

#include "extract/release_scene.h"

namespace dossier {

[[nodiscard]] ReleaseFrames read_release_plans(const ReleaseScene& scene);

}  // namespace dossier
