// dossier update: the main job. Safe from cron, safe to run again, quiet unless something broke.

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <random>

#include "app/commands.h"
#include "app/crawl.h"
#include "app/feed_health.h"
#include "app/feed_schedule.h"
#include "app/fetching.h"
#include "app/file.h"
#include "app/interruption.h"
#include "app/prometheus.h"
#include "app/publish.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::chrono::milliseconds kPublishingTime = std::chrono::seconds{30};  // At most

Json to_json(const CrawlTotals& totals, const Publication& publication) {
  Json versions = Json::array();
  for (const PublishedVersion& version : publication.versions) {
    versions.push_back(Json{{"id", version.id}, {"version", version.version}});
  }
  Json drafts = Json::array();
  for (const Dossier& draft : publication.drafts) {
    drafts.push_back(Json{{"id", draft.id}, {"version", draft.version}});
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
              {"deadline_reached", totals.stopped},
              {"versions_published", versions},
              {"drafts", drafts},
              {"failures", failed}};
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
  const auto setup = load_setup(global);
  if (!setup) {
    report.trouble(setup.error().message);
    return kBadUsage;
  }
  const Configuration& configuration = setup->configuration;
  const Lexicon& lexicon = setup->lexicon;
  if (!options.only.empty() &&
      std::ranges::none_of(configuration.feeds, [&](const FeedConfiguration& feed) {
        return feed.url == options.only || feed.name == options.only;
      })) {
    report.trouble("--only " + options.only + ": no feed of that address or name in " +
                   global.config);
    return kBadUsage;
  }
  if (options.dry_run) return tell_what_is_due(global, options, configuration, report, now);

  auto store = Store::open(global.store);
  if (!store) return report.failure(store.error());
  std::mt19937_64 random{std::random_device{}()};
  StoredRobots robots{*store, now};
  FetchOptions fetching = fetch_options(configuration);
  fetching.robots = &robots;
  fetching.order = random();
  const auto fetcher = make_curl_fetcher(std::move(fetching));
  const std::atomic<bool>& interrupted = listen_for_interruption();
  CrawlOptions crawl_options;
  crawl_options.all = options.all;
  crawl_options.only = options.only;
  crawl_options.stop.asked = &interrupted;
  crawl_options.now = now;
  crawl_options.chance = [&random] { return std::generate_canonical<double, 32>(random); };
  if (options.deadline) {
    // Some of the time is left for publishing.
    const std::chrono::milliseconds all = *options.deadline;
    crawl_options.stop.deadline = started + all - std::min(all / 10, kPublishingTime);
  }
  const auto totals = crawl(configuration, crawl_options, lexicon, *fetcher, *store, report);
  if (!totals) return report.failure(totals.error());

  // Decisions made while we crawled count.
  const auto rulings = load_rulings(global.store);
  if (!rulings) return report.failure(rulings.error());
  Publication publication;
  if (!interrupted) {
    std::vector<std::string> unproved;
    const bool as_drafts = configuration.publish == PublishMode::review;
    auto done = publish_dossiers(*store, configuration.dossiers,
                                 {lexicon, *rulings, now, as_drafts, &unproved});
    for (const std::string& finding : unproved) report.note("left out: " + finding);
    if (!done) return report.failure(done.error());
    publication = std::move(*done);
  }
  if (auto done = write_pages(*store, configuration.dossiers, options.out); !done) {
    return report.failure(done.error());
  }
  if (auto done = write_drafts(publication.drafts, options.out); !done) {
    return report.failure(done.error());
  }
  for (const PublishedVersion& version : publication.versions) {
    report.note(fmt::format("{}: v{} published", version.id, version.version));
  }
  for (const Dossier& draft : publication.drafts) {
    report.note(fmt::format("{}: v{} waits as a draft", draft.id, draft.version));
  }
  if (publication.versions.empty() && publication.drafts.empty()) {
    report.note("nothing new to publish");
  }
  for (const std::string& message : publication.unpublished) report.trouble(message);
  const std::string ledger = dump_json(to_json(*totals, publication));
  if (auto done = store->append_run(now, ledger); !done) return report.failure(done.error());
  if (auto done = store->sync(); !done) return report.failure(done.error());
  if (!options.metrics.empty()) {
    const auto feeds = feed_health(configuration, &*store, now);
    if (!feeds) return report.failure(feeds.error());
    const auto done = write_file(options.metrics, write_prometheus(*feeds, &*totals, now));
    if (!done) return report.failure(done.error());
  }
  if (global.json) report.result(ledger + "\n");
  const bool cut_short = totals->stopped || interrupted;
  if (cut_short) {
    report.trouble(interrupted ? "interrupted; the next run carries on"
                               : "the deadline came; the next run carries on");
  }
  if (!publication.unpublished.empty()) return kVerificationFailed;
  return totals->feeds_failed > 0 || cut_short ? kSomeFeedsFailed : kDone;
}

}  // namespace dossier
