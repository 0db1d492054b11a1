// The names that a claim holds, each with the part that it plays.

#pragma once

#include <string_view>
#include <vector>

#include "extract/claim.h"

namespace dossier {

enum class NameRole {
  model,
  versus,
  benchmark,
  organization,
  holder,
  target,
  actor,
  object,
  speaker,  // Claim::asserted_by
};

[[nodiscard]] std::string_view to_string(NameRole role);

struct ClaimName {
  NameRole role;
  std::string_view name;  // Lives as long as the claim; never empty
};

// In the order of NameRole.
[[nodiscard]] std::vector<ClaimName> names_in(const Claim& claim);

}  // namespace dossier
