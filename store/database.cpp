#include "store/database.h"

#include <fmt/core.h>
#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <unistd.h>

#include <cassert>
#include <chrono>
#include <cstdarg>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>
#include <vector>

#include "store/holder.h"
#include "store/schema.h"

namespace dossier {
namespace {

constexpr std::size_t kMemtableBytesMax = 16U << 20U;  // A family; two may be full at once
constexpr std::size_t kCacheBytesMax = 32U << 20U;     // Of both families together
// What is looked up is unpacked by the block, and the claims of a dossier lie far apart.
constexpr std::size_t kBlockBytes = 4U << 10U;
constexpr int kTablesMax = 8;  // Of like size or not, that are left lying
constexpr int kReaderAttemptsMax = 3;

// RocksDB's own log would be one more file to write, at each open. And where the disk is full,
// builds with assertions, such as Debian's, abort at the second line that cannot be written.
class NoLog : public rocksdb::Logger {
 public:
  using Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.info_log = std::make_shared<NoLog>();
  options.max_open_files = -1;           // A secondary instance needs all files open
  options.max_file_opening_threads = 1;  // Starting sixteen takes longer than opening ten files
  options.max_total_wal_size = 2 * kMemtableBytesMax;
  // A log that ends early is what a kill leaves. One that is damaged before its end must be told:
  // RocksDB's usual way would drop all that follows, published versions too, without a word.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families() {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  // In parts, read when they are asked for: an index of a million small blocks is some megabytes.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.cache_index_and_filter_blocks = true;
  table.pin_top_level_index_and_filter = true;
  // In one piece: the index of a table that an earlier program wrote is one block of megabytes,
  // which has no room in a sixty-fourth and would be read again at every look.
  constexpr int kShardBits = 0;
  table.block_cache = rocksdb::NewLRUCache(kCacheBytesMax, kShardBits);

  rocksdb::ColumnFamilyOptions records;
  records.write_buffer_size = kMemtableBytesMax;
  records.compression = rocksdb::kLZ4Compression;
  // By levels, every fourth run had the first level rewritten, up to 256 MB, for some kilobytes of
  // news; since a run ends before that does, each began it anew. So the new are put together first.
  records.compaction_style = rocksdb::kCompactionStyleUniversal;
  // Tables of like size are put together, twice the size counting as like, so that there are few,
  // and a large one is written again when as much has come in since. Left to itself, RocksDB would
  // put the newest, however small, to a table of any size as soon as there are five, at every run;
  // and all in one for the sake of room that is taken by what was overwritten, which is nothing.
  records.compaction_options_universal.size_ratio = 100;
  records.compaction_options_universal.max_size_amplification_percent = 1'000'000;
  records.level0_file_num_compaction_trigger = kTablesMax;
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

// The logs of a store, "000012.log". RocksDB names a damaged table, but not a damaged log.
std::string logs_of(const std::string& directory) {
  std::string names;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator{directory, error}) {
    if (file.path().extension() == ".log") names += " " + file.path().filename().string();
  }
  return names;
}

// Why it was not opened: where another process holds it, which; where it is damaged, what helps.
tl::unexpected<Error> not_opened(const rocksdb::Status& status, const std::string& directory) {
  auto failed = schema::failure(status, directory);
  std::string& message = failed.value().message;
  // Not where this process holds it: see describe_holder().
  if (failed.value().code == ErrorCode::busy && !schema::is_own_lock(status)) {
    const std::string holder = describe_holder(directory);
    if (!holder.empty()) message += ": " + holder;
  }
  if (status.IsCorruption()) {
    const bool named = message.find(".sst") != message.npos ||
                       message.find("MANIFEST") != message.npos ||
                       message.find("CURRENT") != message.npos;
    if (!named) message += " in a log:" + logs_of(directory);
    message += "; bring a backup back with `dossier restore`";
  }
  return failed;
}

// How far the database had been written when that was last certain to be on disk: its sequence
// number, in a file of its own. A manifest that was cut between two records opens as an older state
// without a word from RocksDB; this tells.
std::string extent_path(const std::string& directory) {
  return directory + "/extent";
}

std::uint64_t read_extent(const std::string& directory) {
  std::uint64_t extent = 0;
  std::ifstream{extent_path(directory)} >> extent;
  return extent;
}

// One that cannot be written is no harm: the one before says less.
void write_extent(const std::string& directory, std::uint64_t extent) {
  const std::string path = extent_path(directory), beside = path + ".part";
  std::ofstream file{beside};
  file << extent << '\n';
  file.close();
  std::error_code ignored;
  if (file) std::filesystem::rename(beside, path, ignored);
}

// `extent`: as it was read before the database was opened, since a writer may go on meanwhile.
Result<void> check_extent(const rocksdb::DB& db, std::uint64_t extent,
                          const std::string& directory) {
  const std::uint64_t there = db.GetLatestSequenceNumber();
  if (there >= extent) return {};
  return fail(
      ErrorCode::corrupt,
      fmt::format("store {}: {} of {} writes are there: its MANIFEST or a log was cut; bring "
                  "a backup back with `dossier restore`",
                  directory, there, extent));
}

std::string new_temporary_directory() {
  std::error_code error;
  std::filesystem::path base = std::filesystem::temp_directory_path(error);
  if (error) base = "/tmp";
  std::string name = (base / "dossier-reader-XXXXXX").string();
  return mkdtemp(name.data()) == nullptr ? std::string{} : name;
}

// Closing the database would break off what it is putting together, and the next run would begin
// it anew: runs are short, and each of them would. Where that fails (a full disk), it is left.
void finish_compactions(rocksdb::DB& db) {
  constexpr auto kLook = std::chrono::milliseconds{1};
  constexpr int kIdleLooksMax = 50;
  const auto is_any = [&](const std::string& property) {
    std::uint64_t count = 0;
    return db.GetAggregatedIntProperty(property, &count) && count > 0;
  };
  for (int idle = 0; idle < kIdleLooksMax; ++idle) {
    if (is_any(rocksdb::DB::Properties::kNumRunningCompactions)) {
      idle = 0;
    } else if (!is_any(rocksdb::DB::Properties::kCompactionPending)) {
      return;
    }
    std::this_thread::sleep_for(kLook);
  }
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
  const std::uint64_t extent = read_extent(directory);
  const rocksdb::Status status =
      rocksdb::DB::Open(database_options(), directory, descriptors, &handles, &db);
  if (!status.ok()) return not_opened(status, directory);
  opened->db_.reset(db);
  opened->records_ = handles[0];
  opened->bytes_ = handles[1];
  opened->compacts_ = compacting;
  if (auto whole = check_extent(*db, extent, directory); !whole) {
    return tl::unexpected<Error>(std::move(whole.error()));
  }
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
  const std::uint64_t extent = read_extent(directory);
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
  if (!status.ok()) return not_opened(status, directory);
  opened->db_.reset(db);
  opened->records_ = handles[0];
  opened->bytes_ = handles[1];
  if (auto whole = check_extent(*db, extent, directory); !whole) {
    return tl::unexpected<Error>(std::move(whole.error()));
  }
  if (auto adopted = schema::adopt(*db, directory, false); !adopted) {
    return tl::unexpected<Error>(std::move(adopted.error()));
  }
  return opened;
}

Database::~Database() {
  if (db_ != nullptr) {
    // A failure here loses nothing: the log still has it.
    if (written_ && db_->Flush(rocksdb::FlushOptions{}, {records_, bytes_}).ok()) {
      write_extent(place_, db_->GetLatestSequenceNumber());
      if (compacts_) finish_compactions(*db_);
    }
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
                                                      const rocksdb::Slice& to, Family family,
                                                      bool keeps_blocks) const {
  rocksdb::ReadOptions options;
  options.fill_cache = keeps_blocks;
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

Database::Scanner::Scanner(const Database& database, std::string range)
    : database_{database},
      from_{std::move(range)},
      to_{schema::after_prefix(from_)},
      first_{from_},
      after_{to_},
      iterator_{database.iterator(first_, after_, Family::records, false)} {}

Result<void> Database::Scanner::scan(
    std::string_view prefix, const std::function<bool(std::string_view, std::string_view)>& visit) {
  assert(prefix.starts_with(from_));
  for (iterator_->Seek(prefix); iterator_->Valid(); iterator_->Next()) {
    const std::string_view key = iterator_->key().ToStringView();
    if (!key.starts_with(prefix) || !visit(key, iterator_->value().ToStringView())) break;
  }
  if (!iterator_->status().ok()) return schema::failure(iterator_->status(), database_.place_);
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
  if (options.sync) write_extent(place_, db_->GetLatestSequenceNumber());
  return {};
}

Result<void> Database::sync() {
  if (!secondary_directory_.empty()) return {};
  const rocksdb::Status status = db_->FlushWAL(true);
  if (!status.ok()) return schema::failure(status, place_);
  return {};
}

Result<void> Database::verify_files() {
  const rocksdb::Status status = db_->VerifyChecksum();
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
