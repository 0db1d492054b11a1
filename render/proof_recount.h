// What a derived sentence counts, counted again from the records. Internal to verify.h.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/proof_record.h"

namespace dossier::proof {

// One message for each count in `text` (as comparable()) that the records contradict. Known are
// "27 new items", "144 items in all", "opens with 12 items", "two tensions opened, one moved, and
// none closed", "no new tensions", "since v3" and "the 14 days to 2026-07-31". `previous` may be
// nullptr: then what needs it is not counted, but for the first version.
[[nodiscard]] std::vector<std::string> miscounted(std::string_view text, const Record& record,
                                                  const Record* previous);

}  // namespace dossier::proof
