#include "ingest/article_metadata.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "ingest/html_json_ld.h"
#include "ingest/page_date.h"
#include "ingest/url.h"

namespace dossier {
namespace {

constexpr std::size_t kBylineBytesMax = 200;
constexpr std::size_t kPrintedDateBytesMax = 160;
// How far below and above the headline a date or a byline may stand.
constexpr NodeIndex kNodesAfterHeadline = 120;
constexpr NodeIndex kNodesBeforeHeadline = 8;

using MetaValues = std::map<std::string, std::string, std::less<>>;

// The first value of each name, property or itemprop of a <meta>, in lower case.
MetaValues meta_values(const HtmlTree& tree) {
  MetaValues values;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::meta) continue;
    const std::string content = on_one_line(tree.attribute(i, "content"));
    if (content.empty()) continue;
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      // A property may name several: "og:title twitter:title".
      const std::string names = fold_case(on_one_line(tree.attribute(i, key)));
      std::size_t at = 0;
      while (at < names.size()) {
        const std::size_t end = std::min(names.find(' ', at), names.size());
        const auto [value, added] = values.try_emplace(names.substr(at, end - at), content);
        // Scholars' pages have an element for each author.
        if (!added && value->first == "citation_author" && value->second.size() < 500) {
          value->second.append(", ").append(content);
        }
        at = end + 1;
      }
    }
  }
  return values;
}

std::string first_of(const MetaValues& values, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto found = values.find(name); found != values.end()) return found->second;
  }
  return {};
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

NodeIndex first_element(const HtmlTree& tree, Tag tag, const std::vector<NodeFacts>* shown) {
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag == tag && (shown == nullptr || !(*shown)[i].hidden)) return i;
  }
  return kNoNode;
}

