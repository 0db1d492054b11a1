#include "app/file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/utf8.h"

namespace dossier {

namespace fs = std::filesystem;

constexpr std::size_t kShownBytesMax = 500;  // Of a path that a configuration gave

Result<std::string> read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::error_code error;
  if (!file || fs::is_directory(path, error)) {
    return fail(ErrorCode::not_found, std::string{clip(path, kShownBytesMax)} + ": cannot be read");
  }
  std::string bytes;
  constexpr std::size_t kStep = 64U << 10U;
  do {
    const std::size_t size = bytes.size();
    bytes.resize(size + kStep);
    file.read(bytes.data() + size, kStep);
    bytes.resize(size + static_cast<std::size_t>(file.gcount()));
  } while (file);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::error_code error;
  const fs::path target{path};
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return fail(ErrorCode::unavailable, path + ": " + error.message());
  const std::string beside = path + ".part";
  {
    std::ofstream file{beside, std::ios::binary | std::ios::trunc};
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) {
      const std::string why = std::generic_category().message(errno);
      fs::remove(beside, error);
      return fail(ErrorCode::unavailable, path + ": cannot be written: " + why);
    }
  }
  fs::rename(beside, target, error);
  if (error) return fail(ErrorCode::unavailable, path + ": " + error.message());
  return {};
}

}  // namespace dossier
