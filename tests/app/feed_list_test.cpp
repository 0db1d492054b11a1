// The list of feeds: edited in place, imported, exported.

#include "app/feed_list.h"

#include <catch2/catch.hpp>

#include "app/opml.h"

namespace dossier {
namespace {

FeedConfiguration feed_at(std::string url, std::string name = "",
                          std::vector<std::string> category = {}) {
  FeedConfiguration feed;
  feed.url = std::move(url);
  feed.name = std::move(name);
  feed.category = std::move(category);
  return feed;
}

std::string added(std::string_view yaml, const FeedConfiguration& feed) {
  const auto edited = add_feeds(yaml, "feeds.yaml", {feed});
  return edited ? *edited : "error: " + edited.error().message;
}

std::string removed(std::string_view yaml, std::string_view feed) {
  const auto edited = remove_feed(yaml, "feeds.yaml", feed);
  return edited ? *edited : "error: " + edited.error().message;
}

TEST_CASE("a feed is added in the style of the list, and all else stays") {
  CHECK(added("# Mine\nfeeds:\n  # First\n  - url: https://a.example/  # A\n    name: A\n\n"
              "# Then\ndossiers: []\n",
              feed_at("https://b.example/", "B \"b\"")) ==
        "# Mine\nfeeds:\n  # First\n  - url: https://a.example/  # A\n    name: A\n"
        "  - url: \"https://b.example/\"\n    name: \"B \\\"b\\\"\"\n\n# Then\ndossiers: []\n");
  CHECK(added("feeds:\n- {url: \"https://a.example/\",\n   name: A}\n# End",
              feed_at("https://b.example/", "", {"Press", "Labs"})) ==
        "feeds:\n- {url: \"https://a.example/\",\n   name: A}\n"
        "- {url: \"https://b.example/\", category: [\"Press\", \"Labs\"]}\n# End\n");
  CHECK(added("feeds: []  # None yet\ndossiers: []\n", feed_at("https://b.example/")) ==
        "feeds:  # None yet\n  - url: \"https://b.example/\"\ndossiers: []\n");
  CHECK(added("dossiers: []", feed_at("https://b.example/")) ==
        "dossiers: []\n\nfeeds:\n  - url: \"https://b.example/\"\n");
  CHECK(added("", feed_at("https://b.example/")) == "feeds:\n  - url: \"https://b.example/\"\n");
  CHECK(added("# Only a word\n", feed_at("https://b.example/")) ==
        "# Only a word\n\nfeeds:\n  - url: \"https://b.example/\"\n");
  CHECK(added("feeds:\r\n  - url: https://a.example/\r\n", feed_at("https://b.example/")) ==
        "feeds:\r\n  - url: https://a.example/\r\n  - url: \"https://b.example/\"\r\n");
  CHECK(added("feeds:\n  -\n    url: https://a.example/\n", feed_at("https://b.example/")) ==
        "feeds:\n  -\n    url: https://a.example/\n  - url: \"https://b.example/\"\n");
}

TEST_CASE("what cannot be added is refused with a word") {
  CHECK(added("feeds:\n  - url: https://a.example/feed\n", feed_at("HTTPS://A.example/feed#x")) ==
        "error: HTTPS://A.example/feed#x: is listed already");
  CHECK(added("feeds: [{url: https://a.example/}]\n", feed_at("https://b.example/"))
            .starts_with("error: feeds.yaml:1: feeds are listed in brackets"));
  CHECK(added("{feeds: [{url: https://a.example/}]}", feed_at("https://b.example/"))
            .starts_with("error: feeds.yaml:1: the file is one map in braces"));
  CHECK(added("feeds:\n  - ulr: https://a.example/\n", feed_at("https://b.example/"))
            .starts_with("error: feeds.yaml:2: unknown key \"ulr\""));
  CHECK(added("feeds: [", feed_at("https://b.example/")).starts_with("error: feeds.yaml:"));
}

TEST_CASE("a feed is removed by address or name, with its own lines alone") {
  const std::string yaml =
      "feeds:\n  # About both\n  - url: https://a.example/\n    name: A\n\n  # About B\n"
      "  - {url: \"https://b.example/\", name: B}\n# End\n";
  CHECK(
      removed(yaml, "A") ==
      "feeds:\n  # About both\n\n  # About B\n  - {url: \"https://b.example/\", name: B}\n# End\n");
  CHECK(removed(yaml, "https://b.example/") ==
        "feeds:\n  # About both\n  - url: https://a.example/\n    name: A\n\n  # About B\n# End\n");
  CHECK(removed("feeds:  # Mine\n  - url: https://a.example/\n", "https://a.example/") ==
        "feeds: []  # Mine\n");
  CHECK(removed(yaml, "C") == "error: C: no feed of that address or name in feeds.yaml");
}

TEST_CASE("added and removed again, every file is as it was") {
  for (const std::string yaml :
       {"feeds:\n  - url: https://a.example/\n", "feeds: []\n# End\n",
        "defaults:\n  tier: 3\nfeeds:\n    - {url: https://a.example/}\n\n\n# x\n"}) {
    CAPTURE(yaml);
    CHECK(removed(added(yaml, feed_at("https://b.example/")), "https://b.example/") == yaml);
  }
}

std::string show(const FeedList& list) {
  std::string shown;
  for (const FeedConfiguration& feed : list.feeds) {
    for (const std::string& category : feed.category) shown += category + " > ";
    shown += feed.name + " " + feed.url + "\n";
  }
  for (const std::string& skipped : list.skipped) shown += skipped + "\n";
  return shown;
}

TEST_CASE("an OPML list is read with its categories, whoever wrote it") {
  const auto list = parse_opml(R"(<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Press"><outline text="Labs &amp; makers" title="">
  <outline type="rss" text="One" xmlUrl="https://one.example/feed"/></outline>
  <outline type="rss" text="t" title="Two" xmlurl="https://two.example/feed"></outline>
</outline>
<outline text="Empty"/>
<outline TEXT="Three" XMLURL="https://three.example/" category="/Boston/Weather,/Other"/>
<outline text="Note only"/>
<outline text="Four" xmlUrl="feed://four.example/"/>
</body></opml>)");
  REQUIRE(list);
  CHECK(list->title == "Mine");
  CHECK(show(*list) ==
        "Press > Labs & makers > One https://one.example/feed\n"
        "Press > Two https://two.example/feed\n"
        "Boston > Weather > Three https://three.example/\n"
        "no http or https address: feed://four.example/\n");
  CHECK(parse_opml("<rss/>").error().message == "not an OPML list: no <body> in an <opml>");
  CHECK_FALSE(parse_opml(""));
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<outline text='a'>";
  CHECK(parse_opml(deep));  // Cut short, it is read as far as it goes
}

TEST_CASE("what is exported is imported as it was") {
  const std::vector<FeedConfiguration> feeds{
      feed_at("https://a.example/?x=1&y=2", "A <a>", {"Press", "Labs / makers"}),
      feed_at("https://b.example/", "", {"Press"}), feed_at("https://c.example/", "C"),
      feed_at("https://d.example/", "D", {"Press", "Labs / makers"})};
  const std::string opml = write_opml("Feeds", feeds);
  CHECK(opml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">"));
  const auto list = parse_opml(opml);
  REQUIRE(list);
  CHECK(show(*list) ==
        "Press > Labs / makers > A <a> https://a.example/?x=1&y=2\n"
        "Press > Labs / makers > D https://d.example/\n"
        "Press > https://b.example/ https://b.example/\n"
        "C https://c.example/\n");
}

}  // namespace
}  // namespace dossier
