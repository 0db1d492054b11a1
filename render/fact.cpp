#include "render/fact.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/names.h"
#include "render/page.h"

namespace dossier {
namespace {

// A number as identity sees it: 58.4 and 58.40 are one.
std::string number_key(const std::optional<Figure>& figure) {
  return figure ? fmt::format("{:.6g}", figure->value) : "";
}

// A percentage is a number out of a hundred whether or not the sign was printed.
std::string unit_key(const BenchmarkClaim& claim) {
  const bool may_be_percent =
      claim.relation == Relation::score && claim.figure && claim.figure->value <= 100;
  return may_be_percent && (claim.unit == "%" || claim.unit == "points") ? "" : claim.unit;
}

std::string fact_id(const StoredClaim& stored) {
  const auto id_of = [&](const auto& content) {
    using Content = std::decay_t<decltype(content)>;
    if constexpr (std::is_same_v<Content, BenchmarkClaim>) {
      return short_id({"benchmark", name_key(content.model), name_key(content.benchmark),
                       to_string(content.relation), number_key(content.figure), unit_key(content),
                       content.rank ? std::to_string(*content.rank) : "", name_key(content.versus),
                       name_key(content.aspect), name_key(content.among),
                       name_key(content.conditions)});
    } else if constexpr (std::is_same_v<Content, Release>) {
      return short_id({"release", name_key(content.model), content.planned ? "planned" : ""});
    } else if constexpr (std::is_same_v<Content, Stance>) {
      // The same holder may say many things of one target: what is quoted tells them apart only
      // where no topic or named target does.
      return short_id({"stance", name_key(content.holder),
                       content.topic.empty() ? name_key(content.target) : content.topic,
                       to_string(content.polarity), to_string(content.kind),
                       to_string(content.direction)});
    } else {
      return short_id({"event", name_key(content.actor), content.action,
                       name_key(content.object.empty() ? stored.quotable_text : content.object)});
    }
  };
  return std::visit(id_of, stored.claim.content);
}

// How much a claim tells beside what makes its identity: several sources tell one release, and
// one of them may name the license.
int fields_told(const Claim& claim) {
  const auto* release = std::get_if<Release>(&claim.content);
  if (release == nullptr) return 0;
  return (release->organization.empty() ? 0 : 2) + (release->license.empty() ? 0 : 1) +
         (release->total_parameters.empty() ? 0 : 1) +
         (release->active_parameters.empty() ? 0 : 1) + (release->date ? 1 : 0);
}

bool is_maker(const Lexicon& lexicon, std::string_view model, std::string_view voice) {
  const auto entry = lexicon.find(model, NameKind::model);
  return entry && !entry->maker.empty() && name_key(entry->maker) == name_key(voice);
}

// Whether the figures on a page are its author's own: the maker of the model, or whoever runs the
// benchmark. Everybody else passes figures on.
bool speaks_for_itself(const Lexicon& lexicon, const BenchmarkClaim& claim,
                       std::string_view author) {
  if (author.empty()) return false;
  if (is_maker(lexicon, claim.model, author)) return true;
  if (name_key(claim.benchmark).starts_with(name_key(author))) return true;
  const auto board = lexicon.find(claim.benchmark, NameKind::benchmark);
  return board && !board->maker.empty() && name_key(board->maker) == name_key(author);
}

// The usual spelling of a model's name: leaderboards print "kimi k2.6 thinking".
void spell(std::string& model, const Lexicon& lexicon) {
  const auto entry = lexicon.find(model, NameKind::model);
  if (entry && name_key(entry->canonical) == name_key(model)) model = entry->canonical;
}

void spell_models(Claim& claim, const Lexicon& lexicon) {
  if (auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
    spell(benchmark->model, lexicon);
    spell(benchmark->versus, lexicon);
  }
  if (auto* release = std::get_if<Release>(&claim.content)) spell(release->model, lexicon);
}

// A release's organization may be known to the lexicon alone; then it is not the source's word.
void drop_unsaid_organization(Claim& claim, const StoredClaim& stored, const Lexicon& lexicon) {
  auto* release = std::get_if<Release>(&claim.content);
  if (release == nullptr || release->organization.empty()) return;
  std::string said = name_key(stored.evidence_text);
  for (const std::string& support : stored.support_texts) said += ' ' + name_key(support);
  const auto stands = [&](const std::string& name) {
    const std::string key = name_key(name);
    return !key.empty() && said.find(key) != std::string::npos;
  };
  if (stands(release->organization)) return;
  if (std::ranges::any_of(lexicon.aliases(release->organization), stands)) return;
  release->organization.clear();
}

// Who stands behind a claim: its speaker, its holder, else who printed it.
std::string voice_of(const StoredClaim& claim, const Source& source, const Lexicon& lexicon) {
  if (const auto* stance = std::get_if<Stance>(&claim.claim.content)) {
    return display_name(lexicon, stance->holder);
  }
  std::string speaker = speaker_of(claim, source, lexicon);
  return speaker.empty() ? source.outlet : speaker;
}

struct JoinIndex {
  std::unordered_map<std::string, const Source*> sources;

