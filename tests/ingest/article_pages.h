// Small pages for the tests of articles.

#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/article.h"

namespace dossier {

inline constexpr std::string_view kUrl = "https://news.example.com/2026/05/open-models";

// Long enough to be prose.
inline constexpr std::string_view kProse =
    "The open models of this spring are close to the closed ones, measured by every benchmark "
    "that was run twice, and cost a tenth of what those cost.";

inline std::string page(std::string_view body, std::string_view head = "") {
  std::string html = "<!doctype html><html lang=en><head><title>Open models catch up</title>";
  html.append(head).append("</head><body>").append(body).append("</body></html>");
  return html;
}

inline Article parsed(std::string_view html) {
  Result<Article> article = parse_article(html, kUrl);
  REQUIRE(article.has_value());
  return std::move(*article);
}

}  // namespace dossier
