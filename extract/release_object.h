// The models that a release verb or noun governs: its object's head, what is coordinated with
// it, and what stands in apposition. A model in a prepositional phrase, in a comparison, or
// before another noun ("GLM-5 support") is none. Inside extract/ only.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/release_scene.h"

namespace dossier {

struct ReleaseObject {
  std::vector<std::size_t> models;  // Tokens, in text order
  bool speaks_of_model = false;     // The head is "a model", "a family", …, named or not
  bool broken = false;              // A comma or a noun stands before the first of them
};

// What governs the phrase: behind a verb's object no finite verb can follow ("announced NAME has
// started training" is a clause), behind a noun's complement it may.
enum class ObjectOf { verb, noun };

// The noun phrase that begins at token `from`.
[[nodiscard]] ReleaseObject read_object(const ReleaseScene& scene, std::size_t from, ObjectOf of);

// The models behind "in three sizes:" or "two variants," after token `from`; none if the words do
// not count sizes.
[[nodiscard]] std::vector<std::size_t> models_in_sizes(const ReleaseScene& scene, std::size_t from);

// The name at `model` stands before a noun that is meant instead: "GLM-5 support", "Kimi's API".
[[nodiscard]] bool belongs_to_other_noun(const ReleaseScene& scene, std::size_t model);

}  // namespace dossier
