// dossier feeds list, add, remove, import, export, health: the list of feeds and how they are.
// What asks the web is in feeds_probe.cpp.

#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <set>

#include "app/commands.h"
#include "app/feed_health.h"
#include "app/feed_list.h"
#include "app/file.h"
#include "app/opml.h"
#include "app/prometheus.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "ingest/url.h"

namespace dossier {
namespace {

// The configuration, or an empty one where the file is not there yet.
Result<Configuration> configuration_or_none(const std::string& path) {
  if (!std::filesystem::exists(path)) return Configuration{};
  return load_configuration(path);
}

int refused(const Report& report, const Error& error) {
  report.trouble(error.message);
  return kBadUsage;
}

Result<std::vector<FeedHealth>> read_health(const GlobalOptions& global,
                                            const Configuration& configuration) {
  std::optional<Store> store;
  if (std::filesystem::exists(global.store)) {
    auto opened = Store::open_for_reading(global.store);
    if (!opened) return tl::unexpected<Error>(std::move(opened.error()));
    store = std::move(*opened);
  }
  return feed_health(configuration, store ? &*store : nullptr, now_of(global));
}

std::string joined(const std::vector<std::string>& category) {
  std::string path;
  for (const std::string& each : category) path += (path.empty() ? "" : " / ") + each;
  return path;
}

Json time_in_json(const std::optional<Time>& time) {
  return time ? Json(format_rfc3339(*time)) : Json(nullptr);
}

Json to_json(const FeedHealth& feed) {
  return Json{
      {"url", feed.url},
      {"name", feed.name},
      {"category", feed.category},
      {"condition", to_string(feed.condition)},
      {"moved_to", feed.address.empty() ? Json(nullptr) : Json(feed.address)},
      {"last_success", time_in_json(feed.last_success)},
      {"last_attempt", time_in_json(feed.last_attempt)},
      {"last_new_entry", time_in_json(feed.last_new_entry)},
      {"failures", feed.failures},
      {"reason", feed.reason},
      {"next_ask", time_in_json(feed.next_ask)},
      {"habit_seconds", feed.habit ? Json(feed.habit->count()) : Json(nullptr)},
      {"pages_waiting", feed.pages_waiting},
  };
}

std::string day_or(const std::optional<Time>& time, std::string_view otherwise) {
  return time ? format_day(day_of(*time)) : std::string{otherwise};
}

// "failing: 3 times: HTTP 500", "silent since 2026-05-02 (usually every 2 days)"
std::string in_words(const FeedHealth& feed) {
  switch (feed.condition) {
    case FeedCondition::unasked:
      return "not asked yet";
    case FeedCondition::well:
      return "well; last new entry " + day_or(feed.last_new_entry, "never");
    case FeedCondition::silent:
      return fmt::format("silent since {}, though it has something every {} h as a rule",
                         day_or(feed.last_new_entry, "ever"),
                         std::chrono::ceil<std::chrono::hours>(*feed.habit).count());
    case FeedCondition::failing:
      return fmt::format("failed {} time{} in a row, last worked {}: {}", feed.failures,
                         feed.failures == 1 ? "" : "s", day_or(feed.last_success, "never"),
                         feed.reason);
    case FeedCondition::gone:
      return "gone for good (410)";
  }
  return "";
}

// Edits the configuration: `edit` makes the new text from the old one.
template <typename Edit>
int edit_configuration(const GlobalOptions& global, const Report& report, const Edit& edit) {
  std::string path = global.config;
  std::string text;
  if (std::filesystem::exists(path)) {
    std::error_code error;  // A link stays a link
    const auto real = std::filesystem::canonical(path, error);
    if (!error) path = real.string();
    auto read = read_file(path);
    if (!read) return refused(report, read.error());
    text = std::move(*read);
  }
  const Result<std::string> edited = edit(text);
  if (!edited) return refused(report, edited.error());
  if (*edited == text) return kDone;
  if (const auto done = write_file(path, *edited); !done) return report.failure(done.error());
  return kDone;
}

}  // namespace

int run_feeds_list(const GlobalOptions& global, const FeedsListOptions&) {
  const Report report{global};
  const auto configuration = load_configuration(global.config);
  if (!configuration) return refused(report, configuration.error());
  const auto feeds = read_health(global, *configuration);
  if (!feeds) return report.failure(feeds.error());
  for (const FeedHealth& feed : *feeds) {
    if (global.json) {
      report.result(
          dump_json(Json{{"url", feed.url},
                         {"name", feed.name},
                         {"category", feed.category},
                         {"condition", to_string(feed.condition)},
                         {"moved_to", feed.address.empty() ? Json(nullptr) : Json(feed.address)}}) +
          "\n");
      continue;
    }
    std::string line = for_display(feed.url);
    if (!feed.name.empty()) line += "  " + for_display(feed.name);
    if (!feed.category.empty()) line += "  [" + for_display(joined(feed.category)) + "]";
    if (!feed.address.empty()) line += "  moved for good to " + for_display(feed.address);
    if (feed.condition == FeedCondition::gone) line += "  gone for good (410)";
    report.result(line + "\n");
  }
  return kDone;
}

int run_feeds_add(const GlobalOptions& global, const FeedsAddOptions& options) {
  const Report report{global};
  if (!parse_url(options.url)) {
    return refused(report, {ErrorCode::malformed, options.url + ": not an http or https address"});
  }
  FeedConfiguration feed;
  feed.url = options.url;
  feed.name = on_one_line(options.name);
  feed.category = options.category;
  if (options.tier > 0) feed.tier = options.tier;
  const int status = edit_configuration(global, report, [&](const std::string& text) {
    return add_feeds(text, global.config, {feed});
  });
  if (status == kDone && global.json) {
    report.result(dump_json(Json{{"added", Json::array({feed.url})}}) + "\n");
  } else if (status == kDone && !global.quiet) {
    report.result("added " + for_display(feed.url) + " to " + global.config + "\n");
  }
  return status;
}

int run_feeds_remove(const GlobalOptions& global, const FeedsRemoveOptions& options) {
  const Report report{global};
  const int status = edit_configuration(global, report, [&](const std::string& text) {
    return remove_feed(text, global.config, options.feed);
  });
  if (status == kDone && global.json) {
    report.result(dump_json(Json{{"removed", Json::array({options.feed})}}) + "\n");
  } else if (status == kDone && !global.quiet) {
    report.result("removed " + for_display(options.feed) + " from " + global.config + "\n");
  }
  return status;
}

int run_feeds_import(const GlobalOptions& global, const FeedsImportOptions& options) {
  const Report report{global};
  Result<std::string> bytes = options.file == "-"
                                  ? std::string{std::istreambuf_iterator<char>{std::cin}, {}}
                                  : read_file(options.file);
  if (!bytes) return refused(report, bytes.error());
  const auto list = parse_opml(*bytes);
  if (!list)
    return refused(report, {list.error().code, options.file + ": " + list.error().message});
  const auto configuration = configuration_or_none(global.config);
  if (!configuration) return refused(report, configuration.error());

  std::set<std::string> known;
  for (const FeedConfiguration& feed : configuration->feeds) known.insert(feed_identity(feed.url));
  std::vector<FeedConfiguration> added;
  std::size_t listed_already = 0;
  for (const FeedConfiguration& feed : list->feeds) {
    if (known.insert(feed_identity(feed.url)).second) {
      added.push_back(feed);
    } else {
      ++listed_already;
    }
  }
  const int status = edit_configuration(global, report, [&](const std::string& text) {
    return add_feeds(text, global.config, added);
  });
  if (status != kDone) return status;
  for (const std::string& skipped : list->skipped) {
    report.trouble(options.file + ": skipped: " + skipped);
  }
  if (global.json) {
    Json urls = Json::array();
    for (const FeedConfiguration& feed : added) urls.push_back(feed.url);
    report.result(
        dump_json(
            Json{{"added", urls}, {"listed_already", listed_already}, {"skipped", list->skipped}}) +
        "\n");
  } else if (!global.quiet) {
    report.result(fmt::format("{} added, {} listed already, {} skipped\n", added.size(),
                              listed_already, list->skipped.size()));
  }
  return kDone;
}

int run_feeds_export(const GlobalOptions& global, const FeedsExportOptions& options) {
  const Report report{global};
  const auto configuration = load_configuration(global.config);
  if (!configuration) return refused(report, configuration.error());
  const std::string opml = write_opml("Feeds of Dossier", configuration->feeds);
  if (options.out.empty()) {
    report.result(opml);
  } else if (const auto done = write_file(options.out, opml); !done) {
    return report.failure(done.error());
  }
  return kDone;
}

int run_feeds_health(const GlobalOptions& global, const FeedsHealthOptions& options) {
  const Report report{global};
  const auto configuration = load_configuration(global.config);
  if (!configuration) return refused(report, configuration.error());
  const auto feeds = read_health(global, *configuration);
  if (!feeds) return report.failure(feeds.error());
  if (!options.metrics.empty()) {
    const auto done =
        write_file(options.metrics, write_prometheus(*feeds, nullptr, now_of(global)));
    if (!done) return report.failure(done.error());
  }
  bool all_well = true;
  for (const FeedHealth& feed : *feeds) {
    const bool is_well = feed.failures == 0 && feed.condition != FeedCondition::gone;
    all_well = all_well && is_well;
    if (global.json) {
      report.result(dump_json(to_json(feed)) + "\n");
    } else if (!global.quiet || !is_well) {
      std::string line = for_display(feed.name.empty() ? feed.url : feed.name) + ": " +
                         for_display(in_words(feed));
      if (feed.pages_waiting > 0) line += fmt::format("; {} pages waiting", feed.pages_waiting);
      if (feed.next_ask) line += "; next asked " + format_rfc3339(*feed.next_ask);
      report.result(line + "\n");
    }
  }
  return all_well ? kDone : kSomeFeedsFailed;
}

}  // namespace dossier
