// Why each part of a page became the article, or did not: for people who wonder, and for those
// who better the rules.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"

namespace dossier {

// A run of a page's text that was decided on as one.
struct ArticleDecision {
  bool kept = false;
  std::string element;  // "div.share-bar#top"
  std::string reason;   // "a byline", "named by its class: share, ad", "outside the article"
  std::string text;     // Its beginning, on one line
};

struct ExplainedArticle {
  Article article;
  std::string container;                   // Elements that the article was found in, and by what
  std::vector<ArticleDecision> decisions;  // In the page's order; what is never shown is left out
};

// As parse_article(), with the same article.
[[nodiscard]] Result<ExplainedArticle> explain_article(std::string_view bytes, std::string_view url,
                                                       const Headers& headers = {});

// One decision a line: "- a byline          | p.author      | By Ada Lovelace".
[[nodiscard]] std::string explanation_text(const ExplainedArticle& explained);

}  // namespace dossier
