#include "ingest/article_byline.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/utf8.h"
#include "ingest/article_places.h"
#include "ingest/page_date.h"
#include "ingest/page_date_words.h"

namespace dossier {
namespace {

constexpr std::size_t kBylineBytesMax = 200;
constexpr std::size_t kPrintedBytesMax = 100;
constexpr std::size_t kElementNodesMax = 200;  // More is no byline
constexpr std::size_t kLineBytesMax = 160;
constexpr std::size_t kLabelsMax = 2;  // "Article by: Author Ada"

// What stands before the names, case-folded; the longer before the shorter.
constexpr std::string_view kLabels[] = {"written by",
                                        "posted by",
                                        "published by",
                                        "words by",
                                        "story by",
                                        "text by",
                                        "article by",
                                        "by",
                                        "authors",
                                        "author",
                                        "ein beitrag von",
                                        "beitrag von",
                                        "ein artikel von",
                                        "artikel von",
                                        "geschrieben von",
                                        "verfasst von",
                                        "erstellt von",
                                        "veröffentlicht von",
                                        "von",
                                        "autorin",
                                        "autoren",
                                        "autor",
                                        "auteur",
                                        "publié par",
                                        "écrit par",
                                        "par",
                                        "escrito por",
                                        "publicado por",
                                        "por",
                                        "scritto da",
                                        "a cura di",
                                        "autore",
                                        "geschreven door",
                                        "door",
                                        "автор"};
// Alone on a line these promise names: "par" and "von" also begin sentences.
constexpr std::string_view kLineLabels[] = {"by", "written by", "von", "par", "por", "door"};

bool is_address(std::string_view text) {
  return text.find("://") < 6 || text.substr(0, 4) == "www.";
}

bool is_blank_or_colon(char c) {
  return c == ' ' || c == ':';
}

// Bytes of the label `text` begins with, or 0.
template <std::size_t N>
std::size_t label_size(std::string_view text, const std::string_view (&labels)[N]) {
  // Folding keeps the size of what these labels are made of.
  const std::string folded = fold_case(clip(text, 24));
  for (const std::string_view label : labels) {
    if (folded.substr(0, label.size()) != label) continue;
    if (folded.size() > label.size() && is_blank_or_colon(folded[label.size()])) {
      return label.size();
    }
  }
  return 0;
}

std::string without_label(std::string line) {
  for (std::size_t i = 0; i < kLabelsMax; ++i) {
    std::size_t at = label_size(line, kLabels);
    while (at < line.size() && is_blank_or_colon(line[at])) ++at;
    line.erase(0, at);
  }
  return line;
}

std::string last_word(const std::string& line) {
  return fold_case(std::string_view(line).substr(line.rfind(' ') + 1));
}

// "Ada Lovelace, 16 May 2026 • 8h" as "Ada Lovelace".
std::string without_date(std::string_view text) {
  std::string line = on_one_line(text);
  if (const auto date = find_page_date(line)) line.erase(line.find(date->text));
  for (const std::string_view separator : {"|", "•", "·", "»"}) {
    const std::size_t at = line.find(separator);
    if (at != std::string::npos && at > 2) line.erase(at);
  }
  for (const std::string_view opening : {" am ", " on ", " le ", " el ", ", "}) {
    const std::size_t at = line.find(opening);
    const std::size_t digit = at + opening.size();
    if (at != std::string::npos && digit < line.size() && line[digit] >= '0' &&
        line[digit] <= '9') {
      line.erase(at);
    }
  }
  for (;;) {
    while (!line.empty() && std::string_view(" ,-:").find(line.back()) != std::string_view::npos) {
      line.pop_back();
    }
    for (const std::string_view dash : {"–", "—"}) {
      if (line.size() > 3 && line.substr(line.size() - 3) == dash) line.erase(line.size() - 3);
    }
    const std::string last = last_word(line);
    const bool is_tail = last == "posted" || last == "published" || last == "updated" ||
                         (last.size() > 1 && is_date_filler(last) && line.size() > last.size());
    if (is_tail) {
      line.erase(line.rfind(' ') + 1);
    } else if (line.empty() || line.back() != ' ') {
      break;
    }
  }
  while (!line.empty() && is_blank_or_colon(line.front())) line.erase(0, 1);
  return line;
}

bool is_marked(const HtmlTree& tree, NodeIndex i) {
  return tree.attribute(i, "rel") == "author" || names_author(tree.attribute(i, "itemprop"));
}

// Reads one element as a byline.
class BylineElement {
 public:
  BylineElement(const HtmlTree& tree, const std::vector<NodeFacts>& facts, NodeIndex element)
      : tree_(tree), facts_(facts), element_(element), marked_(is_marked(tree, element)) {
    if (tree.nodes[element].end - element <= kElementNodesMax) read();
  }

  // Whether the page says that this is the author, rather than a class of its own.
  [[nodiscard]] bool marked() const { return marked_; }

  [[nodiscard]] PageByline byline() const {
    PageByline result;
    result.printed = without_date(item_name_.empty() ? first_line() : item_name_);
    if (!links_only_ || link_count_ < 2) {
      result.names = without_label(result.printed);
    } else {
      result.names = result.printed = link_names_;
    }
    if (!marked_names_.empty() && !only_links_many()) result.names = without_date(marked_names_);
    return result;
  }

 private:
  [[nodiscard]] bool only_links_many() const { return links_only_ && link_count_ > 1; }

