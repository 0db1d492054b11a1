// The text under some elements as blocks, before it is decided which of them are the article.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/article.h"
#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

// Spans here count from the start of the block's own text.
struct RawLink {
  NodeIndex node = kNoNode;  // The <a>
  TextSpan span;
};

// The mark of a footnote, which is not in the block's text, and where it stood there.
struct RawFootnote {
  NodeIndex node = kNoNode;
  std::size_t offset = 0;
};

struct RawBlock {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  std::size_t group = 0;
  std::string text;
  std::vector<RawLink> links;
  std::vector<RawFootnote> footnotes;
  std::vector<ArticleTable::Cell> cells;  // Of a table row
  std::size_t table = 0;                  // Which one, from 1; 0 for what is no row
  NodeIndex node = kNoNode;               // The block element that holds it
  // How many characters of it (without white space) stand in links, in bold, in <time>.
  std::size_t characters = 0, link_characters = 0, bold_characters = 0, time_characters = 0;
};

struct RawBlocks {
  std::vector<RawBlock> blocks;
  std::vector<std::string> captions;  // Of table n at n - 1
};

// What is dropped in `facts` is left out.
[[nodiscard]] RawBlocks blocks_under(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                     const std::vector<NodeIndex>& roots);

}  // namespace dossier
