#include "ingest/article.h"

#include <utility>

#include "base/utf8.h"
#include "ingest/article_assembly.h"
#include "ingest/article_html.h"
#include "ingest/article_meta_values.h"
#include "ingest/article_reading.h"
#include "ingest/html_slim.h"

namespace dossier {
namespace {

constexpr std::size_t kFragmentBytesMax = 12U << 20U;

}  // namespace

Result<Article> parse_article(std::string_view bytes, std::string_view url,
                              const Headers& headers) {
  Result<ArticleReading> reading = read_article_page(bytes, url, headers);
  if (!reading) return tl::unexpected(reading.error());
  return std::move(reading->article);
}

Result<Article> parse_fragment(std::string_view html, std::string_view base_url) {
  if (html.size() > kFragmentBytesMax) {
    return fail(ErrorCode::refused, "fragment larger than 12 MiB");
  }
  if (base_url.size() > kAddressBytesMax) base_url = {};
  const Result<HtmlTree> tree = parse_html_tree(slim_html(to_valid_utf8(html)).html);
  if (!tree) return tl::unexpected(tree.error());
  const std::vector<NodeFacts> facts = page_facts(*tree, Strictness::lenient);
  const std::vector<NodeIndex> roots = {0};
  const RawBlocks raw = blocks_under(*tree, facts, roots);
  const std::vector<BlockVerdict> verdicts(raw.blocks.size(), BlockVerdict::kept);
  Article article = assemble_article(*tree, raw, verdicts, base_url);
  article.content_html = article_html(*tree, facts, roots, raw, verdicts, base_url);
  article.excerpt = first_paragraph(article);
  return article;
}

std::string first_paragraph(const Article& article) {
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::paragraph) return on_one_line(text_at(article.text, block.span));
  }
  return {};
}

}  // namespace dossier
