// The floors under what is found in eval/gold. They only rise: raise one when its figure has.
// `test_extract "[gold-report]"` prints the figures and every miss.

#include <catch2/catch.hpp>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "ingest/plain_text.h"
#include "tests/extract/gold_document.h"
#include "tests/extract/gold_score.h"

namespace dossier {
namespace {

struct Floor {
  const char* kind;
  Count GoldScore::*count;
  double (Count::*figure)() const;
  double floor;
};

constexpr Floor kFloors[] = {
    {"models", &GoldScore::models, &Count::f1, 0.95},
    {"benchmarks", &GoldScore::benchmarks, &Count::f1, 0.98},
    {"all mentions", &GoldScore::mentions, &Count::f1, 0.91},
    {"canonical names", &GoldScore::canonical, &Count::share, 0.97},
    {"claims, core", &GoldScore::claims, &Count::f1, 0.85},
    {"claims, strict", &GoldScore::claims_strict, &Count::f1, 0.82},
    {"releases", &GoldScore::releases, &Count::f1, 0.91},
    {"planned or out", &GoldScore::planned, &Count::share, 0.97},
    {"stances", &GoldScore::stances, &Count::f1, 0.74},
    {"polarity", &GoldScore::polarity, &Count::share, 0.83},
    {"kind of stance", &GoldScore::kind, &Count::share, 0.90},
    {"due days", &GoldScore::due, &Count::share, 0.85},
};

std::string figures_of(const GoldScore& total) {
  std::string shown;
  for (const Floor& row : kFloors) {
    const Count& count = total.*row.count;
    char line[120];
    std::snprintf(line, sizeof line, "%-16s %.3f  floor %.2f  (%d right, %d in gold, %d found)\n",
                  row.kind, (count.*row.figure)(), row.floor, count.right, count.gold, count.found);
    shown += line;
  }
  return shown;
}

struct Reported {
  GoldScore total;
  std::string misses;  // By text
};

Reported score_all() {
  const auto documents = read_gold(DOSSIER_GOLD);
  if (!documents) FAIL(documents.error().message);
  const auto lexicon = Lexicon::load();
  REQUIRE(lexicon.has_value());
  Reported reported;
  for (const GoldDocument& gold : *documents) {
    const Article article = article_from_plain_text(gold.text);
    const GoldScore one = score(gold, extract(article, gold.context, *lexicon));
    reported.total += one;
    reported.misses += gold.name + "\n";
    for (const std::string& miss : one.misses) reported.misses += "  " + miss + "\n";
  }
  return reported;
}

TEST_CASE("what is found in the gold texts stays above its floors") {
  const Reported reported = score_all();
  std::string below;
  for (const Floor& row : kFloors) {
    if (((reported.total.*row.count).*row.figure)() < row.floor) {
      below += std::string(below.empty() ? "" : ", ") + row.kind;
    }
  }
  if (!below.empty()) {
    FAIL("below their floors: " + below + "\n" + figures_of(reported.total) + reported.misses);
  }
}

TEST_CASE("figures and misses of the gold texts", "[.][gold-report]") {
  const Reported reported = score_all();
  std::cout << reported.misses << figures_of(reported.total);
}

constexpr std::string_view kSmall = R"(published: 2026-03-01
author: null
text: |
  {Orion 2|model} is out.

  {It|model|Orion 2} gets 61% on {TideBench|benchmark}.
  It is slow.
accept:
  Orion 2: [Orion]
benchmark_claims:
  - {at: It gets, model: Orion 2, benchmark: TideBench, relation: score, value: 61, unit: "%"}
releases:
  - {at: Orion 2, model: Orion 2}
stances: []
)";

TEST_CASE("a gold text loses its marks and keeps their places") {
  const auto gold = parse_gold(kSmall, "small.yaml");
  REQUIRE(gold.has_value());
  CHECK(gold->text == "Orion 2 is out.\n\nIt gets 61% on TideBench. It is slow.\n");
  REQUIRE(gold->mentions.size() == 3);
  CHECK(text_at(gold->text, gold->mentions[1].span) == "It");
  CHECK(gold->mentions[1].canonical == "Orion 2");
  REQUIRE(gold->claims.size() == 2);
  CHECK(text_at(gold->text, gold->claims[0].evidence) == "It gets 61% on TideBench.");
  CHECK(text_at(gold->text, gold->claims[1].evidence) == "Orion 2 is out.");
}

TEST_CASE("a mistake in a gold text is named with its line") {
  struct Case {
    std::string_view replaced, by, expected;
  };
  const Case cases[] = {
      {"at: It gets", "at: She gets", "small.yaml:11: no sentence begins with \"She gets\""},
      {"at: It gets", "at: It",
       "small.yaml:11: several sentences begin with \"It\": give its \"nth\""},
      {"TideBench|benchmark", "TideBench|test", "small.yaml:6: no kind of name is called \"test\""},
      {"{Orion 2|model} is", "{Orion 2} is",
       "small.yaml:4: expected {NAME|KIND} or {NAME|KIND|FULL NAME}, got {Orion 2}"},
      {"{Orion 2|model} is", "{Orion 2|model is", "small.yaml:4: \"{\" without \"}\""},
      {"relation: score", "relation: scores", "small.yaml:11: no relation is called \"scores\""},
      {"benchmark: TideBench", "benchmark: TideBench 2",
       "small.yaml:11: no mark has the benchmark \"TideBench 2\""},
      {"at: Orion 2, model", "at: Orion 2, modle", "small.yaml:13: lacks \"model\""},
      {"value: 61", "valeu: 61", "small.yaml:11: unknown field \"valeu\""},
      {"2026-03-01", "March", "small.yaml:1: expected YYYY-MM-DD, got \"March\""},
      {"stances: []", "", "small.yaml:1: lacks \"stances\""},
  };
  for (const Case& c : cases) {
    std::string yaml(kSmall);
    yaml.replace(yaml.find(c.replaced), c.replaced.size(), c.by);
    const auto gold = parse_gold(yaml, "small.yaml");
    INFO(c.expected);
    REQUIRE_FALSE(gold.has_value());
    CHECK(gold.error().message == c.expected);
  }
}

TEST_CASE("found claims are matched to the gold's by what they say") {
  const auto gold = parse_gold(kSmall, "small.yaml");
  REQUIRE(gold.has_value());
  Extraction found;
  BenchmarkClaim content;
  content.model = "ORION";  // As good a name
  content.benchmark = "Tide Bench";
  content.figure = Figure{61, "61"};
  content.rank = 1;  // Too much for a strict match
  Claim claim;
  claim.content = content;
  claim.evidence = {20, 30};
  found.claims = {claim, claim};
  found.mentions = {{{0, 5}, NameKind::model, "Orion", {}, {}},
                    {{0, 2}, NameKind::benchmark, "Orion", {}, {}}};
  const GoldScore scored = score(*gold, found);
  CHECK(scored.claims.right == 1);
  CHECK(scored.claims.found == 2);
  CHECK(scored.claims_strict.right == 0);
  CHECK(scored.models.right == 1);
  CHECK(scored.models.gold == 2);
  CHECK(scored.canonical.right == 1);
  CHECK(scored.benchmarks.f1() == 0);
  CHECK(scored.releases.gold == 1);
  CHECK(scored.releases.share() == 0);
}

}  // namespace
}  // namespace dossier
