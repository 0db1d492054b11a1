// The claim graph on disk: one RocksDB with one writer. Start at Store::open(). Keys are laid out
// in schema.h; docs/storage.md tells the format.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "extract/name.h"
#include "ingest/feed.h"
#include "store/source.h"

namespace dossier {

// What we know of a feed between runs.
struct FeedState {
  std::string url;                  // As configured
  std::string etag, last_modified;  // Kept only together with the entries that came with them
  std::string body_hash;            // content_hash() of the last body, for hosts without validators
  std::optional<Time> last_success, last_attempt, last_new_entry;
  int failures = 0;              // In a row; 0: healthy
  std::string last_error;        // Empty while healthy
  std::string title;             // The feed's own
  std::string address;           // Where it has moved for good; empty: where it is configured
  std::string moving_to;         // Where its last answer said that it has moved
  int moving_seen = 0;           // On how many runs in a row
  std::optional<Time> gone;      // Answered 410: it is not asked any more
  std::optional<Time> next_ask;  // When it is due; a ceiling of the configuration may be sooner
  bool told_to_wait = false;     // By its host: next_ask is Retry-After's
  std::optional<std::chrono::seconds> habit;            // Between two of its entries, the median
  std::optional<std::chrono::seconds> publishers_pace;  // ttl, or sy:updatePeriod
  std::vector<int> skip_hours, skip_days;               // UTC; days from Sunday, 0
};

// An entry of a feed that has been dealt with: its identity and what became of it.
struct EntryState {
  std::string entry_hash;           // content_hash() of the entry as the feed gave it
  std::string source;               // Source::id; empty: nothing to keep (gone, no text)
  std::string etag, last_modified;  // Of the page
  bool pending = false;             // The page has not been fetched yet
  int failures = 0;                 // Of its page, in a row
  std::optional<Time> failing_since, next_try;  // Of its page
  std::string same_as;  // Another name (guid, content) of the entry with this key; else empty
  std::string guid;     // As the feed gave it
};

// An entry whose page is still to be fetched. It is kept as the feed gave it, so that it can be
// had though the feed should have dropped it, and so that its own words are there to fall back on.
struct PendingEntry {
  std::string key;
  EntryState state;
  FeedEntry entry;  // id, link, title, texts, dates and authors' names alone
};

// What a host's robots.txt said, kept for a day.
struct RobotsRecord {
  int status = 0;
  std::string body;
  Time fetched{};
};

// A published version. What it shows is kept as bytes: a version never changes.
struct VersionRecord {
  std::string dossier;
  int version = 0;
  Time published{};
  std::string markdown, html, json;  // Exactly what was written
  std::string record;                // The composer's own memory (render/dossier_json.h)
};

struct EntityRecord {
  NameKind kind = NameKind::model;
  std::string canonical;
  std::vector<std::string> aliases;  // Spellings met in sources, sorted
};

// A revision of a source as it came in, or (from the second reading on) what was newly found in
// it. Numbers count from 1, without gaps, in the order in which they were added.
struct Arrival {
  std::uint64_t number = 0;
  std::string source;
  int revision = 1;
  Time fetched{};
  int reading = 1;
};

// A stored text read again: what a better extractor finds in it. docs/storage.md, "Readings".
struct Rereading {
  std::string source;
  int revision = 1;  // Its latest
  std::vector<Mention> mentions;
  std::vector<Passage> passages;
  std::vector<Claim> claims;
  Time read{};
  std::string by;  // The program and its version
};

// When a revision was read again, and by which program.
struct ReadingRecord {
  int number = 2;
  Time read{};
  std::string by;
};

// That a source belongs to a dossier: which of its passages match, in its latest revision.
struct TopicMember {
  std::string source;
  int revision = 1;
  std::vector<std::size_t> passages;
  std::uint64_t came = 0;  // The arrival of the revision; 0: not known, long ago
  std::uint64_t read = 0;  // The arrival of its latest further reading; 0: none
};

// How far a dossier's members have been gathered, and from what it was last composed. Like the
// members, derived: kept so that an update reads what is new, not the whole store.
struct TopicState {
  std::string terms;       // Names the match terms that the members were gathered by
  std::uint64_t seen = 0;  // The last arrival that was looked at
  std::string composed;    // Names all that the last composition rested on
};

// What one update did.
struct RunRecord {
  Time started{};
  std::string json;  // Its ledger line
};

// One thread at a time, except that any number may read while none writes.
//
// Every function may fail as unavailable (disk full, file gone) or corrupt (a record that cannot
// be read, or whose companion is missing); only other errors are named below. After an error
// nothing of what was to be written is there.
class Store {
 public:
  // Opens for writing and creates what is missing. Errors: busy ("store DIR is held by another
  // run"), corrupt, malformed (a newer format, or no store of ours), unavailable (disk).
  [[nodiscard]] static Result<Store> open(const std::string& directory);
  // For readers beside a writer: a secondary instance, which sees what was written before it
  // was opened. Writes through it are bugs. Errors: not_found (no store there), and as above,
  // except that it is never busy.
  [[nodiscard]] static Result<Store> open_for_reading(const std::string& directory);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // --- Feeds
  [[nodiscard]] Result<std::optional<FeedState>> feed_state(std::string_view feed_url) const;
  [[nodiscard]] Result<std::optional<EntryState>> entry_state(std::string_view feed_url,
                                                              std::string_view entry_key) const;
  // Entries whose page is still to be fetched, by key; at most so many, and only those that may be
  // tried by `due`.
  [[nodiscard]] Result<std::vector<PendingEntry>> pending_entries(
      std::string_view feed_url, std::size_t most = SIZE_MAX,
      std::optional<Time> due = std::nullopt) const;
  [[nodiscard]] Result<std::size_t> count_pending(std::string_view feed_url) const;
  // Those of the feeds that have such entries: one look for all of them.
  [[nodiscard]] Result<std::set<std::string>> feeds_waiting(
      const std::vector<std::string>& feed_urls) const;
  [[nodiscard]] Result<void> put_feed_state(const FeedState& state);
  [[nodiscard]] Result<void> put_entry_state(std::string_view feed_url, std::string_view entry_key,
                                             const EntryState& state);
  // One batch: the state, which is made pending, and the entry beside it.
  [[nodiscard]] Result<void> put_pending(std::string_view feed_url, const PendingEntry& pending);
  [[nodiscard]] Result<std::optional<RobotsRecord>> robots(std::string_view origin) const;
  [[nodiscard]] Result<void> put_robots(std::string_view origin, const RobotsRecord& record);

