// Who scored what: a sentence's figures paired with models and benchmarks.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

std::string show(const BenchmarkClaim& claim) {
  std::string shown =
      claim.model + " " + claim.benchmark + " " + std::string(to_string(claim.relation));
  if (claim.from) shown += " " + claim.from->text + " to";
  if (claim.figure) shown += " " + claim.figure->text;
  if (!claim.unit.empty()) shown += claim.unit == "%" ? "%" : " " + claim.unit;
  if (claim.rank) shown += " " + std::to_string(*claim.rank);
  if (!claim.versus.empty()) shown += " " + claim.versus;
  return shown;
}

std::string show(std::string_view marked) {
  const MarkedText text(marked);
  std::string shown;
  for (const Claim& claim : find_benchmark_claims(text.reading())) {
    if (!shown.empty()) shown += "; ";
    shown += show(std::get<BenchmarkClaim>(claim.content));
  }
  return shown;
}

TEST_CASE("figures, places and comparisons find their model and benchmark") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      {"{Orion|model} scores 58.4% on {GPQA|benchmark}.", "Orion GPQA score 58.4%"},
      {"{Orion|model} achieves 80.5% on {MMLU|benchmark} and 69.8% on {GPQA|benchmark}, while "
       "{Lyra|model} scores 74.3% and 57.2% respectively.",
       "Orion MMLU score 80.5%; Orion GPQA score 69.8%; Lyra MMLU score 74.3%; "
       "Lyra GPQA score 57.2%"},
      {"{Orion|model} got 81.0 for {Orion|model} vs 62.0 for {Lyra|model} on {GPQA|benchmark}.",
       "Orion GPQA score 81.0; Lyra GPQA score 62.0"},
      {"{Orion|model}: 57 on {GPQA|benchmark}, ahead of {Lyra|model} (54) and {Vega|model} (51)",
       "Orion GPQA beats Lyra; Orion GPQA beats Vega; Orion GPQA score 57; Lyra GPQA score 54; "
       "Vega GPQA score 51"},
      {"{Orion|model} is behind only {Lyra|model} on {GPQA|benchmark}.", "Orion GPQA trails Lyra"},
      {"{Orion|model} does not outperform {Lyra|model} on {GPQA|benchmark}.", ""},
      {"{Orion|model} doesn't match {Lyra|model} on {GPQA|benchmark}.", "Orion GPQA trails Lyra"},
      {"{Orion|model} is comparable to {Lyra|model} on {GPQA|benchmark}.", "Orion GPQA ties Lyra"},
      {"{Orion|model} rose from 40% to 50% on {GPQA|benchmark}.", "Orion GPQA change 40 to 50%"},
      {"{Orion|model} is 10 points above {Lyra|model} on {GPQA|benchmark}.",
       "Orion GPQA beats 10 points Lyra"},
      {"{Orion|model} tops {GPQA|benchmark} and reached #3 on {MMLU|benchmark}.",
       "Orion GPQA rank 1; Orion MMLU rank 3"},
      {"{Orion|model} outperforms {Lyra|model} on {GPQA|benchmark}, {MMLU|benchmark} and "
       "{AIME|benchmark}.",
       "Orion GPQA beats Lyra; Orion MMLU beats Lyra; Orion AIME beats Lyra"},
      {"{Orion-1B/7B|model} achieve 79.7 and 85.3 on {MATH|benchmark}.",
       "Orion-1B MATH score 79.7; Orion-7B MATH score 85.3"},
      {"{Lyra|model} beats the much larger {Orion|model} on {GPQA|benchmark} with 53.5%.",
       "Lyra GPQA beats Orion; Lyra GPQA score 53.5%"},
      {"{Orion|model} trails {Lyra|model} [Max] at 62 and {Vega|model} [Max] at 60 on "
       "{GPQA|benchmark}.",
       "Orion GPQA trails Lyra; Orion GPQA trails Vega; Lyra GPQA score 62; Vega GPQA score 60"},
      {"{Orion|model} is within a point of {Lyra|model} on {GPQA|benchmark}.",
       "Orion GPQA ties Lyra"},
      {"{Orion|model} reaches {Lyra|model}-level performance on {GPQA|benchmark}.",
       "Orion GPQA ties Lyra"},
      {"{Orion 2|model} jumped on {GPQA|benchmark} from 12.8 in {Orion 1|model} to 62.7.",
       "Orion 2 GPQA change 12.8 to 62.7"},
      {"{Orion|model} is now 1st on {GPQA|benchmark}.", "Orion GPQA rank 1"},
      {"{Orion|model} is second only to {Lyra|model} on {GPQA|benchmark}.",
       "Orion GPQA trails Lyra"},
      {"{Orion|model} has 62 on {GPQA|benchmark}, overtaking {Lyra|model}, which has a score of "
       "57.",
       "Orion GPQA beats Lyra; Orion GPQA score 62; Lyra GPQA score 57"},
      {"{Orion|model} = 57.5 on {GPQA|benchmark}.", "Orion GPQA score 57.5"},
      {"{Orion|model}: 31% ({GPQA|benchmark})", "Orion GPQA score 31%"},
      {"{Text Arena|benchmark}: {Orion|model} is #1 with an {Arena|benchmark|LMArena} score of "
       "1,679.",
       "Orion Text Arena rank 1; Orion Text Arena score 1,679"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.claims);
  }
}

