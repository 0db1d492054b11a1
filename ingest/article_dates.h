// When a page says that its article was published, and changed.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/article_facts.h"
#include "ingest/article_meta_values.h"
#include "ingest/html_tree.h"

namespace dossier {

// From `json_ld`'s wording, then meta elements, then what is marked as a date, what stands at the
// headline, what is labelled ("Updated Mar 16, 2026"), and the day in the address. A wording that
// cannot be read is kept as text, without a time.
[[nodiscard]] PageDate published_date(const HtmlTree& tree, const std::vector<NodeFacts>& facts,
                                      const MetaValues& meta, const std::string& json_ld,
                                      std::string_view url);
// From what is stated for machines alone.
[[nodiscard]] PageDate modified_date(const MetaValues& meta, const std::string& json_ld);

}  // namespace dossier
