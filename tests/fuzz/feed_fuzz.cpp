// Any bytes as a feed: what comes out is UTF-8, harmless, and can be printed as JSON.

#include "base/utf8.h"
#include "ingest/feed.h"
#include "ingest/feed_output.h"
#include "ingest/sanitize.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_feed(std::string_view bytes) {
  constexpr std::string_view kUrl = "https://news.example.com/feed.xml";
  const auto feed = parse_feed(bytes, kUrl);
  if (!feed) return;
  for (const FeedEntry& entry : feed->entries) {
    require(is_valid_utf8(entry.id) && is_valid_utf8(entry.link), "ids and links are UTF-8");
    require(!entry.title || is_valid_utf8(*entry.title), "titles are UTF-8");
    require(!is_unsafe_url(entry.link), "no link runs code");
    for (const std::string* html : {&entry.content_html, &entry.summary_html}) {
      require(is_valid_utf8(*html), "contents are UTF-8");
      require(html->find("<script") == std::string::npos, "contents have no script");
      require(sanitize_html(*html, "") == *html, "what is clean stays as it is");
    }
  }
  require(parse_json(dump_json(feed_to_json(*feed))).has_value(), "a feed is printed as JSON");
}

}  // namespace dossier
