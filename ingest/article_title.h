// The headline of a page's article.

#pragma once

#include <string>
#include <vector>

#include "ingest/article_facts.h"
#include "ingest/article_meta_values.h"
#include "ingest/article_site.h"
#include "ingest/html_json_ld.h"
#include "ingest/html_tree.h"

namespace dossier {

// Without the site's name, which pages put before it or behind it.
[[nodiscard]] std::string article_title(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                        const MetaValues& meta, const JsonLdArticle& json_ld,
                                        const SiteName& site);

}  // namespace dossier
