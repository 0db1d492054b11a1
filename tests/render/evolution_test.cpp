// What becomes of positions, forecasts and questions over versions.

#include "render/evolution.h"

#include <catch2/catch.hpp>

#include "tests/render/press_of_claims.h"

namespace dossier {
namespace {

bool says(const Dossier& dossier, std::string_view section, std::string_view words) {
  const std::string text = show(dossier, section);
  INFO(text);
  const bool found = text.find(words) != std::string::npos;
  CHECK(found);
  return found;
}

Stance position(Polarity polarity, StanceKind kind = StanceKind::assessment) {
  Stance stance;
  stance.holder = "Nathan Lambert";
  stance.target = "GLM-5.1";
  stance.topic = "open-models-standing";
  stance.polarity = polarity;
  stance.kind = kind;
  return stance;
}

Release planned(const std::string& maker, const std::string& model,
                std::optional<Day> due = std::nullopt) {
  Release content = release(maker, model);
  content.planned = true;
  if (due) content.date = DateWindow{*due, *due};
  return content;
}

TEST_CASE("a position's evolution names the evidence that moved it") {
  struct Case {
    std::string_view name;
    Stance before, after;
    std::string_view printed;
  };
  const Case cases[] = {
      {"a trend turned round", trend("CAISI", Direction::widening),
       trend("CAISI", Direction::narrowing),
       "Evolution: reversed, from widening [1] to narrowing [2]."},
      {"a trend short of its opposite", trend("CAISI", Direction::widening),
       trend("CAISI", Direction::stable),
       "Evolution: moved, from widening [1] to holding steady [2]."},
      {"plain after mixed", position(Polarity::mixed), position(Polarity::support),
       "Evolution: strengthened, from a mixed view [1] to support [2]."},
      {"mixed after plain", position(Polarity::oppose), position(Polarity::mixed),
       "Evolution: softened, from opposition [1] to a mixed view [2]."},
      {"for after against", position(Polarity::oppose), position(Polarity::support),
       "Evolution: reversed, from opposition [1] to support [2]."},
      {"a finding after a forecast", position(Polarity::support, StanceKind::forecast),
       position(Polarity::support),
       "Evolution: strengthened, from a forecast [1] to a finding [2]."},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Press press;
      press.source("Gazette", day(3, 2))
          .claim(c.before, "Said once.", "", "it stands at that place");
      const auto first = compose_at(press, day(3, 4));
      REQUIRE(first.has_value());
      says(*first, "Perspectives", "Evolution: first appearance, March 2 [1].");
      press.source("Ledger", day(4, 2))
          .claim(c.after, "Said later.", "", "it stands at this place");
      const auto second = compose_at(press, day(4, 4), &*first);
      REQUIRE(second.has_value());
      says(*second, "Perspectives", c.printed);
      says(*second, "What's new", "Positions moved: ");
    }
  }
}

TEST_CASE("who says it again is consistent, and who says nothing is silent since his last word") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(trend("CAISI", Direction::widening), "CAISI sees the gap widen.")
      .claim(trend("Epoch AI", Direction::stable), "Epoch AI sees a stable gap.");
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  press.source("Ledger", day(4, 2))
      .claim(trend("CAISI", Direction::widening), "CAISI still sees it widen.")
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const auto second = compose_at(press, day(4, 4), &*first);
  REQUIRE(second.has_value());
  says(*second, "Perspectives", "Evolution: consistent, said again by April 2 [2].");
  says(*second, "Perspectives", "Evolution: silent since March 2 [1].");
}

TEST_CASE("whoever spoke later was not silent since before") {
  Press press;
  Stance other = position(Polarity::support);
  other.holder = "CAISI";
  press.source("Gazette", day(3, 2))
      .claim(trend("CAISI", Direction::widening), "CAISI sees the gap widen.")
      .source("Ledger", day(3, 9))
      .claim(other, "CAISI likes GLM-5.1.", "", "it stands at that place");
  const auto first = compose_at(press, day(3, 10));
  REQUIRE(first.has_value());
  press.source("Courier", day(4, 2)).claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const auto second = compose_at(press, day(4, 4), &*first);
  REQUIRE(second.has_value());
  says(*second, "Perspectives", "Evolution: silent since March 9 [1].");
  CHECK(show(*second, "Perspectives").find("since March 2") == std::string::npos);
}

TEST_CASE("two who give one figure are not one who puts it") {
  // Two forms take turns, so that of three sentences one would have it.
  Press press;
  for (const char* speaker : {"Epoch AI", "Vals AI"}) {
    press.source(speaker, day(3, 2));
    for (const char* model : {"GLM-5.1", "Kimi K3", "DeepSeek V4 Pro"}) {
      press.claim(score(model, "GPQA Diamond", 77, "77"), std::string{model} + " has 77%.",
                  speaker);
    }
  }
  const auto page = compose_at(press, day(3, 10));
  REQUIRE(page.has_value());
  std::string text;
  for (const char* section : {"What's new", "What", "Narrative"}) text += show(*page, section);
  INFO(text);
  CHECK(text.find("Epoch AI and Vals AI") != std::string::npos);
  CHECK(text.find("Vals AI puts") == std::string::npos);
  CHECK(text.find("Vals AI has") == std::string::npos);
}

