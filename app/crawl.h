// From feeds to stored documents: asks every feed that is due, takes what is new, fetches pages
// where the feed carries only a summary, extracts and stores. Start at crawl().

#pragma once

#include <cstddef>
#include <optional>
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
  std::string outcome;  // "not_modified", "unchanged", "read", "failed", "not_due", "deadline"
  std::string error;    // Of a failed one
  std::size_t entries_new = 0;  // New or changed, by identity
};

struct CrawlTotals {
  std::vector<FeedOutcome> feeds;  // In the configuration's order
  std::size_t feeds_asked = 0, feeds_failed = 0, not_modified = 0, unchanged = 0;
  std::size_t sources_new = 0, revisions_new = 0, claims_new = 0;
  std::size_t pages_postponed = 0;  // Could not be fetched now; tried again by the next run
  bool deadline_reached = false;
};

struct CrawlOptions {
  bool all = false;
  std::string only;  // A feed by address or name: asked though it be not due; empty: all
  std::optional<std::chrono::steady_clock::time_point> deadline;
  Time now{};
};

// Whether a feed should be asked now: its interval has passed since the last attempt, doubled for
// every failure in a row up to the ceiling.
[[nodiscard]] bool is_due(const FeedConfiguration& feed, const std::optional<FeedState>& state,
                          Time now);

// A feed that fails costs the others nothing. Each document is stored in one atomic batch as soon
// as it is there, and validators (ETag, Last-Modified) are kept only once all entries that came
// with them are dealt with, so that a run which is cut off loses nothing: the next one asks again
// and finds what it has. Errors: those of the store.
[[nodiscard]] Result<CrawlTotals> crawl(const Configuration& configuration,
                                        const CrawlOptions& options, const Lexicon& lexicon,
                                        Fetcher& fetcher, Store& store, const Report& report);

}  // namespace dossier
