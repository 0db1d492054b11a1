// What a dossier says of a graph: facts joined, tensions found, numbers kept, silence where there
// is nothing new.

#include "render/compose.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/render/press_of_claims.h"

namespace dossier {
namespace {

TEST_CASE("a graph without claims gives no dossier") {
  CHECK_FALSE(compose_at(Press{}.source("Gazette", day(3, 2)), day(3, 2)).has_value());
}

TEST_CASE("the first version says what it opens with, and numbers sources as it cites them") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.")
      .source("Ledger", day(3, 3))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "GLM-5.1 scores 81.5% on GPQA.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  CHECK(dossier->version == 1);
  CHECK(dossier->items == 2);
  CHECK(show(*dossier, "What's new") ==
        "This dossier opens with two items from two outlets, dated 2026-03-02 to 2026-03-03.\n"
        "By March 2, Z.ai had released GLM-5.1 [1].\n"
        "GLM-5.1 is reported at 81.5% on GPQA Diamond [2].\n");
  REQUIRE(dossier->sources.size() == 2);
  CHECK(dossier->sources[0].outlet == "Gazette");
}

TEST_CASE("every sentence of kind claim cites, and only sources that carry its statements") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.")
      .claim(first_place("GLM-5.1", "Code Arena"), "GLM-5.1 tops Code Arena.")
      .claim(trend("CAISI", Direction::widening), "CAISI sees the gap widen.")
      .source("Ledger", day(3, 3))
      .claim(trend("Epoch AI", Direction::stable), "Epoch AI sees a stable gap.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  for (const Section& section : dossier->sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        CAPTURE(section.name, plain_text(sentence));
        if (sentence.kind != SentenceKind::claim) continue;
        CHECK_FALSE(citations_of(sentence).empty());
        CHECK_FALSE(sentence.statements.empty());
      }
    }
  }
}

TEST_CASE("nothing new gives no version, and new claims keep the old numbers") {
  Press press;
  press.source("Gazette", day(3, 2)).claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const auto first = compose_at(press, day(3, 2));
  REQUIRE(first.has_value());
  CHECK_FALSE(compose_at(press, day(3, 9), &*first).has_value());

  press.source("Almanac", day(3, 9))
      .claim(release("Moonshot AI", "Kimi K3"), "Moonshot AI released Kimi K3.");
  const auto second = compose_at(press, day(3, 9), &*first);
  REQUIRE(second.has_value());
  CHECK(second->version == 2);
  CHECK(show(*second, "What's new") ==
        "The main development is Kimi K3: by March 9, Moonshot AI had released it [2].\n"
        "No new tensions emerged.\n");
  CHECK(second->numbers.at(first->sources[0].id) == 1);
}

TEST_CASE("a source that repeats another's text is one voice with it") {
  Press press;
  press.source("Gazette", day(3, 2)).claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const std::string original = press.view().sources[0].id;
  press.source("Mirror", day(3, 3))
      .copy_of(original)
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  CHECK(dossier->items == 1);
  REQUIRE(dossier->sources.size() == 1);
  CHECK(dossier->sources[0].copies == std::vector<std::string>{"Mirror"});
}

TEST_CASE("two speakers' figures for one model and benchmark are a tension") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai")
      .source("Ledger", day(3, 3))
      .claim(score("GLM-5.1", "GPQA Diamond", 77, "77"), "Artificial Analysis measured 77%.",
             "Artificial Analysis");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  REQUIRE(dossier->tensions.size() == 1);
  CHECK(dossier->tensions[0].kind == "figures");
  CHECK(show(*dossier, "Tensions") ==
        "GLM-5.1 on GPQA Diamond: 77% by Artificial Analysis against 81.5% by Z.ai [1] [2].\n");
}

