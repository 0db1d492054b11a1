// The digest of all dossiers: composed, proved, published. For the command and for the editors'
// desk alike.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/configuration.h"
#include "app/publish.h"
#include "render/digest.h"

namespace dossier {

// What --since says: so many days, from a day on, or (no value) where the last digest ended.
using DigestSince = std::variant<std::monostate, std::chrono::days, Day>;

// "7d", "2026-07-24", "last".
[[nodiscard]] std::optional<DigestSince> parse_digest_since(std::string_view text);

// The days that a digest made at `now` reports. Without a last digest, the seven days to `now`.
[[nodiscard]] DigestPeriod period_of(const DigestSince& since, const Dossier* last, Time now);

// The next digest, proved; nothing if the period brought nothing. Reads alone: `store` may be a
// reader beside a writer.
[[nodiscard]] Result<std::optional<Dossier>> compose_digest(
    const Store& store, const std::vector<DossierConfiguration>& dossiers, const DigestSince& since,
    const PublishTerms& terms);

// As the next version of @digest. Errors: refused (another was published meanwhile).
[[nodiscard]] Result<void> publish_digest(Store& store, const Dossier& digest);

}  // namespace dossier
