// Dates as prose gives them, resolved against the day of the document: "by the end of Q3",
// "in early 2027", "3-9 months later". Nothing is sharpened: what names a quarter is a window of
// a quarter; what cannot be resolved is left out.

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "base/time.h"
#include "extract/stance_words.h"

namespace dossier {

struct DatePhrase {
  TextSpan span;  // The words: "by the end of Q3"
  DateWindow window;
};

// In text order. `published` is the day that "this year" is said on; without it, only phrases
// that name a year resolve. `after` is what "3-9 months later" counts from, if anything.
[[nodiscard]] std::vector<DatePhrase> find_date_phrases(std::span<const Word> words,
                                                        std::optional<Day> published,
                                                        std::optional<DateWindow> after = {});

// When a forecast made on `published` falls due: the first phrase that does not lie wholly
// before that day. None if the words name no time.
[[nodiscard]] std::optional<DatePhrase> find_due(std::span<const Word> words,
                                                 std::optional<Day> published,
                                                 std::optional<DateWindow> after = {});

}  // namespace dossier
