// Dates as pages print them: "May 16, 2026", "22nd August 2026", "2026-12-02 21:06 UTC".

#pragma once

#include <optional>
#include <string_view>

#include "ingest/article.h"

namespace dossier {

// The date that `text` as a whole says, words before a weekday and zone aside; nothing where it
// says none, or where day and month could be exchanged ("03/04/2026"). The month's name is
// English.
[[nodiscard]] std::optional<PageDate> read_page_date(std::string_view text);

// The first such date inside a longer line: "Mar 16, 2026 · 9 min read".
[[nodiscard]] std::optional<PageDate> find_page_date(std::string_view text);

}  // namespace dossier
