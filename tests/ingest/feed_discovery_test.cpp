// Where a site's feeds may be.

#include "ingest/feed_discovery.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

std::string found(std::string_view html, const Headers& headers = {}) {
  std::string shown;
  for (const FeedCandidate& feed : linked_feeds(html, "https://a.example/blog/post", headers)) {
    shown += feed.url + "|" + feed.title + "\n";
  }
  return shown;
}

TEST_CASE("the feeds that a page names") {
  CHECK(found("<link rel=alternate type='application/rss+xml' title=' All  posts' href='/rss'>"
              "<LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF=atom.xml>"
              "<link rel='alternate' type='application/feed+json' href='/rss'>"
              "<link rel='alternate' hreflang='de' href='/de'>"
              "<link rel='stylesheet' type='text/css' href='x.css'>"
              "<link rel='alternate' type='application/rss+xml' href='javascript:x'>"
              "<link rel='feed' href='/h5'><!-- <link rel='feed' href='/no'> -->") ==
        "https://a.example/rss|All posts\nhttps://a.example/blog/atom.xml|\n"
        "https://a.example/h5|\n");
  CHECK(found("<base href='https://b.example/x/'><link rel=feed href=f>") ==
        "https://b.example/x/f|\n");
  CHECK(found("", {{"Link",
                    "</n>; rel=next, </f>; rel=\"alternate\"; "
                    "type=\"application/rss+xml\""}}) == "https://a.example/f|\n");
  CHECK(found("<p>No feed.</p>").empty());
}

TEST_CASE("the usual places are tried in the page's folder, then at the root, each once") {
  const auto places = usual_feed_addresses("https://a.example/blog/post?x#y");
  REQUIRE(places.size() == 20);
  CHECK(places[0] == "https://a.example/blog/feed");
  CHECK(places[10] == "https://a.example/feed");
  CHECK(usual_feed_addresses("https://a.example").size() == 10);
  CHECK(usual_feed_addresses("mailto:a@a.example").empty());
}

}  // namespace
}  // namespace dossier
