// Claims as JSON: the form in which they are stored, and in which `dossier claims` prints them.

#pragma once

#include "base/json.h"
#include "extract/claim.h"

namespace dossier {

// The typed content alone: {"kind": "benchmark", "model": …}. Fields that say nothing are left
// out. Equal contents give equal bytes.
[[nodiscard]] Json content_to_json(const Claim& claim);

// Content, evidence span, supports, speaker, confidence and rule.
[[nodiscard]] Json claim_to_json(const Claim& claim);
// Reads what claim_to_json() writes. Errors: malformed, "/figure: expected a number".
[[nodiscard]] Result<Claim> claim_from_json(const Json& json);

[[nodiscard]] Json span_to_json(TextSpan span);           // [start, end]
[[nodiscard]] TextSpan span_from_json(const Json& json);  // Empty if it is no span

}  // namespace dossier
