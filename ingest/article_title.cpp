#include "ingest/article_title.h"

#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/utf8.h"
#include "ingest/article_places.h"

namespace dossier {
namespace {

constexpr std::size_t kSiteWordsMax = 5;
constexpr std::size_t kHeadingsMax = 20;

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

constexpr std::string_view kSeparators[] = {" | ", " - ",  " – ", " — ", " » ",  " › ",
                                            " · ", " :: ", " • ", " / ", " \\ ", " > "};

struct Cut {
  std::size_t at, size;
};
std::optional<Cut> first_cut(std::string_view title) {
  std::optional<Cut> cut;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator);
    if (at != std::string_view::npos && at > 0 && (!cut || at < cut->at)) {
      cut = {at, separator.size()};
    }
  }
  return cut;
}
std::optional<Cut> last_cut(std::string_view title) {
  std::optional<Cut> cut;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && at > 0 && (!cut || at > cut->at)) {
      cut = {at, separator.size()};
    }
  }
  return cut;
}

// A headline loses the site's name alone: "LMArena Blog | Our policy".
std::optional<std::string> without_site_name(std::string_view title, const SiteName& site) {
  const std::optional<Cut> last = last_cut(title);
  if (!last) return std::nullopt;
  if (site.is(title.substr(last->at + last->size))) {
    return std::string(title.substr(0, last->at));
  }
  const std::optional<Cut> first = first_cut(title);
  if (site.is(title.substr(0, first->at))) {
    return std::string(title.substr(first->at + first->size));
  }
  return std::nullopt;
}

// "GPT-5 is out | The Verge", the site unknown: the part before the last separator, unless that is
// too little or what follows too much for a name.
std::string without_decoration(std::string_view title, const SiteName& site) {
  if (auto headline = without_site_name(title, site)) return *headline;
  const std::optional<Cut> last = last_cut(title);
  if (!last) return std::string(title);
  const std::size_t head = word_count(title.substr(0, last->at));
  const std::size_t tail = word_count(title.substr(last->at + last->size));
  const bool is_name = tail <= kSiteWordsMax || head >= 2 * tail;
  return std::string(head >= 3 && is_name ? title.substr(0, last->at) : title);
}

// The shown <h1> that the page's title repeats within its decoration, best at its start: sites
// put their name into an <h1> too, and it stands behind.
std::string repeated_heading(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                             std::string_view title, const SiteName& site) {
  std::string best;
  std::size_t best_at = std::string_view::npos;
  std::size_t headings = 0;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::h1 || facts[i].hidden) continue;
    if (++headings > kHeadingsMax) break;
    std::string heading = tree.text_of(i);
    if (heading.size() >= title.size() || word_count(heading) < 2 || site.is(heading)) continue;
    const std::size_t at = title.find(heading);
    if (at >= best_at) continue;
    best_at = at;
    best = std::move(heading);
  }
  return best;
}

}  // namespace

std::string article_title(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                          const MetaValues& meta, const JsonLdArticle& json_ld,
                          const SiteName& site) {
  const NodeIndex element = first_element(tree, Tag::title, nullptr);
  const std::string page_title = element == kNoNode ? "" : tree.text_of(element);
  std::string stated = json_ld.title;
  // Some call the subject's description a headline; the page's own title tells.
  const bool is_named = !json_ld.name.empty() && page_title.find(json_ld.name) == 0;
  if (stated.empty() || (is_named && page_title.find(stated) == std::string::npos)) {
    stated = json_ld.name;
  }
  if (stated.empty()) {
    stated = first_of(meta, {"dc:title", "dcterm:title", "dcterms.title", "dc.title", "og:title",
                             "headline", "weibo:article:title", "weibo:webpage:title", "title",
                             "twitter:title", "parsely-title"});
  }
  if (!stated.empty()) return without_site_name(stated, site).value_or(stated);
  if (page_title.empty()) {
    const NodeIndex heading = first_element(tree, Tag::h1, &facts);
    return heading == kNoNode ? "" : tree.text_of(heading);
  }
  std::string heading = repeated_heading(tree, facts, page_title, site);
  return heading.empty() ? without_decoration(page_title, site) : heading;
}

}  // namespace dossier
