#include "ingest/article_places.h"

#include <algorithm>

namespace dossier {
namespace {

// How far below and above the headline a date or a byline may stand.
constexpr NodeIndex kNodesAfterHeadline = 120;
constexpr NodeIndex kNodesBeforeHeadline = 8;
// An element with more than this share of the page's prose holds the article, whatever its class.
constexpr double kArticleProse = 0.35;

}  // namespace

NodeIndex first_element(const HtmlTree& tree, Tag tag, const std::vector<NodeFacts>* shown) {
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag == tag && (shown == nullptr || !(*shown)[i].hidden)) return i;
  }
  return kNoNode;
}

Surroundings surroundings_of(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                             NodeIndex node) {
  constexpr Concepts kElsewhere = kConceptRelated | kConceptComments | kConceptSidebar |
                                  kConceptNewsletter | kConceptNavigation | kConceptAd;
  Surroundings result = Surroundings::own;
  for (NodeIndex up = node; up != kNoNode; up = tree.nodes[up].parent) {
    const Tag tag = tree.nodes[up].tag;
    if (tag == Tag::body || tag == Tag::html) break;
    if (tag == Tag::nav || facts[up].hidden) return Surroundings::elsewhere;
    if (tag == Tag::aside || tag == Tag::footer) result = Surroundings::margin;
    // Page builders put all of a page into a "widget".
    const bool holds_article = static_cast<double>(facts[up].prose) >
                               kArticleProse * static_cast<double>(facts.front().prose);
    if ((facts[up].concepts & kElsewhere) != 0 && tag != Tag::article && !holds_article) {
      return Surroundings::elsewhere;
    }
  }
  return result;
}

NodeRange near_headline(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  const auto all = static_cast<NodeIndex>(tree.nodes.size());
  const NodeIndex heading = first_element(tree, Tag::h1, &facts);
  if (heading != kNoNode) {
    return {heading > kNodesBeforeHeadline ? heading - kNodesBeforeHeadline : 0,
            std::min(tree.nodes[heading].end + kNodesAfterHeadline, all)};
  }
  const NodeIndex body = first_element(tree, Tag::body, nullptr);
  if (body == kNoNode) return {};
  return {body, std::min(body + kNodesAfterHeadline, all)};
}

}  // namespace dossier
