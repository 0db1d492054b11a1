#include "ingest/feed_date.h"

#include <catch2/catch.hpp>

using dossier::format_rfc3339;
using dossier::parse_feed_date;

namespace {

std::string show(const char* text) {
  const auto time = parse_feed_date(text);
  return time ? format_rfc3339(*time) : "none";
}

}  // namespace

TEST_CASE("A feed's date is read in the forms that people write") {
  const struct {
    const char* written;
    const char* meant;
  } cases[] = {
      {"Tue, 12 May 2026 08:30:05 GMT", "2026-05-12T08:30:05Z"},
      {"Tue, 12 May 2026 08:30:05 +0530", "2026-05-12T03:00:05Z"},
      {"Tue,12 May 26 08:30 EST", "2026-05-12T13:30:00Z"},
      {"12 May 2026", "2026-05-12T00:00:00Z"},
      {"2026-05-12T08:30:05.25-08:00", "2026-05-12T16:30:05Z"},
      {"2026-05-12 08:30", "2026-05-12T08:30:00Z"},
      {"20260512T083005Z", "2026-05-12T08:30:05Z"},
      {"2026-132", "2026-05-12T00:00:00Z"},
      {"2026-05", "2026-05-01T00:00:00Z"},
      {"May 12, 2026 3:09 pm", "2026-05-12T15:09:00Z"},
      {"May 12th, 2026 at 12:09 a.m.", "2026-05-12T00:09:00Z"},
      {"Tue May 12 08:30:05 2026", "2026-05-12T08:30:05Z"},
      {"Tue May 12 08:30:05 +0200 2026", "2026-05-12T06:30:05Z"},
      {"05/12/2026 - 08:30", "2026-05-12T08:30:00Z"},
      {"13/05/2026", "2026-05-13T00:00:00Z"},
      {"12.05.2026", "2026-05-12T00:00:00Z"},
      {"mar., 12 mai 2026 08:30:05 +0000", "2026-05-12T08:30:05Z"},
      {"Di, 12. Mai 2026 08:30:05 MESZ", "2026-05-12T06:30:05Z"},
      {"2026년 05월 12일 17:30:05", "2026-05-12T08:30:05Z"},
      {"Tue, 12 May 2026 08:30:00 Europe/Berlin", "2026-05-12T06:30:00Z"},
      {"Tue, 12 May 2026 08:30:00 ET", "2026-05-12T12:30:00Z"},
      {"Thu, 12 Feb 2026 08:30:00 ET", "2026-02-12T13:30:00Z"},
      {"Tue, 12 May 2026 08:30:05 GMT-07:00", "2026-05-12T15:30:05Z"},
      {"Tue, 12 May 2026 24:00:00 GMT", "2026-05-13T00:00:00Z"},
      {"Tue, 30 Jun 2026 23:59:60 GMT (a leap second)", "2026-06-30T23:59:59Z"},
  };
  for (const auto& [written, meant] : cases) {
    INFO(written);
    CHECK(show(written) == meant);
  }
}

TEST_CASE("What is no date is absent rather than guessed") {
  for (const char* written :
       {"", "soon", "Tue, 32 May 2026 08:30:05 GMT", "Sun, 29 Feb 2026", "12 Mai-tai 2026",
        "Tue, 12 May 2026 25:00:00 GMT", "Tue, 12 May 2026 08:61:00 GMT", "08:30:05", "12 May",
        "May May 2026", "1:2:3:4 12 May 2026", "99999999999999999999", "2026-13-13", "0000-05-12",
        "12 May 2026 08:30 08:31", "+0200", "2026-05-12T08:30:05+9900"}) {
    INFO(written);
    CHECK(show(written) == "none");
  }
}
