#include "render/evolution.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

const Fact* latest(const std::vector<const Fact*>& facts) {
  return *std::ranges::max_element(facts, {}, [](const Fact* fact) {
    return std::pair{fact->last, fact->first};
  });
}

bool are_opposite(Direction one, Direction other) {
  return (one == Direction::widening && other == Direction::narrowing) ||
         (one == Direction::narrowing && other == Direction::widening);
}

int strength(const Stance& stance) {
  return (stance.polarity == Polarity::mixed ? 0 : 2) +
         (stance.kind == StanceKind::forecast ? 0 : 1);
}

// Positions can be held against each other where both see a trend, or name one target.
Evolution compare(const Stance& before, const Stance& now) {
  if (before.direction != Direction::none && now.direction != Direction::none) {
    if (are_opposite(before.direction, now.direction)) return Evolution::reversed;
    if (before.direction != now.direction) return Evolution::moved;
    if (before.figure && now.figure && before.unit == now.unit &&
        before.figure->text != now.figure->text) {
      return Evolution::moved;
    }
  } else if (name_key(before.target) != name_key(now.target)) {
    return Evolution::added;
  } else if (before.polarity != now.polarity && before.polarity != Polarity::mixed &&
             now.polarity != Polarity::mixed) {
    return Evolution::reversed;
  }
  if (strength(now) > strength(before)) return Evolution::strengthened;
  if (strength(now) < strength(before)) return Evolution::softened;
  return Evolution::consistent;
}

}  // namespace

std::string_view to_string(Evolution how) {
  constexpr std::array<std::string_view, 8> kNames{"first appearance", "consistent", "added",
                                                   "strengthened",     "softened",   "moved",
                                                   "reversed",         "silent"};
  return kNames.at(static_cast<std::size_t>(how));
}

bool has_moved(Evolution how) {
  return how == Evolution::strengthened || how == Evolution::softened || how == Evolution::moved ||
         how == Evolution::reversed;
}

Development develop(const std::vector<const Fact*>& stances, Day since, const TopicView& view) {
  std::vector<const Fact*> known;
  std::vector<const Fact*> fresh;
  for (const Fact* fact : stances) (fact->is_new ? fresh : known).push_back(fact);
  if (known.empty()) {
    const Fact* first = *std::ranges::min_element(fresh, {}, &Fact::first);
    return {Evolution::first_appearance, nullptr, first, first->evidence.front()};
  }
  const Fact* before = latest(known);
  if (!fresh.empty()) {
    const Fact* now = latest(fresh);
    // An older text that was only found now moves nobody.
    if (now->last >= before->last) {
      return {compare(*before->stance(), *now->stance()), before, now, now->evidence.back()};
    }
  }
  const StoredClaim* last_words = before->evidence.back();
  const auto source = std::ranges::find(view.sources, last_words->source, &Source::id);
  const bool said_again =
      source != view.sources.end() && report_day(*source) > since && before->evidence.size() > 1;
  return {said_again ? Evolution::consistent : Evolution::silent, before, before, last_words};
}

}  // namespace dossier
