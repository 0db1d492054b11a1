// When a feed is asked, and how it is said to be.

#include "app/feed_schedule.h"

#include <catch2/catch.hpp>

#include "app/prometheus.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;

Time at(const char* text) {
  return parse_rfc3339(text).value();
}

const Time kNow = at("2026-03-02T12:00:00Z");  // A Monday

FeedConfiguration half_hour_to_a_day() {
  FeedConfiguration feed;
  feed.url = "https://a.example/feed";
  return feed;
}

std::chrono::seconds wait_after(const FeedState& state,
                                std::optional<std::chrono::seconds> fresh = std::nullopt,
                                double chance = 0) {
  return next_ask(half_hour_to_a_day(), state, fresh, kNow, chance) - kNow;
}

TEST_CASE("a feed is asked at a quarter of its habit, between floor and ceiling") {
  FeedState state;
  CHECK(wait_after(state) == 30min);  // Nothing is known
  state.habit = 10min;
  CHECK(wait_after(state) == 30min);
  state.habit = 24h;
  CHECK(wait_after(state) == 6h);
  CHECK(wait_after(state, std::nullopt, 1.0) == 6h + 36min);
  state.habit = 24h * 30;
  CHECK(wait_after(state) == 24h);
  CHECK(wait_after(state, std::nullopt, 1.0) == 24h);
  state.habit = 1h;
  state.last_new_entry = kNow - 4 * 24h;  // Silent for longer than it used to be
  CHECK(wait_after(state) == 12h);
}

TEST_CASE("nobody is asked sooner than the publisher or the host says") {
  FeedState state;
  CHECK(wait_after(state, 2h) == 2h);
  CHECK(wait_after(state, 0s) == 30min);
  CHECK(wait_after(state, 24h * 365) == 24h);
  state.publishers_pace = 3h;
  CHECK(wait_after(state, 2h) == 3h);

  state = {};
  state.skip_hours = {12, 13, 14};
  CHECK(wait_after(state) == 3h);
  state.skip_hours.clear();
  state.skip_days = {1};
  CHECK(wait_after(state) == 12h);
  state.skip_days = {0, 1, 2, 3, 4, 5, 6};  // Never: not meant
  CHECK(wait_after(state) == 30min);
  state.skip_days = {1, 2, 3};  // The ceiling is the operator's word
  CHECK(wait_after(state) == 24h);
}

TEST_CASE("a feed that fails is asked ever less often, with some chance in it") {
  const FeedConfiguration feed = half_hour_to_a_day();
  CHECK(next_try(feed, 1, kNow, 0) - kNow == 1h);
  CHECK(next_try(feed, 3, kNow, 0) - kNow == 4h);
  CHECK(next_try(feed, 3, kNow, 1) - kNow == 5h);
  CHECK(next_try(feed, 99, kNow, 1) - kNow == 24h);
}

TEST_CASE("whether a feed is due") {
  const FeedConfiguration feed = half_hour_to_a_day();
  FeedState state;
  CHECK(is_due(feed, std::nullopt, kNow));
  CHECK(is_due(feed, state, kNow));
  state.last_attempt = kNow;
  CHECK_FALSE(is_due(feed, state, kNow));
  CHECK(is_due(feed, state, kNow - 1h));  // The clock was set back
  CHECK(is_due(feed, state, kNow + 29min));
  state.next_ask = kNow + 24h;
  CHECK_FALSE(is_due(feed, state, kNow + 23h));
  CHECK(is_due(feed, state, kNow + 24h - 30s));  // The daily job began a little sooner today
  state.next_ask = kNow + 24h * 7;
  CHECK(is_due(feed, state, kNow + 24h));  // The ceiling holds
  state.told_to_wait = true;
  CHECK_FALSE(is_due(feed, state, kNow + 24h * 7 - 1s));  // But a host that asks for quiet has it
  CHECK(is_due(feed, state, kNow + 24h * 7));
  state.gone = kNow;
  CHECK_FALSE(is_due(feed, state, kNow + 24h * 30));
}

Feed feed_of(std::initializer_list<const char*> dates) {
  Feed feed;
  for (const char* date : dates) {
    feed.entries.emplace_back();
    if (*date != '\0') feed.entries.back().published = at(date);
  }
  return feed;
}

