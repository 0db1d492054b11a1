#include "ingest/article_reading.h"

#include <chrono>
#include <ctime>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "ingest/article_assembly.h"
#include "ingest/article_html.h"
#include "ingest/article_metadata.h"
#include "ingest/article_wall.h"
#include "ingest/charset.h"
#include "ingest/html_slim.h"

namespace dossier {
namespace {

// Before scripts and comments go; what is left is bounded in html_tree.cpp.
constexpr std::size_t kPageBytesMax = 12U << 20U;
// Below this the page is read again with less taken for clutter.
constexpr std::size_t kShortArticleBytes = 200;
constexpr std::size_t kFoundBytes = 80;  // Less is a remnant
constexpr std::size_t kWholeArticleBytes = 4000;
constexpr std::size_t kNodesReadAgainMax = 40'000;
// Of the processor; a page that took longer was made to.
constexpr std::chrono::milliseconds kReadAgainTimeMax{150};

std::chrono::nanoseconds thread_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

// Fills what follows from the tree and `strictness`.
void read_body(ArticleReading& reading, const PageMetadata& metadata, std::string_view url) {
  const HtmlTree& tree = reading.tree;
  reading.container = find_container(tree, reading.facts);
  reading.raw = blocks_under(tree, reading.facts, reading.container.roots);
  const PageHints hints{metadata.title, metadata.byline, metadata.description, metadata.site_name,
                        std::string(url)};
  reading.verdicts = judge_blocks(tree, reading.raw, hints);
  reading.article = assemble_article(tree, reading.raw, reading.verdicts, metadata.base_url);
}

// Whether a text breaks off: "… and then it", "to be continued [...]".
bool breaks_off(std::string_view text) {
  while (!text.empty() && (text.back() == ']' || text.back() == ')')) text.remove_suffix(1);
  return text.ends_with("…") || text.ends_with("...");
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

void add_metadata(Article& article, PageMetadata&& metadata) {
  article.title = std::move(metadata.title);
  article.byline = std::move(metadata.byline);
  article.byline_printed = std::move(metadata.byline_printed);
  article.site_name = std::move(metadata.site_name);
  article.language = std::move(metadata.language);
  article.canonical_url = std::move(metadata.canonical_url);
  article.published = std::move(metadata.published);
  article.modified = std::move(metadata.modified);
  article.excerpt =
      metadata.description.empty() ? first_paragraph(article) : std::move(metadata.description);
}

// What the bytes are instead of a page, or empty.
std::string_view other_format(std::string_view bytes, const Headers& headers) {
  struct Signature {
    std::string_view bytes, name;
  };
  constexpr Signature kSignatures[] = {
      {"%PDF-", "a PDF"},   {"\x1F\x8B", "gzip"},         {"PK\x03\x04", "a ZIP archive"},
      {"GIF8", "an image"}, {"\xFF\xD8\xFF", "an image"}, {"\x89PNG", "an image"}};
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return signature.name;
  }
  const std::string type = fold_case(on_one_line(find_header(headers, "content-type")));
  const std::string_view essence = std::string_view(type).substr(0, type.find(';'));
  if (essence.starts_with("application/pdf")) return "a PDF";
  if (essence.starts_with("application/json") || essence.ends_with("+json")) return "JSON";
  if (essence.starts_with("image/")) return "an image";
  if (essence.starts_with("audio/") || essence.starts_with("video/")) return "sound or film";
  return {};
}

}  // namespace

Result<ArticleReading> read_article_page(std::string_view bytes, std::string_view url,
                                         const Headers& headers, Prepass prepass) {
  if (bytes.size() > kPageBytesMax) return fail(ErrorCode::refused, "page larger than 12 MiB");
  if (const std::string_view format = other_format(bytes, headers); !format.empty()) {
    return fail(ErrorCode::refused, "no HTML page: " + std::string(format));
  }
  const std::chrono::nanoseconds start = thread_time();
  std::string page = decode_html(bytes, headers).text;
  SlimPage slim = slim_html(page);
  if (prepass == Prepass::none) slim.html = std::move(page);
  Result<HtmlTree> tree = parse_html_tree(std::move(slim.html));
  if (!tree) return tl::unexpected(tree.error());

  ArticleReading reading;
  reading.tree = std::move(*tree);
  reading.facts = page_facts(reading.tree, Strictness::strict);
  PageMetadata metadata = page_metadata(reading.tree, reading.facts, slim.json_ld, url);
  const ArticleWall wall = article_wall(reading.tree, reading.facts);
  read_body(reading, metadata, url);
  // Where nothing was found the classes mislead; what is found but short keeps its comments out.
  const bool found = reading.article.text.size() >= kFoundBytes;
  for (const Strictness relaxed : {Strictness::sure, Strictness::by_tag, Strictness::lenient}) {
    if (found != (relaxed == Strictness::sure)) continue;
    if (reading.article.text.size() >= kShortArticleBytes ||
        reading.facts.size() > kNodesReadAgainMax || thread_time() - start > kReadAgainTimeMax) {
      break;
    }
    ArticleReading before = std::exchange(reading, ArticleReading{});
    reading.tree = std::move(before.tree);
    reading.strictness = relaxed;
    reading.facts = page_facts(reading.tree, relaxed);
    read_body(reading, metadata, url);
    // More must be much more: a short note is short.
    if (reading.article.text.size() > 2 * before.article.text.size()) continue;
    before.tree = std::move(reading.tree);
    reading = std::move(before);
  }
  Article& article = reading.article;
  if (article.text.size() < kShortArticleBytes &&
      metadata.json_ld_body.size() > 5 * kShortArticleBytes) {
    // A page that a script fills: what it says for machines is all there is.
    Result<Article> body = parse_fragment(as_html(metadata.json_ld_body), metadata.base_url);
    reading.from_json_ld = body.has_value();
    if (body) article = std::move(*body);
  }
  if (!reading.from_json_ld) {
    article.content_html = article_html(reading.tree, reading.facts, reading.container.roots,
                                        reading.raw, reading.verdicts, metadata.base_url);
  }
  article.paywalled = metadata.not_free || wall.pay;
  article.gated = wall.sign_in;
  // Below a whole article, signing in is asked for the comments.
  const bool cut_at_sign_in = wall.sign_in && article.text.size() < kWholeArticleBytes;
  article.truncated = wall.pay || cut_at_sign_in || (metadata.not_free && breaks_off(article.text));
  add_metadata(article, std::move(metadata));
  return reading;
}

}  // namespace dossier
