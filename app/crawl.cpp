#include "app/crawl.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <utility>

#include "app/crawl_document.h"
#include "app/entry_identity.h"
#include "app/feed_schedule.h"
#include "base/hash.h"
#include "ingest/article.h"
#include "ingest/feed.h"
#include "ingest/fetch_freshness.h"

namespace dossier {
namespace {

// An entry whose own text is shorter than this is taken for a summary, and its page is fetched.
constexpr std::size_t kFullTextBytesMin = 400;
// A page with less text than the feed's own is taken for a wall or a notice.
constexpr std::size_t kPageTextBytesMin = 200;
// Pages of one feed, and of all, in one run; the rest wait for the next. At a second a page, a feed
// of ten thousand entries would hold the store for hours.
constexpr std::size_t kPagesOfFeedMax = 200;
constexpr std::size_t kPagesMax = 5'000;
// A page that has failed for so long is given up: the feed's own text is kept.
constexpr auto kPageGivenUpAfter = std::chrono::hours{24 * 30};
// On so many runs in a row must an answer say that the feed has moved for good.
constexpr int kMovesSeenMin = 2;

// What one feed is doing in this run.
struct FeedWork {
  const FeedConfiguration* configuration = nullptr;
  FeedOutcome* outcome = nullptr;
  FeedState state;
  std::string outlet;
  std::set<std::string> fetching;  // Keys of entries whose pages are being fetched
  std::set<std::string> tried;     // In this run
  std::size_t pages = 0;           // Asked for
  bool waits = false;              // Some entry may wait for its page
  bool ask_again = false;          // An entry changed while its page was being fetched
};

std::string in_words(const Result<Response>& answer) {
  return answer ? fmt::format("answered {}", answer->status) : answer.error().message;
}

class Crawler {
 public:
  Crawler(const Configuration& configuration, const CrawlOptions& options, const Lexicon& lexicon,
          Fetcher& fetcher, Store& store, const Report& report)
      : configuration_{configuration},
        options_{options},
        lexicon_{lexicon},
        fetcher_{fetcher},
        store_{store},
        report_{report} {}

  Result<CrawlTotals> run() {
    totals_.feeds.reserve(configuration_.feeds.size());
    std::vector<std::string> urls;
    for (const FeedConfiguration& feed : configuration_.feeds) urls.push_back(feed.url);
    const auto waiting = store_.feeds_waiting(urls);
    if (!waiting) return tl::unexpected(waiting.error());
    for (const FeedConfiguration& feed : configuration_.feeds) {
      begin(feed, waiting->contains(feed.url));
    }
    fetcher_.run(options_.stop);
    if (store_error_) return tl::unexpected(*store_error_);
    return std::move(totals_);
  }

 private:
  // Remembers the store's first error; the rest of the run then stores nothing more.
  template <typename T>
  bool stored(const Result<T>& result) {
    if (!result && !store_error_) store_error_ = result.error();
    return result.has_value();
  }

  // Whether the run has to end; remembers that it did.
  bool has_to_stop() {
    if (options_.stop.now()) totals_.stopped = true;
    return totals_.stopped;
  }

  // --- feeds

  void begin(const FeedConfiguration& feed, bool waits) {
    if (!options_.only.empty() && options_.only != feed.url && options_.only != feed.name) return;
    totals_.feeds.push_back({feed.url, feed.name, "not_due", "", 0});
    const auto state = store_.feed_state(feed.url);
    if (!stored(state)) return;
    FeedWork& work = works_.emplace_back();
    work.configuration = &feed;
    work.outcome = &totals_.feeds.back();
    work.state = state->value_or(FeedState{});
    work.state.url = feed.url;
    work.outlet = outlet_of(feed, work.state.title);
    work.waits = waits;
    // What waits goes first: a run that is always cut short must get on.
    fetch_waiting(work);
    if (work.state.gone && options_.only.empty()) {
      work.outcome->outcome = "gone";
      return;
    }
    const bool asked_for = options_.all || !options_.only.empty();
    if (asked_for || is_due(feed, *state, options_.now)) ask(work);
  }

  void ask(FeedWork& work) {
    ++totals_.feeds_asked;
    const FeedState& state = work.state;
    const std::string& address = state.address.empty() ? state.url : state.address;
    fetcher_.get({address, FetchKind::feed, state.etag, state.last_modified},
                 [this, &work](Result<Response> answer) { on_feed(work, std::move(answer)); });
  }