  // --- Documents
  // One atomic batch: source, raw bytes, text, claims, names met, the entry's state. A document
  // whose source is there with the same text changes nothing but the entry's state; with
  // another text it becomes the next revision, and the earlier one stays readable.
  //
  // The store alone says which revision that is: `source.revision`, and the revision and ids of
  // the claims, are set accordingly, and so is `first_seen`. It also finds copies: sources whose
  // texts are near-duplicates (store/duplicate.h) are marked in the same batch, so that
  // `source.copy_of` says later whose text it repeats; the new document may turn out to be the
  // original of one that came before it. `document.source.copy_of` is not read.
  struct Added {
    bool new_source = false;    // The first revision of a source
    bool new_revision = false;  // A further one
    int revision = 0;           // Now the latest
    std::size_t new_claims = 0;
    std::vector<std::string> copies;  // Ids of the sources that were marked as copies by this
  };
  [[nodiscard]] Result<Added> add_document(const Document& document, std::string_view feed_url,
                                           std::string_view entry_key, const EntryState& state);

  [[nodiscard]] Result<std::optional<Source>> source(std::string_view id) const;
  // Every source in its latest revision, by id. `visit` returns false to stop.
  [[nodiscard]] Result<void> for_each_source(const std::function<bool(const Source&)>& visit) const;
  // Every revision of every source, by id and then by number.
  [[nodiscard]] Result<void> for_each_revision(
      const std::function<bool(const Source&)>& visit) const;
  // Puts what another reading found in the place of what stands there, which stays readable by
  // claim() and former_claims(); one batch. Nothing is written if nothing differs. Errors:
  // not_found, refused (not the latest revision).
  struct Reread {
    bool changed = false;
    std::size_t gained = 0, lost = 0;  // Claims, by id
  };
  [[nodiscard]] Result<Reread> read_again(const Rereading& reading);
  // The readings of a revision after the first, in order.
  [[nodiscard]] Result<std::vector<ReadingRecord>> readings(std::string_view source,
                                                            int revision) const;
  // The claims of a revision as they stood at a time: of the last reading until then.
  [[nodiscard]] Result<std::vector<StoredClaim>> claims_as_of(std::string_view source, int revision,
                                                              Time time) const;

