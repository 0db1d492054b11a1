// Which blocks under an article's container are the article, and which only stand among it:
// the headline once more, bylines, calls to read on, lists of other articles.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article_blocks.h"

namespace dossier {

// What the page says about itself elsewhere.
struct PageHints {
  std::string title, byline, description, site_name, url;
};

// Whether a block is of the article, else why not.
enum class BlockVerdict {
  kept,
  no_words,
  title,
  byline,
  date,
  photo_credit,
  invitation,
  link,
  link_list,
  tail,
  dek,
  short_line,
  empty_heading,
};

// For people: "a byline".
[[nodiscard]] std::string_view verdict_name(BlockVerdict verdict);

// One for each block.
[[nodiscard]] std::vector<BlockVerdict> judge_blocks(const HtmlTree& tree, const RawBlocks& raw,
                                                     const PageHints& hints);

}  // namespace dossier
