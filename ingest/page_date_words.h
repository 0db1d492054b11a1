// The words of printed dates, in the languages that pages are met in.

#pragma once

#include <string_view>

namespace dossier {

// 1 to 12, or 0 for what names no month. `word` is case-folded; names in full, and shortened
// to what is printed ("sept", "déc", "mrz").
[[nodiscard]] unsigned month_named(std::string_view word);

// Weekdays, and the small words between the parts of a date: "at", "of", "um", "de", "uhr".
[[nodiscard]] bool is_date_filler(std::string_view word);

}  // namespace dossier
