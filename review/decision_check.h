// Whether a decision makes sense, wherever it was made: a form, a key, a command.

#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "render/topic_match.h"
#include "store/decision.h"
#include "store/store.h"

namespace dossier {

// Refuses what nobody can mean (refused, not_found), and fills in what the store knows: by which
// words a ruled claim is known again (Decision::before). What the journal itself refuses is left to
// append_decision().
[[nodiscard]] Result<void> check_decision(const Store& store,
                                          const std::vector<DossierConfiguration>& dossiers,
                                          Decision& decision);

}  // namespace dossier
