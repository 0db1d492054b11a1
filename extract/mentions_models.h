// What the passes over models share; find_models() of extract/mention_scene.h runs them.

#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "extract/mention_scene.h"
#include "extract/model_register.h"

namespace dossier {

// Marks names that stand in full after a family of the lexicon; blocks products.
[[nodiscard]] std::vector<RegisteredModel> find_listed_models(MentionScene& scene);

// Marks names of families that the lexicon does not know, by shape and context, and every other
// place where they stand. `families` keeps what the results point to.
[[nodiscard]] std::vector<RegisteredModel> find_unlisted_models(MentionScene& scene,
                                                                std::deque<ModelFamily>& families);

// Marks short forms and registers them. `models` in text order.
void find_short_models(MentionScene& scene, std::vector<RegisteredModel> models);

}  // namespace dossier
