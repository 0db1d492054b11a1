// Who wrote a page's article.

#pragma once

#include <string>
#include <vector>

#include "ingest/article_facts.h"
#include "ingest/article_meta_values.h"
#include "ingest/article_site.h"
#include "ingest/html_json_ld.h"
#include "ingest/html_tree.h"

namespace dossier {

struct PageByline {
  std::string names;    // "Ada Lovelace, Bob Kahn"
  std::string printed;  // "By Ada Lovelace and …", without the date that stands beside it
};

// From JSON-LD, then meta elements, then what is marked or named as an author, then a line at the
// headline that begins with "by" in a language we know. A site that names itself as the author
// gives way to a name that is printed.
[[nodiscard]] PageByline article_byline(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                        const MetaValues& meta, const JsonLdArticle& json_ld,
                                        const SiteName& site);

}  // namespace dossier
