#include "review/queue.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "extract/claim_json.h"
#include "render/fact.h"
#include "review/alike.h"
#include "store/claim_names.h"

namespace dossier {
namespace {

std::optional<WaitsFor> reason_of(const StoredClaim& claim, const Source& source,
                                  const std::optional<Dossier>& published) {
  if (claim.claim.confidence == Confidence::tentative) return WaitsFor::confidence;
  if (!published || source.fetched > published->published) return WaitsFor::novelty;
  return std::nullopt;
}

const Dossier* latest(const DossierMaterial& material) {
  if (material.draft) return &*material.draft;
  return material.published ? &*material.published : nullptr;
}

std::optional<Claim> content_of(const Statement& statement) {
  const auto json = parse_json(statement.claim);
  if (!json) return std::nullopt;
  auto claim = claim_from_json(*json);
  if (!claim) return std::nullopt;
  return std::move(*claim);
}

// What names of one kind are met in, by canonical name.
struct NameUse {
  std::size_t claims = 0;
  std::set<std::string> sources;
};
using NameUses = std::map<std::pair<NameKind, std::string>, NameUse>;

// The kinds that a name may be of where it plays this part.
std::vector<NameKind> kinds_of(NameRole role) {
  switch (role) {
    case NameRole::model:
    case NameRole::versus:
      return {NameKind::model};
    case NameRole::benchmark:
      return {NameKind::benchmark};
    case NameRole::organization:
      return {NameKind::organization};
    case NameRole::holder:
    case NameRole::speaker:
    case NameRole::actor:
      return {NameKind::person, NameKind::organization};
    case NameRole::target:
    case NameRole::object:
      return {NameKind::model, NameKind::organization, NameKind::person};
  }
  return {};
}

NameUses uses_of(const std::vector<DossierMaterial>& materials) {
  NameUses uses;
  std::set<std::string> counted;  // Claims: dossiers share them
  for (const DossierMaterial& material : materials) {
    for (const SourceMaterial& source : material.sources) {
      for (const StoredClaim& claim : source.claims) {
        if (!counted.insert(claim.id).second) continue;
        for (const ClaimName& name : names_in(claim.claim)) {
          for (const NameKind kind : kinds_of(name.role)) {
            NameUse& use = uses[{kind, std::string{name.name}}];
            ++use.claims;
            use.sources.insert(source.source.id);
          }
        }
      }
    }
  }
  return uses;
}

bool holds(std::string_view text, const std::string& folded_words) {
  return fold_case(text).find(folded_words) != std::string::npos;
}

// "58.4 %", "49.8%", "$12".
std::string with_unit(const std::optional<Figure>& figure, const std::string& unit) {
  if (!figure) return {};
  return unit.empty() ? figure->text : figure->text + ' ' + unit;
}

std::string joined(std::initializer_list<std::string> words) {
  std::string text;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

std::string brief(const BenchmarkClaim& claim) {
  std::string place = claim.benchmark;
  if (!claim.aspect.empty()) place += " (" + claim.aspect + ")";
  const std::string rank = claim.rank ? "#" + std::to_string(*claim.rank) : std::string{};
  const std::string figure = with_unit(claim.figure, claim.unit);
  const std::string relation =
      claim.relation == Relation::score ? std::string{} : std::string{to_string(claim.relation)};
  const std::string from = claim.from ? "from " + claim.from->text : std::string{};
  return joined({claim.model + ", " + place + ":", relation, rank, claim.versus, from, figure});
}

std::string brief(const Release& release) {
  const std::string who = release.organization.empty() ? "Somebody" : release.organization;
  std::string day = release.date ? "(" + format_window(*release.date) + ")" : std::string{};
  return joined({who, release.planned ? "plans" : "released", release.model, day});
}

std::string brief(const Stance& stance) {
  const std::string verb = stance.polarity == Polarity::support  ? "supports"
                           : stance.polarity == Polarity::oppose ? "opposes"
                                                                 : "is divided";
  return joined({stance.holder, "on", stance.target + ":", verb,
                 "(" + std::string{to_string(stance.kind)} + ")",
                 with_unit(stance.figure, stance.unit)});
}

std::string brief(const Event& event) {
  return joined({event.actor, event.action, event.object,
                 event.date ? "(" + format_window(*event.date) + ")" : std::string{}});
}

std::string text_of(const std::optional<Figure>& figure) {
  return figure ? figure->text : std::string{};
}

std::string text_of(const std::optional<DateWindow>& window) {
  return window ? format_window(*window) : std::string{};
}

std::vector<ClaimField> fields(const BenchmarkClaim& claim) {
  return {{"model", claim.model},
          {"benchmark", claim.benchmark},
          {"relation", std::string{to_string(claim.relation)}},
          {"figure", text_of(claim.figure)},
          {"unit", claim.unit},
          {"from", text_of(claim.from)},
          {"rank", claim.rank ? std::to_string(*claim.rank) : std::string{}},
          {"versus", claim.versus},
          {"aspect", claim.aspect},
          {"among", claim.among},
          {"conditions", claim.conditions}};
}

std::vector<ClaimField> fields(const Release& release) {
  return {{"organization", release.organization},
          {"model", release.model},
          {"license", release.license},
          {"total_parameters", release.total_parameters},
          {"active_parameters", release.active_parameters},
          {"planned", release.planned ? "yes" : "no"},
          {"date", text_of(release.date)}};
}

std::vector<ClaimField> fields(const Stance& stance) {
  return {{"holder", stance.holder},
          {"target", stance.target},
          {"topic", stance.topic},
          {"polarity", std::string{to_string(stance.polarity)}},
          {"stance", std::string{to_string(stance.kind)}},
          {"direction", std::string{to_string(stance.direction)}},
          {"figure", text_of(stance.figure)},
          {"unit", stance.unit},
          {"due", text_of(stance.due)}};
}

std::vector<ClaimField> fields(const Event& event) {
  return {{"actor", event.actor},
          {"action", event.action},
          {"object", event.object},
          {"date", text_of(event.date)}};
}

}  // namespace

std::string_view to_string(WaitsFor reason) {
  return reason == WaitsFor::confidence ? "tentative" : "new";
}

std::string_view to_string(QueueState state) {
  switch (state) {
    case QueueState::open:
      return "open";
    case QueueState::decided:
      return "decided";
    case QueueState::all:
      return "all";
  }
  return "";
}

std::optional<QueueState> queue_state_from(std::string_view name) {
  for (const QueueState state : {QueueState::open, QueueState::decided, QueueState::all}) {
    if (to_string(state) == name) return state;
  }
  return std::nullopt;
}

std::vector<WaitingClaim> waiting_claims(const DossierMaterial& material, const Rulings& rulings,
                                         bool all) {
  std::vector<WaitingClaim> waiting;
  for (const SourceMaterial& source : material.sources) {
    for (const StoredClaim& claim : source.claims) {
      const ClaimRuling* ruling = rulings.claim(claim);
      const auto reason = reason_of(claim, source.source, material.published);
      if (!all && !reason && ruling == nullptr) continue;
      waiting.push_back(
          {material.id, source.source, claim, reason, ruling != nullptr ? *ruling : ClaimRuling{}});
    }
  }
  // By what an editor sees, and stable: two claims of one row stay as they were read. Ids follow
  // addresses, and would shuffle them.
  std::ranges::stable_sort(waiting, [](const WaitingClaim& one, const WaitingClaim& other) {
    const Day day = report_day(one.source);
    const Day other_day = report_day(other.source);
    if (day != other_day) return day > other_day;
    return std::tie(one.source.outlet, one.source.title, one.source.id, one.claim.claim.evidence) <
           std::tie(other.source.outlet, other.source.title, other.source.id,
                    other.claim.claim.evidence);
  });
  return waiting;
}

std::vector<WaitingTension> waiting_tensions(const DossierMaterial& material,
                                             const Rulings& rulings) {
  std::vector<WaitingTension> waiting;
  const Dossier* page = latest(material);
  if (page == nullptr) return waiting;
  for (const Tension& tension : page->tensions) {
    WaitingTension one{material.id, tension.id, tension.kind, {}, {}};
    for (const std::string& id : tension.statements) {
      const auto found = std::ranges::find(page->statements, id, &Statement::id);
      if (found != page->statements.end()) one.statements.push_back(*found);
    }
    if (const TensionRuling* ruling = rulings.tension(material.id, tension.id)) {
      one.ruling = *ruling;
    }
    waiting.push_back(std::move(one));
  }
  return waiting;
}

std::vector<WaitingForecast> waiting_forecasts(const DossierMaterial& material,
                                               const Rulings& rulings, Day today) {
  std::vector<WaitingForecast> waiting;
  const Dossier* page = latest(material);
  if (page == nullptr) return waiting;
  for (const Statement& statement : page->statements) {
    if (statement.kind != "stance") continue;
    const auto claim = content_of(statement);
    const Stance* stance = claim ? std::get_if<Stance>(&claim->content) : nullptr;
    if (stance == nullptr || stance->kind != StanceKind::forecast || !stance->due) continue;
    if (stance->due->last >= today) continue;
    waiting.push_back(
        {material.id, statement, stance->holder, *stance->due, rulings.forecast(statement.id)});
  }
  std::ranges::sort(waiting, [](const WaitingForecast& one, const WaitingForecast& other) {
    return std::tie(one.due.last, one.statement.id) < std::tie(other.due.last, other.statement.id);
  });
  return waiting;
}

std::vector<WaitingName> waiting_names(const std::vector<DossierMaterial>& materials,
                                       const std::vector<EntityRecord>& entities,
                                       const Rulings& rulings) {
  const NameUses uses = uses_of(materials);
  std::vector<WaitingName> waiting;
  for (const NameKind kind :
       {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
    std::vector<std::string> names;
    std::vector<WaitingName> of_kind;
    for (const EntityRecord& entity : entities) {
      if (entity.kind != kind) continue;
      const auto used = uses.find({kind, entity.canonical});
      if (used == uses.end()) continue;
      WaitingName name{kind,
                       entity.canonical,
                       entity.aliases,
                       used->second.claims,
                       used->second.sources.size(),
                       {},
                       {}};
      if (const NameRuling* ruling = rulings.name(kind, entity.canonical)) name.ruling = *ruling;
      names.push_back(entity.canonical);
      of_kind.push_back(std::move(name));
    }
    const auto alike = alike_among(kind, names);
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
      std::vector<std::size_t> others = alike[i];
      std::ranges::stable_sort(others, std::greater{},
                               [&](std::size_t other) { return of_kind[other].claims; });
      for (const std::size_t other : others) of_kind[i].alike.push_back(names[other]);
      const bool rare = of_kind[i].claims == 1;
      const bool ruled = rulings.name(kind, names[i]) != nullptr;
      if (rare || ruled || !others.empty()) waiting.push_back(of_kind[i]);
    }
  }
  std::ranges::stable_sort(waiting, std::greater{},
                           [](const WaitingName& name) { return !name.alike.empty(); });
  return waiting;
}

bool accepts(const QueueFilter& filter, const WaitingClaim& claim) {
  if (filter.state == QueueState::open && !claim.is_open()) return false;
  const bool undecided = claim.ruling.verdict == ClaimRuling::Verdict::none &&
                         claim.ruling.corrections.empty() && claim.ruling.out_of.empty();
  if (filter.state == QueueState::decided && undecided) return false;
  if (!filter.dossier.empty() && claim.dossier != filter.dossier) return false;
  if (!filter.kind.empty() && kind_of(claim.claim.claim) != filter.kind) return false;
  if (!filter.source.empty() && claim.source.id != filter.source) return false;
  if (!filter.reason.empty() && (!claim.reason || to_string(*claim.reason) != filter.reason)) {
    return false;
  }
  if (filter.words.empty()) return true;
  const std::string words = fold_case(filter.words);
  if (holds(claim.claim.evidence_text, words) || holds(claim.source.title, words) ||
      holds(claim.source.outlet, words)) {
    return true;
  }
  return std::ranges::any_of(names_in(claim.claim.claim),
                             [&](const ClaimName& name) { return holds(name.name, words); });
}

QueueCounts count(const std::vector<WaitingClaim>& claims,
                  const std::vector<WaitingTension>& tensions,
                  const std::vector<WaitingName>& names,
                  const std::vector<WaitingForecast>& forecasts) {
  QueueCounts counts;
  for (const WaitingClaim& claim : claims) {
    if (!claim.is_open()) {
      if (claim.ruling.decision != 0) ++counts.decided;
      continue;
    }
    ++(claim.reason == WaitsFor::confidence ? counts.tentative : counts.fresh);
    ++counts.kinds[std::string{kind_of(claim.claim.claim)}];
  }
  const auto open = [](const auto& waiting) {
    return static_cast<std::size_t>(
        std::ranges::count_if(waiting, [](const auto& one) { return one.is_open(); }));
  };
  counts.tensions = open(tensions);
  counts.names = open(names);
  counts.forecasts = open(forecasts);
  return counts;
}

std::vector<ClaimField> fields_of(const Claim& claim) {
  auto list = std::visit([](const auto& content) { return fields(content); }, claim.content);
  list.push_back({"asserted_by", claim.asserted_by});
  return list;
}

std::string in_brief(const Claim& claim) {
  return std::visit([](const auto& content) { return brief(content); }, claim.content);
}

}  // namespace dossier