// "GPT-5 is out | The Verge": the part before the last separator, unless that is too little.
std::string without_site(std::string_view title, std::string_view site_name) {
  struct Cut {
    std::size_t at, size;
  };
  std::optional<Cut> last;
  for (const std::string_view separator :
       {" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " • ", " / ", " \\ ", " > "}) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && (!last || at > last->at)) last = {at, separator.size()};
  }
  if (!last) return std::string(title);
  const std::string_view head = title.substr(0, last->at);
  const std::string_view tail = title.substr(last->at + last->size);
  const std::string site = name_key(site_name);
  if (!site.empty() && name_key(tail) == site) return std::string(head);
  if (!site.empty() && name_key(head) == site) return std::string(tail);
  if (word_count(head) >= 3 && word_count(tail) <= 5) return std::string(head);
  return std::string(title);
}

// A stated headline loses the site's name alone: "LMArena Blog | Our policy".
std::string without_site_name(std::string_view title, std::string_view site_name) {
  const std::string site = name_key(site_name);
  if (site.empty()) return std::string(title);
  for (const std::string_view separator : {" | ", " - ", " – ", " — "}) {
    const std::size_t last = title.rfind(separator);
    if (last == std::string_view::npos || last == 0) continue;
    if (name_key(title.substr(last + separator.size())) == site) {
      return std::string(title.substr(0, last));
    }
    const std::size_t first = title.find(separator);
    if (name_key(title.substr(0, first)) == site) {
      return std::string(title.substr(first + separator.size()));
    }
  }
  return std::string(title);
}

std::string title_of(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                     const MetaValues& meta, const JsonLdArticle& json_ld,
                     const std::string& site_name) {
  std::string stated = json_ld.title;
  if (stated.empty()) {
    stated = first_of(meta, {"dc:title", "dcterm:title", "dcterms.title", "dc.title", "og:title",
                             "headline", "weibo:article:title", "weibo:webpage:title", "title",
                             "twitter:title", "parsely-title"});
  }
  const NodeIndex element = first_element(tree, Tag::title, nullptr);
  const std::string page_title = element == kNoNode ? "" : tree.text_of(element);
  const NodeIndex heading = first_element(tree, Tag::h1, &facts);
  const std::string h1 = heading == kNoNode ? "" : tree.text_of(heading);
  if (!stated.empty()) return without_site_name(stated, site_name);
  if (page_title.empty()) return h1;
  // A headline that the page title repeats within its site's decoration.
  if (!h1.empty() && h1.size() < page_title.size() && word_count(h1) >= 2 &&
      page_title.find(h1) != std::string::npos) {
    return h1;
  }
  return without_site(page_title, site_name);
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.substr(0, 4) == "www.";
}

std::string clean_byline(std::string_view text) {
  std::string line = on_one_line(text);
  const std::string folded = fold_case(clip(line, 12));
  for (const std::string_view prefix : {"written by ", "posted by ", "by: ", "by "}) {
    if (folded.substr(0, prefix.size()) == prefix) {
      line.erase(0, prefix.size());
      break;
    }
  }
  // What stood before the date.
  for (const std::string_view tail : {" posted on", " published on", " on", " |", " –", " -"}) {
    if (line.size() > tail.size() && line.substr(line.size() - tail.size()) == tail) {
      line.erase(line.size() - tail.size());
      break;
    }
  }
  while (!line.empty() && (line.back() == ',' || line.back() == ' ' || line.back() == '|')) {
    line.pop_back();
  }
  return line.size() > kBylineBytesMax ? std::string() : line;
}

bool in_clutter(const HtmlTree& tree, const std::vector<NodeFacts>& facts, NodeIndex i) {
  constexpr Concepts kElsewhere = kConceptRelated | kConceptComments | kConceptSidebar |
                                  kConceptNewsletter | kConceptNavigation | kConceptAd;
  for (NodeIndex up = i; up != kNoNode; up = tree.nodes[up].parent) {
    const Tag tag = tree.nodes[up].tag;
    if (tag == Tag::body || tag == Tag::html) break;
    if (tag == Tag::nav || tag == Tag::aside || tag == Tag::footer || facts[up].hidden) return true;
    if ((facts[up].concepts & kElsewhere) != 0 && tag != Tag::article) return true;
  }
  return false;
}

// Several links and nothing else are several names.
std::string names_in(const HtmlTree& tree, NodeIndex element) {
  std::string names;
  std::size_t count = 0;
  for (NodeIndex i = element + 1; i < tree.nodes[element].end; ++i) {
    const HtmlNode& node = tree.nodes[i];
    if (node.tag == Tag::a) {
      const std::string name = tree.text_of(i);
      if (name.empty()) continue;
      if (count++ > 0) names += ", ";
      names += name;
      i = node.end - 1;
    } else if (node.tag == Tag::text && !on_one_line(node.text).empty()) {
      return tree.text_of(element);
    }
  }
  return count > 1 ? names : tree.text_of(element);
}

// A byline as printed: rel=author or itemprop=author before a class that says so.
std::string printed_byline(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::string by_class;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if ((facts[i].concepts & kConceptByline) == 0 || facts[i].hidden) continue;
    if (in_clutter(tree, facts, i)) continue;
    const bool marked =
        tree.attribute(i, "rel") == "author" || tree.attribute(i, "itemprop") == "author";
    if (!marked && !by_class.empty()) continue;
    std::string text = clean_byline(names_in(tree, i));
    if (text.empty() || text.size() > 100 || is_address(text)) continue;
    if (name_key(text).empty() || fold_case(text) == "author" || fold_case(text) == "authors") {
      continue;
    }
    if (marked) return text;
    by_class = std::move(text);
  }
  return by_class;
}

// The nodes where a line under (or right above) the headline may stand.
struct NodeRange {
  NodeIndex start = 0, end = 0;
};
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

// "2025-08-08 • by Kilian Lieret": a part of a short line that begins with "by".
std::string byline_near_headline(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  const NodeRange range = near_headline(tree, facts);
  for (NodeIndex i = range.start; i < range.end; ++i) {
    if (tree.nodes[i].tag != Tag::text || facts[i].hidden) continue;
    std::string line = on_one_line(clip(tree.nodes[i].text, 400));
    if (line.size() > kPrintedDateBytesMax) break;
    for (const std::string_view separator : {"•", "·", "|", "—"}) {
      for (std::size_t at = 0; (at = line.find(separator, at)) != std::string::npos;) {
        line.replace(at, separator.size(), "\n");
      }
    }
    std::size_t at = 0;
    while (at < line.size()) {
      const std::size_t end = std::min(line.find('\n', at), line.size());
      const std::string part = on_one_line(std::string_view(line).substr(at, end - at));
      at = end + 1;
      if (part.size() < 6 || part.size() > 80 || fold_case(part.substr(0, 3)) != "by ") continue;
      if (part.back() == '.' || find_page_date(part)) continue;
      return clean_byline(part);
    }
  }
  return {};
}

