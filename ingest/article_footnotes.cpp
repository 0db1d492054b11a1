#include "ingest/article_footnotes.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr NodeIndex kMarkNodesMax = 12;
constexpr std::size_t kMarkBytesMax = 12;
constexpr std::size_t kFootnotesMax = 1000;
constexpr std::size_t kNoteBlocksMax = 6;
constexpr int kClimbMax = 2;

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
  });
}

// "1", "[12]", "(a)", "*", "††".
bool is_mark_text(std::string_view text, bool letters) {
  while (!text.empty() && (text.front() == '[' || text.front() == '(')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ']' || text.back() == ')')) text.remove_suffix(1);
  if (text.empty()) return false;
  if (text.size() <= 3 && std::all_of(text.begin(), text.end(),
                                      [](char c) { return (c >= '0' && c <= '9') || c == '*'; })) {
    return true;
  }
  if (letters && text.size() == 1 && text.front() >= 'a' && text.front() <= 'z') return true;
  return begins_with_any(text, {"†", "‡", "§"}) && text.size() <= 9;
}

bool is_back_text(std::string_view text) {
  return begins_with_any(text, {"↩", "↑", "⏎", "↵", "^", "⬆", "[↩", "[^"});
}

NodeIndex link_in(const HtmlTree& tree, NodeIndex element) {
  for (NodeIndex i = element; i < tree.nodes[element].end; ++i) {
    if (tree.nodes[i].tag == Tag::a) return i;
  }
  return kNoNode;
}

std::string_view fragment_of(std::string_view href) {
  const std::size_t hash = href.find('#');
  return hash == std::string_view::npos ? std::string_view() : href.substr(hash + 1);
}

bool leads_back(const HtmlTree& tree, NodeIndex link, std::string_view fragment) {
  const std::string_view name = tree.attribute(link, "class");
  return tree.attribute(link, "role") == "doc-backlink" ||
         name.find("footnote-back") != std::string_view::npos ||
         name.find("reversefootnote") != std::string_view::npos ||
         begins_with_any(fragment, {"fnref", "footnote-anchor", "footnote-ref", "cite_ref",
                                    "cite-ref", "_ftnref", "ftnref", "fn-back", "ref-"});
}

bool leads_to_note(const HtmlTree& tree, NodeIndex link, std::string_view fragment) {
  return tree.attribute(link, "role") == "doc-noteref" ||
         tree.attribute(link, "rel") == "footnote" ||
         tree.attribute(link, "class").find("footnote") != std::string_view::npos ||
         begins_with_any(fragment, {"fn", "footnote", "note", "cite_note", "cite-note", "_ftn",
                                    "ftn", "endnote", "_edn"});
}

// The spans of the blocks inside `element`, one behind the other, as one; empty where there are
// none, or too many for a note.
TextSpan text_inside(const HtmlTree& tree, NodeIndex element, const std::vector<BlockPlace>& places,
                     std::size_t after) {
  TextSpan span;
  std::size_t count = 0;
  for (const BlockPlace& place : places) {
    if (place.span.start < after || place.node == kNoNode) continue;
    if (!tree.is_inside(place.node, element)) {
      if (count > 0) break;
      continue;
    }
    if (++count > kNoteBlocksMax) return {};
    if (count == 1) span.start = place.span.start;
    span.end = place.span.end;
  }
  return count == 0 ? TextSpan{} : span;
}

TextSpan note_at(const HtmlTree& tree, NodeIndex target, const FootnoteMark& mark,
                 const std::vector<BlockPlace>& places) {
  for (int climbed = 0; climbed <= kClimbMax && target != kNoNode; ++climbed) {
    if (tree.is_inside(mark.node, target)) break;
    const TextSpan span = text_inside(tree, target, places, mark.offset);
    if (!span.empty()) return span;
    target = tree.nodes[target].parent;
  }
  return {};
}

}  // namespace

MarkKind mark_kind(const HtmlTree& tree, NodeIndex element) {
  if (tree.nodes[element].end - element > kMarkNodesMax) return MarkKind::none;
  const NodeIndex link = link_in(tree, element);
  if (link == kNoNode) return MarkKind::none;
  const std::string_view fragment = fragment_of(tree.attribute(link, "href"));
  if (fragment.empty()) return MarkKind::none;
  const bool raised = tree.nodes[element].tag == Tag::sup;
  const bool to_note = leads_to_note(tree, link, fragment);
  const bool back = leads_back(tree, link, fragment);
  if (!raised && !to_note && !back) return MarkKind::none;
  const std::string text = tree.text_of(element);
  if (text.empty() || text.size() > kMarkBytesMax) return MarkKind::none;
  if (back && (is_back_text(text) || is_mark_text(text, true))) return MarkKind::back;
  if (back) return MarkKind::none;
  return is_mark_text(text, raised || to_note) ? MarkKind::to_note : MarkKind::none;
}

std::vector<ArticleFootnote> join_footnotes(const HtmlTree& tree,
                                            const std::vector<FootnoteMark>& marks,
                                            const std::vector<BlockPlace>& places) {
  if (marks.empty()) return {};
  std::map<std::string_view, NodeIndex> targets;  // kNoNode until it is found
  const std::size_t count = std::min(marks.size(), kFootnotesMax);
  const auto fragment = [&](const FootnoteMark& mark) {
    return fragment_of(tree.attribute(link_in(tree, mark.node), "href"));
  };
  for (std::size_t i = 0; i < count; ++i) targets[fragment(marks[i])] = kNoNode;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    for (const std::string_view name : {"id", "name"}) {
      const auto target = targets.find(tree.attribute(i, name));
      if (target != targets.end() && target->second == kNoNode) target->second = i;
    }
  }
  std::vector<ArticleFootnote> footnotes;
  for (std::size_t i = 0; i < count; ++i) {
    const NodeIndex target = targets[fragment(marks[i])];
    if (target == kNoNode) continue;
    const TextSpan note = note_at(tree, target, marks[i], places);
    if (!note.empty()) footnotes.push_back({marks[i].offset, tree.text_of(marks[i].node), note});
  }
  return footnotes;
}

}  // namespace dossier
