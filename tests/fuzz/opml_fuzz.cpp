// Any bytes as a list of feeds: what is read is written and read as the same, and is added to a
// configuration or refused.

#include <algorithm>

#include "app/feed_list.h"
#include "app/opml.h"
#include "base/utf8.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_opml(std::string_view bytes) {
  const auto list = parse_opml(bytes);
  if (!list) return;
  for (const FeedConfiguration& feed : list->feeds) {
    require(is_valid_utf8(feed.url) && is_valid_utf8(feed.name), "addresses and names are UTF-8");
    require(feed.category.size() <= 8, "categories are at most eight deep");
  }
  const auto again = parse_opml(write_opml(list->title, list->feeds));
  require(again && again->feeds.size() == list->feeds.size(), "a list is written and read again");
  const auto urls = [](const FeedList& read) {
    std::vector<std::string> all;
    for (const FeedConfiguration& feed : read.feeds) all.push_back(feed.url);
    std::ranges::sort(all);
    return all;
  };
  require(urls(*again) == urls(*list), "with the same addresses");
  (void)add_feeds("", "feeds.yaml", list->feeds);
}

}  // namespace dossier
