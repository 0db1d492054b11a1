#include "render/compose.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "render/editorial.h"
#include "render/open_questions.h"
#include "render/page.h"
#include "render/retraction.h"
#include "render/sections.h"
#include "render/standing.h"
#include "render/tension.h"

namespace dossier {
namespace {

std::size_t count_items(const TopicView& view) {
  return static_cast<std::size_t>(
      std::ranges::count_if(view.sources, [](const Source& s) { return s.copy_of.empty(); }));
}

// Those that bear on the dossier: what was ruled in its view, and on its page.
std::vector<std::uint64_t> decisions_on(const TopicView& view, const Rulings& rulings,
                                        const std::string& dossier) {
  std::set<std::uint64_t> decisions = rulings.made_on(dossier);
  decisions.insert(view.decisions.begin(), view.decisions.end());
  return {decisions.begin(), decisions.end()};
}

// What an editor pinned goes before all that weighs by itself.
void pin_facts(std::vector<Fact>& facts, const std::set<std::string>& pinned) {
  constexpr double kPinned = 1'000;
  for (Fact& fact : facts) {
    if (pinned.contains(fact.id)) fact.weight += kPinned;
  }
}

bool something_changed(const std::vector<Fact>& facts, const std::vector<FactTension>& tensions,
                       const Dossier* previous) {
  if (std::ranges::any_of(facts, &Fact::is_new)) return true;
  return previous != nullptr && std::ranges::any_of(tensions, [&](const FactTension& tension) {
           return change_of(tension, previous) != TensionChange::unchanged;
         });
}

// Whether the dossier's own terms say that it is about open-weight models.
bool is_about_open_models(const DossierConfiguration& configuration) {
  return std::ranges::any_of(configuration.match.any, [](const std::string& term) {
    const std::string key = name_key(term);
    return key.starts_with("openmodel") || key.starts_with("openweight") ||
           key.starts_with("opensourcemodel");
  });
}

}  // namespace

std::optional<Dossier> compose(const DossierConfiguration& configuration, const TopicView& view,
                               const Lexicon& lexicon, const Dossier* previous, Time now,
                               const std::vector<std::string>& excluded, const Rulings& rulings,
                               const RefusedSentences& refused) {
  static const std::vector<std::string> kNothingKnown;
  std::vector<Fact> facts =
      join_claims(view, lexicon, previous == nullptr ? kNothingKnown : previous->known_statements);
  std::erase_if(facts,
                [&](const Fact& fact) { return std::ranges::binary_search(excluded, fact.id); });
  const std::set<std::string> withdrawn = withdrawn_statements(rulings, configuration.id);
  std::erase_if(facts, [&](const Fact& fact) { return withdrawn.contains(fact.id); });
  if (facts.empty()) return std::nullopt;
  std::vector<std::string> read_again = take_out_read_again(facts, view, previous);
  const TopicView former = retracted_view(view);
  std::vector<Fact> retracted = find_retracted(former, facts, lexicon);
  std::erase_if(retracted, [&](const Fact& fact) {
    return std::ranges::binary_search(excluded, fact.id) || !can_be_told(fact, former, lexicon);
  });
  mark_superseded(facts);
  std::vector<FactTension> tensions = find_tensions(facts, lexicon);
  const std::set<std::string> dismissed = rulings.dismissed_tensions(configuration.id);
  std::erase_if(tensions, [&](const FactTension& t) { return dismissed.contains(t.id); });
  std::vector<std::uint64_t> decisions = decisions_on(view, rulings, configuration.id);
  const bool decided = previous != nullptr &&
                       (decisions != previous->decisions || configuration.open != previous->open);
  const bool taken_back = !retracted.empty() || !read_again.empty();
  if (!decided && !taken_back && !something_changed(facts, tensions, previous)) {
    return std::nullopt;
  }
  weigh_facts(facts, lexicon, day_of(now));
  pin_facts(facts, pinned_statements(rulings, configuration.id));

  Dossier dossier;
  dossier.id = configuration.id;
  dossier.title = configuration.title;
  dossier.open = configuration.open;
  dossier.version = previous == nullptr ? 1 : previous->version + 1;
  dossier.published = now;
  const std::size_t items = count_items(view);
  dossier.items = static_cast<int>(items);
  dossier.status = status_of(view, day_of(now));

  Page page{view, lexicon, previous};
  page.set_facts(facts);
  page.set_today(day_of(now));
  page.set_about_open_models(is_about_open_models(configuration));
  const Material material{page, view, facts, tensions, previous, now, rulings, configuration.open};
  for (Section& section :
       std::vector{with_taken_back(write_whats_new(material, items, dossier.changes), page,
                                   retracted, read_again.size(), dossier.changes),
                   write_what(material), write_why_it_matters(material),
                   write_open_questions(material, dossier.questions), write_narrative(material),
                   write_benchmarks(material), write_timeline(material),
                   write_perspectives(material), write_forecasts(material),
                   write_tensions(material), write_status(material, dossier.status)}) {
    if (!section.layouts.empty()) dossier.sections.push_back(std::move(section));
  }
  for (const FactTension& tension : tensions) {
    Tension kept{tension.id, tension.kind, {}};
    for (const Fact* fact : tension.facts) kept.statements.push_back(fact->id);
    std::ranges::sort(kept.statements);
    dossier.tensions.push_back(std::move(kept));
  }
  for (const Fact& fact : facts) {
    dossier.known_statements.push_back(fact.id);
    std::ranges::copy(fact.joined, std::back_inserter(dossier.known_statements));
  }
  // What the version before knew stays known, even where its source no longer matches.
  if (previous != nullptr) {
    std::ranges::copy(previous->known_statements, std::back_inserter(dossier.known_statements));
  }
  std::ranges::sort(dossier.known_statements);
  const auto repeated = std::ranges::unique(dossier.known_statements);
  dossier.known_statements.erase(repeated.begin(), repeated.end());
  page.finish(dossier);
  dossier.decisions = std::move(decisions);
  dossier.seen = view.seen;
  dossier.read_again = std::move(read_again);
  edit_page(dossier, rulings, previous, refused);
  return dossier;
}

}  // namespace dossier
