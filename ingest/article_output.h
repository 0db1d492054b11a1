// An Article as `dossier parse-article --json` prints it.

#pragma once

#include "base/json.h"
#include "ingest/article.h"
#include "ingest/article_explanation.h"

namespace dossier {

// Keys in a fixed order; null for what is unknown. Dates are RFC 3339, a day where the page
// gives no more, the page's own wording where it cannot be read.
[[nodiscard]] Json article_to_json(const Article& article);

// {"container", "decisions": [{"kept", "reason", "element", "text"}]}
[[nodiscard]] Json explanation_to_json(const ExplainedArticle& explained);

}  // namespace dossier
