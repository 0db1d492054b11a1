// Where a site's feeds may be: what its page says, and where feeds usually are.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/headers.h"

namespace dossier {

struct FeedCandidate {
  std::string url;    // Absolute, http or https
  std::string title;  // As the page names it; may be empty
};

// The feeds that an HTML page names (<link rel="alternate" type="application/rss+xml" …>, also in
// its HTTP Link headers), each once, in its order; at most 50.
[[nodiscard]] std::vector<FeedCandidate> linked_feeds(std::string_view html, std::string_view url,
                                                      const Headers& headers);

// Where a feed of this site or folder may be, though no page says so; most likely first.
[[nodiscard]] std::vector<std::string> usual_feed_addresses(std::string_view url);

}  // namespace dossier
