// Who holds a store, for the one who finds it held.

#pragma once

#include <string>

namespace dossier {

// "process 4711 (dossier update --out /srv/news), since 2026-11-22T05:44:10Z"; empty if nobody
// holds it, or nobody whom this system can name (a process of another machine or container).
//
// Asks the lock itself, so there is no file that could tell of a run long dead. Not for a process
// that holds the store: looking at its own lock would let go of it.
[[nodiscard]] std::string describe_holder(const std::string& directory);

}  // namespace dossier
