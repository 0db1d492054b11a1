// Events: who did what, as a timeline tells it.

#include <catch2/catch.hpp>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

// "? Arcee announced (a partnership with the lab) 2026-05": tentative ones with a question mark.
std::string events_in(const std::string& marked) {
  MarkedText text(marked);
  text.context.published = parse_day("2026-06-10");
  std::string shown;
  for (const Claim& claim : find_events(text.reading())) {
    const Event& event = std::get<Event>(claim.content);
    if (!shown.empty()) shown += "; ";
    if (claim.confidence == Confidence::tentative) shown += "? ";
    shown += event.actor + " " + event.action;
    if (event.quotable.empty()) shown += " " + event.object;
    if (!event.quotable.empty()) {
      shown += " (" + std::string{text_at(text.article.text, event.quotable)} + ")";
    }
    if (event.date) shown += " " + format_window(*event.date);
  }
  return shown.empty() ? "none" : shown;
}

void check(std::initializer_list<std::pair<const char*, const char*>> cases) {
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(events_in(text) == expected);
  }
}

TEST_CASE("an event has one who acts, a verb, and what completes it") {
  check({
      {"{Harbor Labs|organization} has acquired {Quibble Inc|organization}.",
       "Harbor Labs acquired Quibble Inc"},
      {"{Jonas Albrecht|person} accused {Harbor Labs|organization} of copying its answers, and "
       "left.",
       "Jonas Albrecht accused (Harbor Labs of copying its answers)"},
      {"{Harbor Labs|organization} announced a partnership with the U.S. energy office on May 4, "
       "2026.",
       "Harbor Labs announced (a partnership with the U.S. energy office on May 4) 2026-05-04"},
      {"In April 2026, {Harbor Labs|organization} raised $40 million.",
       "Harbor Labs raised ($40 million) 2026-04"},
      {"{Harbor Labs|organization} disclosed silent changes to its service ({@albrecht|person}).",
       "Harbor Labs disclosed (silent changes to its service)"},
  });
}

TEST_CASE("what is planned, possible, denied, asked or passive is not told as an event") {
  check({
      {"{Harbor Labs|organization} may have acquired {Quibble Inc|organization}.", "none"},
      {"{Quibble Inc|organization} was acquired by {Harbor Labs|organization}.", "none"},
      {"Reportedly, {Harbor Labs|organization} acquired {Quibble Inc|organization}.",
       "? Harbor Labs acquired Quibble Inc"},
      {"If {Harbor Labs|organization} acquired {Quibble Inc|organization}, prices would rise.",
       "? Harbor Labs acquired Quibble Inc"},
      {"{Harbor Labs|organization} announced {Orion 2|model}.", "none"},
      {"{Harbor Labs|organization} left the door open.", "none"},
      {"{Harbor Labs|organization} hired former {Quibble Inc|organization} staff.", "none"},
      {"{Harbor Labs|organization} hired {Jonas Albrecht|person}'s former assistant.", "none"},
      {"{Harbor Labs|organization} Joins {Quibble Inc|organization}: a deal is near.",
       "? Harbor Labs joined Quibble Inc"},
  });
}

TEST_CASE("a date that is still to come is not the event's") {
  check({{"{Harbor Labs|organization} announced a fund that opens in December 2026.",
          "Harbor Labs announced (a fund that opens in December 2026)"}});
}

}  // namespace
}  // namespace dossier
