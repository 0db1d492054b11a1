// The model that a verb of arrival or a state tells of: "NAME was released", "the weights of NAME
// are out", "NAME, a small model, ships today". Inside extract/ only.

#pragma once

#include <cstddef>
#include <optional>

#include "extract/release_scene.h"

namespace dossier {

// Token of the model that the verb at `verb` is said of; helpers, appositions and brackets may
// stand between.
[[nodiscard]] std::optional<std::size_t> subject_before(const ReleaseScene& scene,
                                                        std::size_t verb);

// The same for a state whose words begin at `i`: "NAME by LAB | is now available". Nothing if the
// name is compared with, or is part of something else.
[[nodiscard]] std::optional<std::size_t> state_subject(const ReleaseScene& scene, std::size_t i);

// "the post about NAME is live": something else is told of than the name at `name`.
[[nodiscard]] bool is_complement(const ReleaseScene& scene, std::size_t name);

}  // namespace dossier