TEST_CASE("a forecast is true or failed only where the graph or an editor says so") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(planned("Z.ai", "GLM-5.1", day(3, 20)), "Z.ai: GLM-5.1 is due on March 20.")
      .claim(planned("MiniMax", "MiniMax M3", day(3, 20)), "MiniMax M3 is due on March 20.")
      .claim(planned("Moonshot AI", "Kimi K3", day(9, 1)),
             "Moonshot AI: Kimi K3 is due on September 1.");
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  says(*first, "Forecasts", "Z.ai|GLM-5.1 is released [1]|March 20, 2026|Not yet due|");
  press.source("Ledger", day(3, 21)).claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const auto second = compose_at(press, day(4, 4), &*first);
  REQUIRE(second.has_value());
  says(*second, "Forecasts", "Z.ai|GLM-5.1 is released [1]|March 20, 2026|Came true [2]|");
  says(*second, "Forecasts",
       "MiniMax|MiniMax M3 is released [1]|March 20, 2026|Came due; no release found|");
  says(*second, "Forecasts", "Moonshot AI|Kimi K3 is released [1]|September 1, 2026|Not yet due|");
  says(*second, "Open questions", "Closed: Would Z.ai's GLM-5.1 come out by March 20, 2026 [1]?");
}

TEST_CASE("a maker's own figure opens a question that an independent one closes") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai");
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  says(*first, "Open questions",
       "Will anybody else's measurement bear out the 81.5% that Z.ai claims for GLM-5.1 on GPQA "
       "Diamond [1]?");
  press.source("Ledger", day(3, 9))
      .claim(score("GLM-5.1", "GPQA Diamond", 77, "77"), "Artificial Analysis measured 77%.",
             "Artificial Analysis");
  const auto second = compose_at(press, day(3, 10), &*first);
  REQUIRE(second.has_value());
  says(*second, "Open questions", "Artificial Analysis has it at 77% [2].");
  says(*second, "Open questions", "New: Which figure holds for GLM-5.1 on GPQA Diamond");
}

TEST_CASE("a maker's figures make one question a model, while they are news") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai")
      .claim(score("GLM-5.1", "SWE-bench Pro", 55, "55"), "Z.ai claims 55%.", "Z.ai");
  const auto questions = [](const Dossier& page) {
    const std::string shown = show(page, "Open questions");
    std::size_t count = 0;
    for (auto at = shown.find("bear out"); at != shown.npos; at = shown.find("bear out", at + 1)) {
      ++count;
    }
    return count;
  };
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  CHECK(questions(*first) == 1);
  const bool asked_of_gpqa = show(*first, "Open questions").find("GPQA") != std::string::npos;
  press.source("Ledger", day(3, 9))
      .claim(score("GLM-5.1", asked_of_gpqa ? "GPQA Diamond" : "SWE-bench Pro", 50, "50"),
             "Artificial Analysis measured 50%.", "Artificial Analysis");
  const auto second = compose_at(press, day(3, 10), &*first);
  REQUIRE(second.has_value());
  INFO(show(*second, "Open questions"));
  CHECK(questions(*second) == 1);  // Answered; the other figure is no news by now
  says(*second, "Open questions", "Artificial Analysis has it at 50%");
}

TEST_CASE("whether a model comes out is no question once somebody else has measured it") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(planned("Z.ai", "GLM-5.1"), "Z.ai announces GLM-5.1.")
      .claim(planned("MiniMax", "MiniMax M3"), "MiniMax announces M3.");
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  says(*first, "Open questions", "Will Z.ai's GLM-5.1 come out, as announced [1]?");
  press.source("Ledger", day(3, 9))
      .claim(score("GLM-5.1", "GPQA Diamond", 77, "77"), "Artificial Analysis measured 77%.",
             "Artificial Analysis")
      .claim(score("MiniMax M3", "GPQA Diamond", 71, "71"), "MiniMax claims 71%.", "MiniMax");
  const auto second = compose_at(press, day(3, 10), &*first);
  REQUIRE(second.has_value());
  says(
      *second, "Open questions",
      "Closed: Would Z.ai's GLM-5.1 come out, as announced [1]?\nArtificial Analysis has it at 77% "
      "on GPQA Diamond [2].");
  says(*second, "Open questions", "Open: Will MiniMax's M3 come out, as announced [1]?");
  CHECK(show(*second, "Forecasts").find("GLM-5.1") == std::string::npos);
  says(*second, "Forecasts", "MiniMax|MiniMax M3 is released [1]|No date given|Open|");
}

}  // namespace
}  // namespace dossier
