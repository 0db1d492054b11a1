// Where on a page to look for what it prints about its article.

#pragma once

#include <vector>

#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

// The first element of that tag, or kNoNode; with `shown`, the first that a reader sees.
[[nodiscard]] NodeIndex first_element(const HtmlTree& tree, Tag tag,
                                      const std::vector<NodeFacts>* shown);

// What an element may stand in that makes it not the article's own, the worse the higher.
enum class Surroundings {
  own,        // Nothing of that kind
  margin,     // <aside>, <footer>: the article's, or the page's
  elsewhere,  // Navigation, related articles, comments, advertisements; or it is not shown
};
[[nodiscard]] Surroundings surroundings_of(const HtmlTree& tree,
                                           const std::vector<NodeFacts>& facts, NodeIndex node);

// The nodes where a line under (or right above) the headline may stand.
struct NodeRange {
  NodeIndex start = 0, end = 0;
};
[[nodiscard]] NodeRange near_headline(const HtmlTree& tree, const std::vector<NodeFacts>& facts);

}  // namespace dossier
