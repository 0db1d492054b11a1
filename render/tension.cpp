#include "render/tension.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/names.h"
#include "render/tension_names.h"

namespace dossier {
namespace {

using Groups = std::map<std::string, std::vector<Fact*>>;

void contest(const std::vector<Fact*>& facts) {
  for (Fact* fact : facts) fact->standing = Standing::contested;
}

// A tension has two sides, and each is somebody's: facts of one source alone are its own muddle, or
// ours.
bool from_several_sources(const std::vector<const Fact*>& facts) {
  std::set<std::string> sources;
  for (const Fact* fact : facts) {
    for (const StoredClaim* claim : fact->evidence) sources.insert(claim->source);
  }
  return sources.size() >= 2;
}

// Scores of one model on one benchmark under like conditions, from different speakers.
void add_figure_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  Groups groups;
  for (Fact& fact : facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim == nullptr || claim->relation != Relation::score || !claim->figure) continue;
    if (fact.speaker.empty()) continue;  // Whose figure it is must be known, or it is hearsay
    if (fact.superseded) continue;       // Its speaker stands by another one now
    const std::string unit = claim->unit == "%" || claim->unit == "points" ? "" : claim->unit;
    groups[name_key(claim->model) + "|" + name_key(claim->benchmark) + "|" +
           name_key(claim->aspect) + "|" + name_key(claim->conditions) + "|" + unit]
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
    if (tension.facts.size() < 2 || !from_several_sources(tension.facts)) continue;
    for (const auto& [speaker, fact] : latest) contest({fact});
    tensions.push_back(std::move(tension));
  }
}

// "Qwen3.6-Max" and "Qwen3.6-Max-Preview" may be one model, told shortly. `names`: name_key() of
// models none of which begins with another.
bool may_be_one_of(const std::set<std::string>& names, const std::string& name) {
  const auto after = names.lower_bound(name);
  if (after != names.end() && after->starts_with(name)) return true;
  // What stood between a name and one that begins with it would begin with it, too.
  return after != names.begin() && name.starts_with(*std::prev(after));
}

// Two models in first place of one leaderboard, told within a week of each other by different
// sources, and not long ago: a first place of the spring is none of the summer.
void add_leader_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  constexpr auto kSameTime = std::chrono::days{7};
  constexpr auto kCurrent = std::chrono::days{45};
  if (facts.empty()) return;
  const Day now = std::ranges::max(facts, {}, &Fact::last).last;
  Groups groups;
  for (Fact& fact : facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim != nullptr && claim->relation == Relation::rank && claim->rank == 1 &&
        !fact.superseded) {
      groups[name_key(claim->benchmark) + "|" + name_key(claim->aspect) + "|" +
             name_key(claim->among) + "|" + name_key(claim->conditions)]
          .push_back(&fact);
    }
  }
  for (auto& [key, group] : groups) {
    std::ranges::sort(group, {}, [](const Fact* fact) { return std::pair{fact->last, fact->id}; });
    const Fact* newest = group.back();
    if (now - newest->last > kCurrent) continue;
    FactTension tension{short_id({"leaders", key}), "leaders", key, {}, 0};
    std::vector<Fact*> sides;
    std::set<std::string> models;
    for (Fact* fact : group) {
      if (newest->last - fact->last > kSameTime) continue;
      std::string model = name_key(fact->benchmark()->model);
      if (may_be_one_of(models, model)) continue;
      models.insert(std::move(model));
      sides.push_back(fact);
      tension.facts.push_back(fact);
    }
    if (tension.facts.size() < 2 || !from_several_sources(tension.facts)) continue;
    contest(sides);
    tensions.push_back(std::move(tension));
  }
}

// Of each holder the last word alone: nobody is set against himself.
std::vector<const Fact*> last_words(const std::vector<const Fact*>& facts, const Lexicon& lexicon) {
  std::map<std::string, const Fact*> last;
  for (const Fact* fact : facts) {
    const Fact*& kept = last[name_key(display_name(lexicon, fact->stance()->holder))];
    if (kept == nullptr || std::pair{fact->last, fact->id} > std::pair{kept->last, kept->id}) {
      kept = fact;
    }
  }
  std::vector<const Fact*> words;
  for (const auto& [holder, fact] : last) words.push_back(fact);
  return words;
}

