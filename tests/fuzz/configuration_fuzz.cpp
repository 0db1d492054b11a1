// Any bytes as feeds.yaml; where they are one, a feed is added to its list and taken out again.

#include "app/configuration.h"
#include "app/feed_list.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_configuration(std::string_view bytes) {
  const std::string_view file = "feeds.yaml";
  const auto read = parse_configuration(bytes, file);
  if (!read) {
    require(read.error().message.starts_with("feeds.yaml:"), "a mistake is told with its line");
    return;
  }
  FeedConfiguration feed;
  feed.url = "https://added.example/feed";
  feed.name = "Added: \"so\" \\ #1";
  feed.category = {"Press", "Labs"};
  const auto longer = add_feeds(bytes, file, {feed});
  if (!longer) return;  // In a style that cannot be edited
  const auto read_again = parse_configuration(*longer, file);
  require(read_again && read_again->feeds.size() == read->feeds.size() + 1, "a feed is added");
  const auto shorter = remove_feed(*longer, file, feed.url);
  require(shorter.has_value(), "what was added can be taken out");
  const auto as_before = parse_configuration(*shorter, file);
  require(as_before && as_before->feeds.size() == read->feeds.size(), "and nothing else with it");
}

}  // namespace dossier
