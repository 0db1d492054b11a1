// Releases that a noun tells: "the release of NAME", "NAME launch", "a release wave — A, B", "NAME
// is the release of the day". Inside extract/ only.

#pragma once

#include "extract/release_scene.h"

namespace dossier {

[[nodiscard]] ReleaseFrames read_release_nouns(const ReleaseScene& scene);

}  // namespace dossier
