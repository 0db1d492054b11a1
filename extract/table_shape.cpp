#include "extract/table_shape.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/figure.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kColumnsMax = 200;
constexpr std::size_t kRowsMax = 5000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// `label` holds `word` as a word of its own. Both are folded.
bool has_word(Words label, Words word) {
  for (std::size_t at = label.find(word); at != Words::npos; at = label.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !(is_letter(label[at - 1]) || is_digit(label[at - 1]));
    const bool ends = end >= label.size() || !(is_letter(label[end]) || is_digit(label[end]));
    if (starts && ends) return true;
  }
  return false;
}

template <std::size_t N>
bool has_any(Words label, const std::array<Words, N>& words) {
  return std::ranges::any_of(words, [label](Words word) { return has_word(label, word); });
}

constexpr auto kNoResult = std::to_array<Words>({"cost",
                                                 "costs",
                                                 "price",
                                                 "prices",
                                                 "pricing",
                                                 "usd",
                                                 "$",
                                                 "time",
                                                 "runtime",
                                                 "latency",
                                                 "speed",
                                                 "tokens",
                                                 "token",
                                                 "params",
                                                 "parameters",
                                                 "parameter",
                                                 "size",
                                                 "context",
                                                 "date",
                                                 "lower",
                                                 "upper",
                                                 "ci",
                                                 "interval",
                                                 "votes",
                                                 "samples",
                                                 "puzzles",
                                                 "cases",
                                                 "length",
                                                 "rank",
                                                 "version",
                                                 "license",
                                                 "organization",
                                                 "organisation",
                                                 "org",
                                                 "command",
                                                 "format",
                                                 "downloads",
                                                 "source",
                                                 "commit",
                                                 "year",
                                                 "instances",
                                                 "runs",
                                                 "std",
                                                 "gpu",
                                                 "gpus",
                                                 "memory",
                                                 "vram",
                                                 "hardware",
                                                 "throughput",
                                                 "released",
                                                 "release",
                                                 "shots",
                                                 "shot",
                                                 "layers",
                                                 "architecture",
                                                 "heads",
                                                 "vocab",
                                                 "vocabulary",
                                                 "batch",
                                                 "precision",
                                                 "quantization",
                                                 "self-reported",
                                                 "games",
                                                 "likes",
                                                 "stars",
                                                 "input",
                                                 "output",
                                                 "provider",
                                                 "developer",
                                                 "company",
                                                 "link",
                                                 "answer",
                                                 "seconds",
                                                 "window",
                                                 "errors",
                                                 "correlation",
                                                 "agreement",
                                                 "separability",
                                                 "delta",
                                                 "difference"});
constexpr auto kScore = std::to_array<Words>(
    {"score",  "scores", "accuracy",   "average", "avg",    "mean",    "percent",     "correct",
     "elo",    "rating", "resolved",   "resolve", "pass",   "win",     "success",     "overall",
     "f1",     "index",  "global",     "solved",  "result", "results", "performance", "arena",
     "pass@1", "points", "resolution", "macro",   "rate",   "%"});
constexpr auto kModelHeader =
    word_set({"model", "models", "model name", "system", "systems", "llm", "name", "agent"});
constexpr auto kBenchmarkHeader = word_set({"benchmark", "benchmarks", "evaluation", "evaluations",
                                            "eval", "dataset", "test", "task", "tasks"});
constexpr auto kCondition =
    std::to_array<Words>({"effort", "method", "mode", "setting", "scaffold", "harness", "domain",
                          "prompt", "agent", "reasoning effort", "metric", "subset"});

std::string without_emphasis(Words text) {
  std::string line = on_one_line(text);
  std::erase(line, '*');
  for (const Words mark : {"†", "‡", "🥇", "🥈", "🥉", "✓"}) {
    for (std::size_t at = line.find(mark); at != std::string::npos; at = line.find(mark)) {
      line.erase(at, mark.size());
    }
  }
  return on_one_line(line);
}

class GridReader {
 public:
  GridReader(const Reading& reading, const ArticleTable& table)
      : reading_(reading), table_(table) {}

  std::optional<TableGrid> read() {
    if (table_.rows.size() < 2 || table_.rows.size() > kRowsMax) return std::nullopt;
    std::size_t columns = 0;
    for (const auto& row : table_.rows) {
      for (const auto& cell : row) columns = std::max(columns, cell.column + cell.column_span);
    }
    if (columns < 2 || columns > kColumnsMax) return std::nullopt;
    const std::size_t headers = header_rows();
    if (headers >= table_.rows.size()) return std::nullopt;
    grid_.header.resize(columns);
    for (std::size_t r = 0; r < headers; ++r) read_header(r);
    if (rates_raters()) return std::nullopt;
    for (std::size_t r = headers; r < table_.rows.size(); ++r) read_row(r, columns);
    find_roles();
    for (const TableCell& header : grid_.header) grid_.labels.push_back(fold_case(header.text));
    return std::move(grid_);
  }