  explicit JoinIndex(const TopicView& view) {
    for (const Source& source : view.sources) sources.emplace(source.id, &source);
  }
  [[nodiscard]] const Source* find(const std::string& id) const {
    const auto found = sources.find(id);
    return found == sources.end() ? nullptr : found->second;
  }
};

// Independent: two speakers that the texts name, neither of them the model's maker. Two outlets
// that print one figure without saying whose it is are not two measurements.
bool corroborated(const Fact& fact, const std::set<std::string>& speakers, const Lexicon& lexicon) {
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim == nullptr) return false;
  std::size_t independent = 0;
  for (const std::string& speaker : speakers) {
    if (!is_maker(lexicon, claim->model, speaker)) ++independent;
  }
  return speakers.size() >= 2 && independent >= 1;
}

}  // namespace

std::string_view to_string(Standing standing) {
  constexpr std::array<std::string_view, 3> kNames{"attributed", "corroborated", "contested"};
  return kNames.at(static_cast<std::size_t>(standing));
}

Day report_day(const Source& source) {
  return day_of(source.published ? *source.published : source.first_seen);
}

std::string speaker_of(const StoredClaim& claim, const Source& source, const Lexicon& lexicon) {
  if (!claim.claim.asserted_by.empty()) return display_name(lexicon, claim.claim.asserted_by);
  const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.claim.content);
  if (benchmark == nullptr) return {};
  const std::string author =
      display_name(lexicon, source.author.empty() ? source.outlet : source.author);
  if (source.tier == 1) return author;
  return speaks_for_itself(lexicon, *benchmark, author) ? author : "";
}

std::vector<Fact> join_claims(const TopicView& view, const Lexicon& lexicon,
                              const std::vector<std::string>& known) {
  const JoinIndex index{view};
  std::map<std::string, std::vector<const StoredClaim*>> by_id;
  for (const StoredClaim& claim : view.claims) {
    const Source* source = index.find(claim.source);
    if (source == nullptr || !source->copy_of.empty()) continue;
    by_id[fact_id(claim)].push_back(&claim);
  }

  std::vector<Fact> facts;
  for (auto& [id, claims] : by_id) {
    std::ranges::sort(claims, {}, [&](const StoredClaim* claim) {
      // Not by id before all else: ids follow addresses, which say nothing of who was first.
      const Source& source = *index.find(claim->source);
      return std::tuple{report_day(source), source.published.value_or(source.first_seen),
                        source.tier,        source.outlet,
                        source.title,       claim->claim.evidence,
                        claim->id};
    });
    Fact fact;
    fact.id = id;
    // The first of the fullest: nothing is put together from sources that do not say it whole.
    fact.fullest = *std::ranges::max_element(
        claims, {}, [](const StoredClaim* claim) { return fields_told(claim->claim); });
    fact.claim = fact.fullest->claim;
    spell_models(fact.claim, lexicon);
    drop_unsaid_organization(fact.claim, *fact.fullest, lexicon);
    fact.first = report_day(*index.find(claims.front()->source));
    fact.last = report_day(*index.find(claims.back()->source));
    fact.is_new = !std::ranges::binary_search(known, id);
    std::set<std::string> voices;
    std::set<std::string> speakers;
    for (const StoredClaim* claim : claims) {
      const std::string voice = voice_of(*claim, *index.find(claim->source), lexicon);
      voices.insert(voice);
      if (!speaker_of(*claim, *index.find(claim->source), lexicon).empty()) speakers.insert(voice);
    }
    fact.evidence = claims;
    fact.voices.assign(voices.begin(), voices.end());
    fact.speakers.assign(speakers.begin(), speakers.end());
    fact.speaker = join_words(fact.speakers);
    if (corroborated(fact, speakers, lexicon)) fact.standing = Standing::corroborated;
    facts.push_back(std::move(fact));
  }
  return facts;
}