TEST_CASE("names in force are inherited from headings, introductions and sentences before") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      {"{Orion|model} is out. It scores 58.4% on {GPQA|benchmark}.", "Orion GPQA score 58.4%"},
      {"Numbers for {Orion|model}:\n\n{GPQA|benchmark}: 58.4%\n\n{MMLU|benchmark}: 80.1%, #1",
       "Orion GPQA score 58.4%; Orion MMLU score 80.1%; Orion MMLU rank 1"},
      {"{GPQA|benchmark}:\n\n{Orion|model}: 58.4%\n\n{Lyra|model}: 57.0%",
       "Orion GPQA score 58.4%; Lyra GPQA score 57.0%"},
      {"{Artificial Analysis|organization} looked at {Orion|model}. On their index, the model rose "
       "from 40 to 50.",
       "Orion Artificial Analysis Intelligence Index change 40 to 50"},
      // A line that goes on with the item before it
      {"Results of the week:\n\n{Orion|model}: 52 on {GPQA|benchmark}\n\nup 10 points from "
       "{Lyra|model} at 42",
       "Orion GPQA score 52; Orion GPQA beats 10 points Lyra; Lyra GPQA score 42"},
      // A board that the whole article is about
      {"{Text Arena|benchmark} has news. {Text Arena|benchmark} grew. Many like {Text "
       "Arena|benchmark}.\n\nThis is a long stretch about something else.\n\n{Orion|model} ranks "
       "#3 now.",
       "Orion Text Arena rank 3"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.claims);
  }
}

