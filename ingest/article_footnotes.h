// Footnotes: marks in the text that lead to notes below it, and marks there that lead back.

#pragma once

#include <cstddef>
#include <vector>

#include "base/text_span.h"
#include "ingest/article.h"
#include "ingest/html_tree.h"

namespace dossier {

enum class MarkKind {
  none,
  to_note,  // "1" or "[1]", as a rule raised
  back,     // "↩", or the note's number, at the note
};

// What the element is, an <a> or a <sup>. Its text says nothing that belongs into a sentence.
[[nodiscard]] MarkKind mark_kind(const HtmlTree& tree, NodeIndex element);

// A mark of an article, and a block's place in its text.
struct FootnoteMark {
  NodeIndex node = kNoNode;
  std::size_t offset = 0;
};
struct BlockPlace {
  NodeIndex node = kNoNode;
  TextSpan span;
};

// The marks whose notes stand in the text behind them. `places` in text order.
[[nodiscard]] std::vector<ArticleFootnote> join_footnotes(const HtmlTree& tree,
                                                          const std::vector<FootnoteMark>& marks,
                                                          const std::vector<BlockPlace>& places);

}  // namespace dossier
