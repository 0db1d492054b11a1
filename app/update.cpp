// dossier update: the main job. Safe from cron, safe to run again, quiet unless something broke.

#include <fmt/core.h>

#include <filesystem>

#include "app/commands.h"
#include "app/crawl.h"
#include "app/file.h"
#include "app/publish.h"
#include "app/report.h"
#include "app/session.h"
#include "app/version.h"
#include "base/json.h"
#include "base/utf8.h"

namespace dossier {
namespace {

Json to_json(const CrawlTotals& totals, const std::vector<PublishedVersion>& published) {
  Json versions = Json::array();
  for (const PublishedVersion& version : published) {
    versions.push_back(Json{{"id", version.id}, {"version", version.version}});
  }
  Json failed = Json::array();
  for (const FeedOutcome& feed : totals.feeds) {
    if (feed.outcome == "failed") failed.push_back(Json{{"url", feed.url}, {"error", feed.error}});
  }
  return Json{{"feeds", totals.feeds_asked},
              {"feeds_failed", totals.feeds_failed},
              {"not_modified", totals.not_modified},
              {"unchanged", totals.unchanged},
              {"sources_new", totals.sources_new},
              {"revisions_new", totals.revisions_new},
              {"claims_new", totals.claims_new},
              {"pages_postponed", totals.pages_postponed},
              {"deadline_reached", totals.deadline_reached},
              {"versions_published", versions},
              {"failures", failed}};
}

FetchOptions fetch_options(const Configuration& configuration) {
  FetchOptions options;
  options.user_agent = configuration.user_agent.empty() ? "dossier/" + std::string{kVersion}
                                                        : configuration.user_agent;
  options.proxy = configuration.proxy;
  options.ca_file = configuration.ca_file;
  options.allow_private = configuration.allow_private;
  options.host_delay = configuration.host_delay;
  options.limits.body_bytes_max = configuration.body_bytes_max;
  return options;
}

// Says which feeds an update would ask, and asks none.
int tell_what_is_due(const GlobalOptions& global, const UpdateOptions& options,
                     const Configuration& configuration, const Report& report, Time now) {
  const bool store_is_there = std::filesystem::exists(global.store);
  std::optional<Store> store;
  if (store_is_there) {
    auto opened = Store::open_for_reading(global.store);
    if (!opened) return report.failure(opened.error());
    store = std::move(*opened);
  }
  for (const FeedConfiguration& feed : configuration.feeds) {
    std::optional<FeedState> state;
    if (store) {
      auto read = store->feed_state(feed.url);
      if (!read) return report.failure(read.error());
      state = std::move(*read);
    }
    const bool due = options.all || is_due(feed, state, now);
    if (global.json) {
      report.result(dump_json(Json{{"url", feed.url}, {"due", due}}) + "\n");
    } else if (due) {
      report.result("due: " + for_display(feed.url) + "\n");
    }
  }
  return kDone;
}

}  // namespace

int run_update(const GlobalOptions& global, const UpdateOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const Report report{global};
  const Time now = now_of(global);
  const auto configuration = load_configuration(global.config);
  if (!configuration) {
    report.trouble(configuration.error().message);
    return kBadUsage;
  }
  const auto lexicon = load_lexicon(global.config, *configuration);
  if (!lexicon) {
    report.trouble(lexicon.error().message);
    return kBadUsage;
  }
  if (!options.only.empty() &&
      std::ranges::none_of(configuration->feeds, [&](const FeedConfiguration& feed) {
        return feed.url == options.only || feed.name == options.only;
      })) {
    report.trouble("--only " + options.only + ": no feed of that address or name in " +
                   global.config);
    return kBadUsage;
  }
  if (options.dry_run) return tell_what_is_due(global, options, *configuration, report, now);

  auto store = Store::open(global.store);
  if (!store) return report.failure(store.error());
  const auto fetcher = make_curl_fetcher(fetch_options(*configuration));
  CrawlOptions crawl_options{options.all, options.only, std::nullopt, now};
  if (options.deadline) crawl_options.deadline = started + *options.deadline;
  const auto totals = crawl(*configuration, crawl_options, *lexicon, *fetcher, *store, report);
  if (!totals) return report.failure(totals.error());

  std::vector<PublishedVersion> published;
  if (!totals->deadline_reached) {
    std::vector<std::string> unproved;
    auto done = publish_dossiers(*store, configuration->dossiers, *lexicon, now, &unproved);
    for (const std::string& finding : unproved) report.note("left out: " + finding);
    if (!done) return report.failure(done.error());
    published = std::move(*done);
  }
  if (auto done = write_pages(*store, configuration->dossiers, options.out); !done) {
    return report.failure(done.error());
  }
  for (const PublishedVersion& version : published) {
    report.note(fmt::format("{}: v{} published", version.id, version.version));
  }
  if (published.empty()) report.note("nothing new to publish");
  const std::string ledger = dump_json(to_json(*totals, published));
  if (auto done = store->append_run(now, ledger); !done) return report.failure(done.error());
  if (auto done = store->sync(); !done) return report.failure(done.error());
  if (global.json) report.result(ledger + "\n");
  if (totals->deadline_reached) report.trouble("the deadline came; the next run carries on");
  return totals->feeds_failed > 0 || totals->deadline_reached ? kSomeFeedsFailed : kDone;
}

}  // namespace dossier