TEST_CASE("a board that the title names is in force below it") {
  struct Case {
    std::string_view text, claims;
  };
  constexpr std::string_view kBoard =
      "{DeskTrial|benchmark}: the autumn run\n\n{DeskTrial|benchmark} gives agents fifty "
      "chores.\n\n"
      "Standings\n\n";
  const Case cases[] = {
      {"1. {Orion|model}: 81.2%\n\n2. {Lyra|model}: 79.9%",
       "Orion DeskTrial score 81.2%; Orion DeskTrial rank 1; Lyra DeskTrial score 79.9%; "
       "Lyra DeskTrial rank 2"},
      {"Chores: {Orion|model} third, {Lyra|model} fourth",
       "Orion DeskTrial rank 3; Lyra DeskTrial rank 4"},
      {"{Orion|model} climbed four places to sixth, while {Lyra|model} fell from third to eighth.",
       "Orion DeskTrial rank 6; Lyra DeskTrial rank 8"},
      {"{Orion|model} shares first place with {Lyra|model} at 66.2.",
       "Orion DeskTrial ties Lyra; Lyra DeskTrial rank 1; Orion DeskTrial rank 1; "
       "Orion DeskTrial score 66.2; Lyra DeskTrial score 66.2"},
      {"{Orion|model} gained 6.3 points and {Lyra|model} lost half a point.",
       "Orion DeskTrial change 6.3 points; Lyra DeskTrial change half points"},
      {"{Orion|model} takes the lead from {Lyra|model}, 66.1 to 65.9.",
       "Orion DeskTrial score 66.1; Lyra DeskTrial score 65.9"},
      {"The distance between the best closed and the best open model shrank from 14 points to "
       "10.2.",
       "open models DeskTrial trails 10.2 points closed models"},
      {"The best open model, {Orion|model}, is 5.1 points behind the best closed one.",
       "Orion DeskTrial trails 5.1 points closed models"},
      {"No model improved, and the best result is still 39%.", ""},
      {"A run costs 12 euros with {Orion|model} and about 340 with {Lyra|model}.", ""},
      {"The price of {Orion|model} fell 20.5% and it added 3.5 million users.", ""},
      {"Small models disappoint: nothing gets past 30%.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(std::string(kBoard).append(c.text)) == c.claims);
  }
}

TEST_CASE("figures in a list go to as many models or benchmarks") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      {"We ran {Orion|model}, {Lyra|model} and {Vega|model}. On {GPQA|benchmark} the three stand "
       "at "
       "59.8, 57.7 and 55.1.",
       "Orion GPQA score 59.8; Lyra GPQA score 57.7; Vega GPQA score 55.1"},
      {"{Orion|model} and {Lyra|model} sat {GPQA|benchmark}. The first reached 55%, the second "
       "51%.",
       "Orion GPQA score 55%; Lyra GPQA score 51%"},
      {"On {MMLU|benchmark} and {GPQA|benchmark}, {Orion|model} gets 82.1 and 74.0.",
       "Orion MMLU score 82.1; Orion GPQA score 74.0"},
      {"{Orion|model} posts 61.3% on {MMLU|benchmark} and 72.8 on {GPQA|benchmark}, ahead of "
       "{Lyra|model} (58.9) on the former.",
       "Orion MMLU beats Lyra; Orion MMLU score 61.3%; Orion GPQA score 72.8; "
       "Lyra MMLU score 58.9"},
      {"{Orion|model} gets 82.1 on {MMLU|benchmark} and 74.0 on {GPQA|benchmark}. It surpasses "
       "{Lyra|model} on both.",
       "Orion MMLU score 82.1; Orion GPQA score 74.0; Orion MMLU beats Lyra; "
       "Orion GPQA beats Lyra"},
      {"{Orion|model} and {Lyra|model} took the #3 and #5 spots respectively on {GPQA|benchmark}.",
       "Orion GPQA rank 3; Lyra GPQA rank 5"},
      {"{Orion|model} gets 55.5 and 75.1 on {MMLU|benchmark} and {GPQA|benchmark}, against "
       "{Lyra|model} with 32.2 and 69.2.",
       "Orion MMLU score 55.5; Orion GPQA score 75.1; "
       "Lyra MMLU score 32.2; Lyra GPQA score 69.2"},
      {"{Orion|model} and Lyra Nano score 84.7 and 70.3 on {GPQA|benchmark}, respectively.",
       "Orion GPQA score 84.7"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.claims);
  }
}

TEST_CASE("what is not asserted is no claim") {
  const std::string_view cases[] = {
      "{Orion|model} would reach 58.4% on {GPQA|benchmark}.",
      "If {Orion|model} tops {GPQA|benchmark}, it is over.",
      "Does {Orion|model} score 58.4% on {GPQA|benchmark}?",
      "{Orion|model} costs $0.94 a task on {GPQA|benchmark}.",
      "Running {GPQA|benchmark} on {Orion|model} took 1,500 steps.",
      "What would confirm it:\n\n{Orion|model} at 58.4% on {GPQA|benchmark}",
      "{Orion|model} wrote 69% of the code of {GPQA|benchmark}.",
      "{Orion|model} had a 10% failure rate on {GPQA|benchmark}.",
      "{Orion|model} on {GPQA|benchmark} has a 95% confidence interval from 6 hours to 98 hours.",
      "{Orion|model} leads in spirit. The company behind {Lyra|model} built {GPQA|benchmark}.",
      // Of a model, or on a benchmark, that no finder knows
      "{Orion|model} is out. Acme released an embedding model, #1 on {GPQA|benchmark}.",
      "{Orion|model} is known from {GPQA|benchmark}. On VIBE-Pro, {Orion|model} is on par with "
      "{Lyra|model}.",
  };
  for (const std::string_view text : cases) {
    INFO(text);
    CHECK(show(text).empty());
  }
}

