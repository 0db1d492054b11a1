#include "ingest/html_concepts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>

namespace dossier {
namespace {

constexpr std::size_t kNamesBytesMax = 500;

// A word or words as they begin in a name; '$' where the word must end too. Names are compared
// in lower case with '-' between their words, humps counting as words: "articleBody" is
// "article-body".
struct Pattern {
  std::string_view text;
  Concepts concepts;
  bool first = false;  // Must begin the name: page builders wrap everything in "x-widget"
};
constexpr Pattern kPatterns[] = {
    {"ad$", kConceptAd},
    {"ads$", kConceptAd},
    {"adbox", kConceptAd},
    {"adslot", kConceptAd},
    {"adunit", kConceptAd},
    {"advert", kConceptAd},
    {"adsense", kConceptAd},
    {"about-author", kConceptBio},
    {"about-the-author", kConceptBio},
    {"article-body", kConceptBody},
    {"articlebody", kConceptBody},
    {"article-content", kConceptBody},
    {"article-text", kConceptBody},
    {"article-copy", kConceptBody},
    {"article-main-body", kConceptBody},
    {"article-tags", kConceptTags},
    {"article-meta", kConceptDate},
    {"article", kConceptContent},
    {"author", kConceptByline},
    {"author-bio", kConceptBio},
    {"author-box", kConceptBio},
    {"author-info", kConceptBio},
    {"banner", kConceptAd},
    {"bio$", kConceptBio},
    {"biography", kConceptBio},
    {"blog-content", kConceptBody},
    {"blog-post-content", kConceptBody},
    {"body$", kConceptContent},
    {"e-content", kConceptBody},
    {"field-name-body", kConceptBody},
    {"blog-item-content", kConceptBody},
    {"single-content", kConceptBody},
    {"the-content", kConceptBody},
    {"content-body", kConceptBody},
    {"body-content", kConceptBody},
    {"news-body", kConceptBody},
    {"newsbody", kConceptBody},
    {"body-copy", kConceptBody},
    {"bodycopy", kConceptBody},
    {"body-text", kConceptBody},
    {"bodytext", kConceptBody},
    {"article-inner-content", kConceptBody},
    {"richtext", kConceptBody},
    {"breadcrumb", kConceptNavigation},
    {"byline", kConceptByline},
    {"by-line", kConceptByline},
    {"button", kConceptPromo},
    {"caption", kConceptCaption},
    {"category$", kConceptTags},
    {"categories", kConceptTags},
    {"citation$", kConceptFooter},
    {"cite$", kConceptFooter},
    {"comment", kConceptComments},
    {"commentlist", kConceptComments},
    {"consent", kConceptPopup},
    {"content", kConceptContent},
    {"cookie", kConceptPopup},
    {"copyright", kConceptFooter},
    {"credit", kConceptCaption},
    {"cta$", kConceptPromo},
    {"date$", kConceptDate},
    {"dateline", kConceptDate},
    {"datetime", kConceptDate},
    {"dek$", kConceptDek},
    {"disclaimer", kConceptFooter},
    {"discussion", kConceptComments},
    {"disqus", kConceptComments},
    {"donate", kConceptPromo},
    {"donation", kConceptPromo},
    {"embed", kConceptEmbed},
    {"entry-content", kConceptBody},
    {"entry-body", kConceptBody},
    {"entry-text", kConceptBody},
    {"entry-meta", kConceptDate},
    {"entry-title", kConceptTitle},
    {"entry", kConceptContent},
    {"facebook-share", kConceptShare},
    {"follow$", kConceptShare},
    {"follow-us", kConceptShare},
    {"footer", kConceptFooter},
    {"foot$", kConceptFooter},
    {"gallery", kConceptMedia},
    {"gdpr", kConceptPopup},
    {"header", kConceptHeader},
    {"headline", kConceptTitle},
    {"hidden$", kConceptHidden},
    {"inline-promo", kConceptPromo},
    {"instagram", kConceptEmbed},
    {"kicker", kConceptDek},
    {"livefyre", kConceptComments},
    {"login", kConceptPopup},
    {"main", kConceptContent},
    {"markdown-body", kConceptBody},
    {"masthead", kConceptHeader},
    {"menu", kConceptNavigation},
    {"meta$", kConceptDate},
    {"metadata", kConceptDate},
    {"meta-info", kConceptDate},
    {"modal", kConceptPopup},
    {"more-articles", kConceptRelated},
    {"more-from", kConceptRelated},
    {"more-news", kConceptRelated},
    {"more-on", kConceptRelated},
    {"more-stories", kConceptRelated},
    {"most-popular", kConceptRelated},
    {"most-read", kConceptRelated},
    {"mw-editsection", kConceptNavigation},
    {"nav$", kConceptNavigation},
    {"navbar", kConceptNavigation},
    {"navigation", kConceptNavigation},
    {"navbox", kConceptNavigation},
    {"newsletter", kConceptNewsletter},
    {"noprint", kConceptHidden},
    {"next-post", kConceptNavigation},
    {"next-article", kConceptRelated},
    {"outbrain", kConceptRelated},
    {"pager", kConceptNavigation},
    {"pagination", kConceptNavigation},
    {"paginav", kConceptNavigation},
    {"paywall", kConceptPaywall},
    {"permalink", kConceptNavigation},
    {"photo-credit", kConceptCaption},
    {"player", kConceptMedia},
    {"popular", kConceptRelated},
    {"popup", kConceptPopup},
    {"post-body", kConceptBody},
    {"post-content", kConceptBody},
    {"post-text", kConceptBody},
    {"post-entry", kConceptBody},
    {"post-meta", kConceptDate},
    {"postmeta", kConceptDate},
    {"post-nav", kConceptNavigation},
    {"post-tags", kConceptTags},
    {"post-title", kConceptTitle},
    {"post$", kConceptContent},
    {"postbody", kConceptBody},
    {"print-only", kConceptHidden},
    {"promo", kConceptPromo},
    {"promoted", kConceptAd},
    {"pub-date", kConceptDate},
    {"publish-date", kConceptDate},
    {"published$", kConceptDate},
    {"rating", kConceptPromo},
    {"read-also", kConceptRelated},
    {"read-more", kConceptRelated},
    {"readmore", kConceptRelated},
    {"read-next", kConceptRelated},
    {"read-time", kConceptDate},
    {"reading-time", kConceptDate},
    {"recent", kConceptRelated},
    {"recirc", kConceptRelated},
    {"recommend", kConceptRelated},
    {"related", kConceptRelated},
    {"replies", kConceptComments},
    {"respond$", kConceptComments},
    {"rich-text", kConceptBody},
    {"screen-reader", kConceptHidden},
    {"see-also", kConceptRelated},
    {"share", kConceptShare},
    {"sharing", kConceptShare},
    {"sharedaddy", kConceptShare},
    {"sidebar", kConceptSidebar},
    {"side-bar", kConceptSidebar},
    {"sign-up", kConceptNewsletter},
    {"signup", kConceptNewsletter},
    {"skip-link", kConceptHidden},
    {"social", kConceptShare},
    {"sponsor", kConceptAd},
    {"sr-only", kConceptHidden},
    {"standfirst", kConceptDek},
    {"story-body", kConceptBody},
    {"story-content", kConceptBody},
    {"story-text", kConceptBody},
    {"storytext", kConceptBody},
    {"story", kConceptContent},
    {"sub-title", kConceptDek},
    {"subheadline", kConceptDek},
    {"submit", kConceptPromo},
    {"subscribe", kConceptNewsletter},
    {"subscription", kConceptNewsletter},
    {"subtitle", kConceptDek},
    {"taboola", kConceptRelated},
    {"tags$", kConceptTags},
    {"tag-list", kConceptTags},
    {"tag-cloud", kConceptTags},
    {"taglist", kConceptTags},
    {"teaser", kConceptRelated},
    {"td-post-content", kConceptBody},
    {"text$", kConceptContent},
    {"timestamp", kConceptDate},
    {"title$", kConceptTitle},
    {"toc$", kConceptNavigation},
    {"table-of-contents", kConceptNavigation},
    {"toolbar", kConceptShare},
    {"tooltip", kConceptPopup},
    {"trending", kConceptRelated},
    {"tweet", kConceptEmbed},
    {"twitter-tweet", kConceptEmbed},
    {"visually-hidden", kConceptHidden},
    {"visuallyhidden", kConceptHidden},
    {"widget", kConceptSidebar, true},
    {"you-may-also", kConceptRelated},
    {"you-might", kConceptRelated},
};
static_assert(std::size(kPatterns) > 0);

// Words of other languages and of single systems would go here too; the list stays short while
// position and shape (article_filter.h) catch what it misses.

constexpr std::size_t kLetters = 26;

// Indices of the patterns that begin with each letter.
const std::array<std::basic_string<unsigned char>, kLetters>& patterns_by_letter() {
  static const auto table = [] {
    static_assert(std::size(kPatterns) < 256);
    std::array<std::basic_string<unsigned char>, kLetters> result;
    for (std::size_t i = 0; i < std::size(kPatterns); ++i) {
      result[static_cast<std::size_t>(kPatterns[i].text.front() - 'a')] +=
          static_cast<unsigned char>(i);
    }
    return result;
  }();
  return table;
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "articleBody__Wrap2" as "article-body-wrap-2".
std::string normalised(std::string_view name) {
  std::string result;
  char before = '-';
  for (const char c : name) {
    const bool word_character = is_lower(c) || is_upper(c) || is_digit(c);
    const bool new_word = (is_upper(c) && (is_lower(before) || is_digit(before))) ||
                          (is_digit(c) != is_digit(before) && before != '-');
    if (word_character && new_word && !result.empty() && result.back() != '-') result += '-';
    if (word_character) {
      result += is_upper(c) ? static_cast<char>(c + 32) : c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
    before = word_character ? c : '-';
  }
  return result;
}

bool starts_word(std::string_view text, const Pattern& pattern) {
  std::string_view wanted = pattern.text;
  const bool whole = wanted.back() == '$';
  if (whole) wanted.remove_suffix(1);
  if (text.substr(0, wanted.size()) != wanted) return false;
  return !whole || text.size() == wanted.size() || text[wanted.size()] == '-';
}

Concepts concepts_of_name(std::string_view name) {
  // Blog software lists the tags and categories of a post among its classes.
  for (const std::string_view prefix : {"tag-", "category-", "has-", "no-"}) {
    if (name.substr(0, prefix.size()) == prefix && name != "tag-list" && name != "tag-cloud") {
      return 0;
    }
  }
  Concepts result = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((at > 0 && name[at - 1] != '-') || !is_lower(name[at])) continue;
    for (const unsigned char i : patterns_by_letter()[static_cast<std::size_t>(name[at] - 'a')]) {
      if (at > 0 && kPatterns[i].first) continue;
      if (starts_word(name.substr(at), kPatterns[i])) result |= kPatterns[i].concepts;
    }
  }
  return result;
}

}  // namespace

Concepts concepts_in(std::string_view names) {
  names = names.substr(0, kNamesBytesMax);
  Concepts result = 0;
  std::size_t at = 0;
  while (at < names.size()) {
    const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", at), names.size());
    if (end > at) result |= concepts_of_name(normalised(names.substr(at, end - at)));
    at = end + 1;
  }
  return result;
}

std::string concept_names(Concepts concepts) {
  // In the order of the bits.
  constexpr std::string_view kNames[] = {
      "article text", "content", "share",  "advertisement", "navigation", "related",
      "comments",     "byline",  "date",   "caption",       "newsletter", "promotion",
      "tags",         "footer",  "header", "sidebar",       "popup",      "biography",
      "title",        "dek",     "hidden", "paywall",       "embedded",   "media"};
  std::string names;
  for (std::size_t bit = 0; bit < std::size(kNames); ++bit) {
    if ((concepts >> bit & 1U) == 0) continue;
    if (!names.empty()) names += ", ";
    names += kNames[bit];
  }
  return names;
}

}  // namespace dossier
