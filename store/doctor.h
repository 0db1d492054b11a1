// Whether a store is what docs/storage.md promises: every record read, every hash and every
// span looked at again. What can be derived from the rest can be repaired; nothing else is touched.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dossier {

struct Breach {
  std::string subject;  // "source 1f2e3d revision 2"
  std::string message;  // "its text is missing"
  bool repaired = false;
};
using TellBreach = std::function<void(const Breach&)>;

struct Checkup {
  std::size_t revisions = 0, claims = 0, versions = 0;  // That were looked at
  std::size_t breaches = 0, repaired = 0;
};

enum class Treatment {
  look,
  repair,  // What is derived: the index of claims, arrivals that are missing at the end, topics
           // (by forgetting them: the next update gathers them again), the index of pending entries
};

// Tells every breach, in a fixed order. To look is to read: a writer may be at work. Holds a few
// words for each revision, nothing for a claim. Errors: those of Store::open_for_reading(), or, to
// repair, of Store::open(); unreadable files of an open store are breaches.
[[nodiscard]] Result<Checkup> examine(const std::string& directory, Treatment treatment,
                                      const TellBreach& tell);

// What a kind of record takes.
struct KindUse {
  std::string_view kind;  // "claims"
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;       // Of keys and values, as written
  std::uint64_t disk_bytes = 0;  // About, compressed; without what is still in the log
};
// Reads everything once. Errors: as Store::open_for_reading(), and unavailable, corrupt.
[[nodiscard]] Result<std::vector<KindUse>> disk_use(const std::string& directory);

}  // namespace dossier
