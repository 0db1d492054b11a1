// From feeds to stored documents: asks every feed that is due, takes what is new, fetches pages
// where the feed carries only a summary, extracts and stores. Start at crawl().

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/report.h"
#include "extract/lexicon.h"
#include "ingest/fetcher.h"
#include "store/store.h"

namespace dossier {

struct FeedOutcome {
  std::string url, name;
  // "not_modified", "unchanged", "read", "failed", "not_due", "gone", "postponed", "stopped"
  std::string outcome;
  std::string error;            // Of a failed one
  std::size_t entries_new = 0;  // New or changed, by identity
};

struct CrawlTotals {
  std::vector<FeedOutcome> feeds;  // In the configuration's order
  std::size_t feeds_asked = 0, feeds_failed = 0, not_modified = 0, unchanged = 0;
  std::size_t sources_new = 0, revisions_new = 0, claims_new = 0;
  std::size_t pages_postponed = 0;  // Could not be fetched now; tried again by a later run
  bool stopped = false;             // Before all was done: the deadline, or a signal
};

struct CrawlOptions {
  bool all = false;
  std::string only;  // A feed by address or name: asked though it be not due; empty: all
  StopWhen stop;
  Time now{};
  std::function<double()> chance = [] { return 0.0; };  // From 0 to 1
};

// The store as a fetcher's memory for robots.txt. Both must outlive it.
class StoredRobots final : public RobotsMemory {
 public:
  StoredRobots(Store& store, Time now) : store_{store}, now_{now} {}
  [[nodiscard]] std::optional<RobotsAnswer> recall(const std::string& origin) override;
  void keep(const std::string& origin, const RobotsAnswer& answer) override;

 private:
  Store& store_;
  Time now_;
};

// A feed that fails costs the others nothing. What is new in an answer is stored first: the text
// that the feed carries itself, and of the rest the entry, as one that waits for its page; only
// then are the answer's validators (ETag, Last-Modified) kept. Pages follow, each document in one
// atomic batch. So a run that is cut off anywhere loses nothing: the next one carries on with what
// waits, though the feed should have dropped it. Errors: those of the store.
[[nodiscard]] Result<CrawlTotals> crawl(const Configuration& configuration,
                                        const CrawlOptions& options, const Lexicon& lexicon,
                                        Fetcher& fetcher, Store& store, const Report& report);

}  // namespace dossier