namespace {

// Two printed figures are one when they round to each other at the coarser precision.
bool same_figure(const Figure& one, const Figure& other) {
  const auto decimals = [](const std::string& text) {
    const std::size_t dot = text.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(text.size() - dot - 1);
  };
  const double unit = std::pow(10.0, -std::min(decimals(one.text), decimals(other.text)));
  return std::abs(one.value - other.value) <= unit / 2 + 1e-9;
}

// Scores of one model on one benchmark under like conditions, from different speakers.
void add_figure_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  std::map<std::string, std::vector<Fact*>> groups;
  for (Fact& fact : facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim == nullptr || claim->relation != Relation::score || !claim->figure) continue;
    if (fact.speaker.empty()) continue;  // Whose figure it is must be known, or it is hearsay
    groups[name_key(claim->model) + "|" + name_key(claim->benchmark) + "|" +
           name_key(claim->aspect) + "|" + name_key(claim->conditions)]
        .push_back(&fact);
  }
  for (auto& [key, group] : groups) {
    std::ranges::sort(group, {}, [](const Fact* fact) { return std::pair{fact->first, fact->id}; });
    std::map<std::string, Fact*> latest;  // A speaker's newer figure replaces its older one
    for (Fact* fact : group) {
      for (const std::string& speaker : fact->speakers) latest[speaker] = fact;
    }
    FactTension tension{short_id({"figures", key}), "figures", key, {}, 0};
    for (const auto& [speaker, fact] : latest) {
      const bool repeats = std::ranges::any_of(tension.facts, [&](const Fact* other) {
        return same_figure(*other->benchmark()->figure, *fact->benchmark()->figure);
      });
      if (!repeats) tension.facts.push_back(fact);
    }
    if (tension.facts.size() < 2) continue;
    for (const auto& [speaker, fact] : latest) fact->standing = Standing::contested;
    tensions.push_back(std::move(tension));
  }
}

// Two models in first place of one leaderboard, told within a week of each other.
void add_leader_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  constexpr auto kSameTime = std::chrono::days{7};
  std::map<std::string, std::vector<Fact*>> groups;
  for (Fact& fact : facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim != nullptr && claim->relation == Relation::rank && claim->rank == 1) {
      groups[name_key(claim->benchmark) + "|" + name_key(claim->aspect) + "|" +
             name_key(claim->among) + "|" + name_key(claim->conditions)]
          .push_back(&fact);
    }
  }
  for (auto& [key, group] : groups) {
    std::ranges::sort(group, {}, [](const Fact* fact) { return std::pair{fact->last, fact->id}; });
    const Fact* newest = group.back();
    FactTension tension{short_id({"leaders", key}), "leaders", key, {}, 0};
    for (Fact* fact : group) {
      if (newest->last - fact->last > kSameTime) continue;
      const auto same_model = [&](const Fact* other) {
        return name_key(other->benchmark()->model) == name_key(fact->benchmark()->model);
      };
      if (std::ranges::none_of(tension.facts, same_model)) tension.facts.push_back(fact);
    }
    if (tension.facts.size() < 2) continue;
    for (Fact* fact : group) {
      if (std::ranges::find(tension.facts, fact) != tension.facts.end()) {
        fact->standing = Standing::contested;
      }
    }
    tensions.push_back(std::move(tension));
  }
}

