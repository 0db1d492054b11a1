#include "render/compose.h"

#include <algorithm>
#include <utility>

#include "render/page.h"
#include "render/sections.h"

namespace dossier {
namespace {

std::size_t count_items(const TopicView& view) {
  return static_cast<std::size_t>(
      std::ranges::count_if(view.sources, [](const Source& s) { return s.copy_of.empty(); }));
}

bool something_changed(const std::vector<Fact>& facts, const std::vector<FactTension>& tensions,
                       const Dossier* previous) {
  if (std::ranges::any_of(facts, &Fact::is_new)) return true;
  return previous != nullptr && std::ranges::any_of(tensions, [&](const FactTension& tension) {
           return change_of(tension, previous) != TensionChange::unchanged;
         });
}

// The sentences of What's new, one change each, for the history and the feed of versions.
std::vector<Change> changes_from(const Section& whats_new) {
  std::vector<Change> changes;
  for (const Layout& layout : whats_new.layouts) {
    for (const DossierSentence& sentence : layout.sentences) {
      changes.push_back({sentence.kind == SentenceKind::claim ? "new" : "ledger",
                         plain_text(sentence), sentence.statements});
    }
  }
  return changes;
}

}  // namespace

std::optional<Dossier> compose(const DossierConfiguration& configuration, const TopicView& view,
                               const Lexicon& lexicon, const Dossier* previous, Time now,
                               const std::vector<std::string>& excluded) {
  static const std::vector<std::string> kNothingKnown;
  std::vector<Fact> facts =
      join_claims(view, lexicon, previous == nullptr ? kNothingKnown : previous->known_statements);
  std::erase_if(facts,
                [&](const Fact& fact) { return std::ranges::binary_search(excluded, fact.id); });
  if (facts.empty()) return std::nullopt;
  mark_superseded(facts);
  const std::vector<FactTension> tensions = find_tensions(facts, lexicon);
  if (!something_changed(facts, tensions, previous)) return std::nullopt;
  weigh_facts(facts, lexicon, day_of(now));

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
  const Material material{page, view, facts, tensions, previous, now};
  Section whats_new = write_whats_new(material, items);
  dossier.changes = changes_from(whats_new);
  for (Section& section : std::vector{
           std::move(whats_new), write_what(material), write_why_it_matters(material),
           write_open_questions(material), write_narrative(material), write_benchmarks(material),
           write_timeline(material), write_perspectives(material), write_tensions(material),
           write_status(material, dossier.status)}) {
    if (!section.layouts.empty()) dossier.sections.push_back(std::move(section));
  }
  for (const FactTension& tension : tensions) {
    Tension kept{tension.id, tension.kind, {}};
    for (const Fact* fact : tension.facts) kept.statements.push_back(fact->id);
    std::ranges::sort(kept.statements);
    dossier.tensions.push_back(std::move(kept));
  }
  for (const Fact& fact : facts) dossier.known_statements.push_back(fact.id);
  // What the version before knew stays known, even where its source no longer matches.
  if (previous != nullptr) {
    std::ranges::copy(previous->known_statements, std::back_inserter(dossier.known_statements));
  }
  std::ranges::sort(dossier.known_statements);
  const auto repeated = std::ranges::unique(dossier.known_statements);
  dossier.known_statements.erase(repeated.begin(), repeated.end());
  page.finish(dossier);
  return dossier;
}

}  // namespace dossier
