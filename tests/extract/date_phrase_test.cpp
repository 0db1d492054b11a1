// Dates as prose gives them, against 2026-05-20, a Wednesday.

#include "extract/date_phrase.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace dossier {
namespace {

std::string show(std::string_view text, std::string_view published = "2026-05-20") {
  std::string shown;
  LoweredText lowered(text);
  const std::vector<Word> words = split_words(lowered, {0, text.size()});
  for (const DatePhrase& phrase : find_date_phrases(words, parse_day(published))) {
    if (!shown.empty()) shown += "; ";
    shown += std::string(text_at(text, phrase.span)) + " = " + format_window(phrase.window);
  }
  return shown;
}

TEST_CASE("dates in prose are resolved against the day of the document") {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"as soon as later this year", "later this year = 2026-05-21..2026-12-31"},
      {"by the end of Q3", "by the end of Q3 = 2026-05-20..2026-09-30"},
      {"by the end of the year", "by the end of the year = 2026-05-20..2026-12-31"},
      {"at the end of Q3 2027", "at the end of Q3 2027 = 2027-09"},
      {"in early 2027", "in early 2027 = 2027-01-01..2027-04-30"},
      {"starting in early 2027", "starting in early 2027 = 2027-01-01..2027-04-30"},
      {"in the first half of 2026", "in the first half of 2026 = 2026-H1"},
      {"by July 27, 2026", "by July 27, 2026 = 2026-05-20..2026-07-27"},
      {"on 27 July", "on 27 July = 2026-07-27"},
      {"in March", ""},  // a verb as often as a month, without a year
      {"in March 2027", "in March 2027 = 2027-03"},
      {"in January 2027", "in January 2027 = 2027-01"},
      {"in February", "in February = 2027-02"},
      {"next month", "next month = 2026-06"},
      {"next quarter", "next quarter = 2026-Q3"},
      {"this summer", "this summer = 2026-06-01..2026-08-31"},
      {"next week", "next week = 2026-05-25..2026-05-31"},
      {"within six months", "within six months = 2026-05-20..2026-11-20"},
      {"in the next 3-6 months", "in the next 3-6 months = 2026-05-20..2026-11-20"},
      {"six months from now", "six months from now = 2026-11-20"},
      {"by 2028", "by 2028 = 2026-05-20..2028-12-31"},
      {"before 2028", "before 2028 = 2026-05-20..2027-12-31"},
      {"before July 2027", "before July 2027 = 2026-05-20..2027-06-30"},
      {"within the next twelve months", "within the next twelve months = 2026-05-20..2027-05-20"},
      {"in 2027", "in 2027 = 2027"},
      {"it may win, and scores 2026 points", ""},
      {"3-9 months later", ""},  // later than what is not known here
      {"by the end of the end of the end", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.expected);
  }
}

TEST_CASE("without a day of the document only years that are named resolve") {
  CHECK(show("later this year, and by the end of 2027", "") == "by the end of 2027 = 2027-12");
}

TEST_CASE("what is later counts from what was said before it") {
  const std::string_view text = "seen in other trajectories 3-9 months later";
  LoweredText lowered(text);
  const std::vector<Word> words = split_words(lowered, {0, text.size()});
  const auto due = find_due(words, parse_day("2026-05-20"), parse_window("2026-H2"));
  REQUIRE(due.has_value());
  CHECK(format_window(due->window) == "2026-10-01..2027-09-30");
}

TEST_CASE("what lies before the document is not due") {
  const std::string_view text = "since January 2025 we expect it by July 2026";
  LoweredText lowered(text);
  const std::vector<Word> words = split_words(lowered, {0, text.size()});
  const auto due = find_due(words, parse_day("2026-05-20"));
  REQUIRE(due.has_value());
  CHECK(format_window(due->window) == "2026-05-20..2026-07-31");
}

}  // namespace
}  // namespace dossier
