// What a digest says after its themes: what is contested, what follows, what to watch.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "render/digest_parts.h"
#include "render/realize.h"
#include "render/sections.h"

namespace dossier {
namespace {

constexpr auto kSoon = std::chrono::days{31};

Layout item(std::string label, DossierSentence sentence) {
  return {LayoutKind::list_item, std::move(label), {std::move(sentence)}};
}

Weights weights_of(const Lexicon& lexicon, const std::string& model) {
  const auto entry = lexicon.find(model, NameKind::model);
  return entry ? entry->weights : Weights::unknown;
}

// Boards on which less is better, or on which figures of unlike things stand.
bool ranks_by_size(const BenchmarkClaim& claim) {
  if (claim.unit != "" && claim.unit != "%" && claim.unit != "elo" && claim.unit != "points") {
    return false;
  }
  const std::string key = name_key(claim.benchmark);
  for (std::string_view word : {"hallucination", "error", "cost", "latency", "perplexity", "wer"}) {
    if (key.find(word) != std::string::npos) return false;
  }
  return true;
}

// The highest figures of an open and a closed model on one board, as one source tells them.
struct Sides {
  const Fact* open = nullptr;
  const Fact* closed = nullptr;
  double news = 0;  // Weight of what the period brought of either
};

void keep_higher(const Fact*& kept, const Fact& fact) {
  if (kept == nullptr || fact.benchmark()->figure->value > kept->benchmark()->figure->value) {
    kept = &fact;
  }
}

// Boards where the period moved either side, the heaviest news first.
std::vector<Sides> sides_of_boards(const DigestMaterial& material) {
  const Lexicon& lexicon = material.page.lexicon();
  std::map<std::string, Sides> boards;
  for (const Fact& fact : material.facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim == nullptr || !claim->figure) continue;
    const bool is_level = claim->relation == Relation::score ||
                          (claim->relation == Relation::change && claim->unit != "points");
    if (!is_level) continue;
    if (fact.superseded || !claim->aspect.empty() || !ranks_by_size(*claim)) continue;
    const Weights weights = weights_of(lexicon, claim->model);
    if (weights == Weights::unknown) continue;
    // Only what one source puts side by side may be compared: boards change their scale.
    Sides& sides = boards[name_key(claim->benchmark) + "|" + name_key(claim->conditions) + "|" +
                          claim->unit + "|" + fact.speaker + "|" + fact.evidence.back()->source];
    keep_higher(weights == Weights::open ? sides.open : sides.closed, fact);
  }
  std::vector<Sides> found;
  for (auto& [key, sides] : boards) {
    if (sides.open == nullptr || sides.closed == nullptr) continue;
    for (const Fact* fact : {sides.open, sides.closed})
      sides.news += fact->is_new ? fact->weight : 0;
    if (sides.news > 0) found.push_back(sides);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Sides::news);
  return found;
}

// "By Artificial Analysis' figures, Kimi K3 stands at 57 on …, and Claude Fable 5 at 60 [1]."
// Which of them is open is the lexicon's word, so the label alone may say it.
DossierSentence say_sides(Page& page, const Sides& sides) {
  const BenchmarkClaim& open = *sides.open->benchmark();
  const BenchmarkClaim& closed = *sides.closed->benchmark();
  Line line{page};
  if (!sides.open->speaker.empty()) {
    line.say(fmt::format("By {} figures, ", possessive(sides.open->speaker)));
  }
  line.say(fmt::format("{} stands at {} {}, and {} at {}", page.model(open.model),
                       figure_with_unit(open), on_benchmark(open.benchmark),
                       page.model(closed.model), figure_with_unit(closed)));
  return line.cite({sides.open, sides.closed}).end();
}

// Whether the fact's second voice came within the period.
bool newly_corroborated(const DigestMaterial& material, const Fact& fact) {
  if (fact.benchmark() == nullptr || fact.standing != Standing::corroborated) return false;
  std::map<std::string, Day> first;
  for (const StoredClaim* claim : fact.evidence) {
    const Source& source = material.page.source(claim->source);
    const std::string speaker = speaker_of(*claim, source, material.page.lexicon());
    if (!speaker.empty()) first.emplace(speaker, report_day(source));
  }
  if (first.size() < 2) return false;
  std::vector<Day> days;
  for (const auto& [speaker, day] : first) days.push_back(day);
  std::ranges::sort(days);
  return days[1] >= material.period.first;
}

std::string measured(Page& page, const BenchmarkClaim& claim) {
  return fmt::format("{} {} {}", possessive(page.model(claim.model)), figure_with_unit(claim),
                     on_benchmark(claim.benchmark));
}

// A figure by the model's maker that nobody else has given.
bool rests_on_its_maker(const DigestMaterial& material, const Fact& fact) {
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim == nullptr || claim->relation != Relation::score || !claim->figure) return false;
  if (!claim->aspect.empty() || fact.speakers.size() != 1) return false;
  const auto entry = material.page.lexicon().find(claim->model, NameKind::model);
  if (!entry || entry->maker.empty() || name_key(entry->maker) != name_key(fact.speaker)) {
    return false;
  }
  return std::ranges::none_of(material.facts, [&](const Fact& other) {
    const BenchmarkClaim* beside = other.benchmark();
    return beside != nullptr && other.id != fact.id &&
           name_key(beside->model) == name_key(claim->model) &&
           name_key(beside->benchmark) == name_key(claim->benchmark) &&
           other.speaker != fact.speaker;
  });
}

