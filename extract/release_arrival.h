// Releases that are told of the model itself: "NAME shipped", "NAME was released by LAB", "NAME is
// now available", "NAME is set to launch in May", "the newly released NAME". Inside extract/ only.

#pragma once

#include "extract/release_scene.h"

namespace dossier {

[[nodiscard]] ReleaseFrames read_release_arrivals(const ReleaseScene& scene);

}  // namespace dossier
