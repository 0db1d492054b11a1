#include "store/backup.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <rocksdb/utilities/backup_engine.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "store/database.h"
#include "store/decision.h"
#include "store/schema.h"
#include "store/snapshot.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

rocksdb::BackupEngineOptions engine_options(const std::string& place) {
  rocksdb::BackupEngineOptions options{place};
  options.sync = true;
  options.share_table_files = true;
  options.share_files_with_checksum = true;
  return options;
}

tl::unexpected<Error> failure(const rocksdb::Status& status, const std::string& place) {
  const ErrorCode code = status.IsCorruption() ? ErrorCode::corrupt : ErrorCode::unavailable;
  return fail(code, fmt::format("backups at {}: {}", place,
                                status.IsNoSpace() ? "the disk is full" : status.ToString()));
}

Backup backup_from(const rocksdb::BackupInfo& info) {
  return {info.backup_id, Time{std::chrono::seconds{info.timestamp}}, info.size, info.number_files};
}

bool holds_backups(const fs::path& place) {
  std::error_code error;
  return fs::is_directory(place / "meta", error);
}

// A file that is locked while it lives. The engine itself does not keep two writers apart.
class PlaceLock {
 public:
  explicit PlaceLock(const std::string& place)
      : file_{open((fs::path{place} / "LOCK").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)},
        held_{file_ >= 0 && flock(file_, LOCK_EX | LOCK_NB) == 0} {}
  PlaceLock(const PlaceLock&) = delete;
  PlaceLock& operator=(const PlaceLock&) = delete;
  ~PlaceLock() {
    if (file_ >= 0) close(file_);
  }
  [[nodiscard]] bool held() const { return held_; }

 private:
  int file_;
  bool held_;
};

Result<void> prepare(const std::string& place) {
  std::error_code error;
  fs::create_directories(place, error);
  if (error) {
    return fail(ErrorCode::unavailable, fmt::format("backups at {}: {}", place, error.message()));
  }
  if (!holds_backups(place) && !fs::is_empty(place, error)) {
    return fail(ErrorCode::refused, place + " is not empty and holds no backups");
  }
  return {};
}

Result<std::unique_ptr<rocksdb::BackupEngineReadOnly>> open_to_read(const std::string& place) {
  if (!holds_backups(place)) return fail(ErrorCode::not_found, "no backup at " + place);
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::BackupEngineReadOnly::Open(engine_options(place), rocksdb::Env::Default(), &opened);
  if (!status.ok()) return failure(status, place);
  return std::unique_ptr<rocksdb::BackupEngineReadOnly>{opened};
}

std::vector<Backup> backups_of(const rocksdb::BackupEngineReadOnlyBase& engine) {
  std::vector<rocksdb::BackupInfo> infos;
  engine.GetBackupInfo(&infos);
  std::vector<Backup> found;
  for (const rocksdb::BackupInfo& info : infos) found.push_back(backup_from(info));
  std::ranges::sort(found, {}, &Backup::number);
  return found;
}

Result<Backup> find_backup(const std::vector<Backup>& all, std::uint32_t number,
                           const std::string& place) {
  if (all.empty()) return fail(ErrorCode::not_found, "no backup at " + place);
  if (number == 0) return all.back();
  const auto found = std::ranges::find(all, number, &Backup::number);
  if (found != all.end()) return *found;
  return fail(ErrorCode::not_found, fmt::format("no backup {} at {}; they are {} to {}", number,
                                                place, all.front().number, all.back().number));
}

// What was written under `folder`, and the folder's own entry, to the disk.
bool sync_folder(const fs::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = syncfs(file) == 0;
  close(file);
  return done;
}

// The lines of the journal that were written to their end; empty if there is no journal.
std::string journal_of(const std::string& store) {
  std::ifstream file{journal_path(store), std::ios::binary};
  std::string journal{std::istreambuf_iterator<char>{file}, {}};
  journal.resize(journal.rfind('\n') + 1);
  return journal;
}

// Editors' decisions lie beside the database; in a backup they are a record of it, so that they
// come under its checksums and its numbers.
Result<void> pack_journal(Database& database, const std::string& journal) {
  if (journal.empty()) return {};
  Batch batch = database.batch();
  batch.put(schema::kind_prefix(schema::BytesKind::journal), journal, Family::bytes);
  return database.write(std::move(batch));
}