// Windows that end from now on, and either are news or end soon.
bool is_due(const DigestMaterial& material, const Fact& fact,
            const std::optional<DateWindow>& due) {
  const Day today = day_of(material.now);
  if (!due || due->last < today) return false;
  return fact.is_new || due->last - today <= kSoon;
}

void add_forecasts(const DigestMaterial& material, const std::vector<const Fact*>& facts,
                   Section& section) {
  constexpr std::size_t kForecastsMax = 3;
  std::size_t told = 0;
  for (const Fact* fact : facts) {
    const Stance* stance = fact->stance();
    if (told == kForecastsMax) return;
    if (stance == nullptr || stance->kind != StanceKind::forecast || material.page.told(*fact) ||
        !is_due(material, *fact, stance->due)) {
      continue;
    }
    if (auto sentence = say_stance(material.page, *fact)) {
      section.layouts.push_back(
          item("Due by " + window_in_words({stance->due->last, stance->due->last}),
               std::move(*sentence)));
      ++told;
    }
  }
}

void add_plans(const DigestMaterial& material, const std::vector<const Fact*>& facts,
               Section& section) {
  constexpr std::size_t kPlansMax = 2;
  std::size_t told = 0;
  for (const Fact* fact : facts) {
    const Release* release = fact->release();
    if (release == nullptr || !release->planned || told == kPlansMax) continue;
    const auto is_out = [&](const Fact& other) {
      const Release* out = other.release();
      return out != nullptr && !out->planned && name_key(out->model) == name_key(release->model);
    };
    if (std::ranges::any_of(material.facts, is_out)) continue;
    if (material.page.told(*fact)) continue;
    if (release->date ? !is_due(material, *fact, release->date) : !fact->is_new) continue;
    section.layouts.push_back(item("Announced", say_release(material.page, *fact)));
    ++told;
  }
}

// For the sections that digests and dossiers have alike.
Material for_sections(const DigestMaterial& material, const std::vector<Fact>& facts,
                      const std::vector<FactTension>& tensions) {
  return {.page = material.page,
          .view = material.view,
          .facts = facts,
          .tensions = tensions,
          .previous = nullptr,
          .now = material.now,
          .rulings = material.rulings};
}

}  // namespace

Section write_digest_tensions(const DigestMaterial& material) {
  Section section = write_tensions(
      {material.page, material.view, material.facts, material.tensions, nullptr, material.now});
  section.name = "Tensions and conflicts";
  return section;
}

Section write_implications(const DigestMaterial& material) {
  constexpr std::size_t kBoardsMax = 2, kCorroboratedMax = 2;
  Section section{"Implications", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<std::string> boards;
  for (const Sides& sides : sides_of_boards(material)) {
    const std::string& board = sides.open->benchmark()->benchmark;
    if (boards.size() == kBoardsMax || std::ranges::find(boards, board) != boards.end()) continue;
    boards.push_back(board);
    section.layouts.push_back(item("Between open and closed", say_sides(page, sides)));
  }
  std::size_t corroborated = 0;
  for (const Fact& fact : material.facts) {
    if (corroborated == kCorroboratedMax) break;
    if (fact.benchmark() == nullptr || !fact.benchmark()->figure) continue;
    if (fact.superseded || !newly_corroborated(material, fact)) continue;
    Line line{page};
    line.say(fmt::format("{} is now given by {}", measured(page, *fact.benchmark()),
                         join_words(fact.voices)));
    section.layouts.push_back(item("Corroborated", line.cite(fact).end()));
    ++corroborated;
  }

  // What is at stake, and for whom, in the words of those who said so.
  std::vector<Fact> open;
  for (const Fact& fact : material.facts) {
    if (fact.stance() != nullptr && fact.is_new && !page.told(fact)) open.push_back(fact);
  }
  const std::vector<FactTension> none;
  Section stakes = write_why_it_matters(for_sections(material, open, none));
  std::ranges::move(stakes.layouts, std::back_inserter(section.layouts));
  return section;
}

Section write_watch(const DigestMaterial& material) {
  constexpr std::size_t kClaimsMax = 2;
  Section section{"What to watch", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<const Fact*> facts;
  for (const Fact& fact : material.facts) {
    if (!fact.superseded) facts.push_back(&fact);
  }
  std::ranges::sort(facts, {}, [](const Fact* fact) { return std::pair{-fact->weight, fact->id}; });
  add_forecasts(material, facts, section);
  add_plans(material, facts, section);
  std::size_t claims = 0;
  for (const Fact* fact : facts) {
    if (claims == kClaimsMax || !fact->is_new || !rests_on_its_maker(material, *fact)) continue;
    Line line{page};
    line.say(measured(page, *fact->benchmark()));
    section.layouts.push_back(item("On its maker's word alone", line.cite(*fact).end()));
    ++claims;
  }
  return section;
}

}  // namespace dossier
