// Figures in tables of every orientation, and tables that are left alone.

#include "extract/table_claim.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

std::string show(std::string_view marked) {
  const MarkedText text(marked);
  std::string shown;
  for (const Claim& claim : find_table_claims(text.reading())) {
    const auto& content = std::get<BenchmarkClaim>(claim.content);
    if (!shown.empty()) shown += "; ";
    shown += content.model + " " + content.benchmark + " " + content.figure->text + content.unit;
    if (!content.aspect.empty()) shown += " [" + content.aspect + "]";
    if (!content.conditions.empty()) shown += " (" + content.conditions + ")";
  }
  return shown;
}

TEST_CASE("tables are read in every orientation") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      // Models by rows, the benchmark above
      {"{GPQA|benchmark} leaderboard\n\nRank\tModel\tScore\tCost\n"
       "1\t{Orion|model}\t58.4%\t$3\n2\t{Lyra|model} (high)\t57%\t$2",
       "Orion GPQA 58.4%; Lyra GPQA 57% (high)"},
      // Models by rows, benchmarks by columns
      {"Model\t{GPQA|benchmark}\t{MMLU|benchmark}\tContext\n{Orion|model}\t58.4\t80.1\t128\n"
       "{Lyra|model}\t57\t–\t64",
       "Orion GPQA 58.4; Orion MMLU 80.1; Lyra GPQA 57"},
      // Models by columns
      {"Benchmark\t{Orion|model}\t{Lyra|model}\n{GPQA|benchmark}\t58.4\t57\n"
       "{MMLU|benchmark}\t80.1\t79\nPrice\t3\t2",
       "Orion GPQA 58.4; Lyra GPQA 57; Orion MMLU 80.1; Lyra MMLU 79"},
      // One model, which the heading names
      {"{Orion|model} results\n\nBenchmark\tScore (%)\tRuntime\n{GPQA|benchmark}\t58.4\t97\n"
       "{MMLU|benchmark}\t80.1\t12",
       "Orion GPQA 58.4%; Orion MMLU 80.1%"},
      // Parts of one benchmark
      {"{LiveBench|benchmark}\n\nModel\tAverage\tCoding\n{Orion|model}\t58.4\t60.1\n"
       "{Lyra|model}\t57\t59",
       "Orion LiveBench 58.4; Orion LiveBench 60.1 [Coding]; Lyra LiveBench 57; "
       "Lyra LiveBench 59 [Coding]"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.claims);
  }
}

TEST_CASE("labels and headers say how a figure was measured, and of which part") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      {"Benchmark\t{Orion|model} (Thinking)\t{Lyra|model}\n{HLE|benchmark}\t30.1\t34.5\n"
       "{HLE|benchmark} (w/ tools)\t50.2\t45.5",
       "Orion HLE 30.1 (Thinking); Lyra HLE 34.5; Orion HLE 50.2 (Thinking; w/ tools); "
       "Lyra HLE 45.5 (w/ tools)"},
      {"Model\t{HLE|benchmark} no tools\t{C-Eval|benchmark} (zh)\t{GPQA|benchmark} (Acc.)\n"
       "{Orion|model}\t30.1\t80\t58\n{Lyra|model}\t29\t81\t57",
       "Orion HLE 30.1 (no tools); Orion C-Eval 80 [zh]; Orion GPQA 58; "
       "Lyra HLE 29 (no tools); Lyra C-Eval 81 [zh]; Lyra GPQA 57"},
      {"{GPQA|benchmark} leaderboard\n\nModel\tScore\n{Orion Major|model} + {Vega|model}\t58.4\n"
       "{Lyra|model}\t57",
       "Orion Major GPQA 58.4 (with Vega); Lyra GPQA 57"},
      // An identifier keeps the order of its parts
      {"{GPQA|benchmark} leaderboard\n\nModel\tScore\n"
       "{orion-4-major-20250514|model|Orion Major 4 20250514}\t58.4\n{Lyra|model}\t57",
       "orion-4-major-20250514 GPQA 58.4; Lyra GPQA 57"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.claims);
  }
}

TEST_CASE("tables of prices, sizes and bounds are left alone") {
  const std::string_view cases[] = {
      "Reward Model\t{GPQA|benchmark}\t{MMLU|benchmark}\n{Orion|model}\t0.58\t0.81\n"
      "{Lyra|model}\t0.57\t0.79",
      "Model\tPrice\tContext\n{Orion|model}\t3\t128\n{Lyra|model}\t2\t64",
      "{GPQA|benchmark}\n\nModel\tLower\tUpper\n{Orion|model}\t50\t60\n{Lyra|model}\t49\t59",
      "Model\tDownloads\n{Orion|model}\t1,000\n{Lyra|model}\t900",
      "Model\tScore\n{Orion|model}\t57\n{Lyra|model}\t56",  // Of what?
      "{GPQA|benchmark}\n\nModel\tDelta\n{Orion|model}\t2.5\n{Lyra|model}\t1.4",
      "{GPQA|benchmark}\n\nModel\t{Vega|model} Judge\n{Orion|model}\t57\n{Lyra|model}\t56",
  };
  for (const std::string_view text : cases) {
    INFO(text);
    CHECK(show(text).empty());
  }
}

TEST_CASE("a row is the evidence, and headers support it") {
  const MarkedText text("Model\t{GPQA|benchmark}\n{Orion|model}\t58.4\n{Lyra|model}\t57");
  const std::vector<Claim> claims = find_table_claims(text.reading());
  REQUIRE(claims.size() == 2);
  CHECK(text_at(text.article.text, claims[0].evidence) == "Orion\t58.4");
  REQUIRE_FALSE(claims[0].supports.empty());
  CHECK(text_at(text.article.text, claims[0].supports[0].span) == "GPQA");
}

}  // namespace
}  // namespace dossier
