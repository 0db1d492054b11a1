// An article's content as clean HTML, for people to read.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article_blocks.h"
#include "ingest/article_filter.h"

namespace dossier {

// What stands under `roots`, without what is dropped in `facts` and without the blocks that
// were not kept; captions of figures stay. Sanitised, absolute addresses.
[[nodiscard]] std::string article_html(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                       const std::vector<NodeIndex>& roots, const RawBlocks& raw,
                                       const std::vector<BlockVerdict>& verdicts,
                                       std::string_view base_url);

}  // namespace dossier
