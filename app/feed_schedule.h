// When a feed is asked: between the floor and the ceiling of its configuration, by its own habit,
// by what its publisher and its host say, and less often while it fails. Pure: the clock and chance
// are passed in.

#pragma once

#include <chrono>
#include <optional>

#include "app/configuration.h"
#include "base/time.h"
#include "ingest/feed.h"
#include "store/store.h"

namespace dossier {

// Whether a feed should be asked now. One that is gone is not; a host that asked for quiet has it;
// else the ceiling of the configuration holds, whatever was planned. A little early is in time: a
// daily job must not miss a day by a second.
[[nodiscard]] bool is_due(const FeedConfiguration& feed, const std::optional<FeedState>& state,
                          Time now);

// When the feed is due by what is planned and configured; nothing: at once, or never again (gone).
[[nodiscard]] std::optional<Time> due_at(const FeedConfiguration& feed,
                                         const std::optional<FeedState>& state);

// The usual time between two entries: the median of the gaps between the newest dates that the
// feed prints. Nothing where it prints fewer than three.
[[nodiscard]] std::optional<std::chrono::seconds> habit_of(const Feed& feed, Time now);

// Takes over what the feed says about its pace, and its habit; `new_entries`: whether it had any.
void learn_pace(const Feed& feed, bool new_entries, Time now, FeedState& state);

// After an answer at `now`: a quarter of its habit, longer when it has been silent for longer than
// that, never sooner than it says that it changes (ttl, sy:updatePeriod, skipHours, skipDays) or
// than the answer stays fresh; within floor and ceiling. `chance`, from 0 to 1, spreads feeds out.
[[nodiscard]] Time next_ask(const FeedConfiguration& feed, const FeedState& state,
                            std::optional<std::chrono::seconds> fresh, Time now, double chance);

// After `failures` in a row, at least one: the floor doubled for each, with up to a quarter more by
// chance, up to the ceiling. Pages are tried again by the same rule.
[[nodiscard]] Time next_try(const FeedConfiguration& feed, int failures, Time now, double chance);

}  // namespace dossier