TEST_CASE("a feed's habit is the median between its entries, or what was seen of it") {
  CHECK_FALSE(habit_of(feed_of({"2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", ""}), kNow));
  const Feed dated =
      feed_of({"2026-02-01T00:00:00Z", "2026-02-27T00:00:00Z", "2026-03-01T00:00:00Z",
               "2026-03-02T00:00:00Z", "2027-01-01T00:00:00Z"});
  CHECK(habit_of(dated, kNow) == 48h);  // Of a day, two, and 26; what is to come does not count

  FeedState state;
  state.last_new_entry = kNow - 10h;
  learn_pace(feed_of({""}), true, kNow, state);
  CHECK(state.habit == 10h);
  state.last_new_entry = kNow - 2h;
  learn_pace(feed_of({""}), true, kNow, state);
  CHECK(state.habit == 8h);
  learn_pace(feed_of({""}), false, kNow + 24h, state);
  CHECK(state.habit == 8h);

  Feed paced = dated;
  paced.ttl_minutes = 60;
  paced.update_minutes = 90;
  paced.skip_hours = {3};
  learn_pace(paced, false, kNow, state);
  CHECK(state.habit == 48h);
  CHECK(state.publishers_pace == 90min);
  CHECK(state.skip_hours == std::vector<int>{3});
}

TEST_CASE("how feeds are, for people and for a monitor") {
  const TemporaryDirectory directory;
  Store store = Store::open(directory / "store").value();
  Configuration configuration;
  const auto add = [&](const char* url, FeedState state) {
    configuration.feeds.emplace_back();
    configuration.feeds.back().url = url;
    state.url = url;
    REQUIRE(store.put_feed_state(state));
  };
  FeedState well;
  well.last_success = well.last_attempt = well.last_new_entry = kNow - 1h;
  well.habit = 24h;
  well.title = "Weekly \"W\"";
  add("https://well.example/", well);
  FeedState silent = well;
  silent.last_new_entry = kNow - 5 * 24h;
  add("https://silent.example/", silent);
  FeedState failing = well;
  failing.failures = 3;
  failing.last_error = "answered 500";
  add("https://failing.example/", failing);
  FeedState gone = failing;
  gone.gone = kNow;
  add("https://gone.example/", gone);
  configuration.feeds.emplace_back();
  configuration.feeds.back().url = "https://new.example/";
  REQUIRE(store.put_pending("https://well.example/", {"k", {}, {}}));

  const auto health = feed_health(configuration, &store, kNow).value();
  REQUIRE(health.size() == 5);
  const auto condition = [&](std::size_t i) { return to_string(health[i].condition); };
  CHECK(condition(0) == "well");
  CHECK(condition(1) == "silent");
  CHECK(condition(2) == "failing");
  CHECK(condition(3) == "gone");
  CHECK(condition(4) == "unasked");
  CHECK(health[0].name == "Weekly \"W\"");
  CHECK(health[0].pages_waiting == 1);
  CHECK(health[0].next_ask == kNow - 30min);
  CHECK(health[2].reason == "answered 500");
  CHECK(feed_health(configuration, nullptr, kNow).value()[0].condition == FeedCondition::unasked);

  CrawlTotals run;
  run.sources_new = 7;
  const std::string metrics = write_prometheus(health, &run, kNow);
  for (const char* line : {"# TYPE dossier_feed_failures_in_a_row gauge\n",
                           "dossier_feed_failures_in_a_row{feed=\"https://failing.example/\"} 3\n",
                           "dossier_feed_gone{feed=\"https://gone.example/\"} 1\n",
                           "dossier_feed_silent{feed=\"https://silent.example/\"} 1\n",
                           "dossier_feed_pages_waiting{feed=\"https://well.example/\"} 1\n",
                           "dossier_feed_last_success_timestamp_seconds"
                           "{feed=\"https://well.example/\"} 1772449200\n",
                           "dossier_run_sources_new 7\n"}) {
    CAPTURE(line, metrics);
    CHECK(metrics.find(line) != std::string::npos);
  }
}

}  // namespace
}  // namespace dossier
