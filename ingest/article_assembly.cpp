#include "ingest/article_assembly.h"

#include <cstddef>
#include <utility>

#include "base/utf8.h"
#include "ingest/article_footnotes.h"
#include "ingest/article_meta_values.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kLinkBytesMax = 4U << 20U;  // Of the addresses of one article

// Puts the kept blocks one behind the other, and everything that points into them with them.
class Assembly {
 public:
  Assembly(const HtmlTree& tree, const RawBlocks& raw, std::string_view base_url)
      : tree_(tree), raw_(raw), base_url_(base_url) {}

  void add(const RawBlock& block) {
    std::string& text = article_.text;
    if (!text.empty()) text += block.table != 0 && block.table == last_table_ ? "\n" : "\n\n";
    const std::size_t start = text.size();
    text += block.text;
    Block placed{block.kind, {start, text.size()}, block.level, block.group};
    // White space at the edges of a row (an empty first cell) is no part of it.
    while (placed.span.start < placed.span.end && text[placed.span.start] == '\t') {
      ++placed.span.start;
    }
    while (placed.span.end > placed.span.start && text[placed.span.end - 1] == '\t') {
      --placed.span.end;
    }
    article_.blocks.push_back(placed);
    for (const RawLink& link : block.links) add_link(link, start);
    for (const RawFootnote& mark : block.footnotes)
      marks_.push_back({mark.node, start + mark.offset});
    places_.push_back({block.node, placed.span});
    if (block.table != 0) add_row(block, start);
    last_table_ = block.table;
  }

  Article take() {
    article_.footnotes = join_footnotes(tree_, marks_, places_);
    return std::move(article_);
  }

 private:
  void add_link(const RawLink& raw, std::size_t start) {
    const std::string_view href = tree_.attribute(raw.node, "href");
    if (href.empty() || href.size() > kAddressBytesMax || link_bytes_ > kLinkBytesMax) return;
    ArticleLink link;
    link.url = resolve_url(base_url_, on_one_line(href));
    if (link.url.size() > kAddressBytesMax) return;
    link_bytes_ += link.url.size();
    const auto parsed = parse_url(link.url);
    if (!parsed && link.url.substr(0, 7) != "mailto:") return;
    link.rel = on_one_line(tree_.attribute(raw.node, "rel"));
    link.span = {start + raw.span.start, start + raw.span.end};
    link.text = on_one_line(text_at(article_.text, link.span));
    article_.links.push_back(std::move(link));
  }

  void add_row(const RawBlock& block, std::size_t start) {
    if (block.table != last_table_) {
      article_.tables.emplace_back();
      article_.tables.back().caption = raw_.captions[block.table - 1];
    }
    std::vector<ArticleTable::Cell> cells = block.cells;
    for (ArticleTable::Cell& cell : cells) {
      cell.span.start += start;
      cell.span.end += start;
    }
    article_.tables.back().rows.push_back(std::move(cells));
  }

  const HtmlTree& tree_;
  const RawBlocks& raw_;
  std::string_view base_url_;
  Article article_;
  std::vector<FootnoteMark> marks_;
  std::vector<BlockPlace> places_;
  std::size_t last_table_ = 0;
  std::size_t link_bytes_ = 0;
};

}  // namespace

Article assemble_article(const HtmlTree& tree, const RawBlocks& raw,
                         const std::vector<BlockVerdict>& verdicts, std::string_view base_url) {
  Assembly assembly(tree, raw, base_url);
  for (std::size_t i = 0; i < raw.blocks.size(); ++i) {
    if (verdicts[i] == BlockVerdict::kept) assembly.add(raw.blocks[i]);
  }
  return assembly.take();
}

}  // namespace dossier
