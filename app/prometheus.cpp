#include "app/prometheus.h"

#include <fmt/core.h>

#include <functional>
#include <optional>
#include <string_view>

#include "base/utf8.h"

namespace dossier {
namespace {

// In a label's quotation marks: backslash, quote and line feed have escapes.
std::string label(std::string_view text) {
  std::string out;
  for (const char c : to_valid_utf8(text)) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

class Writer {
 public:
  void begin(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ += fmt::format("# HELP dossier_{} {}\n# TYPE dossier_{} {}\n", name, help, name, type);
  }
  void value(long long number) { out_ += fmt::format("dossier_{} {}\n", name_, number); }
  void value(const FeedHealth& feed, long long number) {
    out_ += fmt::format("dossier_{}{{feed=\"{}\"}} {}\n", name_, label(feed.url), number);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string name_, out_;
};

long long seconds_of(Time time) {
  return static_cast<long long>(time.time_since_epoch().count());
}

}  // namespace

std::string write_prometheus(const std::vector<FeedHealth>& feeds, const CrawlTotals* last_run,
                             Time now) {
  Writer writer;
  writer.begin("last_run_timestamp_seconds", "gauge", "When these figures were taken.");
  writer.value(seconds_of(now));

  using Number = std::function<std::optional<long long>(const FeedHealth&)>;
  const auto per_feed = [&](std::string_view name, std::string_view help, const Number& number) {
    writer.begin(name, "gauge", help);
    for (const FeedHealth& feed : feeds) {
      if (const auto value = number(feed)) writer.value(feed, *value);
    }
  };
  const auto time = [](const std::optional<Time>& at) {
    return at ? std::optional{seconds_of(*at)} : std::nullopt;
  };
  const auto is = [](const FeedHealth& feed, FeedCondition condition) {
    return feed.condition == condition ? 1LL : 0LL;
  };
  per_feed("feed_failures_in_a_row", "Failed attempts since the last success.",
           [](const FeedHealth& feed) { return feed.failures; });
  per_feed("feed_gone", "1 if it answered 410 and is not asked any more.",
           [&](const FeedHealth& feed) { return is(feed, FeedCondition::gone); });
  per_feed("feed_silent", "1 if nothing new has come for much longer than its habit.",
           [&](const FeedHealth& feed) { return is(feed, FeedCondition::silent); });
  per_feed("feed_pages_waiting", "Entries whose page is still to be fetched.",
           [](const FeedHealth& feed) { return static_cast<long long>(feed.pages_waiting); });
  per_feed("feed_last_success_timestamp_seconds", "Its last good answer.",
           [&](const FeedHealth& feed) { return time(feed.last_success); });
  per_feed("feed_last_new_entry_timestamp_seconds", "Its last new or changed entry.",
           [&](const FeedHealth& feed) { return time(feed.last_new_entry); });
  per_feed("feed_next_ask_timestamp_seconds", "When it is due.",
           [&](const FeedHealth& feed) { return time(feed.next_ask); });

  if (last_run != nullptr) {
    const auto figure = [&](std::string_view name, std::string_view help, std::size_t number) {
      writer.begin(name, "gauge", help);
      writer.value(static_cast<long long>(number));
    };
    figure("run_feeds_asked", "Feeds asked by the last run.", last_run->feeds_asked);
    figure("run_feeds_failed", "Feeds that failed in the last run.", last_run->feeds_failed);
    figure("run_sources_new", "Sources that the last run stored.", last_run->sources_new);
    figure("run_revisions_new", "New revisions of sources.", last_run->revisions_new);
    figure("run_claims_new", "Claims that the last run stored.", last_run->claims_new);
    figure("run_pages_postponed", "Pages that could not be fetched.", last_run->pages_postponed);
    figure("run_stopped", "1 if it ended before all was done.", last_run->stopped ? 1 : 0);
  }
  return writer.take();
}

}  // namespace dossier