  void on_feed(FeedWork& work, Result<Response> answer) {
    if (store_error_) return;
    if (!answer && has_to_stop()) {
      work.outcome->outcome = "stopped";
      return;
    }
    if (!answer && answer.error().code == ErrorCode::busy) {  // No fault of the feed's
      work.outcome->outcome = "postponed";
      report_.note(answer.error().message);
      return;
    }
    if (!answer) return fail_feed(work, answer.error().message, std::chrono::seconds{0});
    if (answer->status == 410) return end_feed(work, *answer);
    if (answer->status != 200 && answer->status != 304) {
      const bool is_busy = answer->status == 429 || answer->status == 503;
      return fail_feed(work, fmt::format("{}: answered {}", answer->url, answer->status),
                       is_busy ? retry_after(answer->headers) : std::chrono::seconds{0});
    }
    const std::string hash = content_hash(answer->body);
    if (answer->status == 304) {
      ++totals_.not_modified;
      work.outcome->outcome = "not_modified";
      report_.note(work.configuration->url + ": not modified");
    } else if (hash == work.state.body_hash) {
      ++totals_.unchanged;
      work.outcome->outcome = "unchanged";
      report_.note(work.configuration->url + ": unchanged");
    } else {
      const auto feed = parse_feed(answer->body, answer->url, answer->headers);
      if (!feed) {
        return fail_feed(work, answer->url + ": " + feed.error().message, std::chrono::seconds{0});
      }
      if (!take_all(work, *feed)) return;
      if (!work.ask_again) {
        work.state.etag = find_header(answer->headers, "ETag");
        work.state.last_modified = find_header(answer->headers, "Last-Modified");
        work.state.body_hash = hash;
      }
    }
    note_move(work, *answer);
    succeed(work, freshness(answer->headers));
    fetch_waiting(work);
  }

  // Stores what is new in the feed; false if it had to leave off before the end.
  bool take_all(FeedWork& work, const Feed& feed) {
    work.state.title = feed.title.value_or(feed.link);
    work.outlet = outlet_of(*work.configuration, work.state.title);
    EntryIdentity identity{store_, work.configuration->url, feed};
    for (const FeedEntry& entry : feed.entries) {
      if (has_to_stop()) {
        work.outcome->outcome = "stopped";
        return false;
      }
      const auto identified = identity.identify(entry);
      if (!stored(identified)) return false;
      if (*identified) take(work, entry, **identified);
      if (store_error_) return false;
    }
    work.outcome->outcome = "read";
    report_.note(fmt::format("{}: {} entries, {} new or changed", work.configuration->url,
                             feed.entries.size(), work.outcome->entries_new));
    const std::size_t new_entries = work.outcome->entries_new;
    learn_pace(feed, new_entries > 0, options_.now, work.state);
    if (new_entries > 0) work.state.last_new_entry = options_.now;
    return true;
  }

  void take(FeedWork& work, const FeedEntry& entry, const IdentifiedEntry& identified) {
    EntryState state = identified.state.value_or(EntryState{});
    std::string hash = entry_hash(entry);
    if (identified.state && state.entry_hash == hash) return;
    if (work.fetching.contains(identified.key)) {
      work.ask_again = true;
      return;
    }
    work.tried.erase(identified.key);
    state.entry_hash = std::move(hash);
    state.guid = entry.id;
    state.failures = 0;
    state.failing_since = state.next_try = std::nullopt;
    ++work.outcome->entries_new;
    for (const auto& [name, named] : identified.names) {
      if (!stored(store_.put_entry_state(work.configuration->url, name, named))) return;
    }
    if (identified.has_own_page && wants_page(*work.configuration, entry)) {
      work.waits = true;
      stored(store_.put_pending(work.configuration->url, {identified.key, state, entry}));
    } else {
      keep_feed_text(work, {identified.key, state, entry});
    }
  }

  static bool wants_page(const FeedConfiguration& feed, const FeedEntry& entry) {
    if (entry.link.empty() || feed.full_text == FullText::feed) return false;
    if (feed.full_text == FullText::page) return true;
    return entry.content_html.size() < kFullTextBytesMin;
  }

  // A feed that has moved for good is asked where it now is, once two runs have been told so. Never
  // from https to http: whoever stands in the way could say that.
  void note_move(FeedWork& work, const Response& answer) {
    FeedState& state = work.state;
    const std::string& asked = state.address.empty() ? state.url : state.address;
    const bool downgrade = asked.starts_with("https:") && !answer.url.starts_with("https:");
    if (!answer.moved_permanently || answer.url == asked || downgrade) {
      state.moving_to.clear();
      state.moving_seen = 0;
      return;
    }
    state.moving_seen = state.moving_to == answer.url ? state.moving_seen + 1 : 1;
    state.moving_to = answer.url;
    if (state.moving_seen < kMovesSeenMin) return;
    report_.trouble(fmt::format("{}: has moved for good to {}, and is asked there from now on",
                                state.url, answer.url));
    state.address = answer.url == state.url ? "" : answer.url;
    state.moving_to.clear();
    state.moving_seen = 0;
  }

