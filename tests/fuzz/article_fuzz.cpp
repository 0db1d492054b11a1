// Any bytes as a page, and as a fragment: what comes out keeps the promises of article.h.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "ingest/article.h"
#include "ingest/article_explanation.h"

namespace dossier {
namespace {

// Not assert: what a fuzzer is to find must not depend on how it was built.
void require(bool holds) {
  if (!holds) std::abort();
}

void check_article(const Article& article) {
  require(is_valid_utf8(article.text));
  std::size_t at = 0;
  for (const Block& block : article.blocks) {
    require(at <= block.span.start && block.span.start <= block.span.end);
    require(block.span.end <= article.text.size());
    at = block.span.end;
  }
  const TextSpan all{0, article.text.size()};
  for (const ArticleLink& link : article.links) require(all.contains(link.span));
  for (const ArticleFootnote& footnote : article.footnotes) {
    require(footnote.marker <= article.text.size() && all.contains(footnote.note));
  }
  for (const ArticleTable& table : article.tables) {
    for (const auto& row : table.rows) {
      for (const ArticleTable::Cell& cell : row) require(all.contains(cell.span));
    }
  }
  require(article.content_html.find("<script") == std::string_view::npos);
}

}  // namespace
}  // namespace dossier

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view kUrl = "https://news.example.com/2026/05/open-models";
  if (const auto article = parse_article(bytes, kUrl)) check_article(*article);
  if (const auto article = parse_fragment(bytes, kUrl)) check_article(*article);
  if (const auto explained = explain_article(bytes, kUrl)) check_article(explained->article);
  return 0;
}
