// A page read, with all that its article was chosen from. parse_article() hands on the article
// alone, explain_article() says how it came about.

#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/article.h"
#include "ingest/article_blocks.h"
#include "ingest/article_container.h"
#include "ingest/article_facts.h"
#include "ingest/article_filter.h"
#include "ingest/html_tree.h"

namespace dossier {

struct ArticleReading {
  HtmlTree tree;
  Strictness strictness = Strictness::strict;
  std::vector<NodeFacts> facts;
  ArticleContainer container;
  RawBlocks raw;  // What stands in the container, of which `verdicts` says what was kept
  std::vector<BlockVerdict> verdicts;
  bool from_json_ld = false;  // The article is none of these, but what the page says for machines
  Article article;
};

enum class Prepass {
  slim,  // See html_slim.h
  none,  // To prove that it changes nothing
};

// As parse_article().
[[nodiscard]] Result<ArticleReading> read_article_page(std::string_view bytes, std::string_view url,
                                                       const Headers& headers,
                                                       Prepass prepass = Prepass::slim);

}  // namespace dossier
