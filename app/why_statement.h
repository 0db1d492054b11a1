// dossier why, without a citation number: how a statement stands, where a claim comes from, what a
// name may mean.

#pragma once

#include <string>

#include "app/options.h"
#include "app/report.h"
#include "store/store.h"

namespace dossier {

// `reference`: the id of a statement or a claim, or a name as sources print it. Gives the exit
// status.
[[nodiscard]] int why_reference(const GlobalOptions& global, const std::string& reference,
                                const Store& store, const Report& report);

}  // namespace dossier
