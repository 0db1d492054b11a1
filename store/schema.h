// What lies under which key. docs/storage.md tells why.
//
// Keys begin with their kind; numbers are big-endian; a text inside a key ends with a NUL.

#pragma once

#include <rocksdb/db.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/name.h"

namespace dossier::schema {

// In the family "default".
enum class Kind : char {
  meta = 'm',      // "format" → version of the format
  feed = 'f',      // feed → FeedState
  entry = 'e',     // feed, entry key → EntryState
  pending = 'p',   // feed, entry key → the entry, whose page is still to be fetched
  robots = 'x',    // origin → RobotsRecord
  source = 's',    // source, revision → Source
  copy = 'o',      // source → CopyMark
  claim = 'c',     // source, revision, index → StoredClaim, of the latest reading
  former = 'h',    // source, revision, reading, index → StoredClaim of a reading before it
  reading = 'r',   // source, revision, reading → ReadingRecord; from the second on
  passages = 'g',  // source, revision → list of Passage
  mentions = 'n',  // source, revision → list of Mention
  alias = 'a',     // kind of name, canonical name, spelling → nothing
  band = 'b',      // band, hash, source → its site and text hash: what finds its copies
  version = 'v',   // dossier, version → VersionMeta
  run = 'u',       // number → RunRecord
  arrival = 'q',   // number → Arrival: which revision came in, in order
  claim_id = 'i',  // claim's id → key of the claim
  topic = 't',     // dossier → TopicState
  member = 'd',    // dossier, source → TopicMember
  pruned = 'w',    // hash → when the raw bytes of that hash were forgotten
};

// In the family "bytes".
enum class BytesKind : char {
  text = 't',     // source, revision → text
  raw = 'w',      // hash → bytes as fetched
  headers = 'h',  // source, revision → headers of the answer that they came in
  version = 'v',  // dossier, version, part → bytes as published
  journal = 'j',  // of a backup alone: the journal of decisions (decision.h)
};

inline constexpr int kFormat = 3;
inline constexpr const char* kBytesFamily = "bytes";

[[nodiscard]] std::string format_key();

[[nodiscard]] std::string feed_key(std::string_view feed_url);
// Of the kinds entry and pending. The prefix is that of all entries of the feed.
[[nodiscard]] std::string entry_prefix(Kind kind, std::string_view feed_url);
[[nodiscard]] std::string entry_key(Kind kind, std::string_view feed_url, std::string_view entry);

[[nodiscard]] std::string robots_key(std::string_view origin);

// Of the kinds source, claim, passages, mentions and, with a dossier for the source, member.
[[nodiscard]] std::string source_prefix(Kind kind, std::string_view source);
[[nodiscard]] std::string revision_key(Kind kind, std::string_view source, int revision);
[[nodiscard]] std::string claim_key(std::string_view source, int revision, std::size_t index);

// Of the kinds former (then without an index) and reading.
[[nodiscard]] std::string reading_key(Kind kind, std::string_view source, int revision,
                                      int reading);
[[nodiscard]] std::string former_claim_key(std::string_view source, int revision, int reading,
                                           std::size_t index);

[[nodiscard]] std::string copy_key(std::string_view source);
[[nodiscard]] std::string band_prefix(std::size_t band, std::uint64_t hash);
[[nodiscard]] std::string band_key(std::size_t band, std::uint64_t hash, std::string_view source);

[[nodiscard]] std::string alias_key(NameKind kind, std::string_view canonical,
                                    std::string_view spelling);
struct AliasKey {
  NameKind kind;
  std::string canonical, spelling;
};
[[nodiscard]] std::optional<AliasKey> read_alias_key(std::string_view key);

[[nodiscard]] std::string dossier_prefix(std::string_view dossier);
[[nodiscard]] std::string version_key(std::string_view dossier, int version);
// Of the kinds run and arrival.
[[nodiscard]] std::string number_key(Kind kind, std::uint64_t number);
[[nodiscard]] std::string claim_id_key(std::string_view id);
[[nodiscard]] std::string topic_key(std::string_view dossier);
[[nodiscard]] std::string member_key(std::string_view dossier, std::string_view source);

[[nodiscard]] std::string text_key(std::string_view source, int revision);
[[nodiscard]] std::string headers_key(std::string_view source, int revision);
[[nodiscard]] std::string raw_key(std::string_view raw_hash);
[[nodiscard]] std::string pruned_key(std::string_view raw_hash);
[[nodiscard]] std::string version_bytes_key(std::string_view dossier, int version, char part);

// The range of all keys of a kind.
[[nodiscard]] std::string kind_prefix(Kind kind);
[[nodiscard]] std::string kind_prefix(BytesKind kind);
// The text after the kind byte, up to its NUL: the source or dossier of a key.
[[nodiscard]] std::string_view first_text(std::string_view key);
// The number in the last four bytes.
[[nodiscard]] int last_number(std::string_view key);
// The number in the last eight bytes.
[[nodiscard]] std::uint64_t last_long_number(std::string_view key);
// The first key after all that begin with `prefix`.
[[nodiscard]] std::string after_prefix(std::string prefix);

// A step from one format to the next; it adds its changes to the batch.
using Migration = rocksdb::Status (*)(rocksdb::DB& db, rocksdb::WriteBatch& batch);
// migrations()[i] leads from format i + 1 to format i + 2. Only ever appended to.
[[nodiscard]] const std::vector<Migration>& migrations();

// Reads the format of an open database and, for a writer, brings it up to date. `place` names the
// store in messages. Errors: malformed (a newer format, no store of ours, or, for a reader, an
// older or an empty one), unavailable.
[[nodiscard]] Result<void> adopt(rocksdb::DB& db, std::string_view place, bool writable);

// What a reader is told of a store that no writer has made ready.
[[nodiscard]] tl::unexpected<Error> not_ready(std::string_view place);

// Whether opening failed since this very process has the database open.
[[nodiscard]] bool is_own_lock(const rocksdb::Status& status);

// What a failed operation means to a caller: busy, corrupt or unavailable.
[[nodiscard]] tl::unexpected<Error> failure(const rocksdb::Status& status, std::string_view place);

}  // namespace dossier::schema
