#include "extract/table_claim.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "extract/sidenote.h"
#include "extract/table_shape.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kClaimsMax = 20'000;  // Of one article
constexpr std::size_t kNameBytesMax = 80;   // Longer cells are sentences, not names
constexpr std::size_t kIntroductionBytesMax = 600;

// A name that a claim may take, and where it stands.
struct Named {
  std::string name;
  TextSpan span;                     // Empty where it stands in the page's title alone
  const Mention* mention = nullptr;  // Null where no finder knows it
  [[nodiscard]] bool empty() const { return name.empty(); }
};

// "Extended NYT Connections benchmark, July 14, 2025 (Kimi K2 added)" without what follows the
// name.
Words title_head(Words title) {
  for (const Words end : {": ", ", ", " (", " | ", " – ", " — ", " - "}) {
    title = title.substr(0, title.find(end));
  }
  return title;
}

bool calls_itself_benchmark(Words words) {
  const std::string folded = fold_case(words);
  for (const Words word : {"leaderboard", "benchmark", "bench", "arena", "index", "eval"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

std::string without_last_word(Words name) {
  for (const Words word : {" leaderboards", " leaderboard", " results", " benchmark"}) {
    if (name.ends_with(word) && word != " benchmark") name.remove_suffix(word.size());
  }
  return std::string(name);
}

class TableReader {
 public:
  TableReader(const Reading& reading, const ArticleTable& table, std::vector<Claim>& claims)
      : reading_(reading), text_(reading.article.text), table_(table), claims_(claims) {}

  void read() {
    std::optional<TableGrid> grid = read_grid(reading_, table_);
    if (!grid) return;
    grid_ = std::move(*grid);
    find_surroundings();
    if (is_of_old()) return;
    model_column_ = column_of(ColumnRole::model);
    benchmark_column_ = column_of(ColumnRole::benchmark);
    if (count_of(ColumnRole::of_model) > 0) {
      read_models_by_columns();
    } else if (model_column_) {
      read_models_by_rows();
    } else if (benchmark_column_) {
      read_one_model();
    }
  }

 private:
  [[nodiscard]] std::optional<std::size_t> column_of(ColumnRole role) const {
    const auto found = std::ranges::find(grid_.roles, role);
    if (found == grid_.roles.end()) return std::nullopt;
    return static_cast<std::size_t>(found - grid_.roles.begin());
  }
  [[nodiscard]] std::size_t count_of(ColumnRole role) const {
    return static_cast<std::size_t>(std::ranges::count(grid_.roles, role));
  }

  // --- What stands around the table

  void find_surroundings() {
    if (grid_.row_spans.empty()) return;
    const std::size_t start = grid_.header.front().span.empty() ? grid_.row_spans.front().start
                                                                : grid_.header.front().span.start;
    const std::vector<Block>& blocks = reading_.article.blocks;
    std::size_t i = 0;
    while (i < blocks.size() && blocks[i].span.end <= start) ++i;
    bool near = true;
    int level = 7;
    while (i > 0) {
      const Block& block = blocks[--i];
      if (block.kind == BlockKind::heading && block.level < level) {
        above_.push_back(block.span);
        if (heading_.empty()) heading_ = block.span;
        level = block.level;
        near = false;
      } else if (near && block.kind != BlockKind::table_row &&
                 block.span.size() <= kIntroductionBytesMax) {
        above_.push_back(block.span);
        near = false;
      } else if (block.kind == BlockKind::table_row) {
        near = false;
      }
      if (level <= 1) break;
    }
  }

  // A state that the page keeps below the current one under the same name.
  [[nodiscard]] bool is_of_old() const {
    const std::string heading = fold_case(text_at(text_, heading_));
    for (const Words word : {"original version", "previous", "archived", "legacy", "deprecated",
                             "old version", "older version"}) {
      if (heading.find(word) != std::string::npos) return true;
    }
    return false;
  }

  // The one name of `kind` in the caption's neighbourhood; a block that names two settles nothing.
  [[nodiscard]] Named name_above(NameKind kind) const {
    for (const TextSpan span : above_) {
      const Mention* found = nullptr;
      bool several = false;
      for (const Mention& mention : mentions_in(span)) {
        if (mention.kind != kind) continue;
        several |= found != nullptr && found->canonical != mention.canonical;
        if (found == nullptr) found = &mention;
      }
      if (found != nullptr && !several) return {found->canonical, found->span, found};
    }
    return {};
  }

  [[nodiscard]] std::span<const Mention> mentions_in(TextSpan span) const {
    const auto by_start = [](const Mention& mention) { return mention.span.start; };
    const auto first = std::ranges::lower_bound(reading_.mentions, span.start, {}, by_start);
    const auto last = std::ranges::lower_bound(reading_.mentions, span.end, {}, by_start);
    return {first, last};
  }

  // The name of `kind` that the page's title holds and its text names too.
  [[nodiscard]] Named name_in_title(NameKind kind) const {
    const std::string title = name_key(reading_.article.title);
    Named found;
    for (const Mention& mention : reading_.mentions) {
      if (mention.kind != kind || mention.span.size() <= longest_of(found)) continue;
      const std::string printed = name_key(text_at(text_, mention.span));
      if (printed.size() <= 2) continue;
      if (title.find(printed) != std::string::npos) {
        found = {mention.canonical, mention.span, &mention};
      }
    }
    return found;
  }
  static std::size_t longest_of(const Named& named) { return named.span.size(); }

  // What the whole table measures, where no header names it.
  [[nodiscard]] Named table_benchmark() const {
    const Named above = name_above(NameKind::benchmark);
    if (!above.empty()) return above;
    const Named titled = name_in_title(NameKind::benchmark);
    const Words head = title_head(reading_.article.title);
    if (!titled.empty()) return titled;
    if (calls_itself_benchmark(head) && head.size() <= kNameBytesMax) {
      const std::string name = without_last_word(head);
      const std::size_t at = text_.find(name);
      const bool stands = at != std::string_view::npos;
      return {name, stands ? TextSpan{at, at + name.size()} : TextSpan{}, nullptr};
    }
    return {};
  }

  [[nodiscard]] Named table_model() const {
    const Named titled = name_in_title(NameKind::model);
    if (!titled.empty()) return titled;
    return name_above(NameKind::model);
  }

  // --- The three shapes

  void read_models_by_rows() {
    const Named about = table_benchmark();
    const bool names_some = count_of(ColumnRole::named) > 0;
    for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
      const Named model = model_in(grid_.rows[r][*model_column_]);
      if (model.empty()) continue;
      Named of_row = about;
      if (benchmark_column_) of_row = benchmark_in(grid_.rows[r][*benchmark_column_]);
      for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
        switch (grid_.roles[c]) {
          case ColumnRole::score:
            if (!names_some && is_score_of(c, of_row)) add(r, c, model, of_row, subset_of(c));
            break;
          case ColumnRole::subset:
            if (names_some && !is_no_result(grid_.header[c].text)) {
              add(r, c, model, {grid_.header[c].text, grid_.header[c].span, nullptr}, "");
            } else if (!names_some && leads_with_scores()) {
              add(r, c, model, of_row, grid_.header[c].text);
            }
            break;
          case ColumnRole::named:
            add(r, c, model, benchmark_in(grid_.header[c]), "", &grid_.header[c]);
            break;
          default:
            break;
        }
      }
    }
  }

  void read_models_by_columns() {
    const std::size_t labels = benchmark_column_.value_or(0);
    const Named about = table_benchmark();
    for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
      const TableCell& label = grid_.rows[r][labels];
      if (label.text.empty() || is_no_result(label.text)) continue;
      Named benchmark = benchmark_in(label);
      const bool metric = label.benchmark == nullptr && !benchmark_column_;
      std::string subset;
      if (metric && !about.empty()) {
        benchmark = about;
        subset = label.text;
      }
      for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
        if (c == labels || grid_.roles[c] != ColumnRole::of_model) continue;
        add(r, c, model_in(grid_.header[c]), benchmark, subset, metric ? nullptr : &label);
      }
    }
  }

  void read_one_model() {
    const Named model = table_model();
    if (model.empty()) return;
    for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
      const TableCell& label = grid_.rows[r][*benchmark_column_];
      if (label.text.empty() || is_no_result(label.text)) continue;
      for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
        if (grid_.roles[c] != ColumnRole::score) continue;
        add(r, c, model, benchmark_in(label), subset_of(c), &label);
        break;  // Further columns say how it was measured
      }
    }
  }

  // The first column of figures is one of scores: the table is a leaderboard with parts.
  [[nodiscard]] bool leads_with_scores() const {
    for (const ColumnRole role : grid_.roles) {
      if (role == ColumnRole::score) return true;
      if (role == ColumnRole::subset) return false;
    }
    return false;
  }

  // Of two columns called a rate, the one that shares a word with the benchmark is its score.
  [[nodiscard]] bool is_score_of(std::size_t column, const Named& benchmark) const {
    const std::string& label = grid_.labels[column];
    if (label.find("rate") == std::string::npos || label.find("win") != std::string::npos) {
      return true;
    }
    if (count_of(ColumnRole::score) == 1) return true;
    const std::string name = fold_case(benchmark.name);
    const std::string first = label.substr(0, label.find(' '));
    return name.find(first) != std::string::npos;
  }

  // What a column of scores is of: a rate by its name; "Score" and "Global Average" are the
  // headline. Of several columns of scores each is a part.
  [[nodiscard]] std::string subset_of(std::size_t column) const {
    const std::string& label = grid_.labels[column];
    if (is_way_of_counting(label)) return {};
    if (label.find("rate") != std::string::npos && label.find("resol") == std::string::npos &&
        label.find("success") == std::string::npos) {
      return label;
    }
    if (plain_score(label)) return several_scores() ? grid_.header[column].text : std::string();
    return grid_.header[column].text;
  }

  static bool plain_score(Words label) {
    return std::ranges::any_of(
        std::to_array<Words>({"score", "accuracy", "average", "rating", "elo", "percent", "%",
                              "overall", "resolved", "result", "rate"}),
        [label](Words plain) { return label.find(plain) != Words::npos; });
  }

  // "Pass^2", "pass@1": how it was counted.
  static bool is_way_of_counting(Words label) {
    return label.starts_with("pass") &&
           (label.find('^') != Words::npos || label.find('@') != Words::npos);
  }

  [[nodiscard]] bool several_scores() const {
    std::size_t plain = 0;
    for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
      const std::string& label = grid_.labels[c];
      if (grid_.roles[c] == ColumnRole::score && !is_way_of_counting(label) &&
          label.find("overall") == std::string::npos &&
          label.find("average") == std::string::npos) {
        ++plain;
      }
    }
    return plain > 1;
  }

  // --- Names in cells

  [[nodiscard]] Named model_in(const TableCell& cell) const {
    if (cell.text.empty() || cell.text.size() > kNameBytesMax) return {};
    if (cell.model != nullptr) {
      if (is_reordered_snapshot(cell)) return {bare_name(cell.text), cell.model->span, cell.model};
      // A name that covers little of its cell is a part of a longer one that no finder knows.
      const std::size_t known = cell.model->span.size();
      if (known * 2 >= bare_name(cell.text).size()) {
        return {cell.model->canonical, cell.model->span, cell.model};
      }
    }
    return {bare_name(cell.text), cell.span, nullptr};
  }

  // "claude-4-sonnet-20250514-thinking-32k" is an identifier: one state of a model as it was
  // called. Its parts in another order would be a name that nobody uses.
  static bool is_reordered_snapshot(const TableCell& cell) {
    const std::string text = bare_name(cell.text);
    const bool slug = std::ranges::count(text, '-') >= 2 &&
                      std::ranges::none_of(text, [](char c) { return c == ' ' || is_capital(c); });
    if (!slug || longest_number(text) < 4) return false;
    return letters_and_digits(text).find(letters_and_digits(cell.model->canonical)) ==
           std::string::npos;
  }

  static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

  static std::size_t longest_number(Words text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
      run = c >= '0' && c <= '9' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    return longest;
  }

  static std::string letters_and_digits(Words text) {
    std::string kept = fold_case(text);
    std::erase_if(kept, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
    return kept;
  }

  static std::string bare_name(const std::string& text) {
    const std::size_t bracket = text.find(" (");
    return bracket == std::string::npos ? text : text.substr(0, bracket);
  }

  [[nodiscard]] static Named benchmark_in(const TableCell& cell) {
    if (cell.text.empty() || cell.text.size() > kNameBytesMax) return {};
    if (cell.benchmark != nullptr) {
      return {cell.benchmark->canonical, cell.benchmark->span, cell.benchmark};
    }
    return {bare_name(cell.text), cell.span, nullptr};
  }

  // --- Claims

  void add(std::size_t r, std::size_t c, const Named& model, const Named& benchmark,
           std::string_view subset, const TableCell* label = nullptr) {
    if (model.empty() || benchmark.empty() || claims_.size() >= kClaimsMax) return;
    const TableCell& cell = grid_.rows[r][c];
    std::optional<CellFigure> figure = figure_in_cell(text_, cell.span);
    if (!figure) return;
    BenchmarkClaim content;
    content.model = model.name;
    content.benchmark = benchmark.name;
    content.figure = std::move(figure->figure);
    content.unit = unit_of(figure->unit, grid_.labels[c]);
    content.aspect = aspect_of(r, subset);
    take_part_into_name(content);
    content.conditions = conditions_of(r, c, model);
    if (label != nullptr) note_beside(*label, content);
    Claim claim;
    claim.evidence = grid_.row_spans[r];
    support(claim, "model", model);
    support(claim, "benchmark", benchmark);
    if (!grid_.header[c].span.empty()) claim.supports.push_back({"figure", grid_.header[c].span});
    const bool listed = benchmark.mention != nullptr && !listed_benchmark(benchmark.name).empty();
    const bool known = model.mention != nullptr && model.mention->rule != "cell";
    if (listed && known) claim.confidence = Confidence::confident;
    claim.rule = "table";
    claim.content = std::move(content);
    claims_.push_back(std::move(claim));
  }

  static std::string unit_of(const std::string& in_cell, const std::string& label) {
    if (!in_cell.empty()) return in_cell;
    if (label.find('%') != std::string::npos || label.find("percent") != std::string::npos) {
      return "%";
    }
    return label.find("elo") != std::string::npos || label == "rating" ? "elo" : "";
  }

  static void append(std::string& list, Words words) {
    if (words.empty() || words == "-" || words == "–" || words == "—") return;
    if (list.find(words) != std::string::npos) return;
    if (!list.empty()) list += "; ";
    list += words;
  }

  // Which part of the benchmark: the row's domain, the column's name.
  [[nodiscard]] std::string aspect_of(std::size_t r, std::string_view subset) const {
    std::string aspect;
    for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
      if (grid_.roles[c] != ColumnRole::condition || !names_part(grid_.labels[c])) continue;
      if (grid_.rows[r][c].text.size() <= kNameBytesMax) append(aspect, grid_.rows[r][c].text);
    }
    append(aspect, subset);
    return aspect;
  }

  // A part that has a name of its own: "τ²-bench" and "retail" are "τ²-bench Retail".
  void take_part_into_name(BenchmarkClaim& content) {
    if (content.aspect.empty()) return;
    const std::string& part = listed_benchmark(content.benchmark + " " + content.aspect);
    if (part.empty() || name_key(part) == name_key(content.benchmark)) return;
    content.benchmark = part;
    content.aspect.clear();
  }

  // What the lexicon calls a benchmark, empty if it has none such; rows ask again and again.
  [[nodiscard]] const std::string& listed_benchmark(const std::string& name) {
    const auto [known, fresh] = listed_.try_emplace(name);
    if (fresh) {
      const std::optional<NameEntry> entry = reading_.lexicon.find(name, NameKind::benchmark);
      if (entry) known->second = entry->canonical;
    }
    return known->second;
  }

  static bool names_part(Words label) {
    return label == "domain" || label == "subset" || label == "metric" || label == "category" ||
           label == "split";
  }

  // How it was measured: "(high)" behind the model, an effort, an agent, "Pass^2".
  [[nodiscard]] std::string conditions_of(std::size_t r, std::size_t column,
                                          const Named& model) const {
    std::string conditions;
    const std::string& counted = grid_.labels[column];
    if (is_way_of_counting(counted)) append(conditions, counted);
    for (std::size_t c = 0; c < grid_.roles.size(); ++c) {
      const std::string& text = grid_.rows[r][c].text;
      const Words label = grid_.labels[c];
      if (text.size() > kNameBytesMax || text.empty() || names_part(label)) continue;
      if (is_version_of_agent(label)) {
        append(conditions, "agent " + text);
      } else if (grid_.roles[c] == ColumnRole::condition) {
        append(conditions, with_unit(text, label));
      }
    }
    if (model_column_ && model.mention != nullptr) append_of_model(r, model, conditions);
    if (grid_.roles[column] == ColumnRole::of_model) {
      append_bracket(grid_.header[column].text, conditions);
    }
    return conditions;
  }

  static bool is_version_of_agent(Words label) {
    return label == "agent version" || label == "scaffold version" || label == "harness version";
  }

  // "high" below "Reasoning effort" is "high effort".
  static std::string with_unit(const std::string& text, Words label) {
    const bool effort = label.find("effort") != std::string::npos;
    const bool says = text.find("effort") != std::string::npos || text == "-" || text == "–" ||
                      text == "—" || text.find(' ') != std::string::npos;
    return effort && !says ? text + " effort" : text;
  }

  // What the cell says beside the model's name: "AGENT + MODEL", "MODEL (high)".
  void append_of_model(std::size_t r, const Named& model, std::string& conditions) const {
    const TableCell& whole = grid_.rows[r][*model_column_];
    const std::string& cell = whole.text;
    const std::size_t plus = cell.find(" + ");
    if (plus != std::string::npos && plus > 0 && model.span.start > whole.span.start) {
      append(conditions, "with " + cell.substr(0, plus));
    } else if (plus != std::string::npos && cell.size() <= kNameBytesMax) {
      append(conditions, "with " + cell.substr(plus + 3));  // "MODEL + another one"
    }
    append_bracket(cell, conditions);
  }

  // "MODEL (high)"
  static void append_bracket(Words cell, std::string& conditions) {
    const std::size_t bracket = cell.find(" (");
    if (bracket == Words::npos) return;
    const Words inside = cell.substr(bracket + 2, cell.find(')', bracket) - bracket - 2);
    const bool date =
        std::ranges::all_of(inside, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    if (!date) append(conditions, inside);
  }

  // What a label says beside the benchmark: "HLE (w/ tools)", "AIME 2025 no tools", "C-Eval (zh)".
  [[nodiscard]] std::string beside_name(const TableCell& label) const {
    Words rest;
    if (label.benchmark != nullptr) {
      rest = text_at(text_, {label.benchmark->span.end, label.span.end});
    } else if (const std::size_t bracket = label.text.find(" ("); bracket != std::string::npos) {
      rest = Words(label.text).substr(bracket);
    }
    std::string words = on_one_line(rest);
    if (words.starts_with('-')) words.erase(0, 1);  // "CRUXEval-O"
    std::erase_if(words,
                  [](char c) { return c == '(' || c == ')' || c == '*' || c == '[' || c == ']'; });
    return words.size() <= kNameBytesMax ? on_one_line(words) : std::string();
  }

  void note_beside(const TableCell& label, BenchmarkClaim& content) const {
    const std::string words = beside_name(label);
    switch (kind_of_sidenote(words)) {
      case SidenoteKind::condition:
        return append(content.conditions, words);
      case SidenoteKind::part:
        return append(content.aspect, words);
      case SidenoteKind::none:
        return;
    }
  }

  static void support(Claim& claim, const char* field, const Named& named) {
    if (!named.span.empty() && !claim.evidence.contains(named.span)) {
      claim.supports.push_back({field, named.span});
    }
    if (named.mention != nullptr && !named.mention->antecedent.empty() &&
        !claim.evidence.contains(named.mention->antecedent)) {
      claim.supports.push_back({field, named.mention->antecedent});
    }
  }

  const Reading& reading_;
  std::string_view text_;
  const ArticleTable& table_;
  std::vector<Claim>& claims_;
  TableGrid grid_;
  std::vector<TextSpan> above_;  // Nearest first: the introduction, then the headings
  TextSpan heading_;
  std::unordered_map<std::string, std::string> listed_;
  std::optional<std::size_t> model_column_, benchmark_column_;
};

}  // namespace

std::vector<Claim> find_table_claims(const Reading& reading) {
  std::vector<Claim> claims;
  for (const ArticleTable& table : reading.article.tables) {
    TableReader(reading, table, claims).read();
  }
  return claims;
}

}  // namespace dossier
