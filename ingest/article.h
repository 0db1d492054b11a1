// An article: the text of a page and nothing but it, with its structure and its dates.
// Start at parse_article(). plain_text.h makes the same value from a text file.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_span.h"
#include "base/time.h"
#include "ingest/headers.h"

namespace dossier {

// A date as a page gives it.
struct PageDate {
  std::string text;          // As written
  std::optional<Time> time;  // Midnight UTC where the page gives a day only
  bool has_clock = false;    // The page gives a time of day too
};

enum class BlockKind { heading, paragraph, list_item, quotation, table_row, code };

// A run of the article's text that markup (or, in plain text, shape) holds together. Blocks
// are in text order, do not overlap, and cover all of the text but the white space between.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  TextSpan span;
  int level = 0;          // Headings: 1 to 6. List items: depth, from 1. Else 0
  std::size_t group = 0;  // Blocks of one list, one table or one quotation share a number; else 0
};

struct ArticleLink {
  std::string url;  // Absolute
  std::string text;
  std::string rel;
  TextSpan span;  // Where its text stands in the article; empty where it has none
};

// A table of the article. Its cells stand in the text too, a row a line, cells parted by tabs.
struct ArticleTable {
  struct Cell {
    TextSpan span;
    bool header = false;
    std::size_t column = 0;  // 0-based, after spans are laid out
    std::size_t column_span = 1;
  };
  std::vector<std::vector<Cell>> rows;
  std::string caption;
};

// A footnote. Its mark is no word of the text: "it rose.[1]" stands there as "it rose."
struct ArticleFootnote {
  std::size_t marker = 0;  // Where in the text the mark stood
  std::string label;       // "1"
  TextSpan note;           // What it says, further down in the text
};

struct Article {
  std::string title, byline, site_name, language, canonical_url, excerpt;  // Empty if unknown
  std::string byline_printed;  // "By Ada Lovelace", where `byline` has the names alone
  PageDate published, modified;
  std::string text;  // UTF-8; paragraphs parted by one blank line; never changed afterwards
  std::vector<Block> blocks;
  std::vector<ArticleLink> links;
  std::vector<ArticleTable> tables;
  std::vector<ArticleFootnote> footnotes;
  std::string content_html;  // Cleaned from an allowlist, absolute addresses
  bool truncated = false;    // The page shows only a part of the article
  bool paywalled = false;    // Its page is marked as not free, or asks to subscribe
  bool gated = false;        // Its page asks to sign in
};

// Finds the article in a page. A page without one gives an Article with empty text. Refused
// as hostile (too large, too deep, too slow), or as no page (a PDF, an image, JSON):
// ErrorCode::refused with the reason.
//
// Gumbo does not free what it allocated when it is stopped, so it runs in an arena with a
// memory cap and a deadline; both are constants in the .cpp. Any thread.
[[nodiscard]] Result<Article> parse_article(std::string_view bytes, std::string_view url,
                                            const Headers& headers = {});

// The text of an HTML fragment (a feed's content:encoded) as an Article: all of the fragment
// is body, nothing is trimmed as boilerplate.
[[nodiscard]] Result<Article> parse_fragment(std::string_view html, std::string_view base_url);

// On one line, or empty.
[[nodiscard]] std::string first_paragraph(const Article& article);

}  // namespace dossier
