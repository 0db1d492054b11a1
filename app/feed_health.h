// How each feed is: what an operator wants to know before a reader notices.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/configuration.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace dossier {

enum class FeedCondition { unasked, well, silent, failing, gone };
[[nodiscard]] std::string_view to_string(FeedCondition condition);

struct FeedHealth {
  std::string url, name;  // The feed's own title where the configuration has no name
  std::vector<std::string> category;
  FeedCondition condition = FeedCondition::unasked;
  std::string address;  // Where it has moved for good; empty: where it is configured
  std::optional<Time> last_success, last_attempt, last_new_entry;
  std::optional<Time> next_ask;               // Absent: with the next run, or (gone) never
  int failures = 0;                           // In a row
  std::string reason;                         // Of the last one; empty where it works
  std::optional<std::chrono::seconds> habit;  // The usual time between two entries
  std::size_t pages_waiting = 0;              // Entries whose page is still to be had
};

// In the order of the configuration. `store` may be null: nothing has been asked yet. A feed is
// silent when nothing new has come for four times its habit, and for three days.
[[nodiscard]] Result<std::vector<FeedHealth>> feed_health(const Configuration& configuration,
                                                          const Store* store, Time now);

}  // namespace dossier