 private:
  // "Reward Model | MMLU-Pro | MATH": how well judges pick the right answers of a benchmark, and no
  // score on it.
  [[nodiscard]] bool rates_raters() const {
    const std::string label = fold_case(grid_.header.front().text);
    return has_word(label, "judge") || has_word(label, "verifier") || has_word(label, "grader") ||
           label.find("reward model") != std::string::npos;
  }

  // The leading rows of header cells; the first row where the page marks none.
  [[nodiscard]] std::size_t header_rows() const {
    std::size_t count = 0;
    while (count < 3 && count < table_.rows.size()) {
      const auto& row = table_.rows[count];
      const auto headers = std::ranges::count_if(row, [](const auto& cell) { return cell.header; });
      const bool all = !row.empty() && headers * 2 > static_cast<std::ptrdiff_t>(row.size());
      if (!all) break;
      // A table that marks every cell as header has one header row all the same.
      if (count > 0 && has_figures(row)) break;
      ++count;
    }
    return std::max<std::size_t>(count, 1);
  }

  [[nodiscard]] bool has_figures(const std::vector<ArticleTable::Cell>& row) const {
    return std::ranges::any_of(row, [this](const auto& cell) {
      return figure_in_cell(reading_.article.text, cell.span).has_value();
    });
  }

  [[nodiscard]] TableCell cell_of(TextSpan span) const {
    TableCell cell;
    cell.span = span;
    cell.text = without_emphasis(text_at(reading_.article.text, span));
    auto mention = std::ranges::lower_bound(reading_.mentions, span.start, {},
                                            [](const Mention& m) { return m.span.start; });
    for (; mention != reading_.mentions.end() && mention->span.end <= span.end; ++mention) {
      if (mention->kind == NameKind::model && cell.model == nullptr) cell.model = &*mention;
      if (mention->kind == NameKind::benchmark && cell.benchmark == nullptr) {
        cell.benchmark = &*mention;
      }
    }
    return cell;
  }

  // A header over several columns is the first part of each one's.
  void read_header(std::size_t r) {
    for (const auto& cell : table_.rows[r]) {
      const TableCell here = cell_of(cell.span);
      for (std::size_t k = 0; k < cell.column_span && cell.column + k < grid_.header.size(); ++k) {
        TableCell& header = grid_.header[cell.column + k];
        if (header.text.empty()) {
          header = here;
          continue;
        }
        if (here.text.empty()) continue;
        header.text += ' ' + here.text;
        if (here.model != nullptr) header.model = here.model;
        if (here.benchmark != nullptr) header.benchmark = here.benchmark;
        if (here.model != nullptr || here.benchmark != nullptr) header.span = here.span;
      }
    }
  }

  void read_row(std::size_t r, std::size_t columns) {
    const auto& row = table_.rows[r];
    if (row.empty()) return;
    std::vector<TableCell> cells(columns);
    for (const auto& cell : row) {
      if (cell.column < columns) cells[cell.column] = cell_of(cell.span);
    }
    grid_.row_spans.push_back({row.front().span.start, row.back().span.end});
    grid_.rows.push_back(std::move(cells));
  }

  // --- Roles

  void find_roles() {
    for (std::size_t c = 0; c < grid_.header.size(); ++c) grid_.roles.push_back(role_of(c));
    keep_one(ColumnRole::model);
    keep_one(ColumnRole::benchmark);
  }

  [[nodiscard]] ColumnRole role_of(std::size_t c) const {
    const TableCell& header = grid_.header[c];
    const std::string label = fold_case(header.text);
    const Shares shares = shares_of(c);
    if (is_among(label, kBenchmarkHeader) || shares.benchmarks * 2 > shares.filled) {
      return ColumnRole::benchmark;
    }
    if (has_word(label, "judge")) return ColumnRole::other;  // Whose verdicts, not whose results
    const bool models = shares.models * 2 > shares.filled;
    const bool words = shares.figures * 2 < shares.filled;
    if (words && (is_among(label, kModelHeader) || models)) return ColumnRole::model;
    // "Arena-Hard (judged by MODEL)" is no column of that model.
    const bool of_board = header.benchmark != nullptr && header.model != nullptr &&
                          header.benchmark->span.start < header.model->span.start;
    if (header.model != nullptr && !words && !of_board) return ColumnRole::of_model;
    if (has_any(label, kCondition) && words) return ColumnRole::condition;
    if (words) return ColumnRole::other;
    if (header.benchmark != nullptr && !is_no_result(label)) return ColumnRole::named;
    if (label.empty() || is_no_result(label)) return ColumnRole::other;
    if (has_any(label, kScore) || label.ends_with('%') || label.starts_with("pass")) {
      return ColumnRole::score;
    }
    if (reading_.lexicon.find(header.text, NameKind::benchmark)) return ColumnRole::named;
    return ColumnRole::subset;
  }