// Holders who see one quantity move in different directions.
void add_trend_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  std::map<std::string, std::vector<const Fact*>> groups;
  for (const Fact& fact : facts) {
    const Stance* stance = fact.stance();
    if (stance == nullptr || stance->direction == Direction::none || stance->topic.empty())
      continue;
    // Nobody is set against himself: a holder stands where he stood last.
    auto& group = groups[stance->topic];
    const auto before = std::ranges::find_if(group, [&](const Fact* other) {
      return name_key(other->stance()->holder) == name_key(stance->holder);
    });
    if (before == group.end()) {
      group.push_back(&fact);
    } else if (std::pair{fact.last, fact.id} > std::pair{(*before)->last, (*before)->id}) {
      *before = &fact;
    }
  }
  for (auto& [topic, group] : groups) {
    std::set<Direction> directions;
    for (const Fact* fact : group) directions.insert(fact->stance()->direction);
    if (directions.size() < 2) continue;
    std::ranges::sort(group, {}, [](const Fact* fact) {
      return std::tuple{fact->stance()->direction, fact->first, fact->id};
    });
    tensions.push_back({short_id({"trend", topic}), "trend", topic, group, 0});
  }
}

// A name inside a sentence need not be what the sentence is for or against; the one that it begins
// with is.
bool begins_with_target(const Fact& fact) {
  const std::string target = name_key(fact.stance()->target);
  return std::ranges::any_of(fact.evidence, [&](const StoredClaim* claim) {
    const std::string_view words =
        claim->quotable_text.empty() ? claim->evidence_text : claim->quotable_text;
    return name_key(words).starts_with(target);
  });
}

// Holders on opposite sides of one named target.
void add_side_tensions(std::vector<Fact>& facts, const Lexicon& lexicon,
                       std::vector<FactTension>& tensions) {
  std::map<std::string, std::vector<const Fact*>> groups;
  for (const Fact& fact : facts) {
    const Stance* stance = fact.stance();
    if (stance == nullptr || stance->polarity == Polarity::mixed) continue;
    const bool named = lexicon.find(stance->target, NameKind::model).has_value() ||
                       lexicon.find(stance->target, NameKind::benchmark).has_value();
    if (named && begins_with_target(fact)) groups[name_key(stance->target)].push_back(&fact);
  }
  for (auto& [target, group] : groups) {
    std::ranges::sort(group, {}, [](const Fact* fact) {
      return std::tuple{fact->stance()->polarity, fact->first, fact->id};
    });
    const auto has = [&](Polarity polarity) {
      return std::ranges::any_of(
          group, [&](const Fact* fact) { return fact->stance()->polarity == polarity; });
    };
    if (!has(Polarity::support) || !has(Polarity::oppose)) continue;
    tensions.push_back({short_id({"sides", target}), "sides", target, group, 0});
  }
}

// How much a fact's kind says by itself.
double kind_weight(const Fact& fact, const Lexicon& lexicon) {
  if (fact.event() != nullptr) return 2.5;
  if (const Release* release = fact.release()) {
    return 2.0 + (release->license.empty() ? 0 : 0.5) +
           (release->total_parameters.empty() ? 0 : 0.5) +
           (release->organization.empty() ? -0.5 : 0.3);
  }
  if (const Stance* stance = fact.stance()) {
    const bool printable = std::ranges::any_of(
        fact.evidence, [](const StoredClaim* claim) { return !claim->quotable_text.empty(); });
    return (stance->topic.empty() ? 0.8 : 1.8) + (printable ? 0.5 : -0.5) +
           (stance->direction == Direction::none ? 0 : 0.7);
  }
  const BenchmarkClaim& claim = *fact.benchmark();
  double weight = 1.0;
  if (claim.relation == Relation::rank) weight += claim.rank == 1 ? 1.2 : 0.3;
  if (!claim.aspect.empty()) weight -= 0.6;  // A part says less than the whole
  if (claim.relation == Relation::change) weight += 0.4;
  if (!fact.speaker.empty()) weight += is_maker(lexicon, claim.model, fact.speaker) ? 0.1 : 0.6;
  if (lexicon.find(claim.benchmark, NameKind::benchmark)) weight += 0.3;
  return weight;
}

double openness_factor(const Fact& fact, const Lexicon& lexicon) {
  const std::string* model = nullptr;
  if (const Release* release = fact.release()) model = &release->model;
  if (const BenchmarkClaim* claim = fact.benchmark()) model = &claim->model;
  if (model == nullptr) return 1;
  const auto entry = lexicon.find(*model, NameKind::model);
  return entry && entry->weights == Weights::closed ? 0.6 : 1;
}

}  // namespace

