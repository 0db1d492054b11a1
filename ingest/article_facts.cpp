#include "ingest/article_facts.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/article_phrases.h"

namespace dossier {
namespace {

constexpr std::uint32_t kProseMin = 60;
constexpr std::uint32_t kRowTextMin = 15;
constexpr std::size_t kKnownNamesMax = 256;  // Names may be made to collide
constexpr std::uint32_t kFigureTextMin = 60;
constexpr NodeIndex kNodesToHeading = 12;
constexpr std::size_t kFiguresMin = 4;
constexpr std::size_t kFiguresMax = 500;  // Enough to judge by
constexpr std::uint32_t kHeaderProseMax = 500;
constexpr double kProseLinksMax = 0.5;
// An element that holds this share of a page's prose is no clutter, whatever its class says:
// sites put whole articles into <form>, <header> and "content-with-sidebar".
constexpr double kClutterProseMax = 0.35;

constexpr Concepts kClutterConcepts =
    kConceptShare | kConceptAd | kConceptNavigation | kConceptRelated | kConceptComments |
    kConceptByline | kConceptDate | kConceptCaption | kConceptNewsletter | kConceptPromo |
    kConceptTags | kConceptFooter | kConceptHeader | kConceptSidebar | kConceptPopup | kConceptBio |
    kConceptTitle | kConceptDek | kConceptHidden | kConceptMedia;
// A paragraph is judged only by words that cannot mean its looks.
constexpr Concepts kParagraphClutterConcepts = kConceptShare | kConceptAd | kConceptRelated |
                                               kConceptComments | kConceptByline | kConceptDate |
                                               kConceptCaption | kConceptNewsletter | kConceptTags |
                                               kConceptBio | kConceptDek | kConceptHidden;
// What stays out where all else is let in because too little was found.
constexpr Concepts kNeverArticleConcepts = kConceptAd | kConceptComments | kConceptFooter |
                                           kConceptNewsletter | kConceptPopup | kConceptRelated;
constexpr Concepts kHeadingClutterConcepts = kConceptShare | kConceptRelated | kConceptComments |
                                             kConceptNewsletter | kConceptDek | kConceptHidden;

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

struct TextCounts {
  std::uint32_t characters = 0, commas = 0;
};

TextCounts count_text(std::string_view text) {
  TextCounts counts;
  bool blank = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_white(c)) {
      blank = true;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;
    counts.characters += blank ? 2 : 1;
    blank = false;
    if (c == ',') ++counts.commas;
    // U+3001, U+FF0C, U+060C
    if (byte >= 0xD8U) {
      const std::string_view rest = text.substr(i, 3);
      if (rest == "\u3001" || rest == "\uFF0C" || rest.substr(0, 2) == "\u060C") ++counts.commas;
    }
  }
  return counts;
}

// Whether a style has `property` at nothing: "opacity:0", "font-size:0px", not "opacity:0.9".
bool is_nought(std::string_view style, std::string_view property) {
  for (std::size_t at = style.find(property); at != style.npos; at = style.find(property, at + 1)) {
    std::string_view value = style.substr(at + property.size());
    value = value.substr(0, value.find_first_of(";!"));
    const bool begins = at == 0 || style[at - 1] == ';';
    if (begins && !value.empty() && value.front() == '0' &&
        value.find_first_of("123456789") == value.npos) {
      return true;
    }
  }
  return false;
}

// "left:-9999px", "text-indent:-999em": out of every window.
bool is_moved_out(std::string_view style, std::string_view property) {
  for (std::size_t at = style.find(property); at != style.npos; at = style.find(property, at + 1)) {
    const std::string_view value = style.substr(at + property.size());
    const std::size_t digits = value.empty() ? 0 : value.find_first_not_of("0123456789", 1);
    if ((at == 0 || style[at - 1] == ';') && !value.empty() && value.front() == '-' &&
        std::min(digits, value.size()) > 3) {
      return true;
    }
  }
  return false;
}

// `style` in lower case without white space. What is moved while it appears is shown in the end.
bool hides(std::string_view style) {
  if (style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos) {
    return true;
  }
  const bool appears = style.find("trans") != style.npos || style.find("anim") != style.npos;
  return is_nought(style, "font-size:") || (is_nought(style, "opacity:") && !appears) ||
         is_moved_out(style, "left:") || is_moved_out(style, "top:") ||
         is_moved_out(style, "text-indent:");
}

bool is_never_shown(const HtmlTree& tree, NodeIndex i) {
  switch (tree.nodes[i].tag) {
    case Tag::head:
    case Tag::title:
    case Tag::script:
    case Tag::style:
    case Tag::noscript:
    case Tag::annotation:
    case Tag::svg:
    case Tag::iframe:
    case Tag::object:
    case Tag::option:
    case Tag::select:
    case Tag::textarea:
    case Tag::input:
    case Tag::audio:
    case Tag::video:
    case Tag::dialog:
      return true;
    case Tag::html:
    case Tag::body:
      return false;
    default:
      break;
  }
  for (const HtmlAttribute& attribute : tree.attributes_of(i)) {
    if (attribute.name == "hidden") return true;
    if (attribute.name == "aria-hidden" && attribute.value == "true") return true;
    if (attribute.name == "style") {
      std::string squeezed;
      for (const char c : attribute.value.substr(0, 500)) {
        if (!is_white(c)) squeezed += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      }
      if (hides(squeezed)) return true;
    }
  }
  return false;
}

// "sharing-with-a-single-developer": documentation names its sections after their headings.
bool is_heading_slug(std::string_view id) {
  return std::count(id.begin(), id.end(), '-') >= 4;
}

// Letters and digits alone, in lower case; what is not ASCII as it is.
std::string slug_key(std::string_view text) {
  std::string key;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') key += static_cast<char>(c + 32);
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80U) key += c;
  }
  return key;
}

