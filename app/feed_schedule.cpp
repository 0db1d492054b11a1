#include "app/feed_schedule.h"

#include <algorithm>
#include <set>
#include <vector>

namespace dossier {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kDoublingsMax = 10;
constexpr std::size_t kDatesForHabitMin = 3, kDatesForHabitMax = 20;
constexpr int kAsksInAHabit = 4;
constexpr int kAsksInASilence = 8;
constexpr seconds kEarlyMax = minutes{5};
constexpr int kEarlyPart = 20;  // Of the interval
constexpr int kHoursMax = 8 * 24;

seconds part_of(seconds time, double part) {
  return seconds{static_cast<seconds::rep>(static_cast<double>(time.count()) * part)};
}

bool is_skipped(const FeedState& state, Time time) {
  const Day day = std::chrono::floor<std::chrono::days>(time);
  const int hour = static_cast<int>(std::chrono::floor<hours>(time - day).count());
  const int weekday = static_cast<int>(std::chrono::weekday{day}.c_encoding());
  return std::ranges::find(state.skip_hours, hour) != state.skip_hours.end() ||
         std::ranges::find(state.skip_days, weekday) != state.skip_days.end();
}

// The first time from `time` on that is not in a skipped hour or on a skipped day; `time` itself if
// all are.
Time after_skipped(const FeedState& state, Time time) {
  Time candidate = time;
  for (int i = 0; i < kHoursMax; ++i) {
    if (!is_skipped(state, candidate)) return candidate;
    candidate = std::chrono::floor<hours>(candidate) + hours{1};
  }
  return time;
}

}  // namespace

std::optional<Time> due_at(const FeedConfiguration& feed, const std::optional<FeedState>& state) {
  if (!state || !state->last_attempt || state->gone) return std::nullopt;
  const Time last = *state->last_attempt;
  const Time planned = state->next_ask.value_or(last + feed.interval_floor);
  if (state->told_to_wait) return planned;
  return std::clamp(planned, last + feed.interval_floor, last + feed.interval_ceiling);
}

bool is_due(const FeedConfiguration& feed, const std::optional<FeedState>& state, Time now) {
  if (state && state->gone) return false;
  const auto due = due_at(feed, state);
  if (!due) return true;
  const Time last = *state->last_attempt;
  // A clock that was set back must not silence a feed.
  if (now < last) return true;
  const seconds early =
      state->told_to_wait ? seconds{0} : std::min(kEarlyMax, (*due - last) / kEarlyPart);
  return now >= *due - early;
}

std::optional<seconds> habit_of(const Feed& feed, Time now) {
  std::set<Time, std::greater<>> dates;
  for (const FeedEntry& entry : feed.entries) {
    const auto date = entry.published ? entry.published : entry.updated;
    if (date && *date <= now) dates.insert(*date);
  }
  if (dates.size() < kDatesForHabitMin) return std::nullopt;
  std::vector<seconds> gaps;
  for (auto later = dates.begin(), date = std::next(later);
       date != dates.end() && gaps.size() + 1 < kDatesForHabitMax; later = date++) {
    gaps.push_back(*later - *date);
  }
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

void learn_pace(const Feed& feed, bool new_entries, Time now, FeedState& state) {
  const minutes pace{std::max(feed.ttl_minutes.value_or(0), feed.update_minutes.value_or(0))};
  state.publishers_pace = pace > minutes{0} ? std::optional<seconds>{pace} : std::nullopt;
  state.skip_hours = feed.skip_hours;
  state.skip_days = feed.skip_days;
  if (const auto habit = habit_of(feed, now)) {
    state.habit = habit;
  } else if (new_entries && state.last_new_entry && now > *state.last_new_entry) {
    // It prints no dates: what was seen tells, the latest most.
    const seconds gap = now - *state.last_new_entry;
    state.habit = state.habit ? (*state.habit * 3 + gap) / 4 : gap;
  }
}

Time next_ask(const FeedConfiguration& feed, const FeedState& state, std::optional<seconds> fresh,
              Time now, double chance) {
  constexpr double kSpread = 0.1;
  seconds interval = state.habit.value_or(seconds{0}) / kAsksInAHabit;
  if (state.last_new_entry && now > *state.last_new_entry) {
    interval = std::max(interval, (now - *state.last_new_entry) / kAsksInASilence);
  }
  interval = std::max({interval, feed.interval_floor, fresh.value_or(seconds{0}),
                       state.publishers_pace.value_or(seconds{0})});
  interval += part_of(std::min(interval, feed.interval_ceiling), kSpread * chance);
  const Time planned = now + std::min(interval, feed.interval_ceiling);
  return std::min(after_skipped(state, planned), now + feed.interval_ceiling);
}

Time next_try(const FeedConfiguration& feed, int failures, Time now, double chance) {
  constexpr double kSpread = 0.25;
  seconds wait = feed.interval_floor;
  for (int i = 0; i < std::min(failures, kDoublingsMax); ++i) wait *= 2;
  wait += part_of(wait, kSpread * chance);
  return now + std::min(wait, feed.interval_ceiling);
}

}  // namespace dossier