std::string byline_of(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                      const MetaValues& meta, const JsonLdArticle& json_ld) {
  if (!json_ld.authors.empty() && !is_address(json_ld.authors)) return json_ld.authors;
  for (const std::string_view name :
       {"citation_author", "dc:creator", "dcterm:creator", "dc.creator", "author", "parsely-author",
        "article:author", "sailthru.author"}) {
    std::string value = first_of(meta, {name});
    if (!value.empty() && !is_address(value)) return clean_byline(value);
  }
  std::string printed = printed_byline(tree, facts);
  return printed.empty() ? byline_near_headline(tree, facts) : printed;
}

std::optional<PageDate> date_from(std::string_view text) {
  text = clip(text, 100);
  if (text.empty()) return std::nullopt;
  if (auto date = read_page_date(text)) return date;
  return std::nullopt;
}

PageDate stated_date(const std::string& json_ld, const MetaValues& meta,
                     std::initializer_list<std::string_view> names) {
  std::string wording;
  if (auto date = date_from(json_ld)) return *date;
  wording = json_ld;
  for (const std::string_view name : names) {
    const std::string value = first_of(meta, {name});
    if (auto date = date_from(value)) return *date;
    if (wording.empty()) wording = value;
  }
  return {wording, std::nullopt, false};
}

// A <time>, or an element whose class says that it holds a date, outside lists of other articles.
std::optional<PageDate> marked_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::optional<PageDate> by_class;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    const bool is_time = tree.nodes[i].tag == Tag::time;
    const bool named = (facts[i].concepts & kConceptDate) != 0;
    if ((!is_time && (!named || by_class)) || in_clutter(tree, facts, i)) continue;
    const std::string_view itemprop = tree.attribute(i, "itemprop");
    if (itemprop == "dateModified") continue;
    for (const std::string_view attribute : {"datetime", "content", "title"}) {
      if (auto date = date_from(tree.attribute(i, attribute))) {
        if (is_time) return date;
        by_class = date;
        break;
      }
    }
    if (by_class && !is_time) continue;
    const std::string text = tree.text_of(i);
    if (text.size() > kPrintedDateBytesMax) continue;
    if (auto date = find_page_date(text)) {
      if (is_time) return date;
      by_class = date;
    }
  }
  return by_class;
}

// A date on a short line of its own at the headline.
std::optional<PageDate> date_near_headline(const HtmlTree& tree,
                                           const std::vector<NodeFacts>& facts) {
  const NodeRange range = near_headline(tree, facts);
  for (NodeIndex i = range.start; i < range.end; ++i) {
    if (tree.nodes[i].tag != Tag::text || facts[i].hidden) continue;
    const std::string text = on_one_line(clip(tree.nodes[i].text, 400));
    if (text.size() > kPrintedDateBytesMax) break;  // The article has begun
    if (auto date = find_page_date(text)) return date;
  }
  return std::nullopt;
}

// "Published May 4, 2026", "Updated Mar 16, 2026" anywhere; else what a machine-readable
// attribute of any element says.
std::optional<PageDate> labelled_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::optional<PageDate> updated, attribute;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (facts[i].hidden) continue;
    if (tree.nodes[i].tag == Tag::other && !attribute) {
      attribute = date_from(tree.attribute(i, "datetime"));
    }
    if (tree.nodes[i].tag != Tag::text || tree.nodes[i].text.size() > kPrintedDateBytesMax) {
      continue;
    }
    const std::string text = fold_case(on_one_line(tree.nodes[i].text));
    const bool published = text.find("published") == 0 || text.find("posted") == 0 ||
                           text.find("first published") == 0;
    if (!published && (updated || (text.find("updated") != 0 && text.find("last updated") != 0))) {
      continue;
    }
    auto date = find_page_date(text);
    if (published && date) return date;
    if (date) updated = std::move(date);
  }
  return updated ? updated : attribute;
}

