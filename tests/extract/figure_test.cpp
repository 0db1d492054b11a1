// Which numbers of a sentence can be a result.

#include "extract/figure.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace dossier {
namespace {

// "58.4% | rank 3 | margin 10 points": every figure of a sentence, in its order.
std::string show(std::string_view text) {
  const std::vector<Mention> none;
  LoweredText lowered(text);
  const std::vector<Token> tokens = tokens_of(lowered, {0, text.size()}, none);
  std::string shown;
  for (const FoundFigure& figure : find_figures(text, tokens)) {
    if (!shown.empty()) shown += " | ";
    if (figure.use == FigureUse::rank) {
      shown += "rank " + std::to_string(figure.rank);
      continue;
    }
    if (figure.use == FigureUse::margin) shown += "margin ";
    if (figure.use == FigureUse::result) shown += "result";
    if (figure.from) shown += figure.from->text + " to ";
    shown += figure.figure.text;
    if (!figure.unit.empty()) shown += figure.unit == "%" ? "%" : ' ' + figure.unit;
    if (!figure.exact) shown += " about";
  }
  return shown;
}

TEST_CASE("figures that can be results are found with their units") {
  struct Case {
    std::string_view text, figures;
  };
  const Case cases[] = {
      {"It scores 58.4% there.", "58.4%"},
      {"It reached 1,679 points.", "1,679 points"},
      {"an Elo of 1309 there", "1309 elo"},
      {"1554 Elo", "1554 elo"},
      {"It scored −10 there.", "-10"},
      {"It gets ~80% there.", "80% about"},
      {"It gets around 80% there.", "80% about"},
      {"It rose from 40 to 50.", "40 to 50"},
      {"36.3%→47.2%", "36.3 to 47.2%"},
      {"a gap of 3-7 months", "3 months about"},
      {"three months behind", "three months"},
      {"It is 1 point behind.", "margin 1 points"},
      {"an 11-point improvement", "margin 11 points"},
      {"+29 points over it", "margin 29 points"},
      {"an 11% improvement", "margin 11%"},
      {"It is #3 there.", "rank 3"},
      {"It took third place.", "rank 3"},
      {"It is ranked 12th there.", "rank 12"},
      {"It tops the board.", "rank 1"},
      {"It sets a new state of the art.", "rank 1"},
      {"the best open model", "rank 1"},
      {"gold-medal performance", "result"},
      {"It sets a new record on it.", "rank 1"},
      {"It reportedly leads the board.", "rank 1"},
      {"the second-highest score", "rank 2"},
      {"#10 overall out of 43, at 66.1", "rank 10 | 66.1"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.figures);
  }
}

TEST_CASE("money, sizes, speeds, dates and counts are no results") {
  const std::string_view cases[] = {
      "It costs $0.94 a task.",
      "It has 32B parameters.",
      "It has 235 billion parameters.",
      "It uses 21% fewer output tokens.",
      "It runs 60 tok/s.",
      "It came out on July 27, 2026.",
      "It came out in 2026.",
      "Python 3.12 is needed.",
      "It took 1,500 steps.",
      "see [12]",
      "within the 95% CI of it",
      "It is 25% faster.",
      "the top-10 of them",
      "30% of its quota",
      "It leads to worse answers.",
      "one of the best models",
      "They hold large leads on it.",
      "a gain over 3.6 Flash",
      "questions of 2024.07 - 2024.11",
      "a margin of 46%",
      "20% longer drafts",
      "to clear the 80% threshold",
      "removed on 2/23 at noon",
      "1) Open weights",
      "It scores 94.6% of its rival.",
      "as good as the state of the art models",
  };
  for (const std::string_view text : cases) {
    INFO(text);
    CHECK(show(text).empty());
  }
}

TEST_CASE("names of one kind in a list are one group") {
  const std::string_view text = "A, B and C met D (5), E.";
  std::vector<Mention> mentions;
  for (const std::size_t at : {0, 3, 9, 15, 22}) {
    mentions.push_back({{at, at + 1}, NameKind::model, std::string(text.substr(at, 1)), {}, ""});
  }
  LoweredText lowered(text);
  const std::vector<Token> tokens = tokens_of(lowered, {0, text.size()}, mentions);
  const std::vector<NameGroup> groups = name_groups(tokens, NameKind::model);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].tokens.size() == 3);
  CHECK(groups[1].tokens.size() == 2);
}

}  // namespace
}  // namespace dossier
