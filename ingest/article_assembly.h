// The article from its kept blocks.

#pragma once

#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/article_blocks.h"
#include "ingest/article_filter.h"
#include "ingest/html_tree.h"

namespace dossier {

// Text, blocks, links, tables and footnotes of the blocks that are kept; nothing else is filled.
[[nodiscard]] Article assemble_article(const HtmlTree& tree, const RawBlocks& raw,
                                       const std::vector<BlockVerdict>& verdicts,
                                       std::string_view base_url);

}  // namespace dossier
