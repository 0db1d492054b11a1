#include <catch2/catch.hpp>
#include <string>

#include "ingest/html_tokens.h"
#include "ingest/sanitize.h"

using dossier::plain_text_of_html;
using dossier::sanitize_html;

TEST_CASE("A fragment is rebuilt from what is allowed") {
  const struct {
    const char* written;
    const char* safe;
  } cases[] = {
      {"<p class=x id=y>Hi <B>there</B></p>", "<p>Hi <b>there</b></p>"},
      {"a & b &lt; c &amp;amp; &eacute; &hellip;", "a &amp; b &lt; c &amp;amp; é …"},
      {"<a href='/x?a=1&copy=2'>x</a>", "<a href=\"http://h.org/x?a=1&amp;copy=2\">x</a>"},
      {"<img src=p.png onerror=alert(1) alt='a \"b\"'>",
       "<img src=\"http://h.org/d/p.png\" alt=\"a &quot;b&quot;\">"},
      {"<script>if (a < b) alert('</p>')</script>x", "x"},
      {"x<style>p { color: red }", "x"},
      {"<iframe src=//evil>fallback</iframe>", "fallback"},
      {"<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>"},
      {"<a href=' JAVASCRIPT:alert(1)'>x</a>", "<a>x</a>"},
      {"<a href='&#106;avascript:alert(1)'>x</a>", "<a>x</a>"},
      {"<a href='vbscript:x'>x</a><a href='data:text/html,x'>y</a>", "<a>x</a><a>y</a>"},
      {"<img src='data:image/png;base64,AA=='>", "<img src=\"data:image/png;base64,AA==\">"},
      {"<p style='x:expression(1)'>x</p>", "<p>x</p>"},
      {"<p>one<p>two", "<p>one</p><p>two</p>"},
      {"<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
      {"<table><tr><td>1<td>2<tr><td>3</table>",
       "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"},
      {"<b><i>x</b></i> y", "<b><i>x</i></b> y"},
      {"x</div></p>", "x"},
      {"<!-- <p> -->a<!doctype html>b<?php c ?>", "ab"},
      {"1 < 2 <3 <", "1 &lt; 2 &lt;3 &lt;"},
      {"<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)"},
      {"<a title='x>y' href=z>t</a>", "<a title=\"x&gt;y\" href=\"http://h.org/d/z\">t</a>"},
      {"<svg><script>x</script><circle></svg>ok", "ok"},
  };
  for (const auto& [written, safe] : cases) {
    INFO(written);
    CHECK(sanitize_html(written, "http://h.org/d/") == safe);
    CHECK(sanitize_html(safe, "http://h.org/d/") == safe);
  }
}

TEST_CASE("Hostile nesting is flattened in linear time") {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div><x>";
  const std::string safe = sanitize_html(deep + "text", "");
  CHECK(safe.size() == 256 * std::string("<div></div>").size() + 4);

  std::string unclosed;
  for (int i = 0; i < 50'000; ++i) unclosed += "<title><textarea>";
  CHECK(sanitize_html(unclosed + "x", "") == "x");
}

TEST_CASE("The plain text of a fragment has no tags, and keeps what only looks like one") {
  const struct {
    const char* html;
    const char* text;
  } cases[] = {
      {"GLM&#8209;5 <b>beats</b>\n  all", "GLM\u20115 beats all"},
      {"one<br>two", "one two"},
      {"AT&amp;T, AT&amp;amp;T", "AT&T, AT&amp;T"},
      {"The <think> token &lt;think&gt;", "The <think> token <think>"},
      {"a<script>b</script>c", "ac"},
  };
  for (const auto& [html, text] : cases) CHECK(plain_text_of_html(html) == text);
}
