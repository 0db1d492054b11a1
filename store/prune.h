// Forgetting the bytes of old pages, which are most of a store and the least asked for. Texts,
// claims and versions stay; a record says of each page that it was forgotten, and when.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace dossier {

struct PruneTerms {
  Time fetched_before{};
  std::function<bool(std::string_view source)> is_kept;  // Whatever its age; may be empty
  Time now{};
  bool dry_run = false;
};

struct Pruned {
  std::size_t pages = 0;    // One may have made several revisions
  std::uint64_t bytes = 0;  // Of these pages, as fetched
};

// Bytes that a revision to be kept was made of are kept too. Interrupted, it has forgotten some
// pages, each with its record. Errors: those of Database::open_existing() or, for a dry run,
// open_for_reading(); unavailable, corrupt.
[[nodiscard]] Result<Pruned> prune(const std::string& directory, const PruneTerms& terms);

}  // namespace dossier
