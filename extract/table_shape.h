// What the columns of a table hold, told from headers and cells: names of models, names of
// benchmarks, scores, or things that are no result (prices, dates, sizes, bounds of intervals).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extraction.h"

namespace dossier {

// A table's cell with the name that fills it, if one does.
struct TableCell {
  TextSpan span;
  std::string text;                // On one line, without marks of emphasis
  const Mention* model = nullptr;  // The first model named in it
  const Mention* benchmark = nullptr;
};

enum class ColumnRole {
  model,      // One model a row
  benchmark,  // One benchmark a row
  score,      // "Score", "Accuracy", "Elo": of the benchmark that the table is about
  named,      // The header names the benchmark
  of_model,   // The header names the model
  subset,     // "Coding", "Reasoning": a part of the benchmark that the table is about
  condition,  // "Reasoning effort", "Method": how it was measured
  other,      // Nothing that can be a result
};

struct TableGrid {
  std::vector<TableCell> header;             // One for each column; merged headers are joined
  std::vector<std::string> labels;           // Their texts, folded
  std::vector<std::vector<TableCell>> rows;  // Below the header; as wide as the header
  std::vector<TextSpan> row_spans;
  std::vector<ColumnRole> roles;
};

// Nothing for tables without a header, a body or two columns.
[[nodiscard]] std::optional<TableGrid> read_grid(const Reading& reading, const ArticleTable& table);

// The number that a cell holds and its unit ("%" or empty); nothing where the cell says more or
// other than that.
struct CellFigure {
  Figure figure;
  std::string unit;
  TextSpan span;
};
[[nodiscard]] std::optional<CellFigure> figure_in_cell(std::string_view text, TextSpan cell);

// A header or row label that stands over what is no result: "Cost (USD)", "Context".
[[nodiscard]] bool is_no_result(std::string_view label);

}  // namespace dossier
