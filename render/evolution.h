// How a holder's position on one target has developed since the version before. Internal to the
// composer.

#pragma once

#include <string_view>
#include <vector>

#include "render/fact.h"

namespace dossier {

enum class Evolution {
  first_appearance,  // Nothing was known of this holder on this target
  consistent,        // Said again, as before
  added,             // Said something else on it, which cannot be held against what came before
  strengthened,      // From mixed to plain, from expecting to seeing
  softened,          // The other way
  moved,             // Another figure or trend, short of the opposite
  reversed,          // The opposite of before
  silent,            // Nothing since
};

[[nodiscard]] std::string_view to_string(Evolution how);  // "first appearance"
// Whether the holder now stands elsewhere than before.
[[nodiscard]] bool has_moved(Evolution how);

struct Development {
  Evolution how = Evolution::first_appearance;
  const Fact* before = nullptr;           // Where it stood; nullptr at a first appearance
  const Fact* now = nullptr;              // What moved it; the same as `before` where nothing did
  const StoredClaim* moved_by = nullptr;  // The evidence: the latest that says so
};

// `stances`: what one holder says on one target, what was replaced included; not empty. `since`:
// the day of the version before, by which is told what is new evidence for what was known.
[[nodiscard]] Development develop(const std::vector<const Fact*>& stances, Day since,
                                  const TopicView& view);

}  // namespace dossier
