#include "app/crawl.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/extraction.h"
#include "ingest/article.h"
#include "ingest/feed.h"
#include "ingest/url.h"

namespace dossier {
namespace {

// An entry whose own text is shorter than this is taken for a summary, and its page is fetched.
constexpr std::size_t kFullTextBytesMin = 400;
// A page with less text than the feed's own is taken for a wall or a notice.
constexpr std::size_t kPageTextBytesMin = 200;

std::string entry_key(const FeedEntry& entry) {
  // The address before the guid: some feeds give every item a new guid on every fetch.
  if (!entry.link.empty()) return canonical_url(entry.link);
  if (!entry.id.empty()) return entry.id;
  return content_hash(entry.title.value_or("") + '\n' + entry.summary_html + entry.content_html);
}

std::string entry_hash(const FeedEntry& entry) {
  return short_id({entry.title.value_or(""), entry.summary_html, entry.content_html,
                   entry.updated ? format_rfc3339(*entry.updated) : "",
                   entry.published ? format_rfc3339(*entry.published) : ""});
}

// "AINews (smol.ai)" → "AINews": the remark in brackets is for the operator.
std::string outlet_name(std::string_view name) {
  const std::size_t bracket = name.find(" (");
  return std::string{name.substr(0, bracket == 0 ? name.size() : bracket)};
}

// A date of the future, or of a time before the web, is a mistake, and absent rather than guessed.
std::optional<Time> believable(std::optional<Time> date, Time now) {
  constexpr auto kZones = std::chrono::hours{26};  // Somewhere it is tomorrow already
  constexpr Time kFirst{std::chrono::sys_days{std::chrono::year{1991} / 1 / 1}};
  if (!date || *date < kFirst || *date > now + kZones) return std::nullopt;
  return date;
}

// What one feed is doing in this run.
struct FeedWork {
  const FeedConfiguration* configuration = nullptr;
  FeedOutcome* outcome = nullptr;
  FeedState state;
  std::string outlet;
  std::string etag, last_modified, body_hash;  // Of this answer
  std::size_t outstanding = 0;                 // Pages being fetched
  bool postponed = false;                      // A page could not be had
};

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
    for (const FeedConfiguration& feed : configuration_.feeds) ask(feed);
    fetcher_.run(options_.deadline);
    if (store_error_) return tl::unexpected(*store_error_);
    return std::move(totals_);
  }

 private:
  using Work = std::shared_ptr<FeedWork>;  // Shared by the callbacks of one feed's pages

  // Remembers the store's first error; the rest of the run then stores nothing more.
  template <typename T>
  bool stored(const Result<T>& result) {
    if (!result && !store_error_) store_error_ = result.error();
    return result.has_value();
  }

  void ask(const FeedConfiguration& feed) {
    if (!options_.only.empty() && options_.only != feed.url && options_.only != feed.name) return;
    totals_.feeds.push_back({feed.url, feed.name, "not_due", "", 0});
    const auto state = store_.feed_state(feed.url);
    if (!stored(state)) return;
    const bool asked_for = options_.all || !options_.only.empty();
    if (!asked_for && !is_due(feed, *state, options_.now)) return;

    const Work work = std::make_shared<FeedWork>();
    work->configuration = &feed;
    work->outcome = &totals_.feeds.back();
    work->state = state->value_or(FeedState{});
    work->state.url = feed.url;
    ++totals_.feeds_asked;
    Request request{feed.url, FetchKind::feed, work->state.etag, work->state.last_modified};
    fetcher_.get(std::move(request),
                 [this, work](Result<Response> answer) { on_feed(work, std::move(answer)); });
  }

