// Reads from a store what the queue is made of.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "render/topic_match.h"
#include "review/queue.h"
#include "store/store.h"

namespace dossier {

// As the last update gathered it: a dossier that no update has seen is empty.
[[nodiscard]] Result<DossierMaterial> read_material(const Store& store,
                                                    const DossierConfiguration& dossier);
[[nodiscard]] Result<std::vector<DossierMaterial>> read_materials(
    const Store& store, const std::vector<DossierConfiguration>& dossiers);

}  // namespace dossier
