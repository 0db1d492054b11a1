// What a page says about its article: title, authors, dates, and whether it is whole.

#include <catch2/catch.hpp>
#include <string>

#include "ingest/article.h"
#include "ingest/article_output.h"
#include "tests/ingest/article_pages.h"

namespace dossier {
namespace {

TEST_CASE("metadata is read from JSON-LD, from meta elements, and from print") {
  const std::string prose(kProse);
  const std::string body = "<article><p>" + prose + "</p></article>";
  const Article from_json =
      parsed(page(body,
                  R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
         {"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"The headline",
         "datePublished":"2026-05-16T13:02:00+02:00","dateModified":"2026-05-17",
         "author":[{"name":"Ada"},{"name":"Bob"}],"publisher":{"name":"Example News"},
         "isAccessibleForFree":"False"}]}</script>
         <link rel=canonical href="/canonical">)"));
  const Json json = article_to_json(from_json);
  CHECK(json["title"] == "The headline");
  CHECK(json["byline"] == "Ada, Bob");
  CHECK(json["site_name"] == "Example News");
  CHECK(json["published"] == "2026-05-16T11:02:00Z");
  CHECK(json["modified"] == "2026-05-17");
  CHECK(json["canonical_url"] == "https://news.example.com/canonical");
  CHECK(json["paywalled"] == true);

  const Json from_meta = article_to_json(
      parsed(page(body,
                  "<meta property=og:title content='Example | A title'><meta name=author "
                  "content='By Ada'><meta property=og:site_name content=Example><meta "
                  "property=article:published_time content=2026-05-16><meta name=description "
                  "content='What it says'>")));
  CHECK(from_meta["title"] == "A title");
  CHECK(from_meta["byline"] == "Ada");
  CHECK(from_meta["published"] == "2026-05-16");
  CHECK(from_meta["excerpt"] == "What it says");

