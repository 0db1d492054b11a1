// What `doctor` and `restore` have in common.

#pragma once

#include <string>

#include "app/report.h"
#include "store/doctor.h"

namespace dossier {

// Examines the store with its published versions, whose records store/ cannot read, and tells each
// breach. Errors: as examine().
[[nodiscard]] Result<Checkup> examine_all(const std::string& directory, Treatment treatment,
                                          const TellBreach& tell);

// One line of text, or one of JSON.
void print_breach(const Report& report, bool json, const Breach& breach);

}  // namespace dossier