  struct Shares {
    std::size_t filled = 0, models = 0, benchmarks = 0, figures = 0;
  };
  [[nodiscard]] Shares shares_of(std::size_t c) const {
    Shares shares;
    for (const auto& row : grid_.rows) {
      const TableCell& cell = row[c];
      if (cell.text.empty() || cell.text == "-" || cell.text == "–" || cell.text == "—" ||
          cell.text == "N/A") {
        continue;
      }
      ++shares.filled;
      if (figure_in_cell(reading_.article.text, cell.span)) {
        ++shares.figures;
      } else {
        if (fills(cell, cell.model)) ++shares.models;
        if (fills(cell, cell.benchmark)) ++shares.benchmarks;
      }
    }
    return shares;
  }

  // The cell is that name, with little besides: no sentence that mentions it.
  [[nodiscard]] static bool fills(const TableCell& cell, const Mention* name) {
    return name != nullptr && name->span.size() * 5 >= cell.text.size() * 2 &&
           name->span.start <= cell.span.start + 24;
  }

  // The first column wins, but one called "Model" wins over what only looks like one.
  void keep_one(ColumnRole role) {
    std::optional<std::size_t> kept;
    for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
      if (grid_.roles[c] != role) continue;
      const std::string label = fold_case(grid_.header[c].text);
      const bool by_header = role == ColumnRole::model ? label.starts_with("model") : true;
      const bool earlier =
          kept && (!by_header || fold_case(grid_.header[*kept].text).starts_with("model"));
      if (kept && (earlier || role == ColumnRole::benchmark)) {
        grid_.roles[c] = ColumnRole::condition;
        continue;
      }
      if (kept) grid_.roles[*kept] = ColumnRole::condition;
      kept = c;
    }
  }

  const Reading& reading_;
  const ArticleTable& table_;
  TableGrid grid_;
};

}  // namespace

std::optional<TableGrid> read_grid(const Reading& reading, const ArticleTable& table) {
  return GridReader(reading, table).read();
}

std::optional<CellFigure> figure_in_cell(std::string_view text, TextSpan cell) {
  const Words words = text_at(text, cell);
  std::size_t start = words.find_first_of("0123456789");
  if (start == Words::npos) return std::nullopt;
  // Before the number: emphasis and signs alone.
  if (words.substr(0, start).find_first_not_of(" *~_-+") != Words::npos &&
      words.substr(0, start) != "−" && words.substr(0, start) != "≈") {
    return std::nullopt;
  }
  std::size_t end = start;
  while (end < words.size() &&
         (is_digit(words[end]) || ((words[end] == '.' || words[end] == ',') &&
                                   end + 1 < words.size() && is_digit(words[end + 1])))) {
    ++end;
  }
  const bool minus =
      start > 0 && (words[start - 1] == '-' || words.substr(0, start).ends_with("−"));
  std::optional<Figure> figure = parse_figure(words.substr(start, end - start));
  if (!figure) return std::nullopt;
  CellFigure found{std::move(*figure), "", {cell.start + start, cell.start + end}};
  if (minus) {
    found.figure.value = -found.figure.value;
    found.figure.text.insert(0, "-");
  }
  Words rest = words.substr(end);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '*')) rest.remove_prefix(1);
  if (rest.starts_with('%')) {
    found.unit = "%";
    rest.remove_prefix(1);
  }
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '*')) rest.remove_prefix(1);
  // Behind it: a bracket, a spread, a footnote's mark.
  const bool plain = rest.empty() || rest.front() == '(' || rest.front() == '[' ||
                     rest.starts_with("±") || rest.starts_with("+/-") || rest.starts_with("†") ||
                     rest.starts_with("‡") || rest.starts_with("^");
  if (!plain) return std::nullopt;
  return found;
}

bool is_no_result(std::string_view label) {
  const std::string folded = fold_case(label);
  return folded.find('#') != std::string::npos || folded.find('$') != std::string::npos ||
         has_any(folded, kNoResult);
}

}  // namespace dossier
