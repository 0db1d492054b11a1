#include "app/file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace dossier {

namespace fs = std::filesystem;

Result<std::string> read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::error_code error;
  if (!file || fs::is_directory(path, error)) {
    return fail(ErrorCode::not_found, path + ": cannot be read");
  }
  return std::string{std::istreambuf_iterator<char>{file}, {}};
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
    if (!file.flush()) return fail(ErrorCode::unavailable, path + ": cannot be written");
  }
  fs::rename(beside, target, error);
  if (error) return fail(ErrorCode::unavailable, path + ": " + error.message());
  return {};
}

}  // namespace dossier
