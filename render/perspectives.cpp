// Perspectives: who holds what, and how it has developed.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/evolution.h"
#include "render/realize.h"
#include "render/sections.h"

namespace dossier {
namespace {

using Positions = std::vector<const Fact*>;

// Where a position stands, in a word or two: "widening", "at 3-7 months", "a mixed view".
std::string stand_of(const Stance& stance, const Stance& other) {
  if (stance.direction != other.direction) {
    return stance.direction == Direction::stable ? "holding steady"
                                                 : std::string{to_string(stance.direction)};
  }
  if (stance.figure && other.figure && stance.figure->text != other.figure->text) {
    return stance.figure->text + (stance.unit == "%" ? "%" : " " + stance.unit);
  }
  if (stance.polarity != other.polarity) {
    constexpr std::array<std::string_view, 3> kStands{"support", "opposition", "a mixed view"};
    return std::string{kStands.at(static_cast<std::size_t>(stance.polarity))};
  }
  return stance.kind == StanceKind::forecast ? "a forecast" : "a finding";
}

void say_dated(const Page& page, Line& line, std::string_view how, const Development& development) {
  const Day day = report_day(page.source(development.moved_by->source));
  line.say(fmt::format("{} {}", how, day_in_words(page, day)));
  line.cite({development.now}, {development.moved_by});
}

// What tells developments apart in print: how, and the source that shows it.
std::pair<Evolution, std::string> shown_by(const Development& development) {
  return {development.how, development.moved_by->source};
}

// The most telling first.
int rank_of(Evolution how) {
  constexpr std::array kOrder{
      Evolution::reversed,         Evolution::moved, Evolution::softened,   Evolution::strengthened,
      Evolution::first_appearance, Evolution::added, Evolution::consistent, Evolution::silent};
  return static_cast<int>(std::ranges::find(kOrder, how) - kOrder.begin());
}

// Whoever spoke on March 9 was not silent since March 2: of several silences the last is told, and
// beside other remarks only one that says what it is about.
void keep_last_silence(const Page& page, std::vector<std::vector<const Development*>>& groups) {
  const auto is_silent = [](const auto& group) { return group.front()->how == Evolution::silent; };
  const auto day_of_words = [&](const auto& group) {
    return report_day(page.source(group.front()->moved_by->source));
  };
  std::optional<Day> last;
  for (const auto& group : groups) {
    if (is_silent(group)) last = std::max(last.value_or(Day::min()), day_of_words(group));
  }
  bool kept = false;
  std::erase_if(groups, [&](const auto& group) {
    if (!is_silent(group)) return false;
    return day_of_words(group) < *last || std::exchange(kept, true);
  });
  std::erase_if(groups, [&](const auto& group) {
    const bool nameless = group.size() > 1 || group.front()->now->stance()->topic.empty();
    return groups.size() > 1 && is_silent(group) && nameless;
  });
}

DossierSentence say_evolution(const Material& material,
                              const std::vector<Development>& developments) {
  constexpr std::size_t kShownMax = 2;
  Page& page = material.page;
  // Targets that developed alike in one source are one remark.
  std::vector<std::vector<const Development*>> groups;
  for (const Development& development : developments) {
    const auto alike = std::ranges::find_if(groups, [&](const auto& group) {
      return shown_by(*group.front()) == shown_by(development);
    });
    if (alike == groups.end()) {
      groups.push_back({&development});
    } else {
      alike->push_back(&development);
    }
  }
  keep_last_silence(page, groups);
  std::ranges::stable_sort(groups, {},
                           [](const auto& group) { return rank_of(group.front()->how); });
  if (groups.size() > kShownMax) groups.resize(kShownMax);
  Line line{page};
  line.say("Evolution: ");
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Development& development = *groups[i].front();
    if (i > 0) line.say("; ");
    const std::string phrase = topic_phrase(page, *development.now->stance());
    const std::string on =
        groups.size() == 1 || groups[i].size() > 1 || phrase.empty() ? "" : " on " + phrase;
    switch (development.how) {
      case Evolution::first_appearance:
        say_dated(page, line, fmt::format("first appearance{},", on), development);
        break;
      case Evolution::consistent:
        say_dated(page, line, fmt::format("consistent{}, said again by", on), development);
        break;
      case Evolution::added:
        say_dated(page, line, fmt::format("spoke again{} by", on), development);
        break;
      case Evolution::silent:
        say_dated(page, line, fmt::format("silent{} since", on), development);
        break;
      case Evolution::strengthened:
      case Evolution::softened:
      case Evolution::moved:
      case Evolution::reversed:
        line.say(fmt::format("{}{}, ", to_string(development.how), on));
        say_move(line, development);
        break;
    }
  }
  return line.end();
}

std::string target_of(const Stance& stance) {
  return stance.topic.empty() ? name_key(stance.target) : stance.topic;
}

}  // namespace