  void end_feed(FeedWork& work, const Response& answer) {
    if (!work.state.address.empty()) {  // Gone from where it was said to have moved
      return fail_feed(work, answer.url + ": answered 410", std::chrono::seconds{0});
    }
    ++totals_.feeds_failed;
    FeedState& state = work.state;
    work.outcome->outcome = "failed";
    work.outcome->error = "gone for good: answered 410";
    if (!state.gone) {
      report_.trouble(state.url + ": is gone for good (410), and is not asked any more");
      state.gone = options_.now;
    }
    state.last_attempt = options_.now;
    state.last_error = work.outcome->error;
    ++state.failures;
    stored(store_.put_feed_state(state));
  }

  void succeed(FeedWork& work, std::optional<std::chrono::seconds> fresh) {
    FeedState& state = work.state;
    if (state.failures > 0) {
      report_.trouble(fmt::format("{}: works again after {} failed attempt{}", state.url,
                                  state.failures, state.failures == 1 ? "" : "s"));
    }
    state.failures = 0;
    state.last_error.clear();
    state.gone = std::nullopt;
    state.last_success = state.last_attempt = options_.now;
    state.told_to_wait = false;
    state.next_ask = next_ask(*work.configuration, state, fresh, options_.now, options_.chance());
    stored(store_.put_feed_state(state));
  }

  void fail_feed(FeedWork& work, std::string message, std::chrono::seconds asked_to_wait) {
    FeedState& state = work.state;
    ++totals_.feeds_failed;
    work.outcome->outcome = "failed";
    work.outcome->error = message;
    const std::string line = message.starts_with(state.url) ? message : state.url + ": " + message;
    if (state.failures == 0) {
      report_.trouble(line);
    } else {
      report_.note(line);
    }
    ++state.failures;
    state.last_error = std::move(message);
    state.last_attempt = options_.now;
    state.address.clear();  // Its own address may tell a better one
    state.moving_to.clear();
    state.moving_seen = 0;
    const Time by_rule =
        next_try(*work.configuration, state.failures, options_.now, options_.chance());
    state.next_ask = std::max(by_rule, options_.now + asked_to_wait);
    state.told_to_wait = *state.next_ask > by_rule;
    stored(store_.put_feed_state(state));
  }

  // --- pages

  // Asks for the pages of entries that wait for them, and are due, as far as this run goes.
  void fetch_waiting(FeedWork& work) {
    if (store_error_ || has_to_stop() || !work.waits) return;
    const bool at_once = options_.all || !options_.only.empty();
    auto waiting =
        store_.pending_entries(work.configuration->url, kPagesOfFeedMax + work.tried.size(),
                               at_once ? std::nullopt : std::optional{options_.now});
    if (!stored(waiting)) return;
    for (PendingEntry& pending : *waiting) {
      if (work.pages >= kPagesOfFeedMax || pages_ >= kPagesMax) return;
      if (!work.tried.insert(pending.key).second) continue;
      work.fetching.insert(pending.key);
      ++work.pages;
      ++pages_;
      fetch_page(work, std::move(pending));
    }
  }

  void fetch_page(FeedWork& work, PendingEntry pending) {
    const bool was_kept = !pending.state.source.empty();
    Request request{pending.entry.link, FetchKind::page, was_kept ? pending.state.etag : "",
                    was_kept ? pending.state.last_modified : ""};
    fetcher_.get(std::move(request),
                 [this, &work, pending = std::move(pending)](Result<Response> answer) {
                   on_page(work, pending, std::move(answer));
                 });
  }

  void on_page(FeedWork& work, PendingEntry pending, Result<Response> answer) {
    work.fetching.erase(pending.key);
    if (store_error_) return;
    const bool try_again = answer ? answer->status == 429 || answer->status >= 500
                                  : answer.error().code == ErrorCode::unavailable ||
                                        answer.error().code == ErrorCode::busy;
    if (try_again) return postpone(work, std::move(pending), answer);
    EntryState& state = pending.state;
    if (answer && answer->status == 304) {
      state.pending = false;
      state.failures = 0;
      state.failing_since = state.next_try = std::nullopt;
      stored(store_.put_entry_state(work.configuration->url, pending.key, state));
      return;
    }
    state.etag.clear();
    state.last_modified.clear();
    if (!answer || answer->status != 200) {
      report_.note(
          fmt::format("{}: {}; the feed's own text is kept", pending.entry.link, in_words(answer)));
      return keep_feed_text(work, pending);
    }
    const auto article = parse_article(answer->body, answer->url, answer->headers);
    if (!article || article->text.size() < kPageTextBytesMin) {
      if (!article) report_.note(pending.entry.link + ": " + article.error().message);
      return keep_feed_text(work, pending);
    }
    state.etag = find_header(answer->headers, "ETag");
    state.last_modified = find_header(answer->headers, "Last-Modified");
    keep(work, pending, *article, answer->url, answer->body, answer->headers);
  }

