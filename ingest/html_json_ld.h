// schema.org's description of an article, as pages carry it in a <script>.

#pragma once

#include <string>
#include <vector>

namespace dossier {

struct JsonLdArticle {
  std::string title, name, authors, publisher, description, published, modified;
  std::string body;       // articleBody: text, or HTML
  bool not_free = false;  // isAccessibleForFree: false
};

// Of the first object that is an article (NewsArticle, BlogPosting, Report …), else of the first
// that is dated at all; empty fields if there is none. `scripts`: the bodies, in order.
[[nodiscard]] JsonLdArticle read_json_ld(const std::vector<std::string>& scripts);

}  // namespace dossier