TEST_CASE("figures do not conflict where they need not") {
  struct Case {
    std::string_view name;
    BenchmarkClaim other;
    std::string speaker;
  };
  BenchmarkClaim rounded = score("GLM-5.1", "GPQA Diamond", 82, "82");
  BenchmarkClaim other_part = score("GLM-5.1", "GPQA Diamond", 60, "60");
  other_part.aspect = "Chemistry";
  BenchmarkClaim other_setup = score("GLM-5.1", "GPQA Diamond", 60, "60");
  other_setup.conditions = "without tools";
  const Case cases[] = {
      {"one rounds the other", rounded, "Artificial Analysis"},
      {"another part of the benchmark", other_part, "Artificial Analysis"},
      {"other conditions", other_setup, "Artificial Analysis"},
      {"the same speaker's newer figure", score("GLM-5.1", "GPQA Diamond", 60, "60"), "Z.ai"},
      {"nobody's figure", score("GLM-5.1", "GPQA Diamond", 60, "60"), ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Press press;
      press.source("Gazette", day(3, 2))
          .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai")
          .source("Ledger", day(3, 3))
          .claim(c.other, "Another figure.", c.speaker);
      const auto dossier = compose_at(press, day(3, 4));
      REQUIRE(dossier.has_value());
      CHECK(dossier->tensions.empty());
    }
  }
}

TEST_CASE("a speaker's newer figure replaces the older one on the page") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "LiveBench", 68, "68", ""), "LiveBench has 68.", "LiveBench")
      .source("Ledger", day(3, 9))
      .claim(score("GLM-5.1", "LiveBench", 70, "70", ""), "LiveBench has 70.", "LiveBench");
  const auto dossier = compose_at(press, day(3, 10));
  REQUIRE(dossier.has_value());
  REQUIRE(dossier->statements.size() == 1);
  CHECK(show(*dossier, "Benchmarks").find("70") != std::string::npos);
  CHECK(dossier->known_statements.size() == 2);
}

TEST_CASE("a figure that a second speaker gives is corroborated") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai");
  const auto first = compose_at(press, day(3, 2));
  REQUIRE(first.has_value());
  REQUIRE(first->statements.size() == 1);
  CHECK(first->statements[0].standing == "attributed");
  press.source("Ledger", day(3, 3))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Artificial Analysis has 81.5%.",
             "Artificial Analysis")
      .claim(release("Z.ai", "GLM-5.2"), "Z.ai released GLM-5.2.");
  const auto second = compose_at(press, day(3, 4), &*first);
  REQUIRE(second.has_value());
  const auto statement =
      std::ranges::find(second->statements, first->statements[0].id, &Statement::id);
  REQUIRE(statement != second->statements.end());
  CHECK(statement->standing == "corroborated");
  CHECK(statement->voices == std::vector<std::string>{"Artificial Analysis", "Z.ai"});
}

TEST_CASE("holders who see the gap move differently are a tension, told in one sentence") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(trend("CAISI", Direction::widening), "CAISI sees the gap widen.")
      .source("Ledger", day(3, 3))
      .claim(trend("Epoch AI", Direction::stable), "Epoch AI sees a stable gap.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  REQUIRE(dossier->tensions.size() == 1);
  CHECK(dossier->tensions[0].kind == "trend");
  CHECK(show(*dossier, "Open questions")
            .starts_with("Is the gap between open and closed models "
                         "widening or holding steady [1] [2]?"));
}

TEST_CASE("who expects the gap to move is not said to see it move, in Perspectives either") {
  Stance expects = trend("Nathan Lambert", Direction::widening);
  expects.kind = StanceKind::forecast;
  Press press;
  press.source("Gazette", day(3, 2)).claim(expects, "Nathan Lambert expects the gap to widen.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  CHECK(show(*dossier, "Perspectives")
            .find("Expects the gap between open and closed models to widen [1].") !=
        std::string::npos);
}

