// The press of tests/support and examples/, through the fetcher: feeds and pages move with the
// clock.

#include "tests/support/press.h"

#include <catch2/catch.hpp>

#include "ingest/fetcher.h"
#include "tests/support/http_server.h"

namespace dossier {
namespace {

PressSite weekly(std::string feed) {
  PressSite site;
  site.name = "weekly";
  site.title = "Tea & Weights";
  site.feed = std::move(feed);
  site.articles = {{.name = "first",
                    .title = "First <1>",
                    .author = "Ada",
                    .summary = "One.",
                    .html = "<p>One &amp; only.</p>",
                    .published = *parse_now("2026-03-02")},
                   {.name = "second",
                    .title = "Second",
                    .author = "Ada",
                    .summary = "Two.",
                    .html = "<p>Two.</p>",
                    .published = *parse_now("2026-03-09")}};
  return site;
}

Response get(const std::string& url, std::string if_none_match = "") {
  FetchOptions options;
  options.allow_private = true;
  options.host_delay = {};
  const auto fetcher = make_curl_fetcher(options);
  Request request;
  request.url = url;
  request.if_none_match = std::move(if_none_match);
  Response response;
  fetcher->get(std::move(request), [&](Result<Response> result) {
    INFO((result ? "" : result.error().message));
    REQUIRE(result.has_value());
    response = std::move(*result);
  });
  fetcher->run({});
  return response;
}

TEST_CASE("what the press publishes later is not there yet") {
  for (const char* format : {"rss", "atom", "json"}) {
    CAPTURE(format);
    Press press{{weekly(format)}, *parse_now("2026-03-02")};
    const HttpServer server{[&](const HttpCall& call) { return press.answer(call); }};
    const std::string feed = server.url("/weekly/feed");
    const Response before = get(feed);
    CHECK(before.body.find("/weekly/first.html") != std::string::npos);
    CHECK(before.body.find("/weekly/second.html") == std::string::npos);
    CHECK(get(server.url("/weekly/second.html")).status == 404);
    const std::string tag{find_header(before.headers, "ETag")};
    CHECK(get(feed, tag).status == 304);

    press.set_now(*parse_now("2026-03-09"));
    const Response after = get(feed, tag);
    CHECK(after.status == 200);
    CHECK(after.body.find("/weekly/second.html") != std::string::npos);
    CHECK(get(server.url("/weekly/second.html")).body.find("<p>Two.</p>") != std::string::npos);
  }
}

TEST_CASE("a site of the press is a host of its own under localhost") {
  Press press{{weekly("rss")}, *parse_now("2026-03-02")};
  const HttpServer server{[&](const HttpCall& call) { return press.answer(call); }};
  const std::string base = "http://weekly.localhost:" + std::to_string(server.port());
  CHECK(get(base + "/feed").body.find(base + "/first.html") != std::string::npos);
  CHECK(get(base + "/first.html").status == 200);
  CHECK(get(server.url("/nobody/feed")).status == 404);
}

TEST_CASE("the example press reads without a mistake") {
  const auto sites = Press::read(std::string{DOSSIER_EXAMPLES} + "/press");
  INFO((sites ? "" : sites.error().message));
  REQUIRE(sites.has_value());
  CHECK(sites->size() == 3);
  CHECK(Press::read("/nowhere").error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace dossier
