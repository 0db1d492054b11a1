#include "store/schema.h"

#include <fmt/core.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <memory>
#include <tuple>

#include "base/hash.h"
#include "base/json.h"

namespace dossier::schema {
namespace {

void append_number(std::string& key, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    key += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

std::uint64_t number_at_end(std::string_view key, std::size_t bytes) {
  assert(key.size() >= bytes);
  std::uint64_t number = 0;
  for (char byte : key.substr(key.size() - bytes)) {
    number = number << 8U | static_cast<unsigned char>(byte);
  }
  return number;
}

void append_revision(std::string& key, int revision) {
  assert(revision >= 0);
  append_number(key, static_cast<std::uint64_t>(revision), 4);
}

// A NUL inside would end the text early and let one key pass for another.
void append_text(std::string& key, std::string_view text) {
  std::ranges::copy_if(text, std::back_inserter(key), [](char byte) { return byte != '\0'; });
  key += '\0';
}

std::string key_of(Kind kind) {
  return std::string(1, static_cast<char>(kind));
}

std::string key_of(BytesKind kind) {
  return std::string(1, static_cast<char>(kind));
}

// One batch: what a migration changes, and the number that says so.
Result<void> write_format(rocksdb::DB& db, rocksdb::WriteBatch batch, int format,
                          std::string_view place) {
  rocksdb::Status status = batch.Put(format_key(), std::to_string(format));
  rocksdb::WriteOptions synced;
  synced.sync = true;
  if (status.ok()) status = db.Write(synced, &batch);
  if (!status.ok()) return failure(status, place);
  return {};
}

bool is_empty(rocksdb::DB& db) {
  const std::unique_ptr<rocksdb::Iterator> it{db.NewIterator(rocksdb::ReadOptions{})};
  it->SeekToFirst();
  return !it->Valid();
}

}  // namespace

std::string format_key() {
  return key_of(Kind::meta) + "format";
}

std::string feed_key(std::string_view feed_url) {
  return key_of(Kind::feed) + content_hash(feed_url);
}

std::string entry_prefix(Kind kind, std::string_view feed_url) {
  return key_of(kind) + content_hash(feed_url);
}

std::string entry_key(Kind kind, std::string_view feed_url, std::string_view entry) {
  return entry_prefix(kind, feed_url).append(entry);
}

std::string robots_key(std::string_view origin) {
  return key_of(Kind::robots).append(origin);
}

std::string source_prefix(Kind kind, std::string_view source) {
  std::string key = key_of(kind);
  append_text(key, source);
  return key;
}

std::string revision_key(Kind kind, std::string_view source, int revision) {
  std::string key = source_prefix(kind, source);
  append_revision(key, revision);
  return key;
}

std::string claim_key(std::string_view source, int revision, std::size_t index) {
  std::string key = revision_key(Kind::claim, source, revision);
  append_number(key, index, 4);
  return key;
}

std::string reading_key(Kind kind, std::string_view source, int revision, int reading) {
  std::string key = revision_key(kind, source, revision);
  append_revision(key, reading);
  return key;
}

std::string former_claim_key(std::string_view source, int revision, int reading,
                             std::size_t index) {
  std::string key = reading_key(Kind::former, source, revision, reading);
  append_number(key, index, 4);
  return key;
}

std::string copy_key(std::string_view source) {
  return source_prefix(Kind::copy, source);
}

std::string band_prefix(std::size_t band, std::uint64_t hash) {
  std::string key = key_of(Kind::band);
  append_number(key, band, 1);
  append_number(key, hash, 8);
  return key;
}

std::string band_key(std::size_t band, std::uint64_t hash, std::string_view source) {
  return band_prefix(band, hash).append(source);
}

std::string alias_key(NameKind kind, std::string_view canonical, std::string_view spelling) {
  std::string key = key_of(Kind::alias);
  append_number(key, static_cast<std::uint64_t>(kind), 1);
  append_text(key, canonical);
  append_text(key, spelling);
  key.pop_back();  // The last text needs no end
  return key;
}

std::optional<AliasKey> read_alias_key(std::string_view key) {
  const auto kinds = static_cast<unsigned char>(NameKind::person) + 1;
  if (key.size() < 3 || static_cast<unsigned char>(key[1]) >= kinds) return std::nullopt;
  const std::size_t end = key.find('\0', 2);
  if (end == std::string_view::npos) return std::nullopt;
  return AliasKey{static_cast<NameKind>(key[1]), std::string{key.substr(2, end - 2)},
                  std::string{key.substr(end + 1)}};
}

std::string dossier_prefix(std::string_view dossier) {
  return source_prefix(Kind::version, dossier);
}

std::string version_key(std::string_view dossier, int version) {
  return revision_key(Kind::version, dossier, version);
}

std::string number_key(Kind kind, std::uint64_t number) {
  std::string key = key_of(kind);
  append_number(key, number, 8);
  return key;
}

std::string claim_id_key(std::string_view id) {
  return key_of(Kind::claim_id).append(id);
}

std::string topic_key(std::string_view dossier) {
  return key_of(Kind::topic).append(dossier);
}

std::string member_key(std::string_view dossier, std::string_view source) {
  return source_prefix(Kind::member, dossier).append(source);
}

std::string text_key(std::string_view source, int revision) {
  std::string key = key_of(BytesKind::text);
  append_text(key, source);
  append_revision(key, revision);
  return key;
}

std::string headers_key(std::string_view source, int revision) {
  std::string key = key_of(BytesKind::headers);
  append_text(key, source);
  append_revision(key, revision);
  return key;
}

std::string raw_key(std::string_view raw_hash) {
  return key_of(BytesKind::raw).append(raw_hash);
}

std::string pruned_key(std::string_view raw_hash) {
  return key_of(Kind::pruned).append(raw_hash);
}

std::string version_bytes_key(std::string_view dossier, int version, char part) {
  std::string key = key_of(BytesKind::version);
  append_text(key, dossier);
  append_revision(key, version);
  key += part;
  return key;
}

std::string kind_prefix(Kind kind) {
  return key_of(kind);
}

std::string kind_prefix(BytesKind kind) {
  return key_of(kind);
}

std::string_view first_text(std::string_view key) {
  const std::size_t end = key.find('\0', 1);
  return end == std::string_view::npos ? std::string_view{} : key.substr(1, end - 1);
}

int last_number(std::string_view key) {
  return static_cast<int>(number_at_end(key, 4));
}

std::uint64_t last_long_number(std::string_view key) {
  return number_at_end(key, 8);
}

std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') prefix.pop_back();
  assert(!prefix.empty());  // A kind byte is ASCII
  prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1U);
  return prefix;
}