PageDate published_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                        const MetaValues& meta, const JsonLdArticle& json_ld) {
  PageDate date = stated_date(json_ld.published, meta,
                              {"article:published_time",
                               "og:published_time",
                               "og:article:published_time",
                               "parsely-pub-date",
                               "datepublished",
                               "dc.date.issued",
                               "dcterms.created",
                               "dcterms.date",
                               "dc.date",
                               "dc:date",
                               "sailthru.date",
                               "article.published",
                               "pubdate",
                               "publishdate",
                               "publish-date",
                               "publication_date",
                               "citation_publication_date",
                               "citation_date",
                               "date",
                               "bt:pubdate",
                               "cxenseparse:recs:publishtime",
                               "rnews:datepublished"});
  if (date.time) return date;
  if (auto marked = marked_date(tree, facts)) return *marked;
  if (auto near = date_near_headline(tree, facts)) return *near;
  if (auto labelled = labelled_date(tree, facts)) return *labelled;
  return date;
}

std::string language_of(const HtmlTree& tree, const MetaValues& meta) {
  std::string language(tree.attribute(0, "lang"));
  if (language.empty()) language = tree.attribute(0, "xml:lang");
  if (language.empty()) language = first_of(meta, {"content-language", "language", "dc.language"});
  if (language.empty()) language = first_of(meta, {"inlanguage", "og:locale"});
  language = on_one_line(language.substr(0, language.find(',')));
  std::replace(language.begin(), language.end(), '_', '-');
  const bool is_tag = !language.empty() && language.size() <= 35 &&
                      std::all_of(language.begin(), language.end(), [](char c) {
                        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                               (c >= 'A' && c <= 'Z');
                      });
  return is_tag ? language : std::string();
}

std::string link_to(const HtmlTree& tree, std::string_view relation) {
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::link) continue;
    if (fold_case(tree.attribute(i, "rel")) == relation) {
      return on_one_line(tree.attribute(i, "href"));
    }
  }
  return {};
}

// Only addresses of the web are kept: a page may call anything canonical.
std::string absolute(std::string_view base, std::string_view reference) {
  if (reference.empty()) return {};
  std::string url = resolve_url(base, reference);
  return parse_url(url) ? url : std::string();
}

}  // namespace

PageMetadata page_metadata(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                           const std::vector<std::string>& json_ld_scripts, std::string_view url) {
  const MetaValues meta = meta_values(tree);
  JsonLdArticle json_ld = read_json_ld(json_ld_scripts);
  PageMetadata result;
  result.base_url = url;
  if (const NodeIndex base = first_element(tree, Tag::base, nullptr); base != kNoNode) {
    const std::string href = absolute(url, tree.attribute(base, "href"));
    if (!href.empty()) result.base_url = href;
  }
  result.site_name = first_of(meta, {"og:site_name"});
  if (result.site_name.empty()) result.site_name = json_ld.publisher;
  result.title = title_of(tree, facts, meta, json_ld, result.site_name);
  result.byline = byline_of(tree, facts, meta, json_ld);
  result.description = json_ld.description;
  if (result.description.empty()) {
    result.description =
        first_of(meta, {"dc:description", "dcterm:description", "dc.description", "og:description",
                        "weibo:article:description", "description", "twitter:description"});
  }
  result.language = language_of(tree, meta);
  result.canonical_url = absolute(result.base_url, link_to(tree, "canonical"));
  if (result.canonical_url.empty()) {
    result.canonical_url = absolute(result.base_url, first_of(meta, {"og:url"}));
  }
  result.published = published_date(tree, facts, meta, json_ld);
  result.modified =
      stated_date(json_ld.modified, meta,
                  {"article:modified_time", "og:updated_time", "og:modified_time", "datemodified",
                   "dcterms.modified", "last-modified", "revised", "lastmod"});
  const std::string tier = fold_case(first_of(meta, {"article:content_tier"}));
  result.json_ld_body = std::move(json_ld.body);
  result.not_free = json_ld.not_free || tier == "locked";
  return result;
}

}  // namespace dossier