// Whether an id only repeats the heading it stands on, or that begins its element. A container
// that is headed "Comments" holds them for all that.
bool repeats_heading(const HtmlTree& tree, NodeIndex i, std::string_view id) {
  const NodeIndex end = std::min(tree.nodes[i].end, i + kNodesToHeading);
  for (NodeIndex k = i; k < end; ++k) {
    const HtmlNode& node = tree.nodes[k];
    if (node.tag == Tag::text && node.text.find_first_not_of(" \t\r\n\f") != node.text.npos) {
      return false;
    }
    if (heading_level(node.tag) == 0) continue;
    if (node.end - k > kNodesToHeading) return false;
    const std::string text = fold_case(tree.text_of(k));
    if (slug_key(text) != slug_key(id)) return false;
    return k == i || text == "discussion" || !is_tail_heading(text);
  }
  return false;
}

// What names mean, by the value of the class or id; most of a page's are said many times.
using KnownNames = std::unordered_map<std::string_view, Concepts>;

Concepts known_concepts(std::string_view names, KnownNames& known) {
  if (const auto found = known.find(names); found != known.end()) return found->second;
  const Concepts concepts = concepts_in(names);
  if (known.size() < kKnownNamesMax) known.emplace(names, concepts);
  return concepts;
}

Concepts concepts_of(const HtmlTree& tree, NodeIndex i, KnownNames& known) {
  Concepts result = 0;
  for (const HtmlAttribute& attribute : tree.attributes_of(i)) {
    if (attribute.name == "class") {
      result |= known_concepts(attribute.value, known);
    } else if (attribute.name == "id") {
      if (is_heading_slug(attribute.value)) continue;
      const Concepts named = known_concepts(attribute.value, known);
      if ((named & kClutterConcepts) == 0 || !repeats_heading(tree, i, attribute.value)) {
        result |= named;
      }
    } else if (attribute.name == "itemprop") {
      if (attribute.value == "articleBody") result |= kConceptBody;
      if (names_author(attribute.value)) result |= kConceptByline;
      if (attribute.value == "datePublished" || attribute.value == "dateModified") {
        result |= kConceptDate;
      }
      if (attribute.value == "headline") result |= kConceptTitle;
    } else if (attribute.name == "role") {
      if (attribute.value == "navigation" || attribute.value == "menu" ||
          attribute.value == "menubar" || attribute.value == "search") {
        result |= kConceptNavigation;
      }
      if (attribute.value == "complementary") result |= kConceptSidebar;
      if (attribute.value == "dialog" || attribute.value == "alertdialog") result |= kConceptPopup;
      if (attribute.value == "contentinfo") result |= kConceptFooter;
    } else if (attribute.name == "rel" && attribute.value == "author") {
      result |= kConceptByline;
    }
  }
  return result;
}

bool is_clutter_by_tag(Tag tag) {
  return tag == Tag::nav || tag == Tag::footer || tag == Tag::aside || tag == Tag::form ||
         tag == Tag::button || tag == Tag::header || tag == Tag::figcaption || tag == Tag::menu ||
         tag == Tag::fieldset || tag == Tag::label || tag == Tag::hgroup;
}

