#include "ingest/article_container.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace dossier {
namespace {

constexpr std::uint32_t kScoredTextMin = 25;
constexpr int kScoredAncestors = 5;
constexpr std::size_t kCandidates = 5;
// A named container must hold this share of the prose of the one found by scoring.
constexpr double kNamedProseMin = 0.55;

// After Mozilla's Readability: paragraphs give their score to the elements around them, less
// with distance; links spoil it.
class Scorer {
 public:
  Scorer(const HtmlTree& tree, const std::vector<NodeFacts>& facts)
      : tree_(tree), facts_(facts), scores_(facts.size(), 0.0), scored_(facts.size(), false) {}

  std::vector<NodeIndex> candidates() {
    for (NodeIndex i = 1; i < facts_.size(); ++i) {
      if (!facts_[i].dropped && is_scored(i)) give_to_ancestors(i);
    }
    std::vector<NodeIndex> result;
    for (NodeIndex i = 0; i < facts_.size(); ++i) {
      if (!scored_[i]) continue;
      scores_[i] *= 1.0 - facts_[i].link_density();
      result.push_back(i);
    }
    const std::size_t count = std::min(kCandidates, result.size());
    std::partial_sort(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(count),
                      result.end(), [&](NodeIndex a, NodeIndex b) {
                        return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
                      });
    result.resize(count);
    return result;
  }

  [[nodiscard]] double score(NodeIndex i) const { return scores_[i]; }
  [[nodiscard]] bool scored(NodeIndex i) const { return scored_[i]; }

 private:
  [[nodiscard]] bool is_scored(NodeIndex i) const {
    const Tag tag = tree_.nodes[i].tag;
    if (!is_block_element(tag) || facts_[i].direct < kScoredTextMin) return false;
    return tag != Tag::li || !facts_[i].has_blocks;
  }

  void give_to_ancestors(NodeIndex i) {
    const double points = 1.0 + static_cast<double>(facts_[i].commas) +
                          std::min(std::floor(static_cast<double>(facts_[i].direct) / 100.0), 3.0);
    NodeIndex up = i;
    // A <div> with text of its own is a paragraph and a container in one.
    const Tag tag = tree_.nodes[i].tag;
    const bool counts_itself = tag == Tag::div || tag == Tag::section || tag == Tag::article;
    if (!counts_itself || !facts_[i].has_blocks) up = tree_.nodes[i].parent;
    for (int level = 0; level < kScoredAncestors && up != kNoNode; ++level) {
      if (!scored_[up]) {
        scored_[up] = true;
        scores_[up] = start_score(up);
      }
      const double divisor = level == 0 ? 1.0 : level == 1 ? 2.0 : level * 3.0;
      scores_[up] += points / divisor;
      up = tree_.nodes[up].parent;
      if (up != kNoNode && tree_.nodes[up].tag == Tag::html) break;
    }
  }

  [[nodiscard]] double start_score(NodeIndex i) const {
    double score = 0;
    switch (tree_.nodes[i].tag) {
      case Tag::article:
        score = 10;
        break;
      case Tag::div:
      case Tag::section:
      case Tag::main:
        score = 5;
        break;
      case Tag::pre:
      case Tag::td:
      case Tag::blockquote:
        score = 3;
        break;
      case Tag::address:
      case Tag::ol:
      case Tag::ul:
      case Tag::dl:
      case Tag::dd:
      case Tag::dt:
      case Tag::li:
      case Tag::form:
        score = -3;
        break;
      case Tag::h1:
      case Tag::h2:
      case Tag::h3:
      case Tag::h4:
      case Tag::h5:
      case Tag::h6:
      case Tag::th:
        score = -5;
        break;
      default:
        break;
    }
    const Concepts concepts = facts_[i].concepts;
    constexpr Concepts kNegative = kConceptShare | kConceptAd | kConceptRelated | kConceptComments |
                                   kConceptPromo | kConceptSidebar | kConceptFooter |
                                   kConceptNavigation | kConceptMedia;
    if ((concepts & kNegative) != 0) score -= 25;
    if ((concepts & (kConceptBody | kConceptContent)) != 0) score += 25;
    return score;
  }