namespace {

// Format 2 numbers what came in and finds a claim by its id. What came before is numbered by the
// time of its fetch.
rocksdb::Status add_arrivals_and_claim_ids(rocksdb::DB& db, rocksdb::WriteBatch& batch) {
  struct Came {
    std::string fetched, source;
    int revision;
  };
  std::vector<Came> came;
  const std::unique_ptr<rocksdb::Iterator> it{db.NewIterator(rocksdb::ReadOptions{})};
  const auto each = [&](Kind kind, const auto& visit) {
    const std::string prefix = kind_prefix(kind);
    for (it->Seek(prefix); it->Valid() && it->key().starts_with(prefix); it->Next()) {
      if (const auto json = parse_json(it->value().ToStringView())) {
        visit(JsonReader{*json}, it->key().ToStringView());
      }
    }
  };
  each(Kind::source, [&](JsonReader reader, std::string_view key) {
    came.push_back({reader.text("fetched"), std::string{first_text(key)}, last_number(key)});
  });
  rocksdb::Status status = it->status();
  each(Kind::claim, [&](JsonReader reader, std::string_view key) {
    const rocksdb::Status put = batch.Put(claim_id_key(reader.text("id")), key);
    if (status.ok()) status = put;
  });
  std::ranges::sort(came, {},
                    [](const Came& c) { return std::tie(c.fetched, c.source, c.revision); });
  for (std::size_t i = 0; i < came.size() && status.ok(); ++i) {
    status =
        batch.Put(number_key(Kind::arrival, i + 1), dump_json(Json{{"source", came[i].source},
                                                                   {"revision", came[i].revision},
                                                                   {"fetched", came[i].fetched}}));
  }
  return status.ok() ? it->status() : status;
}

// Format 3 keeps further readings of a text; a store of format 2 has none.
rocksdb::Status allow_readings(rocksdb::DB& /*db*/, rocksdb::WriteBatch& /*batch*/) {
  return rocksdb::Status::OK();
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kMigrations{&add_arrivals_and_claim_ids, &allow_readings};
  return kMigrations;
}

tl::unexpected<Error> not_ready(std::string_view place) {
  return fail(
      ErrorCode::malformed,
      fmt::format("store {} is empty or of an older format: run `dossier update` first", place));
}

Result<void> adopt(rocksdb::DB& db, std::string_view place, bool writable) {
  assert(migrations().size() + 1 == kFormat);
  std::string value;
  const rocksdb::Status read = db.Get(rocksdb::ReadOptions{}, format_key(), &value);
  int format = 0;
  if (read.ok()) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), format);
    if (error != std::errc{} || end != value.data() + value.size() || format < 1) {
      return fail(ErrorCode::corrupt, fmt::format("store {}: unreadable format version", place));
    }
  } else if (!read.IsNotFound()) {
    return failure(read, place);
  } else if (!is_empty(db)) {
    return fail(ErrorCode::malformed, fmt::format("{} holds a database that is no store", place));
  }
  if (format > kFormat) {
    return fail(ErrorCode::malformed,
                fmt::format("store {} has format {}, and this program knows up to {}: use a newer "
                            "dossier",
                            place, format, kFormat));
  }
  if (format == kFormat) return {};
  if (!writable) return not_ready(place);
  if (format == 0) return write_format(db, rocksdb::WriteBatch{}, kFormat, place);
  for (; format < kFormat; ++format) {
    rocksdb::WriteBatch batch;
    const auto migrate = migrations()[static_cast<std::size_t>(format - 1)];
    if (const rocksdb::Status status = migrate(db, batch); !status.ok()) {
      return failure(status, place);
    }
    if (auto done = write_format(db, std::move(batch), format + 1, place); !done) return done;
  }
  return {};
}

// RocksDB has no code of its own for a lock that is held. Its words: "While lock file: …" where
// another process holds it, "lock hold by current process" where this one does.
bool is_own_lock(const rocksdb::Status& status) {
  return status.IsIOError() && status.ToString().find("lock hold by") != std::string::npos;
}

tl::unexpected<Error> failure(const rocksdb::Status& status, std::string_view place) {
  const std::string told = status.ToString();
  if (is_own_lock(status) ||
      (status.IsIOError() && told.find("While lock file") != std::string::npos)) {
    return fail(ErrorCode::busy, fmt::format("store {} is held by another run", place));
  }
  if (status.IsCorruption() || status.IsInvalidArgument()) {
    return fail(ErrorCode::corrupt, fmt::format("store {}: {}", place, told));
  }
  return fail(ErrorCode::unavailable, fmt::format("store {}: {}", place, told));
}

}  // namespace dossier::schema