bool is_clutter_by_class(Tag tag, Concepts concepts) {
  switch (tag) {
    case Tag::p:
    case Tag::li:
    case Tag::table:
      return (concepts & kParagraphClutterConcepts) != 0;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return (concepts & kHeadingClutterConcepts) != 0;
    case Tag::span:
      return (concepts & (kConceptCaption | kConceptHidden | kConceptShare | kConceptComments |
                          kConceptNavigation | kConceptAd)) != 0;
    case Tag::address:
    case Tag::aside:
    case Tag::center:
    case Tag::dd:
    case Tag::details:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::fieldset:
    case Tag::figure:
    case Tag::footer:
    case Tag::form:
    case Tag::header:
    case Tag::hgroup:
    case Tag::nav:
    case Tag::ol:
    case Tag::other:
    case Tag::section:
    case Tag::small:
    case Tag::time:
    case Tag::ul:
      break;
    default:
      return false;
  }
  if ((concepts & (kConceptEmbed | kConceptBody)) != 0) {
    return (concepts & (kConceptAd | kConceptRelated | kConceptNewsletter | kConceptComments)) != 0;
  }
  return (concepts & kClutterConcepts) != 0;
}

bool in_quotation(const HtmlTree& tree, NodeIndex i) {
  for (NodeIndex up = tree.nodes[i].parent; up != kNoNode; up = tree.nodes[up].parent) {
    if (tree.nodes[up].tag == Tag::blockquote) return true;
  }
  return false;
}

// A caption that says where its figure comes from, by a link to another site, or that is
// numbered: a figure of a paper, not a photograph.
bool is_figure_of_argument(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                           NodeIndex caption) {
  if (facts[caption].text < kFigureTextMin) return false;
  const std::string text = fold_case(clip(tree.text_of(caption), 8));
  if (text.substr(0, 4) == "fig." || text.substr(0, 7) == "figure ") return true;
  for (NodeIndex i = caption; i < tree.nodes[caption].end; ++i) {
    if (tree.nodes[i].tag != Tag::a) continue;
    if (tree.attribute(i, "href").substr(0, 4) == "http") return true;
  }
  return false;
}

// In the papers and surveys among articles the captions carry the argument; in news they name
// who is to be seen on a photograph.
bool captions_are_text(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::size_t captions = 0, argued = 0;
  for (NodeIndex i = 0; i < facts.size() && captions < kFiguresMax; ++i) {
    if (tree.nodes[i].tag != Tag::figcaption || facts[i].hidden) continue;
    ++captions;
    if (is_figure_of_argument(tree, facts, i)) ++argued;
    i = tree.nodes[i].end - 1;  // One inside another is no caption more, and read once
  }
  return argued >= kFiguresMin && argued * 2 > captions;
}

// Sums children into parents; children stand behind their parents.
void sum_up(const HtmlTree& tree, std::vector<NodeFacts>& facts) {
  for (NodeIndex i = static_cast<NodeIndex>(tree.nodes.size()); i-- > 1;) {
    const NodeFacts& child = facts[i];
    if (child.dropped) continue;
    NodeFacts& parent = facts[tree.nodes[i].parent];
    parent.text += child.text;
    parent.link_text += child.link_text;
    parent.commas += child.commas;
    parent.prose += child.prose;
    parent.has_blocks |= child.has_blocks || is_block_element(tree.nodes[i].tag);
  }
}

// A row of short cells says as much as a paragraph of its length: leaderboards are articles too.
void count_rows(const HtmlTree& tree, std::vector<NodeFacts>& facts) {
  for (NodeIndex i = 0; i < facts.size(); ++i) {
    if (tree.nodes[i].tag != Tag::tr || facts[i].dropped) continue;
    std::uint32_t cells = 0, text = 0, longest = 0;
    for (NodeIndex k = i + 1; k < tree.nodes[i].end; k = tree.nodes[k].end) {
      const Tag tag = tree.nodes[k].tag;
      if (tag != Tag::td && tag != Tag::th) continue;
      ++cells;
      text += facts[k].direct;
      longest = std::max(longest, facts[k].direct);
    }
    if (cells >= 3 && longest < kProseMin && text >= kRowTextMin) facts[i].prose = text;
  }
}

