// Where on a page its article stands.

#pragma once

#include <vector>

#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

struct ArticleContainer {
  std::vector<NodeIndex> roots;  // In document order, none inside another; empty if there is none
  bool named = false;            // Its class says that it is the article's text
};

[[nodiscard]] ArticleContainer find_container(const HtmlTree& tree,
                                              const std::vector<NodeFacts>& facts);

}  // namespace dossier
