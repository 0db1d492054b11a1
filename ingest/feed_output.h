// A feed as JSON, for `dossier parse-feed`: lists and keys with nothing to say are left out.

#pragma once

#include "base/json.h"
#include "ingest/feed.h"

namespace dossier {

// {"feed": {…}, "entries": […], "warnings": […]}; entries that were skipped are told under
// "skipped". Texts ending in _html lose that ending, but for content_html.
[[nodiscard]] Json feed_to_json(const Feed& feed);

}  // namespace dossier