  void on_feed(const Work& work, Result<Response> answer) {
    if (store_error_) return;
    if (!answer) {
      if (out_of_time()) {
        work->outcome->outcome = "deadline";
        return;
      }
      return fail_feed(*work, answer.error().message);
    }
    if (answer->status == 304) {
      ++totals_.not_modified;
      work->outcome->outcome = "not_modified";
      report_.note(work->configuration->url + ": not modified");
      return succeed(*work);
    }
    if (answer->status != 200) {
      return fail_feed(*work, fmt::format("{}: answered {}", answer->url, answer->status));
    }
    const std::string hash = content_hash(answer->body);
    if (hash == work->state.body_hash) {
      ++totals_.unchanged;
      work->outcome->outcome = "unchanged";
      report_.note(work->configuration->url + ": unchanged");
      return succeed(*work);
    }
    const auto feed = parse_feed(answer->body, answer->url, answer->headers);
    if (!feed) return fail_feed(*work, answer->url + ": " + feed.error().message);

    work->body_hash = hash;
    work->etag = find_header(answer->headers, "ETag");
    work->last_modified = find_header(answer->headers, "Last-Modified");
    const std::string& name = work->configuration->name;
    work->outlet = outlet_name(name.empty() ? feed->title.value_or(feed->link) : name);
    work->outcome->outcome = "read";
    work->outstanding = 1;  // This loop itself: a page may be answered before it ends
    for (const FeedEntry& entry : feed->entries) take(work, entry);
    report_.note(fmt::format("{}: {} entries, {} new or changed", work->configuration->url,
                             feed->entries.size(), work->outcome->entries_new));
    page_done(work);
  }

  // Whether the deadline has come; remembers that it did.
  bool out_of_time() {
    if (!options_.deadline || std::chrono::steady_clock::now() < *options_.deadline) return false;
    totals_.deadline_reached = true;
    return true;
  }

  void take(const Work& work, const FeedEntry& entry) {
    if (store_error_) return;
    const std::string key = entry_key(entry);
    const auto known = store_.entry_state(work->configuration->url, key);
    if (!stored(known)) return;
    EntryState state = known->value_or(EntryState{});
    const std::string hash = entry_hash(entry);
    if (*known && !state.pending && state.entry_hash == hash) return;
    state.entry_hash = hash;
    ++work->outcome->entries_new;

    if (!wants_page(*work->configuration, entry)) return keep_feed_text(work, entry, key, state);
    ++work->outstanding;
    fetcher_.get({entry.link, FetchKind::page, "", ""},
                 [this, work, entry, key, state](Result<Response> answer) {
                   on_page(work, entry, key, state, std::move(answer));
                   page_done(work);
                 });
  }

  static bool wants_page(const FeedConfiguration& feed, const FeedEntry& entry) {
    if (entry.link.empty() || feed.full_text == FullText::feed) return false;
    if (feed.full_text == FullText::page) return true;
    return entry.content_html.size() < kFullTextBytesMin;
  }

  void on_page(const Work& work, const FeedEntry& entry, const std::string& key, EntryState state,
               Result<Response> answer) {
    if (store_error_) return;
    const bool try_again = answer ? answer->status == 429 || answer->status >= 500
                                  : answer.error().code == ErrorCode::unavailable;
    if (try_again) {
      ++totals_.pages_postponed;
      work->postponed = true;
      if (!answer && out_of_time()) return;  // Not the page's fault: nothing to remember
      state.pending = true;
      ++state.failures;
      report_.note(fmt::format(
          "{}: postponed: {}", entry.link,
          answer ? fmt::format("answered {}", answer->status) : answer.error().message));
      stored(store_.put_entry_state(work->configuration->url, key, state));
      return;
    }
    if (!answer || answer->status != 200) {
      report_.note(fmt::format(
          "{}: {}; the feed's own text is kept", entry.link,
          answer ? fmt::format("answered {}", answer->status) : answer.error().message));
      return keep_feed_text(work, entry, key, state);
    }
    const auto article = parse_article(answer->body, answer->url, answer->headers);
    if (!article || article->text.size() < kPageTextBytesMin) {
      if (!article) report_.note(entry.link + ": " + article.error().message);
      return keep_feed_text(work, entry, key, state);
    }
    state.etag = find_header(answer->headers, "ETag");
    state.last_modified = find_header(answer->headers, "Last-Modified");
    keep(work, entry, key, state, *article, answer->url, answer->body);
  }

  // The entry as the feed gave it: its content, else its summary.
  void keep_feed_text(const Work& work, const FeedEntry& entry, const std::string& key,
                      EntryState state) {
    const std::string& html = entry.content_html.empty() ? entry.summary_html : entry.content_html;
    const std::string& base = entry.link.empty() ? work->configuration->url : entry.link;
    const auto article = parse_fragment(html, base);
    if (!article || article->text.empty()) {
      state.pending = false;
      stored(store_.put_entry_state(work->configuration->url, key, state));
      return;
    }
    keep(work, entry, key, state, *article, base, html);
  }

