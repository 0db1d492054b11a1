// A page that names feeds, with the headers that came with it: lines "Name: value" up to an empty
// one.

#include <algorithm>

#include "ingest/feed_discovery.h"
#include "ingest/fetch_freshness.h"
#include "ingest/url.h"
#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

Headers headers_in(std::string_view& bytes) {
  Headers headers;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) break;
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
  return headers;
}

}  // namespace

void fuzz_discovery(std::string_view bytes) {
  const Headers headers = headers_in(bytes);
  const auto fresh = freshness(headers);
  require(!fresh || (fresh->count() >= 0 && *fresh <= std::chrono::hours{24 * 366}),
          "freshness is at most a year");
  const auto quiet = retry_after(headers);
  require(quiet.count() >= 0 && quiet <= std::chrono::hours{24 * 7}, "quiet is at most a week");
  const std::string url = "https://news.example.com/a/b?c#d";
  const auto feeds = linked_feeds(bytes, url, headers);
  require(feeds.size() <= 50, "a page names at most 50 feeds");
  for (const FeedCandidate& feed : feeds) {
    require(parse_url(feed.url).has_value(), "a feed's address is http or https");
  }
  (void)usual_feed_addresses(resolve_url(url, bytes.substr(0, 200)));
}

}  // namespace dossier
