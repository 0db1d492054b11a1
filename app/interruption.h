// SIGINT and SIGTERM as a wish: whoever works looks at it between two documents.

#pragma once

#include <atomic>

namespace dossier {

// From now on the first such signal sets what is returned; a second one ends the process as usual.
[[nodiscard]] const std::atomic<bool>& listen_for_interruption();

}  // namespace dossier
