// Any bytes as a page, and as a fragment: what comes out keeps the promises of article.h.

#include "base/utf8.h"
#include "ingest/article.h"
#include "ingest/article_explanation.h"
#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

void check_article(const Article& article) {
  require(is_valid_utf8(article.text), "the text is UTF-8");
  std::size_t at = 0;
  for (const Block& block : article.blocks) {
    require(at <= block.span.start && block.span.start <= block.span.end, "blocks are in order");
    require(block.span.end <= article.text.size(), "blocks lie in the text");
    at = block.span.end;
  }
  const TextSpan all{0, article.text.size()};
  for (const ArticleLink& link : article.links) require(all.contains(link.span), "links lie in it");
  for (const ArticleFootnote& footnote : article.footnotes) {
    require(footnote.marker <= article.text.size(), "marks of footnotes lie in the text");
    require(all.contains(footnote.note), "footnotes lie in the text");
  }
  for (const ArticleTable& table : article.tables) {
    for (const auto& row : table.rows) {
      for (const ArticleTable::Cell& cell : row)
        require(all.contains(cell.span), "cells lie in it");
    }
  }
  require(article.content_html.find("<script") == std::string::npos, "cleaned HTML has no script");
}

}  // namespace

void fuzz_article(std::string_view bytes) {
  constexpr std::string_view kUrl = "https://news.example.com/2026/05/open-models";
  if (const auto article = parse_article(bytes, kUrl)) check_article(*article);
  if (const auto article = parse_fragment(bytes, kUrl)) check_article(*article);
  if (const auto explained = explain_article(bytes, kUrl)) check_article(explained->article);
}

}  // namespace dossier
