// Ways in which pages of this kind go wrong though every sentence has its source; ours must not.

#include <catch2/catch.hpp>
#include <set>

#include "render/markdown.h"
#include "tests/render/press_of_claims.h"

namespace dossier {
namespace {

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST_CASE("an institution's name is expanded only as a source of the sentence does") {
  Stance sees = trend("Center for AI Standards and Innovation", Direction::widening);
  SECTION("a source that has the initials alone gets them alone") {
    Press press;
    press.source("Gazette", day(3, 2)).claim(sees, "CAISI sees the gap widen.");
    const auto dossier = compose_at(press, day(3, 4));
    REQUIRE(dossier.has_value());
    CHECK(has(show(*dossier, "Perspectives"), "CAISI: "));
    CHECK_FALSE(has(write_markdown(*dossier), "Center for"));
  }
  SECTION("one that spells it out is followed") {
    Press press;
    press.source("Gazette", day(3, 2))
        .claim(sees, "The Center for AI Standards and Innovation (CAISI) sees the gap widen.");
    const auto dossier = compose_at(press, day(3, 4));
    REQUIRE(dossier.has_value());
    CHECK(has(show(*dossier, "Perspectives"), "Center for AI Standards and Innovation: "));
  }
}

TEST_CASE("one evaluation told by two sources is one event, on the day of the first") {
  const Event published{"CAISI", "published", "DeepSeek V4", {}, {}};
  Press press;
  press.source("Ledger", day(5, 12))
      .claim(published, "CAISI published an evaluation of DeepSeek V4.")
      .source("Gazette", day(5, 1))
      .claim(published, "CAISI published its DeepSeek V4 evaluation.");
  const auto dossier = compose_at(press, day(5, 14));
  REQUIRE(dossier.has_value());
  const std::string timeline = show(*dossier, "Timeline");
  CHECK(has(timeline, "2026-05-01: CAISI published DeepSeek V4"));
  CHECK_FALSE(has(timeline, "2026-05-12"));
}

TEST_CASE("a range is printed as the source gives it, and another figure beside it is a tension") {
  Stance range = trend("Epoch AI", Direction::stable);
  range.figure = Figure{3, "3-7"};
  range.unit = "months";
  Press press;
  press.source("Gazette", day(3, 2)).claim(range, "Epoch AI sees a steady 3-7 months.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  const std::string page = write_markdown(*dossier);
  CHECK(has(page, "3-7 months"));
  CHECK_FALSE(has(page, "3 months"));
}

TEST_CASE("a gap is told with the figure that its source gives") {
  Stance widens = trend("CAISI", Direction::widening);
  widens.figure = Figure{8, "8"};
  widens.unit = "months";
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(widens, "CAISI sees the gap widen to 8 months.")
      .claim(trend("Epoch AI", Direction::stable), "Epoch AI sees it stable.");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  CHECK(has(show(*dossier, "Perspectives"), "widening, at 8 months [1]"));
  CHECK(has(show(*dossier, "Tensions"), "widening, at 8 months"));
}

TEST_CASE("every source that is listed is cited, and bears its date") {
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.")
      .source("Silent Page", day(3, 3))
      .source("Ledger", day(3, 4))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "GLM-5.1 scores 81.5%.");
  const auto dossier = compose_at(press, day(3, 5));
  REQUIRE(dossier.has_value());
  REQUIRE(dossier->sources.size() == 2);
  std::set<int> cited;
  for (const Section& section : dossier->sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        for (const int number : citations_of(sentence)) cited.insert(number);
        // Nothing that is claimed goes without its source.
        if (sentence.kind == SentenceKind::claim) CHECK_FALSE(citations_of(sentence).empty());
      }
    }
  }
  for (const CitedSource& source : dossier->sources) {
    CHECK(cited.contains(source.number));
    CHECK(source.published.has_value());
  }
}

