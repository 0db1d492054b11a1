// Dates as pages print them: "May 16, 2026", "16. Mai 2026, 13.02 Uhr", "2026年5月16日".

#pragma once

#include <optional>
#include <string_view>

#include "ingest/article.h"

namespace dossier {

// The date that `text` as a whole says, words before a weekday and zone aside; nothing where it
// says none, or where day and month could be exchanged ("03/04/2026"). Names of months and
// weekdays are read in the languages of page_date_words.h.
[[nodiscard]] std::optional<PageDate> read_page_date(std::string_view text);

// The first such date inside a longer line: "Mar 16, 2026 · 9 min read".
[[nodiscard]] std::optional<PageDate> find_page_date(std::string_view text);

}  // namespace dossier