// Fills the counts of every node from the text nodes that are not dropped.
void count_page(const HtmlTree& tree, const std::vector<TextCounts>& texts,
                std::vector<NodeFacts>& facts) {
  std::vector<std::uint32_t> direct_links(facts.size());
  std::vector<NodeIndex> nearest_block(facts.size(), 0);
  std::vector<bool> in_link(facts.size());
  for (NodeIndex i = 0; i < facts.size(); ++i) {
    NodeFacts& f = facts[i];
    f.text = f.link_text = f.commas = f.prose = f.direct = 0;
    f.has_blocks = false;
    const HtmlNode& node = tree.nodes[i];
    const NodeIndex up = node.parent;
    nearest_block[i] = is_block_element(node.tag) ? i : (up == kNoNode ? 0 : nearest_block[up]);
    in_link[i] = node.tag == Tag::a || (up != kNoNode && in_link[up]);
    if (f.dropped || node.tag != Tag::text) continue;
    const TextCounts& counts = texts[i];
    f.text = counts.characters;
    f.commas = counts.commas;
    if (in_link[i]) f.link_text = counts.characters;
    facts[nearest_block[i]].direct += counts.characters;
    if (in_link[i]) direct_links[nearest_block[i]] += counts.characters;
  }
  for (NodeIndex i = 0; i < facts.size(); ++i) {
    if (facts[i].direct >= kProseMin &&
        direct_links[i] < static_cast<double>(facts[i].direct) * kProseLinksMax) {
      facts[i].prose = facts[i].direct;
    }
  }
  count_rows(tree, facts);
  sum_up(tree, facts);
}

}  // namespace

std::vector<NodeFacts> page_facts(const HtmlTree& tree, Strictness strictness) {
  std::vector<NodeFacts> facts(tree.nodes.size());
  std::vector<TextCounts> texts(tree.nodes.size());
  KnownNames known;
  NodeIndex code_end = 0;  // Classes in <pre> and <code> colour: "hljs-comment"
  for (NodeIndex i = 0; i < facts.size(); ++i) {
    if (tree.nodes[i].tag == Tag::text) {
      texts[i] = count_text(tree.nodes[i].text);
    } else {
      if (i >= code_end) facts[i].concepts = concepts_of(tree, i, known);
      const bool is_code = tree.nodes[i].tag == Tag::pre || tree.nodes[i].tag == Tag::code;
      if (is_code) code_end = std::max(code_end, tree.nodes[i].end);
      facts[i].hidden = is_never_shown(tree, i);
    }
    const NodeIndex up = tree.nodes[i].parent;
    facts[i].hidden |= up != kNoNode && facts[up].hidden;
    facts[i].dropped = facts[i].hidden;
  }
  count_page(tree, texts, facts);
  if (strictness == Strictness::lenient) return facts;

  const bool keeps_captions = captions_are_text(tree, facts);
  const double prose_max = static_cast<double>(facts.front().prose) * kClutterProseMax;
  for (NodeIndex i = 1; i < facts.size(); ++i) {
    NodeFacts& f = facts[i];
    if (facts[tree.nodes[i].parent].dropped) {
      f.dropped = true;
      continue;
    }
    const Tag tag = tree.nodes[i].tag;
    if (tag == Tag::text || f.dropped) continue;
    if (keeps_captions && tag == Tag::figcaption) continue;
    const bool sure = strictness == Strictness::sure;
    const bool by_tag = is_clutter_by_tag(tag);
    const Concepts named = strictness == Strictness::strict ? f.concepts
                           : sure                           ? f.concepts & kNeverArticleConcepts
                                                            : 0;
    const bool by_class = is_clutter_by_class(tag, named);
    if (!by_class && (!by_tag || in_quotation(tree, i))) continue;
    // Above an article stand a headline and a standfirst; more prose than that is the article.
    if (tag == Tag::header && !by_class && f.prose > kHeaderProseMax) continue;
    const bool comments = by_class && (f.concepts & kConceptComments) != 0;
    f.dropped = comments || f.prose == 0 || f.prose < prose_max;
  }
  count_page(tree, texts, facts);
  return facts;
}

Concepts clutter_concepts() {
  return kClutterConcepts;
}

bool names_author(std::string_view itemprop) {
  while (!itemprop.empty()) {
    const std::size_t end = std::min(itemprop.find(' '), itemprop.size());
    if (itemprop.substr(0, end) == "author") return true;
    itemprop.remove_prefix(std::min(end + 1, itemprop.size()));
  }
  return false;
}

std::uint32_t code_points(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

}  // namespace dossier
