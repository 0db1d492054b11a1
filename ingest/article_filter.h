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

// For each block whether it stays.
[[nodiscard]] std::vector<bool> article_blocks(const HtmlTree& tree, const RawBlocks& raw,
                                               const PageHints& hints);

}  // namespace dossier
