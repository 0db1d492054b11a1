#include "store/database.h"

#include <fmt/core.h>
#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <unistd.h>

#include <cassert>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "store/schema.h"

namespace dossier {
namespace {

constexpr std::size_t kMemtableBytesMax = 16U << 20U;  // A family; two may be full at once
constexpr std::size_t kCacheBytesMax = 32U << 20U;     // Of both families together
constexpr std::size_t kBlockBytes = 16U << 10U;
constexpr int kReaderAttemptsMax = 3;

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // Each open writes a log of its own; RocksDB keeps a thousand unless told.
  options.keep_log_file_num = 3;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.max_open_files = -1;  // A secondary instance needs all files open
  options.max_total_wal_size = 2 * kMemtableBytesMax;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families() {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_cache = rocksdb::NewLRUCache(kCacheBytesMax);

  rocksdb::ColumnFamilyOptions records;
  records.write_buffer_size = kMemtableBytesMax;
  records.compression = rocksdb::kLZ4Compression;
  // No prefix extractor: with one, a seek of a key shorter than the prefix aborts in builds with
  // assertions, such as Debian's. Scans are bounded by iterate_upper_bound instead.
  records.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  rocksdb::ColumnFamilyOptions bytes = records;
  bytes.compression = rocksdb::kZSTD;
  return {{rocksdb::kDefaultColumnFamilyName, records}, {schema::kBytesFamily, bytes}};
}

bool holds_database(const std::string& directory) {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::path{directory} / "CURRENT", error);
}

std::string new_temporary_directory() {
  std::error_code error;
  std::filesystem::path base = std::filesystem::temp_directory_path(error);
  if (error) base = "/tmp";
  std::string name = (base / "dossier-reader-XXXXXX").string();
  return mkdtemp(name.data()) == nullptr ? std::string{} : name;
}

}  // namespace

void Batch::put(std::string_view key, std::string_view value, Family family) {
  const rocksdb::Status status =
      family == Family::bytes ? batch_.Put(bytes_, key, value) : batch_.Put(key, value);
  if (status_.ok()) status_ = status;
}

void Batch::erase(std::string_view key, Family family) {
  const rocksdb::Status status =
      family == Family::bytes ? batch_.Delete(bytes_, key) : batch_.Delete(key);
  if (status_.ok()) status_ = status;
}

Result<std::unique_ptr<Database>> Database::open_writable(const std::string& directory,
                                                          bool compacting) {
  std::unique_ptr<Database> opened{new Database(directory)};
  auto descriptors = families();
  for (auto& family : descriptors) family.options.disable_auto_compactions = !compacting;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(database_options(), directory, descriptors, &handles, &db);
  if (!status.ok()) return schema::failure(status, directory);
  opened->db_.reset(db);
  opened->records_ = handles[0];
  opened->bytes_ = handles[1];
  return opened;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);  // RocksDB makes the last folder only
  if (error) {
    return fail(ErrorCode::unavailable,
                fmt::format("store {}: cannot be created: {}", directory, error.message()));
  }
  auto opened = open_writable(directory, true);
  if (!opened) return opened;
  if (auto adopted = schema::adopt(*(*opened)->db_, directory, true); !adopted) {
    return tl::unexpected<Error>(std::move(adopted.error()));
  }
  return opened;
}

Result<std::unique_ptr<Database>> Database::open_existing(const std::string& directory) {
  if (!holds_database(directory)) return fail(ErrorCode::not_found, "no store at " + directory);
  return open(directory);
}

Result<std::unique_ptr<Database>> Database::open_copy(const std::string& directory) {
  auto opened = open_writable(directory, false);
  if (!opened) return opened;
  if (auto adopted = schema::adopt(*(*opened)->db_, directory, false); !adopted) {
    return tl::unexpected<Error>(std::move(adopted.error()));
  }
  return opened;
}

Result<std::unique_ptr<Database>> Database::open_for_reading(const std::string& directory) {
  if (!holds_database(directory)) return fail(ErrorCode::not_found, "no store at " + directory);
  std::unique_ptr<Database> opened{new Database(directory)};
  opened->secondary_directory_ = new_temporary_directory();
  if (opened->secondary_directory_.empty()) {
    return fail(ErrorCode::unavailable, "cannot create a temporary directory");
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  rocksdb::Status status;
  // The writer may remove a file that we have just read the name of; then look again.
  for (int attempt = 0; attempt < kReaderAttemptsMax; ++attempt) {
    status = rocksdb::DB::OpenAsSecondary(database_options(), directory,
                                          opened->secondary_directory_, families(), &handles, &db);
    if (status.ok() || status.IsCorruption()) break;
  }
  // Killed while it was made: a database, and no family for bytes yet.
  if (status.IsInvalidArgument() &&
      status.ToString().find("Column family not found") != std::string::npos) {
    return schema::not_ready(directory);
  }
  if (!status.ok()) return schema::failure(status, directory);
  opened->db_.reset(db);
  opened->records_ = handles[0];
  opened->bytes_ = handles[1];
  if (auto adopted = schema::adopt(*db, directory, false); !adopted) {
    return tl::unexpected<Error>(std::move(adopted.error()));
  }
  return opened;
}

Database::~Database() {
  if (db_ != nullptr) {
    // A failure here loses nothing: the log still has it.
    if (written_) static_cast<void>(db_->Flush(rocksdb::FlushOptions{}, {records_, bytes_}));
    static_cast<void>(db_->DestroyColumnFamilyHandle(records_));
    static_cast<void>(db_->DestroyColumnFamilyHandle(bytes_));
    db_.reset();
  }
  std::error_code ignored;
  if (!secondary_directory_.empty()) std::filesystem::remove_all(secondary_directory_, ignored);
}

Result<std::optional<std::string>> Database::get(std::string_view key, Family family) const {
  std::string value;
  const rocksdb::Status status = db_->Get(rocksdb::ReadOptions{}, handle(family), key, &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return schema::failure(status, place_);
  return value;
}

std::unique_ptr<rocksdb::Iterator> Database::iterator(const rocksdb::Slice& from,
                                                      const rocksdb::Slice& to,
                                                      Family family) const {
  rocksdb::ReadOptions options;
  options.iterate_lower_bound = &from;
  options.iterate_upper_bound = &to;
  return std::unique_ptr<rocksdb::Iterator>{db_->NewIterator(options, handle(family))};
}

Result<void> Database::scan(std::string_view prefix,
                            const std::function<bool(std::string_view, std::string_view)>& visit,
                            Family family) const {
  return scan_from(prefix, prefix, visit, family);
}

Result<void> Database::scan_from(
    std::string_view from, std::string_view prefix,
    const std::function<bool(std::string_view, std::string_view)>& visit, Family family) const {
  const std::string end = schema::after_prefix(std::string{prefix});
  const rocksdb::Slice first{from}, to{end};  // The iterator points at them
  const auto it = iterator(first, to, family);
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    if (!visit(it->key().ToStringView(), it->value().ToStringView())) break;
  }
  if (!it->status().ok()) return schema::failure(it->status(), place_);
  return {};
}

Result<std::optional<std::pair<std::string, std::string>>> Database::last(
    std::string_view prefix) const {
  const std::string end = schema::after_prefix(std::string{prefix});
  const rocksdb::Slice from{prefix}, to{end};
  const auto it = iterator(from, to, Family::records);
  it->SeekToLast();
  if (!it->status().ok()) return schema::failure(it->status(), place_);
  if (!it->Valid()) return std::nullopt;
  return std::pair{it->key().ToString(), it->value().ToString()};
}

Result<void> Database::write(Batch batch, Durability durability) {
  assert(secondary_directory_.empty());  // A reader writes nothing
  if (!batch.status_.ok()) return schema::failure(batch.status_, place_);
  rocksdb::WriteOptions options;
  options.sync = durability == Durability::synced;
  const rocksdb::Status status = db_->Write(options, &batch.batch_);
  if (!status.ok()) return schema::failure(status, place_);
  written_ = true;
  return {};
}

Result<void> Database::sync() {
  if (!secondary_directory_.empty()) return {};
  const rocksdb::Status status = db_->FlushWAL(true);
  if (!status.ok()) return schema::failure(status, place_);
  return {};
}

Result<void> Database::compact(std::string_view prefix, Family family) {
  const std::string end = schema::after_prefix(std::string{prefix});
  const rocksdb::Slice from{prefix}, to{end};
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  const rocksdb::Status status = db_->CompactRange(options, handle(family), &from, &to);
  if (!status.ok()) return schema::failure(status, place_);
  return {};
}

std::uint64_t Database::disk_bytes(std::string_view prefix, Family family) const {
  const std::string end = schema::after_prefix(std::string{prefix});
  const rocksdb::Range range{prefix, end};
  std::uint64_t bytes = 0;
  const rocksdb::Status status = db_->GetApproximateSizes({}, handle(family), &range, 1, &bytes);
  return status.ok() ? bytes : 0;
}

}  // namespace dossier