TEST_CASE("only what one clause says of a listed benchmark is confident") {
  struct Case {
    std::string_view text;
    Confidence confidence;
  };
  const Case cases[] = {
      {"{Orion 2|model} scores 58.4% on {GPQA Diamond|benchmark}.", Confidence::confident},
      {"{Orion 2|model} scores 58.4% on {Homemade Eval|benchmark}.", Confidence::tentative},
      {"{Orion 2|model} is out. Some report 58.4% on {GPQA Diamond|benchmark}.",
       Confidence::tentative},
      {"{Orion 2|model} is out. It scores 58.4% on {GPQA Diamond|benchmark}.",
       Confidence::confident},
      {"{Orion 2|model} feels better than {Lyra 2|model} on {GPQA Diamond|benchmark}.",
       Confidence::tentative},
      {"{Orion 2|model} scores about 58.4% on {GPQA Diamond|benchmark}.", Confidence::tentative},
      {"{Orion 2|model} and {Lyra 2|model} score 58.4% on {GPQA Diamond|benchmark}.",
       Confidence::tentative},
      {"On {GPQA Diamond|benchmark} the new {Orion 2|model} has since reached 58.4%.",
       Confidence::confident},
      {"{Orion 2|model} tops {GPQA Diamond|benchmark}: the #1 open model and #15 overall.",
       Confidence::tentative},
      {"{Orion 2|model} flash scores 58.4% on {GPQA Diamond|benchmark}.", Confidence::tentative},
      {"Leaks say {Orion 2|model} scores 58.4% on {GPQA Diamond|benchmark}.",
       Confidence::tentative},
      {"{Orion 2|model} can outperform {Lyra 2|model} on {GPQA Diamond|benchmark}.",
       Confidence::tentative},
      {"{Orion 2|model} is out. Acme scored it 58.4% on {GPQA Diamond|benchmark}.",
       Confidence::confident},
      {"{GPQA Diamond|benchmark}:\n\n{Orion 2|model}: 58.4%\n\n{Lyra 2|model}: 57.0%",
       Confidence::confident},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const MarkedText text(c.text);
    const std::vector<Claim> claims = find_benchmark_claims(text.reading());
    REQUIRE_FALSE(claims.empty());
    CHECK(claims.front().confidence == c.confidence);
  }
}

TEST_CASE("what is denied, taken back, supposed or rumored waits for an editor") {
  for (const char* text : {
           "{Orion 2|model} did not score 80% on {GPQA Diamond|benchmark}.",
           "{Orion 2|model} never reached 70% on {GPQA Diamond|benchmark}.",
           "{Orion 2|model} is no longer first on {Code Arena|benchmark}.",
           "{Acme|organization} denies that {Orion 2|model} beats {Lyra 2|model} on {GPQA "
           "Diamond|benchmark}.",
           "{Acme|organization} retracted its claim that {Orion 2|model} scored 84% on {GPQA "
           "Diamond|benchmark}.",
           "Suppose {Orion 2|model} reaches 70% on {GPQA Diamond|benchmark}.",
           "{Orion 2|model} was said to score 70% on {GPQA Diamond|benchmark}.",
       }) {
    CAPTURE(text);
    const MarkedText marked(text);
    for (const Claim& claim : find_benchmark_claims(marked.reading())) {
      CHECK(claim.confidence == Confidence::tentative);
    }
  }
  // "not only" denies nothing; a second of time is no place.
  const MarkedText asserted("{Orion 2|model} not only scores 58.4% on {GPQA Diamond|benchmark}.");
  REQUIRE(find_benchmark_claims(asserted.reading()).size() == 1);
  CHECK(find_benchmark_claims(asserted.reading()).front().confidence == Confidence::confident);
  CHECK(find_benchmark_claims(
            MarkedText("{Orion 2|model} hits 892 tokens per second on {HumanEval|benchmark}.")
                .reading())
            .empty());
}

