// Instants, days and windows of days as text. All times are UTC; the clock is never read here.

#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace dossier {

using Time = std::chrono::sys_seconds;
using Day = std::chrono::sys_days;

// A stretch of days, both ends included: one day, a month, "first half of 2026". What is
// known only to the month is a window of a month; nothing is sharpened.
struct DateWindow {
  Day first;
  Day last;

  [[nodiscard]] bool is_one_day() const { return first == last; }
  auto operator<=>(const DateWindow&) const = default;
};

// "2026-07-30T09:15:00Z" (RFC 3339, section 5.6). Also accepts a lower-case t and z, a blank
// in place of the T, a fraction (dropped), a missing seconds field, and a numeric offset.
// Nothing for what is no date.
[[nodiscard]] std::optional<Time> parse_rfc3339(std::string_view text);

// "2026-07-30"; nothing for a day that is not in the calendar.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

// What --now accepts: RFC 3339, or a date, which means its last second.
[[nodiscard]] std::optional<Time> parse_now(std::string_view text);

[[nodiscard]] std::string format_rfc3339(Time time);  // "2026-07-30T09:15:00Z"
[[nodiscard]] std::string format_day(Day day);        // "2026-07-30"
[[nodiscard]] std::string format_month_day(Day day);  // "July 30"
[[nodiscard]] Day day_of(Time time);

// "2026-07-30", "2026-07", "2026-Q3", "2026-H1", "2026", else "2026-07-30..2026-08-04".
[[nodiscard]] std::string format_window(DateWindow window);
// The same in words: "July 30, 2026", "July 2026", "the third quarter of 2026", "the first half of
// 2026", "2026", else "July 28 to August 3, 2026".
[[nodiscard]] std::string window_in_words(DateWindow window);
// Reads what format_window() writes.
[[nodiscard]] std::optional<DateWindow> parse_window(std::string_view text);

}  // namespace dossier
