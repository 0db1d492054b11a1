// Copies of a store elsewhere, and back: RocksDB's backup engine. A backup keeps files that earlier
// ones have already, so that it costs what is new.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace dossier {

struct Backup {
  std::uint32_t number = 0;  // Counts from 1; never given twice
  Time taken{};
  std::uint64_t bytes = 0;  // Of all its files, also those that it shares
  std::uint32_t files = 0;
};

// Takes a backup of the store as it stands, with the editors' decisions, on disk and read back when
// this returns, and forgets all but the last `keep`. Waits for nobody: a writer may be at work.
// Errors: not_found (no store), refused (the place holds something else), busy (another backup to
// the same place), unavailable (disk full), corrupt (what was read back differs).
[[nodiscard]] Result<Backup> back_up(const std::string& store, const std::string& place,
                                     std::uint32_t keep);

// The backups at a place, oldest first. Errors: not_found (none), unavailable.
[[nodiscard]] Result<std::vector<Backup>> backups(const std::string& place);

// Brings a backup (0: the last) back to `store`, which must be absent or empty: all of it, or
// after an error nothing. Its checksums are looked at first, and the store is opened once. Errors:
// not_found, refused (the store is not empty), corrupt, unavailable (disk full).
[[nodiscard]] Result<Backup> restore(const std::string& place, std::uint32_t number,
                                     const std::string& store);

}  // namespace dossier
