// What counts as a date, and how days and windows are written.

#include "base/time.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

using namespace std::chrono_literals;

Day day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

TEST_CASE("parse_rfc3339 reads an instant as UTC, or nothing") {
  struct Case {
    std::string_view text;
    std::optional<Time> expected;
  };
  const Case cases[] = {
      {"2026-07-30T09:15:00Z", day(2026, 7, 30) + 9h + 15min},
      {"2026-07-30t09:15:00z", day(2026, 7, 30) + 9h + 15min},
      {"2026-07-30 09:15:00+02:00", day(2026, 7, 30) + 7h + 15min},
      {"2026-07-30T23:30:00-0130", day(2026, 7, 31) + 1h},
      {"2026-07-30T09:15:07.731046+00:00", day(2026, 7, 30) + 9h + 15min + 7s},
      {"2026-07-30T09:15Z", day(2026, 7, 30) + 9h + 15min},
      {"", std::nullopt},
      {"2026-07-30", std::nullopt},
      {"2026-07-30T09:15:00", std::nullopt},
      {"2026-02-30T09:15:00Z", std::nullopt},
      {"2026-07-30T24:00:00Z", std::nullopt},
      {"2026-07-30T09:15:00Z tomorrow", std::nullopt},
      {"2026-07-30T-9:15:00Z", std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(parse_rfc3339(c.text) == c.expected);
  }
}

TEST_CASE("parse_now takes a date for its last second") {
  CHECK(parse_now("2026-05-17") == Time{day(2026, 5, 18)} - 1s);
  CHECK(parse_now("2026-05-17T12:00:00Z") == day(2026, 5, 17) + 12h);
  CHECK_FALSE(parse_now("yesterday").has_value());
}

TEST_CASE("a window is written at the precision it has, and read back") {
  struct Case {
    DateWindow window;
    std::string_view text, words;
  };
  const Case cases[] = {
      {{day(2026, 7, 30), day(2026, 7, 30)}, "2026-07-30", "July 30, 2026"},
      {{day(2026, 2, 1), day(2026, 2, 28)}, "2026-02", "February 2026"},
      {{day(2026, 7, 1), day(2026, 9, 30)}, "2026-Q3", "the third quarter of 2026"},
      {{day(2026, 1, 1), day(2026, 6, 30)}, "2026-H1", "the first half of 2026"},
      {{day(2026, 1, 1), day(2026, 12, 31)}, "2026", "2026"},
      {{day(2026, 7, 28), day(2026, 8, 3)}, "2026-07-28..2026-08-03", "July 28 to August 3, 2026"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(format_window(c.window) == c.text);
    CHECK(parse_window(c.text) == c.window);
    CHECK(window_in_words(c.window) == c.words);
  }
  for (std::string_view bad : {"", "2026-13", "2026-Q5", "2026-08-03..2026-07-28", "soon"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_window(bad).has_value());
  }
}

TEST_CASE("instants and days are written as they are read") {
  CHECK(format_rfc3339(day(2026, 7, 3) + 4h + 5min + 6s) == "2026-07-03T04:05:06Z");
  CHECK(format_day(day(2026, 7, 3)) == "2026-07-03");
  CHECK(format_month_day(day(2026, 7, 3)) == "July 3");
}

}  // namespace
}  // namespace dossier
