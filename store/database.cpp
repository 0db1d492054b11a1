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

void Batch::erase(std::string_view key) {
  const rocksdb::Status status = batch_.Delete(key);
  if (status_.ok()) status_ = status;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);  // RocksDB makes the last folder only
  if (error) {
    return fail(ErrorCode::unavailable,
                fmt::format("store {}: cannot be created: {}", directory, error.message()));
  }
  std::unique_ptr<Database> opened{new Database(directory)};
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(database_options(), directory, families(), &handles, &db);
  if (!status.ok()) return schema::failure(status, directory);
  opened->db_.reset(db);
  opened->records_ = handles[0];
  opened->bytes_ = handles[1];
  if (auto adopted = schema::adopt(*db, directory, true); !adopted) {
    return tl::unexpected<Error>(std::move(adopted.error()));
  }
  return opened;
}

Result<std::unique_ptr<Database>> Database::open_for_reading(const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::path{directory} / "CURRENT", error)) {
    return fail(ErrorCode::not_found, fmt::format("no store at {}", directory));
  }
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
  const rocksdb::Status status =
      db_->Get(rocksdb::ReadOptions{}, family == Family::bytes ? bytes_ : records_, key, &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return schema::failure(status, place_);
  return value;
}

std::unique_ptr<rocksdb::Iterator> Database::iterator(const rocksdb::Slice& from,
                                                      const rocksdb::Slice& to) const {
  rocksdb::ReadOptions options;
  options.iterate_lower_bound = &from;
  options.iterate_upper_bound = &to;
  return std::unique_ptr<rocksdb::Iterator>{db_->NewIterator(options, records_)};
}

Result<void> Database::scan(
    std::string_view prefix,
    const std::function<bool(std::string_view, std::string_view)>& visit) const {
  return scan_from(prefix, prefix, visit);
}

Result<void> Database::scan_from(
    std::string_view from, std::string_view prefix,
    const std::function<bool(std::string_view, std::string_view)>& visit) const {
  const std::string end = schema::after_prefix(std::string{prefix});
  const rocksdb::Slice first{from}, to{end};  // The iterator points at them
  const auto it = iterator(first, to);
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
  const auto it = iterator(from, to);
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

}  // namespace dossier