  void keep(const Work& work, const FeedEntry& entry, const std::string& key, EntryState state,
            const Article& article, const std::string& url, const std::string& raw) {
    Document document;
    Source& source = document.source;
    source.url = url;
    // Entries without an address of their own are told apart by their key.
    const std::string own = canonical_url(url);
    source.id = entry.link.empty() ? short_id({own, key}) : short_id({own});
    source.canonical_url =
        article.canonical_url.empty() ? own : canonical_url(article.canonical_url);
    source.title = for_display(entry.title && !entry.title->empty() ? *entry.title : article.title);
    source.outlet = work->outlet;
    source.author =
        for_display(entry.authors.empty() ? article.byline : entry.authors.front().name);
    source.feed_url = work->configuration->url;
    source.tier = work->configuration->tier;
    source.published =
        believable(entry.published ? entry.published : article.published.time, options_.now);
    source.updated =
        believable(entry.updated ? entry.updated : article.modified.time, options_.now);
    source.first_seen = source.fetched = options_.now;
    source.text_hash = content_hash(article.text);
    source.raw_hash = content_hash(raw);
    document.raw = raw;
    document.text = article.text;

    Article titled = article;  // Tables and claims lean on the headline
    if (titled.title.empty()) titled.title = source.title;
    DocumentContext context;
    if (source.published) context.published = day_of(*source.published);
    context.author = source.author;
    context.outlet = source.outlet;
    Extraction found = extract(titled, context, lexicon_);
    document.mentions = std::move(found.mentions);
    document.passages = std::move(found.passages);
    document.claims = store_claims(source, document.text, found.claims);

    state.pending = false;
    state.failures = 0;
    state.source = source.id;
    const auto added = store_.add_document(document, work->configuration->url, key, state);
    if (!stored(added)) return;
    totals_.sources_new += added->new_source ? 1 : 0;
    totals_.revisions_new += added->new_revision ? 1 : 0;
    totals_.claims_new += added->new_claims;
    if (added->new_source) work->state.last_new_entry = options_.now;
  }

  void page_done(const Work& work) {
    if (--work->outstanding > 0 || store_error_) return;
    // With a page still to be had, the next run must see these entries again; where time ran out,
    // it must ask at once.
    if (totals_.deadline_reached && work->postponed) {
      work->outcome->outcome = "deadline";
      return;
    }
    if (!work->postponed) {
      work->state.etag = work->etag;
      work->state.last_modified = work->last_modified;
      work->state.body_hash = work->body_hash;
    }
    succeed(*work);
  }

  void succeed(FeedWork& work) {
    if (work.state.failures > 0) {
      report_.trouble(fmt::format("{}: works again after {} failed attempt{}",
                                  work.configuration->url, work.state.failures,
                                  work.state.failures == 1 ? "" : "s"));
    }
    work.state.failures = 0;
    work.state.last_error.clear();
    work.state.last_success = work.state.last_attempt = options_.now;
    stored(store_.put_feed_state(work.state));
  }

  void fail_feed(FeedWork& work, std::string message) {
    ++totals_.feeds_failed;
    work.outcome->outcome = "failed";
    work.outcome->error = message;
    const std::string line = message.starts_with(work.configuration->url)
                                 ? message
                                 : work.configuration->url + ": " + message;
    if (work.state.failures == 0) {
      report_.trouble(line);
    } else {
      report_.note(line);
    }
    ++work.state.failures;
    work.state.last_error = std::move(message);
    work.state.last_attempt = options_.now;
    stored(store_.put_feed_state(work.state));
  }

  const Configuration& configuration_;
  const CrawlOptions& options_;
  const Lexicon& lexicon_;
  Fetcher& fetcher_;
  Store& store_;
  const Report& report_;
  CrawlTotals totals_;
  std::optional<Error> store_error_;
};

}  // namespace

bool is_due(const FeedConfiguration& feed, const std::optional<FeedState>& state, Time now) {
  constexpr int kDoublingsMax = 10;
  if (!state || !state->last_attempt) return true;
  std::chrono::seconds interval = feed.interval_floor;
  for (int i = 0; i < std::min(state->failures, kDoublingsMax); ++i) interval *= 2;
  interval = std::min(interval, feed.interval_ceiling);
  // A clock that was set back must not silence a feed.
  return now >= *state->last_attempt + interval || now < *state->last_attempt;
}

Result<CrawlTotals> crawl(const Configuration& configuration, const CrawlOptions& options,
                          const Lexicon& lexicon, Fetcher& fetcher, Store& store,
                          const Report& report) {
  return Crawler{configuration, options, lexicon, fetcher, store, report}.run();
}

}  // namespace dossier
