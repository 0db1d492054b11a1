#include "app/feed_health.h"

#include <algorithm>
#include <utility>

#include "app/feed_schedule.h"

namespace dossier {
namespace {

constexpr int kHabitsOfSilence = 4;
constexpr std::chrono::seconds kSilenceMin = std::chrono::hours{72};

bool is_silent(const FeedState& state, Time now) {
  if (!state.habit || !state.last_new_entry) return false;
  return now - *state.last_new_entry > std::max(kSilenceMin, *state.habit * kHabitsOfSilence);
}

FeedCondition condition_of(const FeedState& state, Time now) {
  if (state.gone) return FeedCondition::gone;
  if (state.failures > 0) return FeedCondition::failing;
  if (!state.last_success) return FeedCondition::unasked;
  return is_silent(state, now) ? FeedCondition::silent : FeedCondition::well;
}

}  // namespace

std::string_view to_string(FeedCondition condition) {
  switch (condition) {
    case FeedCondition::unasked:
      return "unasked";
    case FeedCondition::well:
      return "well";
    case FeedCondition::silent:
      return "silent";
    case FeedCondition::failing:
      return "failing";
    case FeedCondition::gone:
      return "gone";
  }
  return "";
}

Result<std::vector<FeedHealth>> feed_health(const Configuration& configuration, const Store* store,
                                            Time now) {
  std::vector<FeedHealth> all;
  for (const FeedConfiguration& feed : configuration.feeds) {
    FeedHealth health;
    health.url = feed.url;
    health.name = feed.name;
    health.category = feed.category;
    if (store != nullptr) {
      const auto state = store->feed_state(feed.url);
      if (!state) return tl::unexpected<Error>(state.error());
      const auto waiting = store->count_pending(feed.url);
      if (!waiting) return tl::unexpected<Error>(waiting.error());
      health.pages_waiting = *waiting;
      if (*state) {
        const FeedState& known = **state;
        if (health.name.empty()) health.name = known.title;
        health.condition = condition_of(known, now);
        health.address = known.address;
        health.last_success = known.last_success;
        health.last_attempt = known.last_attempt;
        health.last_new_entry = known.last_new_entry;
        health.next_ask = due_at(feed, *state);
        health.failures = known.failures;
        health.reason = known.last_error;
        health.habit = known.habit;
      }
    }
    all.push_back(std::move(health));
  }
  return all;
}

}  // namespace dossier