// Holders who see one quantity move in different directions.
void add_trend_tensions(const std::vector<Fact>& facts, const Lexicon& lexicon,
                        std::vector<FactTension>& tensions) {
  std::map<std::string, std::vector<const Fact*>> groups;
  for (const Fact& fact : facts) {
    const Stance* stance = fact.stance();
    if (stance == nullptr || stance->direction == Direction::none || stance->topic.empty())
      continue;
    groups[stance->topic].push_back(&fact);
  }
  for (auto& [topic, told] : groups) {
    std::vector<const Fact*> group = last_words(told, lexicon);
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
void add_side_tensions(const std::vector<Fact>& facts, const Lexicon& lexicon,
                       std::vector<FactTension>& tensions) {
  std::map<std::string, std::vector<const Fact*>> groups;
  for (const Fact& fact : facts) {
    const Stance* stance = fact.stance();
    if (stance == nullptr || stance->polarity == Polarity::mixed) continue;
    const bool named = lexicon.find(stance->target, NameKind::model).has_value() ||
                       lexicon.find(stance->target, NameKind::benchmark).has_value();
    if (named && begins_with_target(fact)) groups[name_key(stance->target)].push_back(&fact);
  }
  for (auto& [target, told] : groups) {
    std::vector<const Fact*> group = last_words(told, lexicon);
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

std::optional<DateWindow> date_of(const Claim& claim) {
  if (const auto* release = std::get_if<Release>(&claim.content)) {
    return release->planned ? std::nullopt : release->date;
  }
  if (const auto* event = std::get_if<Event>(&claim.content)) return event->date;
  return std::nullopt;
}

// Two dates for one release or event: texts of several sources that date it, to the month at least,
// more than a day apart (it is another day elsewhere).
void add_date_tensions(std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  constexpr auto kLongest = std::chrono::days{31};
  constexpr auto kZones = std::chrono::days{1};
  for (Fact& fact : facts) {
    std::vector<const StoredClaim*> dated;
    for (const StoredClaim* claim : fact.evidence) {
      const auto date = date_of(claim->claim);
      if (date && date->last - date->first <= kLongest) dated.push_back(claim);
    }
    const auto apart = [&](const StoredClaim* one, const StoredClaim* other) {
      const auto a = date_of(one->claim);
      const auto b = date_of(other->claim);
      return one->source != other->source &&
             (a->first - b->last > kZones || b->first - a->last > kZones);
    };
    std::vector<const StoredClaim*> sides;
    for (const StoredClaim* claim : dated) {
      if (sides.empty() ||
          std::ranges::all_of(sides, [&](const StoredClaim* side) { return apart(claim, side); })) {
        sides.push_back(claim);
      }
    }
    if (sides.size() < 2) continue;
    std::ranges::sort(sides, {}, [](const StoredClaim* claim) {
      return std::pair{date_of(claim->claim)->first, claim->id};
    });
    FactTension tension{short_id({"dates", fact.id}), "dates", fact.id, {&fact}, 0};
    tension.claims = std::move(sides);
    contest({&fact});
    tensions.push_back(std::move(tension));
  }
}

double weight_of(const FactTension& tension) {
  std::set<std::string> voices;
  for (const Fact* fact : tension.facts) voices.insert(fact->voices.begin(), fact->voices.end());
  const Day newest = std::ranges::max(tension.facts, {}, &Fact::last)->last;
  double weight = static_cast<double>(voices.size()) +
                  static_cast<double>(newest.time_since_epoch().count()) / 60.0;
  if (tension.kind == "trend") weight += 4;
  if (tension.kind == "leaders") weight += 1;
  return weight;
}

}  // namespace

bool same_figure(const Figure& one, const Figure& other) {
  const auto decimals = [](const std::string& text) {
    const std::size_t dot = text.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(text.size() - dot - 1);
  };
  const double unit = std::pow(10.0, -std::min(decimals(one.text), decimals(other.text)));
  return std::abs(one.value - other.value) <= unit / 2 + 1e-9;
}

std::vector<FactTension> find_tensions(std::vector<Fact>& facts, const Lexicon& lexicon) {
  std::vector<FactTension> tensions;
  add_figure_tensions(facts, tensions);
  add_leader_tensions(facts, tensions);
  add_trend_tensions(facts, lexicon, tensions);
  add_side_tensions(facts, lexicon, tensions);
  add_date_tensions(facts, tensions);
  add_name_tensions(facts, tensions);
  for (FactTension& tension : tensions) tension.weight = weight_of(tension);
  std::ranges::sort(tensions, [](const FactTension& a, const FactTension& b) {
    return std::pair{-a.weight, a.id} < std::pair{-b.weight, b.id};
  });
  return tensions;
}

}  // namespace dossier
