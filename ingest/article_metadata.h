// What a page says about itself: title, author, dates, address, language.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/article_facts.h"
#include "ingest/html_tree.h"

namespace dossier {

struct PageMetadata {
  std::string title, byline, site_name, language, canonical_url, description;
  std::string byline_printed;
  PageDate published, modified;
  std::string base_url;      // What relative references are resolved against: <base>, else the page
  std::string json_ld_body;  // The article's text as the page repeats it for machines
  bool not_free = false;     // Marked as not accessible for free
};

// From JSON-LD, then meta elements, then what is printed near the headline. `url` is where
// the page came from. JSON-LD that cannot be read is passed over.
[[nodiscard]] PageMetadata page_metadata(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                         const std::vector<std::string>& json_ld,
                                         std::string_view url);

}  // namespace dossier
