// The queue by single keys: what each does, and that nothing typed is lost or misread.

#include "review/terminal.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

using enum DecisionKind;

WaitingClaim waiting(const std::string& id, const std::string& model) {
  WaitingClaim made;
  made.dossier = "models";
  made.source.outlet = "The \x1b[31mWire";
  made.source.title = "A title";
  made.source.url = "https://wire.example/a";
  made.claim.id = id;
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = "SWE-bench Verified";
  content.figure = Figure{71.3, "71.3"};
  made.claim.claim.content = content;
  made.claim.claim.rule = "score";
  made.claim.evidence_text = model + " scores 71.3.";
  made.reason = WaitsFor::confidence;
  return made;
}

// A desk over two claims that remembers what was decided.
struct Sitting {
  std::vector<WaitingClaim> claims{waiting("c1", "Kimi K2"), waiting("c2", "GLM-5")};
  std::vector<Decision> decided;
  std::vector<std::string> published;
  bool refusing = false;
  TerminalDesk desk{services()};

  TerminalServices services() {
    TerminalServices made;
    made.claims = [this]() -> Result<std::vector<WaitingClaim>> { return claims; };
    made.passage = [](const WaitingClaim& claim) {
      Excerpt excerpt;
      excerpt.parts = {{ExcerptPart::Mark::none, "They write: "},
                       {ExcerptPart::Mark::evidence, claim.claim.evidence_text},
                       {ExcerptPart::Mark::none, " So it is."}};
      excerpt.cut_after = true;
      return excerpt;
    };
    made.decide = [this](Decision decision) -> Result<Decision> {
      if (refusing) return fail(ErrorCode::refused, "that cannot be");
      decision.number = decided.size() + 1;
      decided.push_back(decision);
      return decision;
    };
    made.publish = [this](const std::string& dossier) -> Result<int> {
      published.push_back(dossier);
      return 4;
    };
    return made;
  }
  // Every character a key; \r is Enter.
  void type(std::string_view keys) {
    for (const char key : keys) desk.key(std::string_view{&key, 1});
  }
  [[nodiscard]] std::string screen() const { return desk.screen(60, 24, false); }
};

TEST_CASE("a screen shows the claim in its passage, with the find marked, and what waits") {
  Sitting sitting;
  const std::string screen = sitting.screen();
  CHECK_THAT(screen, Catch::Contains("models: 1 of 2; 2 open"));
  CHECK_THAT(screen, Catch::Contains("They write: >>Kimi K2 scores 71.3.<< So it is."));
  CHECK_THAT(screen, Catch::Contains("figure: 71.3"));
  CHECK_THAT(screen, Catch::Contains("tentative; found by score; c1"));
  CHECK(screen.find('\x1b') == std::string::npos);
  CHECK_THAT(sitting.desk.screen(60, 24, true), Catch::Contains("\x1b[7m"));
  CHECK(sitting.desk.screen(60, 24, true).find("\x1b[31m") == std::string::npos);
}

TEST_CASE("j and k move, and stop at the ends") {
  Sitting sitting;
  sitting.type("k");
  CHECK_THAT(sitting.screen(), Catch::Contains("1 of 2"));
  sitting.type("jj");
  CHECK_THAT(sitting.screen(), Catch::Contains("2 of 2"));
}

TEST_CASE("keys decide") {
  struct Case {
    const char* keys;
    DecisionKind kind;
    const char *subject, *field, *after, *why;
  };
  const Case cases[] = {
      {"a", accept_claim, "c1", "", "", ""},
      {"ja", accept_claim, "c2", "", "", ""},
      {"rmisread\r", reject_claim, "c1", "", "", "misread"},
      {"rmisreaf\x7f"
       "d\r",
       reject_claim, "c1", "", "", "misread"},
      {"efigure = 73.1\r", correct_claim, "c1", "figure", "73.1", ""},
      {"eunit=\r", correct_claim, "c1", "unit", "", ""},
      {"mKimi K2 Instruct\r", merge_name, "model:Kimi K2", "", "Kimi K2 Instruct", ""},
  };
  for (const Case& c : cases) {
    INFO(c.keys);
    Sitting sitting;
    sitting.type(c.keys);
    REQUIRE(sitting.decided.size() == 1);
    const Decision& decision = sitting.decided[0];
    CHECK(decision.kind == c.kind);
    CHECK(decision.subject == c.subject);
    CHECK(decision.field == c.field);
    CHECK(decision.after == c.after);
    CHECK(decision.why == c.why);
    CHECK_THAT(sitting.screen(), Catch::Contains("u takes it back"));
    if (c.kind == correct_claim) {
      CHECK_THAT(sitting.screen(), Catch::Contains(std::string{c.field} + " corrected"));
    }
  }
}

TEST_CASE("what is not finished decides nothing") {
  for (const char* keys : {"r\r", "rwrong\x1b", "enonsense\r", "pno\r", "m\r", "x", "?a"}) {
    INFO(keys);
    Sitting sitting;
    sitting.type(keys);
    CHECK(sitting.decided.empty());
    CHECK(sitting.published.empty());
  }
}

TEST_CASE("u takes back what was decided in this sitting, the last first") {
  Sitting sitting;
  sitting.type("ajauu");
  REQUIRE(sitting.decided.size() == 4);
  CHECK(sitting.decided[2].kind == undo);
  CHECK(sitting.decided[2].subject == "2");
  CHECK(sitting.decided[3].subject == "1");
  sitting.type("u");
  CHECK(sitting.decided.size() == 4);
  CHECK_THAT(sitting.screen(), Catch::Contains("nothing to take back"));
}

TEST_CASE("a refusal is told, and nothing to undo comes of it") {
  Sitting sitting;
  sitting.refusing = true;
  sitting.type("a");
  CHECK_THAT(sitting.screen(), Catch::Contains("that cannot be"));
  sitting.refusing = false;
  sitting.type("u");
  CHECK(sitting.decided.empty());
}

TEST_CASE("a filter shows what has its words; publishing wants a yes") {
  Sitting sitting;
  sitting.type("/GLM\r");
  CHECK_THAT(sitting.screen(), Catch::Contains("1 of 1; 2 open, 1 with \"GLM\""));
  sitting.type("/zebra\r");
  CHECK_THAT(sitting.screen(), Catch::Contains("Nothing that waits has these words."));
  sitting.type("/\r");
  CHECK_THAT(sitting.screen(), Catch::Contains("1 of 2"));
  sitting.type("pyes\r");
  CHECK(sitting.published == std::vector<std::string>{"models"});
  CHECK_THAT(sitting.screen(), Catch::Contains("models v4 published"));
  sitting.type("q");
  CHECK(sitting.desk.is_done());
}

TEST_CASE("an empty queue and a narrow screen are no trouble") {
  Sitting sitting;
  sitting.claims.clear();
  sitting.type("u");
  TerminalDesk empty{sitting.services()};
  CHECK_THAT(empty.screen(20, 5, false), Catch::Contains("Nothing waits"));
  empty.key("j");
  empty.key("a");
  CHECK(sitting.decided.empty());
  Sitting narrow;
  CHECK_FALSE(narrow.desk.screen(10, 3, true).empty());
}

}  // namespace
}  // namespace dossier
