#include "store/snapshot.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <vector>

namespace dossier {
namespace {

namespace fs = std::filesystem;

constexpr int kAttemptsMax = 50;
constexpr std::chrono::milliseconds kPause{20};
constexpr const char* kNameStart = "snapshot-";

std::string contents(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// The descriptor, or -1 if somebody holds it.
int lock_folder(const std::string& path) {
  const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return -1;
  if (flock(folder, LOCK_EX | LOCK_NB) == 0) return folder;
  close(folder);
  return -1;
}

void remove_leftovers(const fs::path& store) {
  std::error_code error;
  std::vector<std::string> leftovers;
  for (const auto& file : fs::directory_iterator{store, error}) {
    if (file.path().filename().string().starts_with(kNameStart)) {
      leftovers.push_back(file.path().string());
    }
  }
  for (const std::string& leftover : leftovers) {
    const int lock = lock_folder(leftover);
    if (lock < 0) continue;  // Another one's, in use
    fs::remove_all(leftover, error);
    close(lock);
  }
}

// Files that the writer removes meanwhile are none that the manifest names, or the manifest changes
// too and what was copied is dropped.
std::error_code copy_files(const fs::path& store, const fs::path& target) {
  std::vector<fs::path> names;  // All of them before any: a log in the list has no successor in it
  std::error_code error;        // that was not there when it was listed
  for (const auto& file : fs::directory_iterator{store, error}) {
    names.push_back(file.path().filename());
  }
  if (error) return error;
  for (const fs::path& name : names) {
    const bool table = name.extension() == ".sst";  // Never changed once it is named
    if (!table && name.extension() != ".log") continue;
    if (table) fs::create_hard_link(store / name, target / name, error);
    if (!table || (error && error != std::errc::no_such_file_or_directory)) {
      fs::copy_file(store / name, target / name, fs::copy_options::overwrite_existing, error);
    }
    if (error && error != std::errc::no_such_file_or_directory) return error;
  }
  return {};
}

// Whether the copy is of one instant: every file that is added or dropped is told to the manifest
// first, so that one which did not change names what was there all the while.
Result<bool> copy_store(const fs::path& store, const fs::path& target) {
  const std::string current = contents(store / "CURRENT");
  const std::string manifest = current.substr(0, current.find('\n'));
  if (manifest.empty()) return fail(ErrorCode::not_found, "no store at " + store.string());
  std::error_code error;
  fs::copy_file(store / manifest, target / manifest, error);
  if (error == std::errc::no_such_file_or_directory) return false;
  if (!error) error = copy_files(store, target);
  if (error) {
    return fail(ErrorCode::unavailable, fmt::format("store {}: a snapshot cannot be written: {}",
                                                    store.string(), error.message()));
  }
  std::ofstream{target / "CURRENT", std::ios::binary} << current;
  const auto copied = fs::file_size(target / manifest, error);
  const auto there = error ? 0 : fs::file_size(store / manifest, error);
  return !error && copied == there && contents(store / "CURRENT") == current;
}

}  // namespace

Result<Snapshot> Snapshot::take(const std::string& store) {
  std::error_code error;
  if (!fs::exists(fs::path{store} / "CURRENT", error)) {
    return fail(ErrorCode::not_found, "no store at " + store);
  }
  remove_leftovers(store);
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    std::string path = (fs::path{store} / (std::string{kNameStart} + "XXXXXX")).string();
    const int lock = mkdtemp(path.data()) == nullptr ? -1 : lock_folder(path);
    if (lock < 0) {
      return fail(ErrorCode::unavailable,
                  fmt::format("store {}: no folder can be made in it", store));
    }
    Snapshot snapshot{std::move(path), lock};
    const auto whole = copy_store(store, snapshot.path_);
    if (!whole) return tl::unexpected<Error>(whole.error());
    if (*whole) return snapshot;
    std::this_thread::sleep_for(kPause);
  }
  return fail(ErrorCode::unavailable,
              fmt::format("store {}: its files change too fast to be copied; try again", store));
}

Snapshot::~Snapshot() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  close(lock_);
}

}  // namespace dossier