void say_move(Line& line, const Development& development) {
  const Stance& before = *development.before->stance();
  const Stance& now = *development.now->stance();
  line.say("from " + stand_of(before, now));
  line.cite({development.before}, {development.before->evidence.back()});
  line.say(" to " + stand_of(now, before));
  line.cite({development.now}, {development.moved_by});
}

std::map<std::string, std::vector<Development>> all_developments(const Material& material) {
  std::map<std::pair<std::string, std::string>, Positions> by_holder_and_target;
  for (const Fact& fact : material.facts) {
    if (fact.stance() == nullptr || !can_be_said(material.page, fact)) continue;
    by_holder_and_target[{holder_name(material.page, fact), target_of(*fact.stance())}].push_back(
        &fact);
  }
  const Day since =
      material.previous == nullptr ? Day::min() : day_of(material.previous->published);
  std::map<std::string, std::vector<Development>> developments;
  for (const auto& [holder_and_target, positions] : by_holder_and_target) {
    developments[holder_and_target.first].push_back(develop(positions, since, material.view));
  }
  return developments;
}

Section write_perspectives(const Material& material) {
  constexpr std::size_t kHoldersMax = 9;
  constexpr std::size_t kPositionsMax = 4;
  Section section{"Perspectives", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::map<std::string, Positions> by_holder;
  std::map<std::string, double> weights;
  for (const Fact* fact : material.by_weight()) {
    const Stance* stance = fact->stance();
    if (stance == nullptr) continue;
    Positions& positions = by_holder[holder_name(page, *fact)];
    const auto same_topic = [&](const Fact* other) {
      return !stance->topic.empty() && other->stance()->topic == stance->topic;
    };
    if (!can_be_said(page, *fact) || positions.size() == kPositionsMax ||
        std::ranges::any_of(positions, same_topic)) {
      continue;
    }
    positions.push_back(fact);
    weights[holder_name(page, *fact)] += fact->weight;
  }
  std::vector<std::string> order;
  for (const auto& [holder, weight] : weights) order.push_back(holder);
  std::ranges::sort(order, {}, [&](const std::string& holder) {
    return std::pair{-weights.at(holder), holder};
  });
  if (order.size() > kHoldersMax) order.resize(kHoldersMax);
  const auto developments = all_developments(material);
  for (const std::string& holder : order) {
    Layout entry{LayoutKind::entry, holder, {}};
    Positions& positions = by_holder[holder];
    // What is expected has a table of its own; here it stands where there is nothing else.
    const auto is_forecast = [](const Fact* fact) {
      return fact->stance()->kind == StanceKind::forecast &&
             fact->stance()->direction == Direction::none;
    };
    if (!std::ranges::all_of(positions, is_forecast)) std::erase_if(positions, is_forecast);
    for (const Fact* fact : positions) {
      if (auto sentence = say_position(page, *fact))
        entry.sentences.push_back(std::move(*sentence));
    }
    if (entry.sentences.empty()) continue;
    entry.sentences.push_back(say_evolution(material, developments.at(holder)));
    section.layouts.push_back(std::move(entry));
  }
  return section;
}

}  // namespace dossier