  const HtmlTree& tree_;
  const std::vector<NodeFacts>& facts_;
  std::vector<double> scores_;
  std::vector<bool> scored_;
};

// The element that holds the best candidates, climbing while that gains.
NodeIndex best_scored(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                      const Scorer& scorer, const std::vector<NodeIndex>& candidates) {
  NodeIndex top = candidates.front();
  // Candidates as good as the best beside it share an ancestor that is the article.
  std::vector<NodeIndex> rivals;
  for (const NodeIndex c : candidates) {
    if (c != top && scorer.score(c) >= 0.75 * scorer.score(top)) rivals.push_back(c);
  }
  if (rivals.size() >= 2) {
    for (NodeIndex up = tree.nodes[top].parent; up != kNoNode; up = tree.nodes[up].parent) {
      if (tree.nodes[up].tag == Tag::body || tree.nodes[up].tag == Tag::html) break;
      const auto inside = std::count_if(rivals.begin(), rivals.end(),
                                        [&](NodeIndex r) { return tree.is_inside(r, up); });
      if (inside >= 2) {
        top = up;
        break;
      }
    }
  }
  double last = scorer.score(top);
  const double least = last / 3.0;
  for (NodeIndex up = tree.nodes[top].parent; up != kNoNode; up = tree.nodes[up].parent) {
    if (tree.nodes[up].tag == Tag::body || tree.nodes[up].tag == Tag::html) break;
    if (!scorer.scored(up)) continue;
    if (scorer.score(up) < least) break;
    if (scorer.score(up) > last) {
      top = up;
      break;
    }
    last = scorer.score(up);
  }
  // An element alone with its parent's prose is not the whole of it: what stands beside it there
  // (a heading, a list) belongs to the article.
  for (NodeIndex up = tree.nodes[top].parent; up != kNoNode; up = tree.nodes[up].parent) {
    if (tree.nodes[up].tag == Tag::body || tree.nodes[up].tag == Tag::html) break;
    const bool is_part = tree.nodes[top].tag != Tag::div && tree.nodes[top].tag != Tag::section &&
                         tree.nodes[top].tag != Tag::article && tree.nodes[top].tag != Tag::main &&
                         tree.nodes[top].tag != Tag::td && tree.nodes[top].tag != Tag::other;
    const bool gains =
        static_cast<double>(facts[up].prose) > 1.25 * static_cast<double>(facts[top].prose) &&
        facts[up].link_density() < 0.3;
    if (!is_part && !gains) break;
    top = up;
  }
  return top;
}

// The outermost elements that are named as the article's text and hold prose.
std::vector<NodeIndex> named_elements(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::vector<NodeIndex> result;
  for (NodeIndex i = 1; i < facts.size(); ++i) {
    const Tag tag = tree.nodes[i].tag;
    const bool may_contain = tag == Tag::div || tag == Tag::section || tag == Tag::article ||
                             tag == Tag::td || tag == Tag::main || tag == Tag::span ||
                             tag == Tag::other;
    if (!may_contain || facts[i].dropped || (facts[i].concepts & kConceptBody) == 0) continue;
    if (facts[i].text < kScoredTextMin) continue;
    if (!result.empty() && tree.is_inside(i, result.back())) continue;
    result.push_back(i);
  }
  return result;
}

// Of several named elements: the one with most prose, with those beside it (an article in parts).
std::vector<NodeIndex> first_article(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                     const std::vector<NodeIndex>& named) {
  if (named.size() < 2) return named;
  const NodeIndex best =
      *std::max_element(named.begin(), named.end(),
                        [&](NodeIndex a, NodeIndex b) { return facts[a].prose < facts[b].prose; });
  std::vector<NodeIndex> result;
  for (const NodeIndex n : named) {
    if (tree.nodes[n].parent == tree.nodes[best].parent) result.push_back(n);
  }
  return result;
}

std::uint32_t prose_in(const std::vector<NodeFacts>& facts, const std::vector<NodeIndex>& roots) {
  std::uint32_t sum = 0;
  for (const NodeIndex root : roots) sum += facts[root].prose;
  return sum;
}

}  // namespace

ArticleContainer find_container(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  const std::vector<NodeIndex> named = first_article(tree, facts, named_elements(tree, facts));
  Scorer scorer(tree, facts);
  const std::vector<NodeIndex> candidates = scorer.candidates();
  if (candidates.empty()) return {named, !named.empty()};
  const NodeIndex scored = best_scored(tree, facts, scorer, candidates);
  if (!named.empty() && static_cast<double>(prose_in(facts, named)) >=
                            kNamedProseMin * static_cast<double>(facts[scored].prose)) {
    return {named, true};
  }
  return {{scored}, false};
}

}  // namespace dossier