  void read() {
    NodeIndex link_end = 0;
    std::vector<NodeIndex> block_ends;
    for (NodeIndex i = element_ + 1; i < tree_.nodes[element_].end; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      for (; !block_ends.empty() && block_ends.back() <= i; block_ends.pop_back()) {
        text_ += kLineEnd;
      }
      if (facts_[i].hidden || node.tag == Tag::time) {
        i = node.end - 1;
        continue;
      }
      if (node.tag == Tag::text) {
        text_ += node.text;
        if (i >= link_end && !on_one_line(node.text).empty()) links_only_ = false;
        continue;
      }
      if (is_block_element(node.tag)) {
        text_ += kLineEnd;
        block_ends.push_back(node.end);
      }
      if (node.tag == Tag::br) text_ += ' ';
      if (node.tag == Tag::a && i >= link_end) {
        link_end = node.end;
        add_name(i, link_names_, link_count_);
      }
      std::size_t ignored = 0;
      if (tree_.attribute(i, "itemprop") == "name") {
        add_name(i, item_name_, ignored);
      } else if (is_marked(tree_, i)) {
        marked_ = true;
        if (i >= marked_end_) add_name(i, marked_names_, ignored);
        marked_end_ = std::max(marked_end_, node.end);
      }
    }
  }

  void add_name(NodeIndex i, std::string& names, std::size_t& count) {
    const std::string name = tree_.text_of(i);
    if (name.empty() || names.find(name) != std::string::npos) return;
    if (!names.empty()) names += ", ";
    names += name;
    ++count;
  }

  // The first line that says more than "By": a role or a date may stand below.
  [[nodiscard]] std::string first_line() const {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find(kLineEnd, at), text_.size());
      std::string line = on_one_line(std::string_view(text_).substr(at, end - at));
      at = end + 1;
      const std::string labelled = line + ' ';
      if (label_size(labelled, kLabels) + 1 >= labelled.size()) continue;
      if (!name_key(line).empty()) return line;
    }
    return {};
  }

  static constexpr char kLineEnd = '\x01';
  const HtmlTree& tree_;
  const std::vector<NodeFacts>& facts_;
  NodeIndex element_;
  bool marked_;
  bool links_only_ = true;
  std::size_t link_count_ = 0;
  NodeIndex marked_end_ = 0;
  std::string text_, link_names_, item_name_, marked_names_;
};

bool is_plausible(const std::string& printed, const std::string& names) {
  if (names.empty() || printed.size() > kPrintedBytesMax || is_address(names)) return false;
  const std::string key = name_key(names);
  return !key.empty() && key != "author" && key != "authors" && key != "noauthor";
}

// rel=author or itemprop=author before a class that says so. `wanted`: where it may stand.
PageByline printed_byline(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                          Surroundings wanted) {
  PageByline by_class;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if ((facts[i].concepts & kConceptByline) == 0 || tree.nodes[i].tag == Tag::meta) continue;
    if (surroundings_of(tree, facts, i) != wanted) continue;
    const BylineElement element(tree, facts, i);
    if (!element.marked() && (!by_class.names.empty() || wanted != Surroundings::own)) continue;
    PageByline byline = element.byline();
    if (!is_plausible(byline.printed, byline.names)) continue;
    if (element.marked()) return byline;
    by_class = std::move(byline);
  }
  return by_class;
}

bool is_upper_or_not_ascii(char c) {
  return (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// What "•" and the like part on a line.
std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = line.size(), next = end;
    for (const std::string_view separator : {"•", "·", "|", "—"}) {
      const std::size_t found = line.find(separator, at);
      if (found < end) {
        end = found;
        next = found + separator.size();
      }
    }
    parts.push_back(on_one_line(line.substr(at, end - at)));
    at = next;
  }
  return parts;
}

// "2025-08-08 • by Kilian Lieret": a part of a short line that begins with "by".
PageByline byline_near_headline(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  const NodeRange range = near_headline(tree, facts);
  for (NodeIndex i = range.start; i < range.end; ++i) {
    if (tree.nodes[i].tag != Tag::text || facts[i].hidden) continue;
    const std::string line = on_one_line(clip(tree.nodes[i].text, 400));
    if (line.size() > kLineBytesMax) break;  // The article has begun
    for (const std::string& part : parts_of(line)) {
      const std::size_t label = label_size(part, kLineLabels);
      if (part.size() < 6 || part.size() > 80 || label == 0 || part.back() == '.') continue;
      PageByline byline{{}, without_date(part)};
      byline.names = without_label(byline.printed);
      if (byline.names.size() < 3 || !is_upper_or_not_ascii(byline.names.front())) continue;
      return byline;
    }
  }
  return {};
}

std::string stated_byline(const MetaValues& meta, const JsonLdArticle& json_ld) {
  if (!json_ld.authors.empty() && !is_address(json_ld.authors)) return json_ld.authors;
  for (const std::string_view name :
       {"citation_author", "dc:creator", "dcterm:creator", "dc.creator", "author", "parsely-author",
        "article:author", "sailthru.author"}) {
    const std::string value = first_of(meta, {name});
    if (value.empty() || is_address(value)) continue;
    std::string names = without_label(without_date(value));
    if (!names.empty() && names.size() <= kBylineBytesMax) return names;
  }
  return {};
}

}  // namespace

PageByline article_byline(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                          const MetaValues& meta, const JsonLdArticle& json_ld,
                          const SiteName& site) {
  const std::string stated = stated_byline(meta, json_ld);
  if (!stated.empty() && !site.is(stated)) return {stated, stated};
  PageByline printed = printed_byline(tree, facts, Surroundings::own);
  if (printed.names.empty()) printed = byline_near_headline(tree, facts);
  if (printed.names.empty()) printed = printed_byline(tree, facts, Surroundings::margin);
  if (printed.names.empty()) return {stated, stated};
  return printed;
}

}  // namespace dossier
