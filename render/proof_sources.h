// A line under Sources beside the source as recorded. Internal to verify.h.

#pragma once

#include <string>
#include <vector>

#include "render/proof_page.h"
#include "render/proof_record.h"

namespace dossier::proof {

// "does not give its title, …": what the line lacks, and what it says besides.
[[nodiscard]] std::vector<std::string> source_problems(const RecordedSource& source,
                                                       const PrintedSource& printed);

}  // namespace dossier::proof
