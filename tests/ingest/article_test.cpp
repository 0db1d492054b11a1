// What of a page is its article, and how its structure stands in the text.

#include "ingest/article.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "ingest/article_explanation.h"
#include "tests/ingest/article_pages.h"

namespace dossier {
namespace {

Article fragment(std::string_view html) {
  Result<Article> article = parse_fragment(html, kUrl);
  REQUIRE(article.has_value());
  return std::move(*article);
}

// One block a line: "h2 The title", "p …", "li1.3 …" (depth and group), "q.4", "tr.5", "code".
std::string show(const Article& article) {
  std::string shown;
  for (const Block& block : article.blocks) {
    switch (block.kind) {
      case BlockKind::heading:
        shown += "h" + std::to_string(block.level);
        break;
      case BlockKind::paragraph:
        shown += "p";
        break;
      case BlockKind::list_item:
        shown += "li" + std::to_string(block.level);
        break;
      case BlockKind::quotation:
        shown += "q";
        break;
      case BlockKind::table_row:
        shown += "tr";
        break;
      case BlockKind::code:
        shown += "code";
        break;
    }
    if (block.group != 0) shown += "." + std::to_string(block.group);
    shown.append(" ").append(text_at(article.text, block.span)).append("\n");
  }
  return shown;
}

bool has(const Article& article, std::string_view text) {
  return article.text.find(text) != std::string::npos;
}

TEST_CASE("a fragment becomes blocks that say what its markup said") {
  struct Case {
    std::string_view html, expected;
  };
  const Case cases[] = {
      {"<p>One.</p><p>Two.</p>", "p One.\np Two.\n"},
      {"bare text", "p bare text\n"},
      {"<h2>Head</h2><p>Text.</p>", "h2 Head\np Text.\n"},
      {"<p>a\n  b&nbsp; c</p>", "p a b c\n"},
      {"<p>one<br>two<br><br>three</p>", "p one\ntwo\np three\n"},
      {"<div>a<p>b</p>c</div>", "p a\np b\np c\n"},
      {"<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol>",
       "li1.1 a\nli1.1 b\nli2.2 c\nli1.3 d\n"},
      {"<ul><li><p>a</p><p>b</p></li></ul>", "li1.1 a b\n"},
      {"<ul><li>a<br><br>b</li></ul>", "li1.1 a\nb\n"},
      {"<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>",
       "q.1 a\nq.1 b\nq.2 c\n"},
      {"<pre><code>int a;\n\n  int b;\n</code></pre>", "code int a;\n\n  int b;\n"},
      {"<p><strong>AI Twitter Recap</strong></p><p>Text.</p>", "h6 AI Twitter Recap\np Text.\n"},
      {"<p><b>This is a whole sentence.</b></p>", "p This is a whole sentence.\n"},
      {"<p><b>Label</b> and more</p>", "p Label and more\n"},
      {"<p>a<img alt='a picture'>b</p><script>x()</script><style>p{}</style>", "p ab\n"},
      {"<p>a</p><!-- <p>b</p> --><p hidden>c</p><p style='display: none'>d</p>", "p a\n"},
      {"<h2>Setup <a href='#s' aria-hidden='true'>#</a></h2><p>t</p>", "h2 Setup\np t\n"},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    CHECK(show(fragment(c.html)) == c.expected);
  }
}

TEST_CASE("blocks cover the text, and one blank line parts them") {
  const Article article = fragment(
      "<h2>A</h2><p>b<br>c</p><ul><li>d</li></ul><table><tr><th>e<th>f<tr><td>g<td>h</table>i");
  CHECK(article.text == "A\n\nb\nc\n\nd\n\ne\tf\ng\th\n\ni");
  std::size_t at = 0;
  for (const Block& block : article.blocks) {
    CHECK(article.text.substr(at, block.span.start - at).find_first_not_of(" \t\n") ==
          std::string::npos);
    at = block.span.end;
  }
  CHECK(at == article.text.size());
}

TEST_CASE("the cells of a table stand in the text at their spans") {
  const Article article = fragment(
      "<table><caption>Scores</caption><thead><tr><th></th><th colspan=2>Bench</th></tr></thead>"
      "<tr><td rowspan=2>GLM</td><td>61.2</td><td><a href='/x'>55 %</a></td></tr>"
      "<tr><td>62<br>.0</td><td></td></tr></table>");
  REQUIRE(article.tables.size() == 1);
  std::string shown = article.tables[0].caption;
  for (const auto& row : article.tables[0].rows) {
    shown += "\n";
    for (const ArticleTable::Cell& cell : row) {
      shown += std::to_string(cell.column) + "+" + std::to_string(cell.column_span) +
               (cell.header ? "h[" : "[") + std::string(text_at(article.text, cell.span)) + "]";
    }
  }
  CHECK(shown == "Scores\n0+1h[]1+2h[Bench]\n0+1[GLM]1+1[61.2]2+1[55 %]\n1+1[62 .0]2+1[]");
  CHECK(show(article) == "tr.1 Bench\ntr.1 GLM\t61.2\t55 %\ntr.1 62 .0\n");
  REQUIRE(article.links.size() == 1);
  CHECK(text_at(article.text, article.links[0].span) == "55 %");
}

TEST_CASE("a table that only lays out a page is text") {
  CHECK(show(fragment("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>")) ==
        "p One.\np Two.\n");
  CHECK(show(fragment("<table role=presentation><tr><td>a</td><td>b</td></tr></table>")) ==
        "p a\np b\n");
}

TEST_CASE("links are absolute and point at their words") {
  const Article article = fragment(
      "<p>See <a href='../b?c' rel=nofollow>the  <b>report</b></a>, <a href='#x'>below</a>, "
      "<a href='javascript:alert(1)'>no</a> <a>none</a>.</p>");
  REQUIRE(article.links.size() == 2);
  CHECK(article.links[0].url == "https://news.example.com/2026/b?c");
  CHECK(article.links[0].rel == "nofollow");
  CHECK(article.links[0].text == "the report");
  CHECK(text_at(article.text, article.links[0].span) == "the report");
  CHECK(article.links[1].text == "below");
}

TEST_CASE("the article is found among what surrounds it") {
  const std::string prose(kProse);
  const Article article = parsed(page(
      "<header><h1>Open models catch up</h1><p class=byline>By Ada Lovelace</p></header>"
      "<nav><a href=/>Home</a></nav><div class=cookie-banner>We use cookies.</div>"
      "<div class=post-content><p>" +
      prose +
      " First.</p>"
      "<div class=share-bar><a href=#>Share on X</a></div>"
      "<figure><img src=a.png><figcaption>A chart of the scores</figcaption></figure>"
      "<h2>What changed</h2><p>" +
      prose +
      " Second.</p>"
      "<p><a href=/other>Read more: another article of ours</a></p>"
      "<p>Sources: <a href='https://arxiv.org/abs/1'>the paper</a></p>"
      "<h3>Related articles</h3><ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>"
      "</div><div id=comments><p>" +
      prose +
      " I disagree.</p></div>"
      "<footer>© Example</footer>"));
  CHECK(show(article) ==
        "p " + prose + " First.\nh2 What changed\np " + prose + " Second.\np Sources: the paper\n");
  CHECK(article.title == "Open models catch up");
  CHECK(article.byline == "Ada Lovelace");
  CHECK(article.language == "en");
  CHECK(article.content_html.find("A chart of the scores") != std::string::npos);
  CHECK(article.content_html.find("Share on X") == std::string::npos);
}

TEST_CASE("a class that names the article wins over clutter with more words") {
  const std::string prose(kProse);
  const Article article =
      parsed(page("<div class=entry-content><p>" + prose + "</p></div><div class=extra><p>" +
                  prose + " Elsewhere.</p></div>"));
  CHECK(has(article, prose));
  CHECK_FALSE(has(article, "Elsewhere"));
}

TEST_CASE("a page without an article gives empty text, and no error") {
  for (const std::string_view html : {"", "   ", "<html></html>", "<p></p>", "<nav>Home</nav>"}) {
    CAPTURE(html);
    CHECK(parsed(html).text.empty());
  }
}

TEST_CASE("a short note is an article too") {
  const Article article = parsed(page(
      "<h1><a href=/>My weblog</a></h1><div class=note><h2>Note</h2><div class=body><p>Qwen is "
      "out, and it runs on my laptop.</p></div></div><div class=recent><ul><li><a "
      "href=/1>Another longer headline of mine</a></li></ul></div>"));
  CHECK(article.text == "Qwen is out, and it runs on my laptop.");
}

TEST_CASE("the mark of a footnote is no part of a word, and leads to its note") {
  const std::string_view pages[] = {
      "<p>It rose.<sup><a href='#fn:1' id='fnref:1'>1</a></sup> Then it fell.</p><ol><li id='fn:1'>"
      "<p>By two points. <a href='#fnref:1'>↩</a></p></li></ol>",
      "<p>It rose.<a class=footnote-anchor href='#footnote-1' id=footnote-anchor-1>1</a> Then it "
      "fell.</p><div class=footnote><a id=footnote-1 href='#footnote-anchor-1' "
      "class=footnote-number>1</a><div><p>By two points.</p></div></div>",
      "<p>It rose.<sup id=r><a href='#cite_note-1'>[1]</a></sup> Then it fell.</p><ol><li "
      "id=cite_note-1><a href='#cite_ref-1'>^</a> By two points.</li></ol>",
  };
  for (const std::string_view html : pages) {
    CAPTURE(html);
    const Article article = fragment(html);
    CHECK(article.text == "It rose. Then it fell.\n\nBy two points.");
    REQUIRE(article.footnotes.size() == 1);
    CHECK(article.text.substr(0, article.footnotes[0].marker) == "It rose.");
    CHECK(text_at(article.text, article.footnotes[0].note) == "By two points.");
  }
  // What only looks like a mark.
  for (const std::string_view html :
       {"<p>10<sup>23</sup></p>", "<p>See <a href='#s'>section 2</a></p>",
        "<p>Page <a href='#2'>2</a></p>", "<p>x<sup><a href='/n'>a long one</a></sup></p>"}) {
    CAPTURE(html);
    CHECK(fragment(html).footnotes.empty());
    CHECK(fragment(html).text.size() >= 4);
  }
}

TEST_CASE("raised numbers are exponents or marks, and never glued to a figure") {
  struct Case {
    std::string_view html, expected;
  };
  const Case cases[] = {
      {"<p>10<sup>25</sup> FLOP</p>", "10²⁵ FLOP"},
      {"<p>10<sup>-9</sup> m</p>", "10⁻⁹ m"},
      {"<p>E=mc<sup>2</sup></p>", "E=mc²"},
      {"<p>the 1<sup>st</sup> one</p>", "the 1st one"},
      {"<p>costs $3<sup>1</sup> now</p>", "costs $3 now"},
      {"<p>81.3%<sup>2</sup> on GPQA<sup>3,4</sup></p>", "81.3% on GPQA"},
      {"<p>the model.<sup>1</sup> It is fast<sup>[2]</sup></p>", "the model. It is fast"},
      {"<p>a 70B<sup>1</sup> model<sup>*</sup></p>", "a 70B model"},
      {"<p>cafe\u0301</p>", "caf\u00E9"},
      {"<p>su\u00ADper\u202E\u2060man</p>", "superman"},
      {"<p>a</p><p style='font-size:0'>b</p><p style='position:absolute;left:-9999px'>c</p>", "a"},
      {"<p style='opacity:0.9;font-size:0.9em'>a</p><p style='opacity: 0'>b</p>", "a"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.html);
    CHECK(fragment(c.html).text == c.expected);
  }
}

TEST_CASE("sentences and chapters that begin like clutter are kept") {
  const std::string prose = "<p>" + std::string(kProse) + "</p>";
  for (const std::string_view kept :
       {"<p>Subscribers to the service will get the model on Thursday, it said.</p>",
        "<p>Sign up numbers fell 12% in the month of May.</p>",
        "<p>Related: Claude 5 scored 88.1% on SWE-bench.</p>",
        "<p>Getty Images sued Stability AI in 2023.</p>", "<h2 id=discussion>Discussion</h2>",
        "<h2>Related work</h2>", "<section id=market-share><h2>Market share</h2></section>",
        "<pre><code><span class=hljs-comment># a comment</span></code></pre>"}) {
    CAPTURE(kept);
    const Article article = parsed(
        page("<article>" + prose + prose + prose + std::string(kept) + prose + "</article>"));
    const std::size_t start = kept.find_first_of("SRGDM#");
    CHECK(has(article, kept.substr(start, kept.find('<', start) - start)));
  }
  const Article article = parsed(page(
      "<article>" + prose + prose + prose +
      "<p><a href=/s>Subscribe now</a></p><p>The end: " + std::string(kProse) + "</p></article>"));
  CHECK(has(article, "The end"));
  CHECK_FALSE(has(article, "Subscribe now"));
}

TEST_CASE("a long base does not multiply, and what is no page is refused") {
  std::string links = "<article><p>" + std::string(kProse) + "</p>";
  for (int i = 0; i < 300; ++i) links += "<p>See <a href=x>this</a> of them all.</p>";
  const Article article =
      parsed(page(links, "<base href='https://example.com/" + std::string(400'000, 'a') + "/'>"));
  CHECK(article.content_html.size() < 100'000);
  REQUIRE_FALSE(article.links.empty());
  CHECK(article.links[0].url == "https://news.example.com/2026/05/x");
  for (const std::string_view bytes : {"%PDF-1.7", "\x1F\x8B\x08", "\x89PNG"}) {
    CHECK_FALSE(parse_article(bytes, kUrl).has_value());
  }
  CHECK_FALSE(parse_article("{}", kUrl, {{"Content-Type", "application/json"}}).has_value());
  CHECK(parsed(page("<p>x</p>", "<link rel=canonical href='/'>")).canonical_url.empty());
  CHECK_FALSE(parsed("<h1>T</h1><p>On May 15, 2023, a laboratory released a model.</p>")
                  .published.time.has_value());
}

TEST_CASE("captions stay out, but for the figures of a paper") {
  const std::string prose = "<p>" + std::string(kProse) + "</p>";
  const auto with = [&](std::string_view caption) {
    std::string body = "<article>" + prose;
    for (int i = 0; i < 5; ++i) {
      body.append("<figure><img src=a.png><figcaption>").append(caption);
      body.append("</figcaption></figure>").append(prose);
    }
    return parsed(page(body));
  };
  CHECK(has(with("Fig. 2. The gap between open and closed models, by quarter and by board."),
            "The gap between"));
  CHECK(has(with("The gap between open and closed models, by quarter and by board (source: <a "
                 "href='https://arxiv.org/abs/1'>Lovelace 2026</a>)"),
            "The gap between"));
  CHECK_FALSE(
      has(with("A researcher of the laboratory looks at the gap between two racks."), "looks"));
}

TEST_CASE("what invites elsewhere does not survive at an article's end") {
  const std::string prose(kProse);
  const Article article = parsed(
      page("<article><p>" + prose + "</p><p>Share</p><p>" + prose +
           " Second.</p><p><a href=/x>Read more</a></p><div>Discussion (0)</div><h3>More from "
           "Example</h3><p><a href=/y>Another article</a></p></article>"));
  CHECK(show(article) == "p " + prose + "\np " + prose + " Second.\n");
}

TEST_CASE("every part of a page is explained") {
  const std::string prose(kProse);
  const auto explained = explain_article(
      page("<nav>Home</nav><div class=post-content><p class=byline>By Ada</p><p>" + prose +
           "</p><p>Photo: Ada</p><aside>Aside</aside></div><div class=share-bar>Share on X</div>"
           "<p hidden>Unseen</p>"),
      kUrl);
  REQUIRE(explained.has_value());
  CHECK(explained->article.text == prose);
  std::string shown = explained->container + "\n";
  for (const ArticleDecision& d : explained->decisions) {
    shown.append(d.kept ? "+" : "-").append(d.element).append(": ").append(d.reason).append("\n");
  }
  CHECK(shown ==
        "div.post-content (its class names an article's text)\n"
        "-nav: by its tag\n"
        "-p.byline: named by its class: byline\n"
        "+p: article\n"
        "-p: a photo credit\n"
        "-aside: by its tag\n"
        "-div.share-bar: named by its class: share\n");
  CHECK(explanation_text(*explained).find("+ article") != std::string::npos);
}

TEST_CASE("a page that a script fills is read from its JSON-LD") {
  std::string sentences;
  for (int i = 0; i < 10; ++i) sentences.append(kProse).append("\\n");
  const Article article = parsed(
      page("<div id=root></div>",
           "<script type='application/ld+json'>{\"@type\": \"Article\", \"articleBody\": \"" +
               sentences + "\"}</script>"));
  CHECK(article.blocks.size() == 10);
  CHECK(has(article, kProse));
}

TEST_CASE("names that only look like clutter lose no article") {
  const std::string prose(kProse);
  for (const std::string_view open :
       {"<div class=elementor-widget-text>", "<div id=sharing-code-with-many-people>",
        "<div class='post tag-sponsors category-comments'>", "<form id=aspnetForm>"}) {
    CAPTURE(open);
    CHECK(parsed(page("<main><p>" + prose + " First.</p>" + std::string(open) + "<p>" + prose +
                      " Second.</p></div></form></main>"))
              .text.find("Second.") != std::string::npos);
  }
}

TEST_CASE("content_html runs nothing") {
  const Article article = fragment(
      "<p onclick=x()>a<img src=x onerror=y()><a href='javascript:z()'>b</a></p>"
      "<iframe src=//evil></iframe><script>w()</script>");
  for (const std::string_view bad : {"onclick", "onerror", "javascript", "iframe", "script"}) {
    CAPTURE(bad, article.content_html);
    CHECK(article.content_html.find(bad) == std::string::npos);
  }
}

}  // namespace
}  // namespace dossier