  const Json from_print = article_to_json(
      parsed(page("<h1>A title</h1><p>22nd August 2026 • by Ada Lovelace</p>" + body)));
  CHECK(from_print["published"] == "2026-08-22");
  CHECK(from_print["byline"] == "by Ada Lovelace");
  CHECK(from_print["authors"] == "Ada Lovelace");
  CHECK(from_print["site_name"] == nullptr);
  CHECK(from_print["modified"] == nullptr);
  CHECK(from_print["text"] == prose);
}

TEST_CASE("a byline is the names, and what is printed about them") {
  struct Case {
    std::string_view html, names, printed;
  };
  const Case cases[] = {
      {"<p class=byline>By Ada Lovelace</p>", "Ada Lovelace", "By Ada Lovelace"},
      {"<p class=author>Von Ada Lovelace am 16.05.2026, 13:02 Uhr</p>", "Ada Lovelace",
       "Von Ada Lovelace"},
      {"<p class=author>Ada Lovelace • 8h</p>", "Ada Lovelace", "Ada Lovelace"},
      {"<div class=author><p>By</p><p>Ada Lovelace</p><p>Chief editor</p></div>", "Ada Lovelace",
       "Ada Lovelace"},
      {"<span class=pen-byline>By <a rel=author href=/ada>Ada Lovelace</a> in London</span>",
       "Ada Lovelace", "By Ada Lovelace in London"},
      {"<ul itemprop='author creator'><li>por <b itemprop=name>Ada Lovelace</b></ul>",
       "Ada Lovelace", "Ada Lovelace"},
      {"<p class=authors><a href=/a>Ada</a> <a href=/b>Bob</a></p>", "Ada, Bob", "Ada, Bob"},
      {"<p>Escrito por: Ada Lovelace</p>", "", ""},
      {"<p>Par Ada Lovelace</p>", "Ada Lovelace", "Par Ada Lovelace"},
      {"<p>Von dort kam nichts</p>", "", ""},
      {"<aside><p itemprop=author>Ada Lovelace</p></aside>", "Ada Lovelace", "Ada Lovelace"},
      {"<aside><p class=author>Ada Lovelace</p></aside>", "", ""},
      {"<div class=related-posts><p class=author>Ada Lovelace</p></div>", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    const Article article = parsed(page("<h1>A title</h1>" + std::string(c.html) + "<article><p>" +
                                        std::string(kProse) + "</p></article>"));
    CHECK(article.byline == c.names);
    CHECK(article.byline_printed == c.printed);
  }
}

TEST_CASE("a site that names itself the author gives way to a printed name") {
  const std::string body = "<p class=byline>By Ada</p><article><p>" + std::string(kProse) + "</p>";
  CHECK(parsed(page(body, "<meta name=author content=Example>")).byline == "Ada");
  CHECK(parsed(page(body, "<meta name=author content=Bob>")).byline == "Bob");
  CHECK(parsed(page("<p>" + std::string(kProse), "<meta name=author content=Example>")).byline ==
        "Example");
}

TEST_CASE("a title loses its site's name, before or behind it") {
  struct Case {
    std::string_view head, h1, expected;
  };
  const Case cases[] = {
      {"<title>Open models catch up | Example</title>", "", "Open models catch up"},
      {"<title>example.com - Two words</title>", "", "Two words"},
      {"<title>Open models catch up - what the boards say</title>", "", "Open models catch up"},
      {"<title>Open models catch up - what the boards say</title>",
       "Open models catch up - what the boards say", "Open models catch up"},
      {"<title>Two words | Weekly Review of Models</title>", "Two words", "Two words"},
      {"<title>Two words | Weekly Review of Models</title>", "",
       "Two words | Weekly Review of Models"},
      {"<title>The talk — Our Manual</title>", "Our Manual</h1><h1>The talk", "The talk"},
      {"<meta property=og:title content='Its &amp;quot;gap&amp;quot; · The Board'><meta "
       "property=og:site_name content='The Board'>",
       "", "Its \"gap\""},
      {"<meta property=og:title content='A | B'>", "", "A | B"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.head, c.h1);
    const Result<Article> article =
        parse_article("<html><head>" + std::string(c.head) + "</head><body><h1>" +
                          std::string(c.h1) + "</h1><p>" + std::string(kProse),
                      kUrl);
    REQUIRE(article.has_value());
    CHECK(article->title == c.expected);
  }
}

TEST_CASE("a day is found where pages of many lands put it") {
  struct Case {
    std::string_view html, expected;
  };
  const Case cases[] = {
      {"<div class=date>Kultur, 2. November 2022</div>", "2022-11-02"},
      {"<div class=uploaded-date> 23.09.22 </div>", "2022-09-23"},
      {"<div class='widget Blog'><abbr itemprop=datePublished title='2019-10-16T14:33:00-07:00'>"
       "2:33 PM</abbr><p>@</p></div>",
       "2019-10-16T21:33:00Z"},
      {"<footer><p><b>Aktualisiert am </b>17.01.2021.</p></footer>", "2021-01-17"},
      {"<footer><h5>Datum: </h5>03.11.2021</footer>", "2021-11-03"},
      {"<p>発行 2022年1月5日</p>", "2022-01-05"},
      {"<time>July 1, 2026, 9:30 AM ET</time>", "2026-07-01T13:30:00Z"},
      {"<time>January 5, 2026, 9:30 AM PT</time>", "2026-01-05T17:30:00Z"},
      {"<time>July 1, 2026, 9:30 AM IST</time>", "2026-07-01"},
      {"<p>nothing</p>", "2026-05-16"},  // Of the address
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    std::string html(c.html);
    if (const std::size_t at = html.find('@'); at != std::string::npos) html.replace(at, 1, kProse);
    const Result<Article> article =
        parse_article("<h1>A title</h1>" + html + "<p>" + std::string(kProse) + " More of it.</p>",
                      "https://news.example.com/2026/05/16/open-models");
    REQUIRE(article.has_value());
    CHECK(article_to_json(*article)["published"] == c.expected);
  }
}

TEST_CASE("broken JSON-LD is passed over") {
  const Article article =
      parsed(page("<p>" + std::string(kProse) + "</p>",
                  "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", </script>"));
  CHECK(article.title == "Open models catch up");
}

TEST_CASE("what keeps a part for those who pay or sign in is marked") {
  struct Case {
    std::string_view html;
    bool paywalled, gated, truncated;
  };
  const Case cases[] = {
      {"<div><h2>This post is for paid subscribers</h2></div>", true, false, true},
      {"<p>Article réservé aux abonnés</p>", true, false, true},
      {"<p>Sign in to read the rest</p>", false, true, true},
      {"<p>Create a free account to continue</p>", false, true, true},
      {"<script type='application/ld+json'>{\"@type\":\"Article\",\"isAccessibleForFree\":false}"
       "</script>",
       true, false, false},
      {"<p hidden>Sign in to read the rest</p>", false, false, false},
      {"<p>Sign in</p>", false, false, false},
      {"", false, false, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    const Article article =
        parsed(page("<article><p>" + std::string(kProse) + "</p></article>" + std::string(c.html)));
    CHECK(article.paywalled == c.paywalled);
    CHECK(article.gated == c.gated);
    CHECK(article.truncated == c.truncated);
  }
}

}  // namespace
}  // namespace dossier
