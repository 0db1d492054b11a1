#include "ingest/article.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "ingest/article_blocks.h"
#include "ingest/article_container.h"
#include "ingest/article_facts.h"
#include "ingest/article_filter.h"
#include "ingest/article_html.h"
#include "ingest/article_metadata.h"
#include "ingest/charset.h"
#include "ingest/html_slim.h"
#include "ingest/html_tree.h"
#include "ingest/url.h"

namespace dossier {
namespace {

// Before scripts and comments go; what is left is bounded in html_tree.cpp.
constexpr std::size_t kPageBytesMax = 12U << 20U;
// Below this the page is read again with less taken for clutter.
constexpr std::size_t kShortArticleBytes = 200;
constexpr std::size_t kNodesReadAgainMax = 40'000;

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
    if (block.table != 0) add_row(block, start);
    last_table_ = block.table;
  }

  Article take() { return std::move(article_); }

 private:
  void add_link(const RawLink& raw, std::size_t start) {
    const std::string_view href = tree_.attribute(raw.node, "href");
    if (href.empty()) return;
    ArticleLink link;
    link.url = resolve_url(base_url_, on_one_line(href));
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
  std::size_t last_table_ = 0;
};

Article assemble(const HtmlTree& tree, const RawBlocks& raw, const std::vector<bool>& keep,
                 std::string_view base_url) {
  Assembly assembly(tree, raw, base_url);
  for (std::size_t i = 0; i < raw.blocks.size(); ++i) {
    if (keep[i]) assembly.add(raw.blocks[i]);
  }
  return assembly.take();
}

Article read_body(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                  const PageMetadata& metadata, std::string_view url) {
  const ArticleContainer container = find_container(tree, facts);
  const RawBlocks raw = blocks_under(tree, facts, container.roots);
  const PageHints hints{metadata.title, metadata.byline, metadata.description, metadata.site_name,
                        std::string(url)};
  const std::vector<bool> keep = article_blocks(tree, raw, hints);
  Article article = assemble(tree, raw, keep, metadata.base_url);
  article.content_html = article_html(tree, facts, container.roots, raw, keep, metadata.base_url);
  return article;
}

// Words by which sites say that there would be more.
bool asks_to_pay(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::text || facts[i].hidden || facts[i].text > 200) continue;
    const std::string text = fold_case(tree.nodes[i].text);
    for (const std::string_view phrase :
         {"this post is for paid subscribers", "this post is for paying subscribers",
          "subscribe to continue reading", "subscribe to read the full",
          "to continue reading this article", "to read the rest of this",
          "subscribe to keep reading", "this content is for subscribers"}) {
      if (text.find(phrase) != std::string::npos) return true;
    }
  }
  return false;
}

// Text with its line breaks as paragraphs; HTML as it is.
std::string as_html(std::string_view body) {
  if (body.find("<p") != std::string_view::npos || body.find("</") != std::string_view::npos) {
    return std::string(body);
  }
  std::string html = "<p>";
  for (const char c : body) {
    if (c == '<') {
      html += "&lt;";
    } else if (c == '\n') {
      html += "<p>";
    } else {
      html += c;
    }
  }
  return html;
}

std::string first_paragraph(const Article& article) {
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::paragraph) return on_one_line(text_at(article.text, block.span));
  }
  return {};
}

void add_metadata(Article& article, PageMetadata&& metadata) {
  article.title = std::move(metadata.title);
  article.byline = std::move(metadata.byline);
  article.site_name = std::move(metadata.site_name);
  article.language = std::move(metadata.language);
  article.canonical_url = std::move(metadata.canonical_url);
  article.published = std::move(metadata.published);
  article.modified = std::move(metadata.modified);
  article.excerpt =
      metadata.description.empty() ? first_paragraph(article) : std::move(metadata.description);
}

Result<HtmlTree> parse_guarded(std::string_view html, std::vector<std::string>* json_ld) {
  SlimPage slim = slim_html(html);
  if (json_ld != nullptr) *json_ld = std::move(slim.json_ld);
  return parse_html_tree(std::move(slim.html));
}

}  // namespace

Result<Article> parse_article(std::string_view bytes, std::string_view url,
                              const Headers& headers) {
  if (bytes.size() > kPageBytesMax) return fail(ErrorCode::refused, "page larger than 12 MiB");
  const DecodedText decoded = decode_html(bytes, headers);
  std::vector<std::string> json_ld;
  Result<HtmlTree> tree = parse_guarded(decoded.text, &json_ld);
  if (!tree) return tl::unexpected(tree.error());

  std::vector<NodeFacts> facts = page_facts(*tree, Strictness::strict);
  PageMetadata metadata = page_metadata(*tree, facts, json_ld, url);
  const bool wall = asks_to_pay(*tree, facts);
  Article article = read_body(*tree, facts, metadata, url);
  for (const Strictness relaxed : {Strictness::by_tag, Strictness::lenient}) {
    if (article.text.size() >= kShortArticleBytes || facts.size() > kNodesReadAgainMax) break;
    facts = page_facts(*tree, relaxed);
    Article again = read_body(*tree, facts, metadata, url);
    // More must be much more: a short note is short.
    if (again.text.size() > 2 * article.text.size()) article = std::move(again);
  }
  if (article.text.size() < kShortArticleBytes &&
      metadata.json_ld_body.size() > 5 * kShortArticleBytes) {
    // A page that a script fills: what it says for machines is all there is.
    Result<Article> body = parse_fragment(as_html(metadata.json_ld_body), metadata.base_url);
    if (body) article = std::move(*body);
  }
  article.paywalled = metadata.not_free || wall;
  article.truncated = wall;
  add_metadata(article, std::move(metadata));
  return article;
}

Result<Article> parse_fragment(std::string_view html, std::string_view base_url) {
  if (html.size() > kPageBytesMax) return fail(ErrorCode::refused, "fragment larger than 12 MiB");
  Result<HtmlTree> tree = parse_guarded(to_valid_utf8(html), nullptr);
  if (!tree) return tl::unexpected(tree.error());
  const std::vector<NodeFacts> facts = page_facts(*tree, Strictness::lenient);
  const std::vector<NodeIndex> roots = {0};
  const RawBlocks raw = blocks_under(*tree, facts, roots);
  const std::vector<bool> keep(raw.blocks.size(), true);
  Article article = assemble(*tree, raw, keep, base_url);
  article.content_html = article_html(*tree, facts, roots, raw, keep, base_url);
  article.excerpt = first_paragraph(article);
  return article;
}

}  // namespace dossier
