// Pages made to cost time, memory or the stack: answered or refused within limits.

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <string>

#include "ingest/article.h"
#include "ingest/html_slim.h"

namespace dossier {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string attributes(std::size_t count) {
  std::string tag = "<div";
  for (std::size_t i = 0; i < count; ++i) tag += " a" + std::to_string(i) + "=1";
  return tag + ">text</div>";
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

constexpr double kSecondsMax = 3;  // Generous: what is quadratic takes minutes

TEST_CASE("a hostile page is answered or refused within its limits") {
  struct Case {
    std::string_view name;
    std::string html;
    std::string_view error;  // Empty: an answer, or any refusal
  };
  const Case cases[] = {
      {"a million open elements", repeated("<div>", 1'000'000), "page larger than 2 MiB"},
      {"400,000 open elements", repeated("<div>", 400'000), "page takes too long"},
      {"1,000 open elements", repeated("<div>", 1'000), "page nested deeper than 512 elements"},
      {"elements with wrong end tags", repeated("<div></x>", 100'000), "page takes too long"},
      {"open lists", repeated("<ul><li>", 100'000), "page takes too long"},
      {"open forms", repeated("<form><div></form>", 100'000), "page takes too long"},
      {"open tables", repeated("<table><tr><td>", 100'000), ""},
      {"open links", repeated("<a><div>", 100'000), "page takes too long"},
      {"open formatting", repeated("<b><i><u><font>", 50'000), ""},
      {"drawings without end", repeated("<svg>", 500'000), ""},
      {"scripts without end", repeated("<script>", 400'000), ""},
      {"templates without end", repeated("<template><noscript>", 100'000), ""},
      {"attributes of one tag", attributes(100'000), ""},
      {"some less-than signs", repeated("< ", 400'000), ""},
      {"less-than signs", repeated("<", 4'000'000), "page larger than 2 MiB"},
      {"ampersands", repeated("&amp;&", 500'000), ""},
      {"text alone", repeated("word, ", 340'000), ""},
      {"paragraphs", repeated("<p>word, word.", 200'000), ""},
      {"line breaks", repeated("a<br>", 400'000), ""},
      {"a wide table", "<table><tr>" + repeated("<td rowspan=999 colspan=999>a", 20'000), ""},
      {"many rows under a tall cell",
       "<table><tr>" + repeated("<td rowspan=65534 colspan=1000>a", 2) +
           repeated("<tr><td>a<td>b", 50'000),
       ""},
      {"nested links", repeated("<a href=x>a ", 100'000), "page "},  // Too many nodes or too slow
      {"named containers",
       repeated("<div class=entry-content>text, and more text of it</div>", 40'000), ""},
      {"long classes", repeated("<div class='" + repeated("share-", 300) + "'>a</div>", 1'500), ""},
      {"list items", "<ul>" + repeated("<li><a href=/a>a</a>", 100'000), ""},
      {"a comment without end", "<!--" + repeated("-", 5'000'000), ""},
      {"more than any page", repeated("a", 13'000'000), "page larger than 12 MiB"},
      {"nested JSON-LD",
       "<script type=application/ld+json>" + repeated("[", 200'000) + "</script><p>a", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const double start = thread_seconds();
    const Result<Article> article = parse_article(c.html, "https://example.com/");
    const double seconds = thread_seconds() - start;
    CHECK(seconds < kSecondsMax);
    const std::string message = article ? "" : article.error().message;
    if (!article) CHECK(article.error().code == ErrorCode::refused);
    CHECK(message.substr(0, c.error.size()) == c.error);
  }
#if !defined(__SANITIZE_ADDRESS__)
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(usage.ru_maxrss < 400L * 1024);  // Kilobytes, the cases above among them
#endif
}

TEST_CASE("a page cut at any byte is still a page") {
  const std::string html =
      "<!doctype html><html><head><title>T</title><script type='application/ld+json'>{\"a\":1}"
      "</script></head><body><article><p>Some <b>text &amp; more</b>.</p><table><tr><th>a<td>b"
      "</tr></table><ul><li>c</ul><!-- d --><pre>e</pre></article></body></html>";
  for (std::size_t size = 0; size <= html.size(); ++size) {
    CAPTURE(size);
    CHECK(parse_article(std::string_view(html).substr(0, size), "https://e.com/").has_value());
    CHECK(parse_fragment(std::string_view(html).substr(0, size), "").has_value());
  }
}

TEST_CASE("slimming drops what says nothing and keeps the rest byte for byte") {
  struct Case {
    std::string_view html, expected;
  };
  const Case cases[] = {
      {"a<!-- b -->c", "ac"},
      {"<script>if (a < b) '<p>'</script>x", "<script></script>x"},
      {"<STYLE type=a>b</STYLE >c", "<STYLE type=a></STYLE >c"},
      {"<p title='<script>'>a</p><script>b</script>", "<p title='<script>'>a</p><script></script>"},
      {"<title>a <script> b</title><p>c", "<title>a <script> b</title><p>c"},
      {"<svg><path/></svg>a", "<svg></svg>a"},
      {"<svg/>a</svg>", "<svg/>a</svg>"},
      {"<scripted>a</scripted>", "<scripted>a</scripted>"},
      {"a < b <!--> c <", "a &lt; b  c &lt;"},
      {"<script>a", "<script>"},
      {"<svg>a", "<svg>a"},
      {"a<template>b</template>c", "ac"},
      {"a<template>b", "ab"},
      {"a</template >b", "ab"},
      {"<p class=\"a", "<p class=\"a"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    CHECK(slim_html(c.html).html == c.expected);
  }
  CHECK(slim_html("<script type='application/ld+json'>{}</script>").json_ld ==
        std::vector<std::string>{"{}"});
}

}  // namespace
}  // namespace dossier