TEST_CASE("what is known to the month alone stands behind the days of that month") {
  const auto dated = [](const std::string& model, Day first, Day last) {
    Release content = release("Z.ai", model);
    content.date = DateWindow{first, last};
    return content;
  };
  Press press;
  press.source("Gazette", day(6, 2))
      .claim(dated("GLM-5.1", day(5, 1), day(5, 31)), "Z.ai released GLM-5.1 in May.")
      .claim(dated("GLM-5.2", day(5, 20), day(5, 20)), "Z.ai released GLM-5.2 on May 20.")
      .claim(dated("GLM-5.3", day(6, 1), day(6, 1)), "Z.ai released GLM-5.3 on June 1.");
  const auto dossier = compose_at(press, day(6, 4));
  REQUIRE(dossier.has_value());
  CHECK(show(*dossier, "Timeline") ==
        "Days are those of the first report; what a source dates is marked so.\n"
        "2026-05-20: Z.ai releases GLM-5.2 (dated) [1]\n"
        "2026-05: Z.ai releases GLM-5.1 (dated) [1]\n"
        "2026-06-01: Z.ai releases GLM-5.3 (dated) [1]\n");
}

TEST_CASE("a day of another year bears its year") {
  Press press;
  Release old = release("MiniMax", "MiniMax M2");
  old.date = DateWindow{parse_day("2025-12-26").value(), parse_day("2025-12-26").value()};
  press.source("Gazette", day(1, 2)).claim(old, "MiniMax released M2 on December 26, 2025.");
  const auto dossier = compose_at(press, day(1, 4));
  REQUIRE(dossier.has_value());
  CHECK(
      has(show(*dossier, "What's new"), "On December 26, 2025, MiniMax released MiniMax M2 [1]."));
}

TEST_CASE("self-reported and independent figures are told apart, and one measurement has one row") {
  BenchmarkClaim with_harness = score("GLM-5.1", "SWE-bench Verified", 62, "62");
  with_harness.conditions = "with a harness";
  Press press;
  press.source("Gazette", day(3, 2))
      .claim(score("GLM-5.1", "GPQA Diamond", 81.5, "81.5"), "Z.ai claims 81.5%.", "Z.ai")
      .claim(score("GLM-5.1", "SWE-bench Verified", 62, "62"), "It has 62%.", "Z.ai")
      .claim(with_harness, "It has 62% with a harness.", "Z.ai")
      .source("Ledger", day(3, 3))
      .claim(score("GLM-5.1", "GPQA Diamond", 77, "77"), "Artificial Analysis measured 77%.",
             "Artificial Analysis");
  const auto dossier = compose_at(press, day(3, 4));
  REQUIRE(dossier.has_value());
  const std::string table = show(*dossier, "Benchmarks");
  CHECK(has(table, "GPQA Diamond|GLM-5.1|81.5% †|Z.ai|Self-reported| [1]|"));
  CHECK(has(table, "GPQA Diamond|GLM-5.1|77% †|Artificial Analysis|Independent| [2]|"));
  CHECK(has(table, "SWE-bench Verified|GLM-5.1|62%|Z.ai|Self-reported| [1]|"));
  CHECK_FALSE(has(table, "with a harness"));
}

TEST_CASE("a closed dossier says so, and that it was opened again") {
  Press press;
  press.source("Gazette", day(3, 2)).claim(release("Z.ai", "GLM-5.1"), "Z.ai released GLM-5.1.");
  DossierConfiguration closed = configuration();
  closed.open = false;
  const auto first = compose_at(press, day(3, 4));
  REQUIRE(first.has_value());
  const auto second = compose(closed, press.view(), lexicon(), &*first, day(3, 9));
  REQUIRE(second.has_value());
  CHECK(has(show(*second, "Status"), "The dossier was closed with this version."));
  CHECK_FALSE(compose(closed, press.view(), lexicon(), &*second, day(3, 10)).has_value());
  const auto third = compose_at(press, day(3, 11), &*second);
  REQUIRE(third.has_value());
  CHECK(has(show(*third, "Status"), "The dossier was opened again with this version."));
}

}  // namespace
}  // namespace dossier
