#include "ingest/article_dates.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/utf8.h"
#include "ingest/article_phrases.h"
#include "ingest/article_places.h"
#include "ingest/page_date.h"

namespace dossier {
namespace {

constexpr std::size_t kPrintedDateBytesMax = 160;
// Elements and labels of a page that are read as dates; more are no dates of its article.
constexpr std::size_t kTriedMax = 300;
constexpr std::size_t kLabelBytesMax = 60;
constexpr NodeIndex kNodesAfterLabel = 6;
constexpr int kClimbMax = 6;

constexpr std::string_view kPublishedLabels[] = {
    "published",   "posted",       "first published", "date:",     "veröffentlicht",
    "erstellt am", "datum:",       "geschrieben am",  "publié",    "publicado",
    "fecha:",      "pubblicato",   "gepubliceerd",    "geplaatst", "publicerad",
    "publisert",   "opublikowano", "опубликовано"};
constexpr std::string_view kUpdatedLabels[] = {
    "updated",          "last updated",    "last modified", "aktualisiert", "zuletzt aktualisiert",
    "zuletzt geändert", "letzte änderung", "stand:",        "mis à jour",   "actualizado",
    "atualizado",       "aggiornato",      "bijgewerkt",    "обновлено"};

template <std::size_t N>
bool begins_with_any(std::string_view text, const std::string_view (&labels)[N]) {
  return std::any_of(std::begin(labels), std::end(labels),
                     [&](std::string_view label) { return text.substr(0, label.size()) == label; });
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

// Whether the node stands in a sentence, whose dates are those of what it tells: "On May 15, 2023,
// OpenAI released …".
bool in_sentence(const HtmlTree& tree, NodeIndex node) {
  int climbed = 0;
  for (NodeIndex up = node; up != kNoNode && climbed < kClimbMax; up = tree.nodes[up].parent) {
    const Tag tag = tree.nodes[up].tag;
    if (tag == Tag::p || tag == Tag::li || tag == Tag::blockquote) {
      const std::string text = fold_case(tree.text_of(up));
      return is_statement(text) && !begins_with_any(text, kPublishedLabels) &&
             !begins_with_any(text, kUpdatedLabels);
    }
    ++climbed;
  }
  return false;
}

// A <time>, or an element whose class says that it holds a date, outside lists of other articles.
std::optional<PageDate> marked_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::optional<PageDate> by_class;
  std::size_t tried = 0;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    const bool is_time = tree.nodes[i].tag == Tag::time;
    const bool named = (facts[i].concepts & kConceptDate) != 0;
    if ((!is_time && (!named || by_class)) || surroundings_of(tree, facts, i) != Surroundings::own)
      continue;
    if (++tried > kTriedMax) break;
    const std::string_view itemprop = tree.attribute(i, "itemprop");
    if (itemprop == "dateModified") continue;
    if (itemprop.empty() && in_sentence(tree, i)) continue;
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
    auto date = read_page_date(text);
    if (!date) date = find_page_date(text);
    if (date) {
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
    if (auto date = find_page_date(text); date && !in_sentence(tree, i)) return date;
  }
  return std::nullopt;
}

std::optional<PageDate> date_in_next_text(const HtmlTree& tree, NodeIndex label) {
  const auto end = std::min(label + kNodesAfterLabel, static_cast<NodeIndex>(tree.nodes.size()));
  for (NodeIndex i = label + 1; i < end; ++i) {
    if (tree.nodes[i].tag != Tag::text) continue;
    const std::string text = on_one_line(clip(tree.nodes[i].text, kPrintedDateBytesMax));
    if (!text.empty()) return read_page_date(text);
  }
  return std::nullopt;
}

// "Published May 4, 2026", "Updated Mar 16, 2026" anywhere; else what a machine-readable
// attribute of any element says.
std::optional<PageDate> labelled_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts) {
  std::optional<PageDate> updated, attribute;
  std::size_t tried = 0;
  for (NodeIndex i = 0; i < tree.nodes.size(); ++i) {
    if (facts[i].hidden) continue;
    if (tree.nodes[i].tag == Tag::other && !attribute) {
      attribute = date_from(tree.attribute(i, "datetime"));
    }
    if (tree.nodes[i].tag != Tag::text || tree.nodes[i].text.size() > kPrintedDateBytesMax) {
      continue;
    }
    const std::string start = fold_case(on_one_line(clip(tree.nodes[i].text, kLabelBytesMax)));
    const bool published = begins_with_any(start, kPublishedLabels);
    if (!published && (updated || !begins_with_any(start, kUpdatedLabels))) continue;
    if (++tried > kTriedMax) break;
    auto date = find_page_date(on_one_line(tree.nodes[i].text));
    if (!date) date = date_in_next_text(tree, i);  // <b>Date:</b> 4 May 2026
    if (published && date) return date;
    if (date) updated = std::move(date);
  }
  return updated ? updated : attribute;
}

// The day in an address: https://example.com/blog/2026/05/16/open-models.
std::optional<PageDate> date_in_address(std::string_view url) {
  for (std::size_t at = url.find("/20"); at != std::string_view::npos;
       at = url.find("/20", at + 1)) {
    const std::string_view day = url.substr(at + 1, 10);
    const bool ends = at + 11 >= url.size() || url[at + 11] == '/' || url[at + 11] == '-';
    if (day.size() == 10 && ends && (day[4] == '/' || day[4] == '-')) {
      if (auto date = read_page_date(day)) return date;
    }
  }
  return std::nullopt;
}

}  // namespace

PageDate published_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                        const MetaValues& meta, const std::string& json_ld, std::string_view url) {
  PageDate date = stated_date(json_ld, meta,
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
  return date_in_address(url).value_or(date);
}

PageDate modified_date(const MetaValues& meta, const std::string& json_ld) {
  return stated_date(json_ld, meta,
                     {"article:modified_time", "og:updated_time", "og:modified_time",
                      "datemodified", "dcterms.modified", "last-modified", "revised", "lastmod"});
}

}  // namespace dossier
