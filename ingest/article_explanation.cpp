#include "ingest/article_explanation.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/utf8.h"
#include "ingest/article_reading.h"

namespace dossier {
namespace {

constexpr std::size_t kTextBytesMax = 100;
constexpr std::size_t kElementBytesMax = 60;

std::string element_name(const HtmlTree& tree, NodeIndex node) {
  if (node == kNoNode) return {};
  std::string name = fold_case(tree.nodes[node].text);
  const std::string classes = on_one_line(tree.attribute(node, "class"));
  if (!classes.empty()) name += "." + classes;
  std::replace(name.begin(), name.end(), ' ', '.');
  const std::string id = on_one_line(tree.attribute(node, "id"));
  if (!id.empty()) name += "#" + id;
  return std::string(clip(name, kElementBytesMax));
}

std::string beginning(std::string_view text) {
  const std::string line = on_one_line(clip(text, 4 * kTextBytesMax));
  const std::string_view start = clip(line, kTextBytesMax);
  return std::string(start) + (start.size() < line.size() ? "…" : "");
}

std::string strictness_name(Strictness strictness) {
  switch (strictness) {
    case Strictness::strict:
      return "";
    case Strictness::sure:
      return ", read again by what is surely clutter, since it was short";
    case Strictness::by_tag:
      return ", read again by tags alone, since it was short";
    case Strictness::lenient:
      return ", read again with all that is shown, since it was short";
  }
  return {};
}

std::string container_name(const ArticleReading& reading) {
  if (reading.from_json_ld) return "what the page says for machines (JSON-LD articleBody)";
  if (reading.container.roots.empty()) return "none found";
  std::string name;
  for (const NodeIndex root : reading.container.roots) {
    if (!name.empty()) name += ", ";
    name += element_name(reading.tree, root);
  }
  name += reading.container.named ? " (its class names an article's text" : " (by its prose";
  return name + strictness_name(reading.strictness) + ")";
}

// Walks the page once, with the blocks of the container at hand.
class Explanation {
 public:
  explicit Explanation(const ArticleReading& reading)
      : tree_(reading.tree), facts_(reading.facts), reading_(reading) {}

  std::vector<ArticleDecision> run() {
    std::size_t root = 0;
    for (NodeIndex i = 0; i < tree_.nodes.size();) {
      const auto& roots = reading_.container.roots;
      while (root < roots.size() && tree_.nodes[roots[root]].end <= i) ++root;
      inside_ = root < roots.size() && tree_.is_inside(i, roots[root]);
      add_blocks_until(i);
      if (facts_[i].dropped) {
        add_dropped(i);
        i = tree_.nodes[i].end;
        continue;
      }
      if (!inside_) add_outside(i);
      ++i;
    }
    add_blocks_until(kNoNode);
    return std::move(decisions_);
  }

 private:
  // Blocks of the container whose element begins before `node`.
  void add_blocks_until(NodeIndex node) {
    const auto& blocks = reading_.raw.blocks;
    for (; next_block_ < blocks.size(); ++next_block_) {
      const RawBlock& block = blocks[next_block_];
      if (block.node != kNoNode && block.node >= node) break;
      const BlockVerdict verdict = reading_.verdicts[next_block_];
      decisions_.push_back({verdict == BlockVerdict::kept, element_name(tree_, block.node),
                            std::string(verdict_name(verdict)), beginning(block.text)});
    }
  }

  void add_dropped(NodeIndex node) {
    if (facts_[node].hidden) return;
    const std::string text = beginning(tree_.text_of(node));
    if (text.empty()) return;
    const Concepts concepts = facts_[node].concepts & clutter_concepts();
    std::string reason =
        concepts == 0 ? "by its tag" : "named by its class: " + concept_names(concepts);
    decisions_.push_back({false, element_name(tree_, node), std::move(reason), text});
  }

  // A run of text outside the container, at its first text node.
  void add_outside(NodeIndex node) {
    if (tree_.nodes[node].tag != Tag::text) return;
    const std::string text = beginning(tree_.nodes[node].text);
    if (text.empty()) return;
    const NodeIndex up = tree_.nodes[node].parent;
    decisions_.push_back({false, element_name(tree_, up), "outside the article", text});
  }

  const HtmlTree& tree_;
  const std::vector<NodeFacts>& facts_;
  const ArticleReading& reading_;
  std::vector<ArticleDecision> decisions_;
  std::size_t next_block_ = 0;
  bool inside_ = false;
};

}  // namespace

Result<ExplainedArticle> explain_article(std::string_view bytes, std::string_view url,
                                         const Headers& headers) {
  Result<ArticleReading> reading = read_article_page(bytes, url, headers);
  if (!reading) return tl::unexpected(reading.error());
  ExplainedArticle explained;
  explained.container = container_name(*reading);
  explained.decisions = Explanation(*reading).run();
  explained.article = std::move(reading->article);
  return explained;
}

std::string explanation_text(const ExplainedArticle& explained) {
  std::string text = fmt::format("article in: {}\n", explained.container);
  for (const ArticleDecision& decision : explained.decisions) {
    text += fmt::format("{} {:<42} | {:<30} | {}\n", decision.kept ? '+' : '-', decision.reason,
                        decision.element, decision.text);
  }
  return text;
}

}  // namespace dossier