Result<void> unpack_journal(Database& database, const std::string& folder) {
  const std::string key = schema::kind_prefix(schema::BytesKind::journal);
  const auto journal = database.get(key, Family::bytes);
  if (!journal) return tl::unexpected<Error>(journal.error());
  if (!*journal) return {};
  std::ofstream file{journal_path(folder), std::ios::binary};
  file << **journal;
  if (!file.flush()) return fail(ErrorCode::unavailable, folder + ": cannot be written");
  Batch batch = database.batch();
  batch.erase(key, Family::bytes);
  return database.write(std::move(batch));
}

Result<void> restore_into(rocksdb::BackupEngineReadOnly& engine, const Backup& backup,
                          const std::string& place, const std::string& folder) {
  const rocksdb::Status status =
      engine.RestoreDBFromBackup(rocksdb::RestoreOptions{}, backup.number, folder, folder);
  if (!status.ok()) return failure(status, place);
  const auto opened = Database::open(folder);
  if (!opened) return tl::unexpected<Error>(opened.error());
  return unpack_journal(**opened, folder);
}

}  // namespace

Result<Backup> back_up(const std::string& store, const std::string& place, std::uint32_t keep) {
  const std::string journal = journal_of(store);  // First: it speaks of what the store has already
  const auto snapshot = Snapshot::take(store);
  if (!snapshot) return tl::unexpected<Error>(snapshot.error());
  if (auto prepared = prepare(place); !prepared) {
    return tl::unexpected<Error>(std::move(prepared.error()));
  }
  const PlaceLock lock{place};
  if (!lock.held()) {
    return fail(ErrorCode::busy, fmt::format("backups at {} are held by another run", place));
  }
  const auto database = Database::open_copy(snapshot->path());
  if (!database) return tl::unexpected<Error>(database.error());
  if (auto packed = pack_journal(**database, journal); !packed) {
    return tl::unexpected<Error>(std::move(packed.error()));
  }
  rocksdb::BackupEngine* opened = nullptr;
  rocksdb::Status status =
      rocksdb::BackupEngine::Open(engine_options(place), rocksdb::Env::Default(), &opened);
  if (!status.ok()) return failure(status, place);
  const std::unique_ptr<rocksdb::BackupEngine> engine{opened};
  rocksdb::CreateBackupOptions options;
  options.flush_before_backup = true;
  rocksdb::BackupID number = 0;
  status = engine->CreateNewBackup(options, &(*database)->rocksdb(), &number);
  if (status.ok()) status = engine->VerifyBackup(number, true);
  if (status.ok()) status = engine->PurgeOldBackups(keep);
  if (!status.ok()) return failure(status, place);
  return find_backup(backups_of(*engine), number, place);
}

Result<std::vector<Backup>> backups(const std::string& place) {
  const auto engine = open_to_read(place);
  if (!engine) return tl::unexpected<Error>(engine.error());
  auto all = backups_of(**engine);
  if (all.empty()) return fail(ErrorCode::not_found, "no backup at " + place);
  return all;
}

Result<Backup> restore(const std::string& place, std::uint32_t number, const std::string& store) {
  std::error_code error;
  const fs::path target = fs::absolute(store, error).lexically_normal();
  if (fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target))) {
    return fail(ErrorCode::refused,
                fmt::format("store {} is not empty: restore to another", store));
  }
  const auto engine = open_to_read(place);
  if (!engine) return tl::unexpected<Error>(engine.error());
  auto backup = find_backup(backups_of(**engine), number, place);
  if (!backup) return backup;
  if (const rocksdb::Status intact = (*engine)->VerifyBackup(backup->number, true); !intact.ok()) {
    return fail(ErrorCode::corrupt, fmt::format("backup {} at {} is damaged: {}", backup->number,
                                                place, intact.ToString()));
  }
  // Beside the store and then renamed, so that there never is half of one.
  const std::string name = target.has_filename() ? target.string() : target.parent_path().string();
  const std::string beside = name + ".restoring";
  fs::remove_all(beside, error);
  fs::create_directories(beside, error);
  auto restored = restore_into(**engine, *backup, place, beside);
  if (restored && !sync_folder(beside)) {
    restored = fail(ErrorCode::unavailable, beside + ": cannot be synced");
  }
  if (restored) {
    fs::rename(beside, name, error);
    if (error) restored = fail(ErrorCode::unavailable, name + ": " + error.message());
  }
  if (!restored) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    return tl::unexpected<Error>(std::move(restored.error()));
  }
  sync_folder(fs::path{name}.parent_path());
  return backup;
}

}  // namespace dossier
