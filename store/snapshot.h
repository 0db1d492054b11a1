// The files of a store as they stood at one instant, beside a writer that goes on. docs/storage.md
// tells why that can be had without the writer's lock.

#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace dossier {

// A folder inside the store's own, so that its large files can be links; removed with the value,
// or, if that process was killed, by the next snapshot.
class Snapshot {
 public:
  // Errors: not_found (no store there), unavailable (disk full; or the writer never paused).
  [[nodiscard]] static Result<Snapshot> take(const std::string& store);
  Snapshot(Snapshot&& other) noexcept
      : path_{std::exchange(other.path_, {})}, lock_{std::exchange(other.lock_, -1)} {}
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Snapshot(std::string path, int lock) : path_{std::move(path)}, lock_{lock} {}
  std::string path_;
  int lock_ = -1;  // Descriptor of the folder, locked: somebody is using it
};

}  // namespace dossier