  // revision 0: the latest. Errors: not_found, also below.
  [[nodiscard]] Result<std::string> text(std::string_view source, int revision = 0) const;
  [[nodiscard]] Result<std::string> raw(std::string_view raw_hash) const;
  // Of the answer that a revision was read from, a line each; empty: it was no page, or is old.
  [[nodiscard]] Result<std::string> headers(std::string_view source, int revision = 0) const;
  [[nodiscard]] Result<std::vector<StoredClaim>> claims(std::string_view source,
                                                        int revision = 0) const;
  [[nodiscard]] Result<std::vector<Passage>> passages(std::string_view source,
                                                      int revision = 0) const;
  [[nodiscard]] Result<std::vector<Mention>> mentions(std::string_view source) const;
  [[nodiscard]] Result<std::vector<EntityRecord>> entities() const;
  // An editor's word: marks a source as a copy of another (or, with an empty `original`, as
  // none), for good: the store's own comparison does not change it again. Errors: not_found.
  [[nodiscard]] Result<void> mark_copy(std::string_view source, std::string_view original);

  // What came in after the given arrival, in order; and the number of the last.
  [[nodiscard]] Result<std::vector<Arrival>> arrivals(std::uint64_t after = 0) const;
  [[nodiscard]] Result<std::uint64_t> last_arrival() const;
  // The claim of that id, whichever revision makes it.
  [[nodiscard]] Result<std::optional<StoredClaim>> claim(std::string_view id) const;
  // The spellings that sources were found to print for a canonical name, sorted.
  [[nodiscard]] Result<std::vector<std::string>> spellings(NameKind kind,
                                                           std::string_view canonical) const;

  // --- Topics: which sources belong to which dossier
  [[nodiscard]] Result<TopicState> topic_state(std::string_view dossier) const;  // {} if unknown
  // By source.
  [[nodiscard]] Result<std::vector<TopicMember>> topic_members(std::string_view dossier) const;
  // One batch: the state, the members that are new or changed (one without passages leaves).
  // `afresh` forgets all others first.
  [[nodiscard]] Result<void> put_topic(std::string_view dossier, const TopicState& state,
                                       const std::vector<TopicMember>& members,
                                       bool afresh = false);

  // --- Versions
  // One synced batch. The number must be one more than the last. Errors: refused (another
  // number: a version, once published, never changes).
  [[nodiscard]] Result<void> publish(const VersionRecord& version);
  [[nodiscard]] Result<std::optional<VersionRecord>> version(std::string_view dossier,
                                                             int number) const;  // 0: the last
  [[nodiscard]] Result<std::vector<int>> versions(std::string_view dossier) const;
  [[nodiscard]] Result<std::vector<std::string>> dossiers() const;  // Those with a version, sorted

  // --- Runs: what each update did, as one line of JSON, in order.
  [[nodiscard]] Result<void> append_run(Time started, std::string_view json);
  [[nodiscard]] Result<std::vector<RunRecord>> runs() const;

  // On disk when it returns.
  [[nodiscard]] Result<void> sync();

 private:
  friend class ClaimReader;
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Store::claims() of one revision after another, for the hundreds of a dossier: it keeps its place
// from one to the next, and is quickest by id. The store must outlive it, and what is written
// meanwhile is not seen.
class ClaimReader {
 public:
  explicit ClaimReader(const Store& store);
  ~ClaimReader();

  // Of a revision that is there.
  [[nodiscard]] Result<std::vector<StoredClaim>> claims(std::string_view source, int revision);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier
