// RocksDB behind values and Results: one open database of the layout in schema.h. Store (store.h)
// is built on it, and what cares for a store as a whole: doctor.h, prune.h. Nothing outside store/
// uses it.

#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace dossier {

enum class Family { records, bytes };

// Writes that happen together or not at all.
class Batch {
 public:
  explicit Batch(rocksdb::ColumnFamilyHandle* bytes) : bytes_{bytes} {}
  void put(std::string_view key, std::string_view value, Family family = Family::records);
  void erase(std::string_view key, Family family = Family::records);

 private:
  friend class Database;
  rocksdb::ColumnFamilyHandle* bytes_;
  rocksdb::WriteBatch batch_;
  rocksdb::Status status_;  // The first failure (a batch beyond RocksDB's limit)
};

// Owned through a pointer, since RocksDB's handles point at each other. Reads: any thread.
class Database {
 public:
  // As Store::open() and Store::open_for_reading().
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& directory);
  [[nodiscard]] static Result<std::unique_ptr<Database>> open_for_reading(
      const std::string& directory);
  // As open(), but not_found where there is no store.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open_existing(
      const std::string& directory);
  // Files of a store that nobody else works on, such as a Snapshot: as open(), but nothing is
  // compacted, and an older format is refused.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open_copy(const std::string& directory);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  // Flushes what was written: a log left behind would be replayed at each open until then.
  ~Database();

  [[nodiscard]] Result<std::optional<std::string>> get(std::string_view key,
                                                       Family family = Family::records) const;
  // Keys that begin with `prefix`, in order; `visit` returns false to stop.
  [[nodiscard]] Result<void> scan(
      std::string_view prefix,
      const std::function<bool(std::string_view key, std::string_view value)>& visit,
      Family family = Family::records) const;
  // The same from the key `from` on, which begins with `prefix`.
  [[nodiscard]] Result<void> scan_from(
      std::string_view from, std::string_view prefix,
      const std::function<bool(std::string_view key, std::string_view value)>& visit,
      Family family = Family::records) const;
  // The last of them.
  [[nodiscard]] Result<std::optional<std::pair<std::string, std::string>>> last(
      std::string_view prefix) const;

  // scan(), again and again, under prefixes that begin with one `range`: making ready to scan costs
  // more than a short scan. Sees the database as it was at first, and must not outlive it.
  class Scanner {
   public:
    Scanner(const Database& database, std::string range);
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;
    [[nodiscard]] Result<void> scan(
        std::string_view prefix,
        const std::function<bool(std::string_view key, std::string_view value)>& visit);

   private:
    const Database& database_;
    std::string from_, to_;
    rocksdb::Slice first_, after_;  // The iterator points at them
    std::unique_ptr<rocksdb::Iterator> iterator_;
  };

  [[nodiscard]] Batch batch() const { return Batch{bytes_}; }
  enum class Durability { handed_over, synced };
  [[nodiscard]] Result<void> write(Batch batch, Durability durability = Durability::handed_over);
  [[nodiscard]] Result<void> sync();

  // Reads every block of every table. Errors: corrupt, with the file.
  [[nodiscard]] Result<void> verify_files();
  // Gives the room of erased keys under `prefix` back to the disk.
  [[nodiscard]] Result<void> compact(std::string_view prefix, Family family);
  // About how many bytes of the disk they take, compressed.
  [[nodiscard]] std::uint64_t disk_bytes(std::string_view prefix, Family family) const;

  // For what RocksDB does with a whole database.
  [[nodiscard]] rocksdb::DB& rocksdb() { return *db_; }
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  [[nodiscard]] static Result<std::unique_ptr<Database>> open_writable(const std::string& directory,
                                                                       bool compacting);
  explicit Database(std::string place) : place_{std::move(place)} {}
  // `keeps_blocks`: in the cache, for the next to read them.
  [[nodiscard]] std::unique_ptr<rocksdb::Iterator> iterator(const rocksdb::Slice& from,
                                                            const rocksdb::Slice& to, Family family,
                                                            bool keeps_blocks = true) const;
  [[nodiscard]] rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return family == Family::bytes ? bytes_ : records_;
  }

  std::string place_;                // The directory, for messages
  std::string secondary_directory_;  // Of a reader: its own files, removed at the end
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::ColumnFamilyHandle* records_ = nullptr;  // Owned; freed before db_
  rocksdb::ColumnFamilyHandle* bytes_ = nullptr;
  bool written_ = false;
  bool compacts_ = false;  // By itself
};

}  // namespace dossier
