#include "base/time.h"

#include <fmt/core.h>

#include <charconv>
#include <cstdio>
#include <system_error>

namespace dossier {
namespace {

namespace chrono = std::chrono;

// `count` digits from `text`, which loses them; nothing if there are fewer.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc{} || stop != text.data() + count || text[0] == '-') return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const chrono::year_month_day date{chrono::year{*year},
                                    chrono::month{static_cast<unsigned>(*month)},
                                    chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

// "", "Z", "+02:00", "+0200", "-01"
std::optional<chrono::minutes> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return chrono::minutes{0};
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  take(text, ":");
  const auto minutes = text.empty() ? std::optional{0} : take_digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return sign * (chrono::hours{*hours} + chrono::minutes{*minutes});
}

std::string_view month_name(chrono::month month) {
  constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  return kMonths[static_cast<unsigned>(month) - 1];
}

Day last_day_of_months(chrono::year_month first, int months) {
  return Day{(first + chrono::months{months - 1}) / chrono::last};
}

DateWindow months_from(int year, unsigned month, int count) {
  const chrono::year_month first{chrono::year{year}, chrono::month{month}};
  return {Day{first / 1}, last_day_of_months(first, count)};
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !take(text, "Tt ")) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ":")) {
    const auto read = take_digits(text, 2);
    if (!read || *read > 60) return std::nullopt;
    second = *read == 60 ? 59 : *read;  // A leap second is no second of sys_time
    if (take(text, ".,")) {
      while (take(text, "0123456789")) {
      }
    }
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return *day + chrono::hours{*hour} + chrono::minutes{*minute} + chrono::seconds{second} - *offset;
}

std::optional<Time> parse_now(std::string_view text) {
  if (const auto day = parse_day(text)) return *day + chrono::days{1} - chrono::seconds{1};
  return parse_rfc3339(text);
}

Day day_of(Time time) {
  return chrono::floor<chrono::days>(time);
}

std::string format_day(Day day) {
  const chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_rfc3339(Time time) {
  const Day day = day_of(time);
  const chrono::hh_mm_ss clock{time - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", format_day(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::string format_month_day(Day day) {
  const chrono::year_month_day date{day};
  return fmt::format("{} {}", month_name(date.month()), static_cast<unsigned>(date.day()));
}

std::string window_in_words(DateWindow window) {
  constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
  const chrono::year_month_day first{window.first};
  const chrono::year_month_day last{window.last};
  const int year = static_cast<int>(first.year());
  if (window.is_one_day()) return fmt::format("{}, {}", format_month_day(window.first), year);
  std::string text = format_window(window);
  if (text.size() == 4) return text;
  if (text.size() == 7 && (text[5] == 'Q' || text[5] == 'H')) {
    return fmt::format("the {} {} of {}", kOrdinals[text[6] - '1'],
                       text[5] == 'Q' ? "quarter" : "half", year);
  }
  if (text.size() == 7) return fmt::format("{} {}", month_name(first.month()), year);
  return fmt::format("{} to {}, {}", format_month_day(window.first), format_month_day(window.last),
                     static_cast<int>(last.year()));
}

std::string format_window(DateWindow window) {
  if (window.is_one_day()) return format_day(window.first);
  const chrono::year_month_day first{window.first};
  const int year = static_cast<int>(first.year());
  const unsigned month = static_cast<unsigned>(first.month());
  if (first.day() == chrono::day{1}) {
    const auto spans = [&](int months) {
      return window.last == last_day_of_months(first.year() / first.month(), months);
    };
    if (spans(1)) return fmt::format("{:04}-{:02}", year, month);
    if (month % 3 == 1 && spans(3)) return fmt::format("{:04}-Q{}", year, month / 3 + 1);
    if (month % 6 == 1 && spans(6)) return fmt::format("{:04}-H{}", year, month / 6 + 1);
    if (month == 1 && spans(12)) return fmt::format("{:04}", year);
  }
  return format_day(window.first) + ".." + format_day(window.last);
}

std::optional<DateWindow> parse_window(std::string_view text) {
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto first = parse_day(text.substr(0, dots));
    const auto last = parse_day(text.substr(dots + 2));
    if (!first || !last || *last < *first) return std::nullopt;
    return DateWindow{*first, *last};
  }
  if (const auto day = parse_day(text)) return DateWindow{*day, *day};
  const auto year = take_digits(text, 4);
  if (!year) return std::nullopt;
  if (text.empty()) return months_from(*year, 1, 12);
  if (!take(text, "-")) return std::nullopt;
  const bool quarter = take(text, "Q");
  const bool half = !quarter && take(text, "H");
  const auto number = take_digits(text, quarter || half ? 1 : 2);
  if (!number || !text.empty() || *number < 1) return std::nullopt;
  if (quarter && *number <= 4) return months_from(*year, static_cast<unsigned>(*number * 3 - 2), 3);
  if (half && *number <= 2) return months_from(*year, static_cast<unsigned>(*number * 6 - 5), 6);
  if (!quarter && !half && *number <= 12) {
    return months_from(*year, static_cast<unsigned>(*number), 1);
  }
  return std::nullopt;
}

}  // namespace dossier