TEST_CASE("a reporter's words are not put into the holder's mouth") {
  Stance stance;
  stance.holder = "Florian Brand";
  stance.target = "benchmarks";
  stance.topic = "benchmark-validity";
  stance.polarity = Polarity::oppose;
  const std::string brief = "such scores say little";
  const std::string full =
      "such scores say little about the work that an engineer hands over on a plain Tuesday";
  SECTION("what can be told in our words is told so, with a verb no stronger than the source's") {
    for (const auto& [rule, printed] :
         {std::pair{"stance.verb:note", "notes"}, std::pair{"stance.verb:warn", "warns"},
          std::pair{"stance.verb:report", "says"}, std::pair{"stance.cited", "says"}}) {
      Press told;
      told.source("Gazette", day(3, 2))
          .claim(stance, "Brand holds that " + brief + ".", "", brief)
          .rule(rule);
      const auto dossier = compose_at(told, day(3, 4));
      REQUIRE(dossier.has_value());
      CHECK(show(*dossier, "Narrative") ==
            std::string{"On what benchmarks can show, Florian Brand "} + printed +
                " that such scores say little [1].\n");
    }
  }
  SECTION("what cannot is quoted, and the outlet is named whose words they are") {
    Press told;
    told.source("Gazette", day(3, 2)).claim(stance, "Brand holds that " + full + ".", "", full);
    const auto dossier = compose_at(told, day(3, 4));
    REQUIRE(dossier.has_value());
    CHECK(show(*dossier, "Perspectives").find("Says, as Gazette puts it: \"" + full + "\" [1].") !=
          std::string::npos);
  }
  SECTION("written by himself, the words are his") {
    Press own;
    own.source("Own Blog", day(3, 3), "Florian Brand")
        .claim(stance, "Nobody asked: " + full + ".", "", full);
    const auto dossier = compose_at(own, day(3, 4));
    REQUIRE(dossier.has_value());
    CHECK(show(*dossier, "Perspectives").find("puts it") == std::string::npos);
  }
}

TEST_CASE(
    "an event stands in the Timeline on its day, in the source's words where it has no name") {
  Event bought{"Harbor Labs", "acquired", "Quibble Inc", {}, {}};
  Event fund{"Harbor Labs", "announced", "", {}, DateWindow{day(3, 1), day(3, 1)}};
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(bought, "Harbor Labs acquired Quibble Inc.")
      .claim(fund, "On March 1, Harbor Labs announced a fund for measuring.", "",
             "a fund for measuring");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  CHECK(show(*dossier, "Timeline") ==
        "Days are those of the first report; what a source dates is marked so.\n"
        "2026-03-01 (dated): Harbor Labs announced \"a fund for measuring\" [1]\n"
        "2026-03-02: Harbor Labs acquired Quibble Inc [1]\n");
}

TEST_CASE("an excluded fact is told nowhere, as if nobody had claimed it") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.")
      .claim(release("Moonshot AI", "Kimi K3"), "Moonshot AI released Kimi K3.");
  const auto whole = compose_at(press, day(3, 4));
  REQUIRE(whole.has_value());
  REQUIRE(whole->statements.size() == 2);
  const auto less = compose_at(press, day(3, 4), nullptr, {whole->statements[0].id});
  REQUIRE(less.has_value());
  REQUIRE(less->statements.size() == 1);
  CHECK(less->statements[0].id == whole->statements[1].id);
  CHECK_FALSE(std::ranges::binary_search(less->known_statements, whole->statements[0].id));
}

TEST_CASE("a version knows the same whatever order its claims came in") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.")
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "It scores 81.5%.")
      .source("Ledger", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "GLM-5.1 is out.");
  TopicView turned = press.view();
  std::ranges::reverse(turned.claims);
  std::ranges::reverse(turned.sources);
  const auto one = compose_at(press, day(3, 4));
  const auto other = compose(configuration(), turned, lexicon(), nullptr, day(3, 4));
  REQUIRE(one.has_value());
  REQUIRE(other.has_value());
  CHECK(show(*one, "What's new") == show(*other, "What's new"));
  CHECK(show(*one, "Timeline") == show(*other, "Timeline"));
}

}  // namespace
}  // namespace dossier
