// Which entry is which, from one fetch to the next.

#include "app/entry_identity.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

constexpr const char* kFeed = "https://a.example/feed";

FeedEntry entry(std::string link, std::string guid, std::string title, std::string text = "") {
  FeedEntry made;
  made.link = std::move(link);
  made.id = std::move(guid);
  made.title = std::move(title);
  made.summary_html = std::move(text);
  made.published = parse_rfc3339("2026-03-02T09:00:00Z");
  return made;
}

// A feed read again and again, as a crawl does.
class Readings {
 public:
  // "+" for each new entry, "=" for one known as it was, "~" for one that has changed, "." for one
  // that the answer gave twice.
  std::string read(const std::vector<FeedEntry>& entries) {
    Feed feed;
    feed.entries = entries;
    EntryIdentity identity{store_, kFeed, feed};
    std::string told;
    for (const FeedEntry& each : entries) {
      const auto found = identity.identify(each).value();
      if (!found) {
        told += '.';
        continue;
      }
      EntryState state = found->state.value_or(EntryState{});
      told += !found->state ? '+' : state.entry_hash == entry_hash(each) ? '=' : '~';
      state.entry_hash = entry_hash(each);
      state.guid = each.id;
      for (const auto& [name, named] : found->names) {
        REQUIRE(store_.put_entry_state(kFeed, name, named));
      }
      REQUIRE(store_.put_entry_state(kFeed, found->key, state));
    }
    return told;
  }

 private:
  TemporaryDirectory directory_;
  Store store_ = Store::open(directory_ / "store").value();
};

TEST_CASE("an entry is known by its address, whatever its guid") {
  Readings readings;
  CHECK(readings.read({entry("https://a.example/1", "g1", "One"),
                       entry("https://a.example/2", "g2", "Two")}) == "++");
  CHECK(readings.read({entry("https://a.example/1?utm_source=feed", "g7", "One"),
                       entry("https://a.example/2#top", "g8", "Two")}) == "==");
  CHECK(readings.read({entry("https://a.example/1", "g9", "One, edited")}) == "~");
  CHECK(readings.read({entry("https://a.example/3", "g3", "Three"),
                       entry("https://a.example/3", "g3", "Three")}) == "+.");
}

TEST_CASE("an entry whose address is new is known by its guid, with title or date") {
  Readings readings;
  CHECK(readings.read({entry("https://a.example/one", "g1", "One", "Text.")}) == "+");
  CHECK(readings.read({entry("https://a.example/2026/one", "g1", "One", "Text!")}) == "~");
  CHECK(readings.read({entry("https://a.example/2026/one", "g1", "One", "Text!")}) == "=");
  // A guid that names whatever is new proves nothing.
  CHECK(readings.read({entry("https://a.example/two", "g1", "Two")}) == "+");
}

TEST_CASE("an entry whose address and guid change on each fetch is known by its content") {
  Readings readings;
  CHECK(readings.read({entry("https://a.example/one?session=1", "x1", "One", "Text.")}) == "+");
  CHECK(readings.read({entry("https://a.example/one?session=2", "x2", "One", "Text.")}) == "=");
  CHECK(readings.read({entry("https://a.example/one?session=3", "x3", "One", "Other.")}) == "+");
}

TEST_CASE("entries that share an address are told apart by their guids") {
  Readings readings;
  const std::string page = "https://a.example/changes";
  CHECK(readings.read({entry(page, "v1", "1.0", "First."), entry(page, "v2", "1.1", "More.")}) ==
        "++");
  CHECK(readings.read({entry(page, "v1", "1.0", "First."), entry(page, "v2", "1.1", "More."),
                       entry(page, "v3", "1.2", "Still more.")}) == "==+");
  CHECK(readings.read({entry(page, "v2", "1.1", "More!")}) == "~");
}

TEST_CASE("entries without an address are known by guid, or by content") {
  Readings readings;
  CHECK(readings.read({entry("", "g1", "One"), entry("", "", "Update", "A."),
                       entry("", "", "Update", "B.")}) == "+++");
  CHECK(readings.read({entry("", "g1", "One!"), entry("", "", "Update", "B."),
                       entry("", "", "Update", "C.")}) == "~=+");
}

}  // namespace
}  // namespace dossier
