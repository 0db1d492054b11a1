// How long an answer says that it stays fresh, and for how long a busy host wants quiet.

#pragma once

#include <chrono>
#include <optional>

#include "ingest/headers.h"

namespace dossier {

// RFC 9111, 4.2.1, for a cache of one's own: Cache-Control's max-age, else Expires by the host's
// own clock (Date); less its Age. Zero where the answer wants to be asked about each time
// (no-cache, no-store, a past Expires); nothing where it does not say. At most a year.
[[nodiscard]] std::optional<std::chrono::seconds> freshness(const Headers& headers);

// What a busy host asked for in Retry-After (RFC 9110, 10.2.3); zero if nothing, at most a week. A
// date is read by the host's own clock, its Date header.
[[nodiscard]] std::chrono::seconds retry_after(const Headers& headers);

}  // namespace dossier
