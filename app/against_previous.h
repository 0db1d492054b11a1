// What lies between a dossier's last version and what the store holds now, beside what is new:
// claims that its sources took back, and sources that were read again.

#pragma once

#include <string_view>
#include <vector>

#include "render/dossier.h"
#include "render/fact.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// Fills in the part of the view that stands against `previous` (nullptr: no version yet, and
// nothing to tell). `seen`: the last arrival that the members were gathered from.
[[nodiscard]] Result<void> compare_with_previous(TopicView& view, const Store& store,
                                                 const std::vector<TopicMember>& members,
                                                 std::uint64_t seen, const Dossier* previous,
                                                 const Rulings& rulings, std::string_view dossier);

}  // namespace dossier