TEST_CASE("a claim says where its inherited names stand, who says it, and how it was measured") {
  const MarkedText text(
      "{Orion|model} is out. It scores 58.4% on {GPQA|benchmark} (pass@1) without tools, "
      "according to {Acme Labs|organization}.");
  const std::vector<Claim> claims = find_benchmark_claims(text.reading());
  REQUIRE(claims.size() == 1);
  REQUIRE(claims[0].supports.size() == 1);
  CHECK(claims[0].supports[0].field == "model");
  CHECK(text_at(text.article.text, claims[0].supports[0].span) == "Orion");
  CHECK(claims[0].asserted_by == "Acme Labs");
  CHECK(std::get<BenchmarkClaim>(claims[0].content).conditions == "pass@1; without tools");
}

// "figure by whom", one after another.
std::string show_speakers(std::string_view marked) {
  const MarkedText text(marked);
  std::string shown;
  for (const Claim& claim : find_benchmark_claims(text.reading())) {
    const auto& content = std::get<BenchmarkClaim>(claim.content);
    if (!content.figure) continue;
    if (!shown.empty()) shown += "; ";
    shown += content.figure->text;
    if (!claim.asserted_by.empty()) shown += " by " + claim.asserted_by;
  }
  return shown;
}

TEST_CASE("each figure is asserted by who speaks for it") {
  struct Case {
    std::string_view text, speakers;
  };
  const Case cases[] = {
      {"{Orion|model} scores 66.8% on {GPQA|benchmark}, 4.6 points below the 71.4% that "
       "{Acme Labs|organization} reports.",
       "66.8; 4.6; 71.4 by Acme Labs"},
      {"{Orion|model} scores 66.8% on {GPQA|benchmark}, short of the 71.4% "
       "{Acme Labs|organization} reports.",
       "66.8; 71.4 by Acme Labs"},
      {"In our runs, {Orion|model} scored 66.8% on {GPQA|benchmark}, the same figure that "
       "{Harbor|organization} found.",
       "66.8"},
      {"{Harbor|organization} measured {Orion|model} at 69.9% on {GPQA|benchmark}, and "
       "{Quay|organization} measured {Orion|model} at 69.9% on {GPQA|benchmark} as well.",
       "69.9 by Harbor; 69.9 by Quay"},
      {"According to {Harbor|organization}, {Orion|model} scores 66.8% on {GPQA|benchmark}, below "
       "the 71.4% that {Acme Labs|organization} reports.",
       "66.8 by Harbor; 71.4 by Acme Labs"},
      {"{Orion|model} scored 66.8% on {GPQA|benchmark}, while {Quay|organization} measured "
       "{Orion|model} at 61.2% on {GPQA|benchmark}.",
       "66.8; 61.2 by Quay"},
      {"{Mara Linden|person} of the {Harbor|organization} reports that {Orion|model} scores 66.8% "
       "on {GPQA|benchmark}.",
       "66.8 by Mara Linden"},
      {"{Orion|model} scored 66.8% on {GPQA|benchmark}, {Harbor|organization} has meanwhile found.",
       "66.8 by Harbor"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show_speakers(c.text) == c.speakers);
  }
}

