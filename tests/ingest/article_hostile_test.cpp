// Pages made to cost time, memory or the stack: answered or refused within limits.

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/article.h"
#include "ingest/article_reading.h"
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

std::string footnotes(int count) {
  std::string page;
  for (int i = 0; i < count; ++i) {
    page += "<p>a<a class=footnote href=#n" + std::to_string(i) + ">1</a>";
  }
  for (int i = 0; i < count; ++i) page += "<p id=n" + std::to_string(i) + ">b";
  return page;
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Of the processor. Unoptimised or instrumented code is let off: what is quadratic takes minutes.
#if defined(__SANITIZE_THREAD__)
constexpr double kSecondsMax = 30;
#elif defined(DOSSIER_OPTIMIZED) && !defined(__SANITIZE_ADDRESS__)
constexpr double kSecondsMax = 0.3;
#else
constexpr double kSecondsMax = 5;
#endif

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
      {"JSON-LD objects",
       "<script type=application/ld+json>[" + repeated("{\"a\":1},", 100'000) + "1]</script><p>a",
       ""},
      {"JSON-LD articles",
       repeated(
           "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"a\"}</script>",
           15'000) +
           "<p>a",
       ""},
      {"JSON-LD body of divs",
       "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"" +
           repeated("<div></p>", 80'000) + "\"}</script>",
       ""},
      {"meta elements", repeated("<meta name=a content=b>", 80'000), ""},
      {"meta elements of many names",
       repeated("<meta name='a b c d e f g h' content='&amp;amp;b'>", 30'000), ""},
      {"bylines",
       repeated("<div class=author><p>By</p><a rel=author href=/a>Ada</a></div>", 25'000), ""},
      {"nested bylines",
       repeated("<div class=byline>by", 400) + repeated("<p class=author>x", 40'000), ""},
      {"nested marked bylines",
       repeated("<div class=byline rel=author>", 500) + repeated("<a rel=author>Ada</a>", 20'000),
       ""},
      {"headings", repeated("<h1>Open models catch up", 60'000), ""},
      {"headings in a long title",
       "<title>" + repeated("Open models ", 20'000) + "</title>" +
           repeated("<h1>Open models", 40'000),
       ""},
      {"times", repeated("<time datetime=x>May 16 of no year</time>", 30'000), ""},
      {"deep times", repeated("<div>", 450) + repeated("<time>May 16, 20</time>", 40'000), ""},
      {"labelled dates", repeated("<p>Published on a day of May</p>", 40'000), ""},
      {"footnotes", repeated("<p>a<sup><a href=#n>1</a></sup></p>", 25'000) + "<p id=n>note", ""},
      {"different footnotes", footnotes(20'000), ""},
      {"figures",
       repeated("<figure><figcaption>Figure 1: a chart of what was measured by the people who "
                "measured it</figcaption></figure>",
                15'000),
       ""},
      {"nested figures",
       repeated("<figcaption>Figure 1: a chart of what was measured by the people who measured it",
                480) +
           repeated("a <i>b</i>", 30'000),
       ""},
      {"nested quotations", repeated("<blockquote>", 500) + repeated("<aside>a</aside>", 50'000),
       ""},
      {"deep clutter", repeated("<div class=share>", 500) + repeated("<p class=share>a", 60'000),
       ""},
      {"one long attribute", "<p class='" + repeated("share ", 330'000) + "'>a", ""},
      {"many long attributes", repeated("<p class='" + repeated("share ", 80) + "'>a", 4'000), ""},
      {"tags with unread attributes", repeated("<p " + repeated("a=1 ", 50) + ">a", 20'000), ""},
      {"attribute names", "<p " + repeated("=", 2'000'000) + ">a", ""},
      {"read attributes", "<p " + repeated("class=a ", 250'000) + ">a", ""},
      {"references", repeated("&amp;", 400'000), ""},
      {"meta of references",
       "<meta name=description content='" + repeated("&amp;amp;", 200'000) + "'>", ""},
      {"tables in tables",
       repeated("<table><tr><td>a<td>b", 400) + repeated("<tr><td>x<td>y", 20'000), ""},
      {"nested tables, many",
       repeated(repeated("<table><tr><td>a<td>b", 20) + repeated("</table>", 20), 1500), ""},
      {"options", "<select>" + repeated("<option>a", 200'000), ""},
      {"inline elements", repeated("<i>a</i>", 140'000), ""},
      {"short paragraphs", repeated("<p>a", 140'000), ""},
      {"line separators", repeated("a|b\xC2\xB7", 300'000), ""},
      {"paragraph of breaks", "<p>" + repeated("word<br><br>", 48'000), ""},
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
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(usage.ru_maxrss < 300L * 1024);  // Kilobytes, the cases above among them
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

TEST_CASE("slimming drops what says nothing here and keeps the rest") {
  struct Case {
    std::string_view html, expected;
  };
  const Case cases[] = {
      {"a<!-- b -->c", "ac"},
      {"a \n\n  b", "a b"},
      {"<div> <p>a</p>\n<b>c</b> </div> d", "<div><p>a</p><b>c</b></div> d"},
      {"<p>a <!-- b --> <b>c</b> <i>d</i>", "<p>a  <b>c</b> <i>d</i>"},
      {"<img src=data:a style=\"color:red\"><p style=display:none>", "<img><p style=display:none>"},
      {"a<pre> b\n\n  c</pre>  d", "a<pre> b\n\n  c</pre> d"},
      {"<pre>a</div>  b", "<pre>a</div>  b"},
      {"<p data-x='1  2' class = \"a  b\" onclick=c>d", "<p class = \"a  b\">d"},
      {"<a href=b/>c", "<a href=b/>c"},
      {"<br data-x />", "<br />"},
      {"<P ID=a CLASS>b", "<P ID=a CLASS>b"},
      {"<script>if (a < b) '<p>'</script>x", "<script></script>x"},
      {"<STYLE type=a>b</STYLE >c", "<STYLE></STYLE >c"},
      {"<p title='<script>'>a</p><script>b</script>", "<p title='<script>'>a</p><script></script>"},
      {"<title>a <script> b</title><p>c", "<title>a <script> b</title><p>c"},
      {"<svg><path/></svg>a", "<svg></svg>a"},
      {"<svg/>a</svg>", "<svg />a</svg>"},
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

TEST_CASE("the pre-pass changes no article") {
  std::vector<std::string> pages = {
      "<div><p>One <b>two</b> <i>three</i>.</p> <p>four</p>\n\n <span>five</span> </div> six",
      "<p>a<!-- b --> <b>c</b></p> <!-- d --> e <script>f</script> g<style>h</style>i",
      "<pre>a\n\n  b <b>c</b>  d</pre>  <p>e  f</p><textarea>  g </textarea>",
      "<ul> <li> a <div>b</div> c </li> <li>d</li> </ul> <table> <tr> <td> e </td> <td>f</table>",
      "<p data-a='<p>' onclick=\"b('>')\" class=c/>d</p><a href=e/>f</a><br / >g<p a\"b='c>d'>h",
      "<p style='Display : None'>a</p><p style='color:red'>b</p><svg><p>c</p></svg>d<p",
      "a < b and c <d e <3 f &lt; g <!doctype h> <?xml i?> </ j> k",
  };
  const std::filesystem::path press = DOSSIER_EXAMPLES "/press";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(press)) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  CHECK(pages.size() > 10);
  for (const std::string& page : pages) {
    CAPTURE(page.substr(0, 200));
    const auto slim = read_article_page(page, "https://example.com/a", {});
    const auto whole = read_article_page(page, "https://example.com/a", {}, Prepass::none);
    REQUIRE(slim.has_value());
    REQUIRE(whole.has_value());
    CHECK(slim->article.text == whole->article.text);
    CHECK(slim->article.title == whole->article.title);
  }
}

}  // namespace
}  // namespace dossier
