#include "ingest/article_output.h"

#include <cstddef>
#include <string>

namespace dossier {
namespace {

constexpr std::size_t kWordsAMinute = 230;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json date_or_null(const PageDate& date) {
  if (!date.time) return text_or_null(date.text);
  return date.has_clock ? format_rfc3339(*date.time) : format_day(day_of(*date.time));
}

std::size_t count_words(const std::string& text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

}  // namespace

Json article_to_json(const Article& article) {
  const std::size_t words = count_words(article.text);
  Json json = Json::object();
  json["title"] = text_or_null(article.title);
  json["byline"] = text_or_null(article.byline_printed);
  json["authors"] = text_or_null(article.byline);
  json["site_name"] = text_or_null(article.site_name);
  json["published"] = date_or_null(article.published);
  json["modified"] = date_or_null(article.modified);
  json["language"] = text_or_null(article.language);
  json["canonical_url"] = text_or_null(article.canonical_url);
  json["excerpt"] = text_or_null(article.excerpt);
  json["text"] = article.text;
  json["content_html"] = article.content_html;
  json["word_count"] = words;
  json["reading_minutes"] = (words + kWordsAMinute - 1) / kWordsAMinute;
  json["links"] = Json::array();
  for (const ArticleLink& link : article.links) {
    json["links"].push_back(Json{{"url", link.url},
                                 {"text", link.text},
                                 {"rel", link.rel},
                                 {"start", link.span.start},
                                 {"end", link.span.end}});
  }
  json["footnotes"] = Json::array();
  for (const ArticleFootnote& footnote : article.footnotes) {
    json["footnotes"].push_back(Json{{"at", footnote.marker},
                                     {"label", footnote.label},
                                     {"start", footnote.note.start},
                                     {"end", footnote.note.end}});
  }
  json["truncated"] = article.truncated;
  json["paywalled"] = article.paywalled;
  json["gated"] = article.gated;
  return json;
}

Json explanation_to_json(const ExplainedArticle& explained) {
  Json json = Json::object();
  json["container"] = explained.container;
  json["decisions"] = Json::array();
  for (const ArticleDecision& decision : explained.decisions) {
    json["decisions"].push_back(Json{{"kept", decision.kept},
                                     {"reason", decision.reason},
                                     {"element", decision.element},
                                     {"text", decision.text}});
  }
  return json;
}

}  // namespace dossier
