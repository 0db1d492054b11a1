// RocksDB behind values and Results: one open database of the layout in schema.h. Store (store.h)
// is built on it; nothing else uses it.

#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

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
  void erase(std::string_view key);

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
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  // Flushes what was written: a log left behind would be replayed at each open until then.
  ~Database();

  [[nodiscard]] Result<std::optional<std::string>> get(std::string_view key,
                                                       Family family = Family::records) const;
  // Keys that begin with `prefix`, in order; `visit` returns false to stop.
  [[nodiscard]] Result<void> scan(
      std::string_view prefix,
      const std::function<bool(std::string_view key, std::string_view value)>& visit) const;
  // The same from the key `from` on, which begins with `prefix`.
  [[nodiscard]] Result<void> scan_from(
      std::string_view from, std::string_view prefix,
      const std::function<bool(std::string_view key, std::string_view value)>& visit) const;
  // The last of them.
  [[nodiscard]] Result<std::optional<std::pair<std::string, std::string>>> last(
      std::string_view prefix) const;

  [[nodiscard]] Batch batch() const { return Batch{bytes_}; }
  enum class Durability { handed_over, synced };
  [[nodiscard]] Result<void> write(Batch batch, Durability durability = Durability::handed_over);
  [[nodiscard]] Result<void> sync();

  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  explicit Database(std::string place) : place_{std::move(place)} {}
  [[nodiscard]] std::unique_ptr<rocksdb::Iterator> iterator(const rocksdb::Slice& from,
                                                            const rocksdb::Slice& to) const;

  std::string place_;                // The directory, for messages
  std::string secondary_directory_;  // Of a reader: its own files, removed at the end
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::ColumnFamilyHandle* records_ = nullptr;  // Owned; freed before db_
  rocksdb::ColumnFamilyHandle* bytes_ = nullptr;
  bool written_ = false;
};

}  // namespace dossier