TEST_CASE("a place within a class says so") {
  struct Case {
    std::string_view text, among;
  };
  const Case cases[] = {
      {"{Orion|model} is #3 on {GPQA|benchmark}.", ""},
      {"{Orion|model} is the #1 open model on {GPQA|benchmark}.", "open models"},
      {"{Orion|model} is the best open-weight model on {GPQA|benchmark}.", "open-weight models"},
      {"{Orion|model} is #2 on {GPQA|benchmark} among open weights.", "open-weight models"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const MarkedText text(c.text);
    const std::vector<Claim> claims = find_benchmark_claims(text.reading());
    REQUIRE(claims.size() == 1);
    CHECK(std::get<BenchmarkClaim>(claims[0].content).among == c.among);
  }
}

TEST_CASE("conditions of another thought are not taken over") {
  const MarkedText text(
      "{Orion|model} scores 58.4% on {GPQA|benchmark}, while {Lyra|model} does worse at lower "
      "effort.");
  const std::vector<Claim> claims = find_benchmark_claims(text.reading());
  REQUIRE_FALSE(claims.empty());
  CHECK(std::get<BenchmarkClaim>(claims[0].content).conditions.empty());
}

// What a claim holds beside its figure: part [..], class {..}, conditions (..), who says so.
std::string show_details(std::string_view marked) {
  const MarkedText text(marked);
  std::string shown;
  for (const Claim& claim : find_benchmark_claims(text.reading())) {
    const auto& content = std::get<BenchmarkClaim>(claim.content);
    if (!shown.empty()) shown += "; ";
    shown += content.figure ? content.figure->text : "#" + std::to_string(content.rank.value_or(0));
    if (!content.aspect.empty()) shown += " [" + content.aspect + "]";
    if (!content.among.empty()) shown += " {" + content.among + "}";
    if (!content.conditions.empty()) shown += " (" + content.conditions + ")";
    if (!claim.asserted_by.empty()) shown += " by " + claim.asserted_by;
  }
  return shown;
}

TEST_CASE("a claim says of which part, among whom and how it was measured") {
  struct Case {
    std::string_view text, claims;
  };
  const Case cases[] = {
      {"{Orion|model} scores a global average of 78.54 on {LiveBench|benchmark}, rank 9 of 80, "
       "with "
       "57.58 in Agentic Coding, 81.45 in Coding and 90.67 in Reasoning.",
       "78.54; #9; 57.58 [Agentic Coding]; 81.45 [Coding]; 90.67 [Reasoning]"},
      {"{Orion|model} has a 28% hallucination rate on {AA-Omniscience|benchmark}.",
       "28 [hallucination rate]"},
      {"{Orion|model} scores 31.5 (text only) on {GPQA|benchmark}.", "31.5 [text only]"},
      {"{Orion|model} is the #1 open model on {GPQA|benchmark}.", "#1 {open models}"},
      {"{Orion|model} is state-of-the-art among open source models on {GPQA|benchmark}.",
       "#1 {open-source models}"},
      {"{Orion|model} took #1 overall in {Text Arena|benchmark} among all models in a later post.",
       "#1"},
      {"{Orion|model} reached 63.2% on {GPQA|benchmark}, 43.2% on {HLE|benchmark} without tools.",
       "63.2; 43.2 (without tools)"},
      {"Quill-agent + {Orion|model}: 67.6% on {GPQA|benchmark} (entry of 2025-08-02).",
       "67.6 (with Quill-agent)"},
      {"{Orion|model} scores 52.0% on {GPQA|benchmark} under the Quill harness.",
       "52.0 (Quill harness)"},
      {"{Orion|model} scores 60.6 on {GPQA|benchmark} (w/ tools) and 50.2 on {HLE|benchmark} "
       "without tools.",
       "60.6 (w/ tools); 50.2 (without tools)"},
      {"{Orion|model} reaches 74.9 (w/ctx manage) on {GPQA|benchmark}.", "74.9 (w/ctx manage)"},
      {"{Orion|model} scores 44.1% on {GPQA|benchmark} (maj@64, high effort).",
       "44.1 (maj@64, high effort)"},
      {"{Orion|model} scores 44.1% on {GPQA|benchmark} (Terminus-2).", "44.1 (Terminus-2)"},
      {"{Orion|model} rose on {GPQA|benchmark} (Agentic Coding from 31.67 to 33.33).",
       "33.33 [Agentic Coding]"},
      {"{Orion|model} scores 44.1% (image) on {GPQA|benchmark}.", "44.1"},
      {"{Lyra Lab|organization}'s official numbers put {Orion|model} at 57.1% on {GPQA|benchmark}.",
       "57.1 by Lyra Lab"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show_details(c.text) == c.claims);
  }
}

TEST_CASE("what a table and a sentence both say is told once, with the part that the table tells") {
  CHECK(show_details("{Orion|model} scores 52.2% on {GPQA|benchmark} night shift.\n\nModel\t"
                     "Domain\tScore\n{Orion|model}\tnight shift\t52.2%\n{Lyra|model}\tday "
                     "shift\t50.1%") == "52.2 [night shift]; 50.1 [day shift]");
}

TEST_CASE("figures behind a comparison belong to the one that compares") {
  CHECK(show("{Vega|model} leads here. Its reported results exceed {Lyra|model}, including 82.7 on "
             "{GPQA|benchmark}.")
            .find("Lyra GPQA score") == std::string::npos);
}

}  // namespace
}  // namespace dossier
