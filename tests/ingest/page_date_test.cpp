// What a printed line says about a day.

#include "ingest/page_date.h"

#include <catch2/catch.hpp>

#include "base/time.h"

namespace dossier {
namespace {

std::string show(const std::optional<PageDate>& date) {
  if (!date || !date->time) return "";
  return date->has_clock ? format_rfc3339(*date->time) : format_day(day_of(*date->time));
}

TEST_CASE("a line that is a date is read, or nothing is") {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"May 16, 2026", "2026-05-16"},
      {"16 May 2026", "2026-05-16"},
      {"22nd August 2026", "2026-08-22"},
      {"Sat, 16 May 2026 13:02:00 GMT", "2026-05-16T13:02:00Z"},
      {"Sept. 4, 2025", "2025-09-04"},
      {"2026-05-16", "2026-05-16"},
      {"2026/05/16", "2026-05-16"},
      {"2026-05-16T13:02:00+02:00", "2026-05-16T11:02:00Z"},
      {"2026-05-16T13:02:00.731046Z", "2026-05-16T13:02:00Z"},
      {"2026-12-02 21:06 UTC", "2026-12-02T21:06:00Z"},
      {"22nd August 2026 at 5:01 pm", "2026-08-22T17:01:00Z"},
      {"May 16, 2026 12:30 a.m. EDT", "2026-05-16T04:30:00Z"},
      {"16. Mai 2026, 13:02 Uhr", "2026-05-16T13:02:00Z"},
      {"Samstag, 16. Mai 2026, 13.02 Uhr MESZ", "2026-05-16T11:02:00Z"},
      {"1er décembre 2025 à 17h58", "2025-12-01T17:58:00Z"},
      {"mar 4 jan 2022", "2022-01-04"},
      {"mar 4, 2022", "2022-03-04"},
      {"1 de diciembre de 2025", "2025-12-01"},
      {"5 августа 2025 г.", "2025-08-05"},
      {"2026年5月16日 10:22", "2026-05-16T10:22:00Z"},
      {"16.5.2026", "2026-05-16"},
      {"2026.05.16", "2026-05-16"},
      {"16.05.26", "2026-05-16"},
      {"5.1.26", ""},
      {"2026.5.1", ""},
      {"26/10/2025", "2025-10-26"},
      {"10/26/2025", "2025-10-26"},
      {"32.05.2026", ""},
      {"February 30, 2026", ""},
      {"03/04/2026", ""},
      {"May 2026", ""},
      {"2026", ""},
      {"May 16", ""},
      {"GPT-5 was released on May 16, 2026", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(show(read_page_date(c.text)) == c.expected);
  }
}

TEST_CASE("the first date within a line is found") {
  struct Case {
    std::string_view text, expected, wording;
  };
  const Case cases[] = {
      {"Interconnects · 16 May 2026 · 4 min read", "2026-05-16", "16 May 2026"},
      {"Updated Mar 16, 2026", "2026-03-16", "Mar 16, 2026"},
      {"Geändert am 16. Mai 2026 von Ada", "2026-05-16", "16. Mai 2026"},
      {"runs on version 10.12.24 and later", "", ""},
      {"4 of 5 models may improve", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto date = find_page_date(c.text);
    CHECK(show(date) == c.expected);
    if (date) CHECK(date->text == c.wording);
  }
}

}  // namespace
}  // namespace dossier