std::vector<FactTension> find_tensions(std::vector<Fact>& facts, const Lexicon& lexicon) {
  std::vector<FactTension> tensions;
  add_figure_tensions(facts, tensions);
  add_leader_tensions(facts, tensions);
  add_trend_tensions(facts, tensions);
  add_side_tensions(facts, lexicon, tensions);
  for (FactTension& tension : tensions) {
    std::set<std::string> voices;
    for (const Fact* fact : tension.facts) voices.insert(fact->voices.begin(), fact->voices.end());
    const auto newest = std::ranges::max(tension.facts, {}, &Fact::last)->last;
    tension.weight = static_cast<double>(voices.size()) +
                     static_cast<double>(newest.time_since_epoch().count()) / 60.0;
    if (tension.kind == "trend") tension.weight += 4;
    if (tension.kind == "leaders") tension.weight += 1;
  }
  std::ranges::sort(tensions, [](const FactTension& a, const FactTension& b) {
    return std::pair{-a.weight, a.id} < std::pair{-b.weight, b.id};
  });
  return tensions;
}

namespace {

// Two reports of one day are two readings, and neither replaces the other.
void keep_newest(std::map<std::string, Fact*>& newest, const std::string& key, Fact& fact) {
  const auto [entry, is_first] = newest.emplace(key, &fact);
  Fact*& kept = entry->second;
  if (is_first || fact.last == kept->last) return;
  const bool newer = fact.last > kept->last;
  (newer ? kept : &fact)->superseded = true;
  if (newer) kept = &fact;
}

}  // namespace

void mark_superseded(std::vector<Fact>& facts) {
  std::map<std::string, Fact*> newest;
  for (Fact& fact : facts) {
    if (const Stance* stance = fact.stance();
        stance != nullptr && stance->direction != Direction::none && !stance->topic.empty()) {
      keep_newest(newest, "stance|" + name_key(stance->holder) + "|" + stance->topic, fact);
    }
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim == nullptr || fact.speaker.empty()) continue;
    const bool is_figure = claim->relation == Relation::score && claim->figure;
    if (!is_figure && claim->relation != Relation::rank) continue;
    const std::string key = name_key(claim->model) + "|" + name_key(claim->benchmark) + "|" +
                            name_key(claim->aspect) + "|" + name_key(claim->among) + "|" +
                            name_key(claim->conditions) + "|" + fact.speaker +
                            (is_figure ? "|score" : "|rank");
    keep_newest(newest, key, fact);
  }
}

void weigh_facts(std::vector<Fact>& facts, const Lexicon& lexicon, Day now) {
  constexpr double kHalfLifeDays = 45;
  // What a text singles out says more than one row of a long table.
  constexpr std::size_t kRowsOfATable = 15;
  constexpr double kRowFactor = 0.55;
  constexpr double kSupersededFactor = 0.1;
  std::unordered_map<std::string, std::size_t> figures_of_source;
  for (const Fact& fact : facts) {
    if (fact.benchmark() == nullptr) continue;
    for (const StoredClaim* claim : fact.evidence) ++figures_of_source[claim->source];
  }
  for (Fact& fact : facts) {
    const double age = std::max(0.0, static_cast<double>((now - fact.last).count()));
    double weight = kind_weight(fact, lexicon) * openness_factor(fact, lexicon);
    weight *= 1 + 0.3 * std::log2(static_cast<double>(fact.evidence.size()));
    const bool only_in_tables = fact.benchmark() != nullptr &&
                                std::ranges::all_of(fact.evidence, [&](const StoredClaim* claim) {
                                  return figures_of_source[claim->source] > kRowsOfATable;
                                });
    if (only_in_tables) weight *= kRowFactor;
    if (fact.superseded) weight *= kSupersededFactor;
    if (fact.standing == Standing::contested) weight *= 1.3;
    if (fact.standing == Standing::corroborated) weight *= 1.2;
    fact.weight = weight * std::exp2(-age / kHalfLifeDays);
  }
}

}  // namespace dossier
