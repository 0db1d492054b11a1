// Benchmarks: the figures claimed, by whom, and how they stand.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/realize.h"
#include "render/sections.h"

namespace dossier {
namespace {

constexpr std::size_t kBenchmarksMax = 8;
constexpr std::size_t kRowsPerBenchmark = 6;

DossierSentence cell(Page& page, const std::string& text) {
  return Line{page, SentenceKind::derived}.say(text).end_without_stop();
}

// The speaker; where nobody signs the figure, who carries it.
std::string given_by(const Page& page, const Fact& fact) {
  if (!fact.speaker.empty()) return speaker_name(page, fact);
  return "Unnamed, via " + page.source(fact.evidence.front()->source).outlet;
}

std::string how_given(const Page& page, const Fact& fact) {
  switch (giver_of(page, fact)) {
    case Giver::maker:
      return "Self-reported";
    case Giver::independent:
      return "Independent";
    case Giver::unnamed:
      break;
  }
  return "Relayed";
}

bool is_figure(const Fact& fact) {
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim == nullptr || !claim->figure) return false;
  return claim->relation == Relation::score ||
         (claim->relation == Relation::change && claim->unit != "points");
}

// One row a model and speaker: a harness of its own would say the same measurement twice. Of two
// the headline goes first, then the newer one; what is contested stays beside what contests it.
class ToldRows {
 public:
  // Whether no row before says what this one would.
  bool takes(const Fact& fact) {
    Speakers& speakers = of_model_[name_key(fact.benchmark()->model)];
    const bool is_contested = fact.standing == Standing::contested;
    if (has(speakers.settled, fact) || (!is_contested && has(speakers.contested, fact))) {
      return false;
    }
    (is_contested ? speakers.contested : speakers.settled).insert(fact.speaker);
    return true;
  }

 private:
  struct Speakers {
    std::set<std::string> settled, contested;  // Of the rows that are so
  };

  // Whoever passes a figure on adds nothing to whom it is from.
  static bool has(const std::set<std::string>& speakers, const Fact& fact) {
    return fact.speaker.empty() ? !speakers.empty() : speakers.contains(fact.speaker);
  }

  std::map<std::string, Speakers> of_model_;  // By name_key()
};

// Named givers first, headline figures first, newest first.
bool goes_before(const Fact* one, const Fact* other) {
  const auto key = [](const Fact* fact) {
    return std::tuple{fact->speaker.empty(), !fact->benchmark()->conditions.empty(),
                      -fact->last.time_since_epoch().count(), -fact->weight};
  };
  return std::pair{key(one), one->id} < std::pair{key(other), other->id};
}

// What stands beside open models for comparison: the best closed one of a board.
void leave_one_to_compare_with(const Page& page, std::vector<const Fact*>& rows) {
  bool kept = false;
  std::erase_if(rows, [&](const Fact* fact) {
    if (!page.is_beside_the_point(fact->benchmark()->model)) return false;
    return std::exchange(kept, true);
  });
}

std::vector<const Fact*> rows_of(const Page& page, std::vector<const Fact*> facts) {
  // Weight says which models matter; then what of them is printed.
  std::ranges::sort(facts, goes_before);
  std::vector<const Fact*> rows;
  ToldRows told;
  for (const Fact* fact : facts) {
    if (told.takes(*fact)) rows.push_back(fact);
  }
  const auto by_value = [](const Fact* fact) {
    return std::pair{-fact->benchmark()->figure->value, fact->id};
  };
  std::ranges::sort(rows, {}, by_value);
  leave_one_to_compare_with(page, rows);
  std::ranges::sort(rows, {}, [](const Fact* fact) { return std::pair{-fact->weight, fact->id}; });
  // A figure without the one that contests it would mislead.
  if (rows.size() > kRowsPerBenchmark) rows.resize(kRowsPerBenchmark);
  std::ranges::sort(rows, {}, by_value);
  return rows;
}

Layout row_of(Page& page, const Fact& fact) {
  const BenchmarkClaim& claim = *fact.benchmark();
  std::string figure = figure_with_unit(claim);
  if (!claim.conditions.empty()) figure += " (" + claim.conditions + ")";
  if (fact.standing == Standing::contested) figure += " †";
  Line source{page};
  source.cite(fact);
  const std::string board = claim.aspect.empty()
                                ? claim.benchmark
                                : fmt::format("{} ({})", claim.benchmark, claim.aspect);
  Layout row{LayoutKind::table_row, "", {}};
  row.sentences = {cell(page, board),
                   cell(page, claim.model),
                   cell(page, figure),
                   cell(page, given_by(page, fact)),
                   cell(page, how_given(page, fact)),
                   source.end_without_stop()};
  return row;
}

}  // namespace

Section write_benchmarks(const Material& material) {
  Section section{
      "Benchmarks", {"Benchmark", "Model", "Figure", "Given by", "Standing", "Source"}, {}};
  Page& page = material.page;
  // A benchmark's parts are shown only where nobody gives a headline figure.
  std::set<std::string> headlines;
  bool has_current = false;
  for (const Fact& fact : material.facts) {
    if (!is_figure(fact)) continue;
    if (fact.benchmark()->aspect.empty()) headlines.insert(fact.benchmark()->benchmark);
    has_current = has_current || !page.is_stale(fact);
  }
  std::map<std::string, std::vector<const Fact*>> groups;
  for (const Fact* fact : material.by_weight()) {
    if (!is_figure(*fact) || (has_current && page.is_stale(*fact))) continue;
    const BenchmarkClaim& claim = *fact->benchmark();
    if (!claim.aspect.empty() && headlines.contains(claim.benchmark)) continue;
    groups[claim.benchmark].push_back(fact);
  }
  std::vector<std::pair<double, std::string>> order;
  for (auto& [benchmark, facts] : groups) {
    facts = rows_of(page, std::move(facts));
    double weight = 0;
    for (const Fact* fact : facts) weight += fact->weight;
    order.emplace_back(-weight, benchmark);
  }
  std::ranges::sort(order);
  if (order.size() > kBenchmarksMax) order.resize(kBenchmarksMax);
  bool contested = false;
  for (const auto& [weight, benchmark] : order) {
    for (const Fact* fact : groups[benchmark]) {
      section.layouts.push_back(row_of(page, *fact));
      contested = contested || fact->standing == Standing::contested;
    }
  }
  if (contested) {
    Line note{page, SentenceKind::derived};
    note.say("† Contested; see Tensions");
    section.layouts.push_back({LayoutKind::paragraph, "", {note.end()}});
  }
  return section;
}

}  // namespace dossier