  // The entry goes on waiting, the longer the more often its page has failed.
  void postpone(FeedWork& work, PendingEntry pending, const Result<Response>& answer) {
    ++totals_.pages_postponed;
    // Not the page's fault: nothing to remember.
    if (!answer && (has_to_stop() || answer.error().code == ErrorCode::busy)) return;
    EntryState& state = pending.state;
    ++state.failures;
    if (!state.failing_since) state.failing_since = options_.now;
    if (options_.now - *state.failing_since >= kPageGivenUpAfter) {
      report_.note(fmt::format("{}: given up: {}; the feed's own text is kept", pending.entry.link,
                               in_words(answer)));
      return keep_feed_text(work, pending);
    }
    const bool is_busy = answer && (answer->status == 429 || answer->status == 503);
    const auto asked_to_wait = is_busy ? retry_after(answer->headers) : std::chrono::seconds{0};
    // The first time, the next run tries at once.
    const Time by_rule = state.failures == 1 ? options_.now
                                             : next_try(*work.configuration, state.failures - 2,
                                                        options_.now, options_.chance());
    state.next_try = std::max(by_rule, options_.now + asked_to_wait);
    report_.note(fmt::format("{}: postponed: {}", pending.entry.link, in_words(answer)));
    stored(store_.put_entry_state(work.configuration->url, pending.key, state));
  }

  // --- documents

  // The entry as the feed gave it: its content, else its summary.
  void keep_feed_text(const FeedWork& work, PendingEntry pending) {
    const FeedEntry& entry = pending.entry;
    const std::string& html = entry.content_html.empty() ? entry.summary_html : entry.content_html;
    const std::string& base = entry.link.empty() ? work.configuration->url : entry.link;
    const auto article = parse_fragment(html, base);
    if (article && !article->text.empty()) {
      return keep(work, pending, *article, base, html, {});
    }
    pending.state.pending = false;
    stored(store_.put_entry_state(work.configuration->url, pending.key, pending.state));
  }

  void keep(const FeedWork& work, const PendingEntry& pending, const Article& article,
            const std::string& url, const std::string& raw, const Headers& headers) {
    const CrawledEntry crawled{*work.configuration, work.outlet, pending.entry, pending.key,
                               pending.state};
    const Document document =
        document_of(crawled, article, url, raw, headers, lexicon_, options_.now);
    EntryState state = pending.state;
    state.pending = false;
    state.failures = 0;
    state.failing_since = state.next_try = std::nullopt;
    state.source = document.source.id;
    const auto added = store_.add_document(document, work.configuration->url, pending.key, state);
    if (!stored(added)) return;
    totals_.sources_new += added->new_source ? 1 : 0;
    totals_.revisions_new += added->new_revision ? 1 : 0;
    totals_.claims_new += added->new_claims;
  }

  const Configuration& configuration_;
  const CrawlOptions& options_;
  const Lexicon& lexicon_;
  Fetcher& fetcher_;
  Store& store_;
  const Report& report_;
  CrawlTotals totals_;
  std::deque<FeedWork> works_;  // Where they are while callbacks refer to them
  std::size_t pages_ = 0;       // Asked for in this run
  std::optional<Error> store_error_;
};

}  // namespace

std::optional<RobotsAnswer> StoredRobots::recall(const std::string& origin) {
  constexpr auto kKept = std::chrono::hours{24};
  const auto record = store_.robots(origin);
  if (!record || !*record) return std::nullopt;
  const Time fetched = (*record)->fetched;
  if (now_ < fetched || now_ - fetched >= kKept) return std::nullopt;
  return RobotsAnswer{(*record)->status, (*record)->body};
}

// What cannot be kept is asked again.
void StoredRobots::keep(const std::string& origin, const RobotsAnswer& answer) {
  static_cast<void>(store_.put_robots(origin, {answer.status, answer.body, now_}));
}

Result<CrawlTotals> crawl(const Configuration& configuration, const CrawlOptions& options,
                          const Lexicon& lexicon, Fetcher& fetcher, Store& store,
                          const Report& report) {
  return Crawler{configuration, options, lexicon, fetcher, store, report}.run();
}

}  // namespace dossier
