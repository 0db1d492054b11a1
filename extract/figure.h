// Figures and places in a sentence: which numbers can be a result, and in which unit.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claim.h"
#include "extract/clause.h"

namespace dossier {

enum class FigureUse {
  value,   // "58.4%", "1,554 Elo", "57"
  rank,    // "#3", "third place", "tops", "state of the art"
  margin,  // "+29 points", "an 11-point improvement"
  result,  // "gold-medal performance": a result in words
};

// What stands at tokens [first, last] of a sentence.
struct FoundFigure {
  std::size_t first = 0, last = 0;  // Token indices, its own words included ("1 point", "#3 open")
  FigureUse use = FigureUse::value;
  Figure figure;
  std::string unit;
  int rank = 0;
  std::optional<Figure> from;  // "40 → 50", "from 40 to 50"
  TextSpan from_span;
  TextSpan span;         // Of the digits or words
  bool exact = true;     // Not "~80", ">270", "around 80", a range
  bool decimal = false;  // Printed with decimals, %, Elo: unmistakably a score
  bool by_verb = false;  // A rank told by a verb: "tops", "leads"
};

// Money, speeds, tokens, parameters, dates, counts, costs and footnotes are left out.
[[nodiscard]] std::vector<FoundFigure> find_figures(std::string_view text,
                                                    const std::vector<Token>& tokens);

// "58.4", "1,679", "three"; nothing for what is no number.
[[nodiscard]] std::optional<Figure> parse_figure(std::string_view text);

}  // namespace dossier
