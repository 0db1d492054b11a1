#include "store/holder.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>

#include "base/time.h"
#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kCommandBytesMax = 160;

// The process whose lock keeps us out, by the lock that RocksDB takes.
std::optional<pid_t> lock_owner(const std::string& directory) {
  const int file = open((directory + "/LOCK").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const int asked = fcntl(file, F_GETLK, &lock);
  close(file);
  if (asked != 0 || lock.l_type == F_UNLCK || lock.l_pid <= 0) return std::nullopt;
  return lock.l_pid;
}

std::string file_of_process(pid_t process, const char* name) {
  std::ifstream file{fmt::format("/proc/{}/{}", process, name), std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// Its words as they were typed, the program without its folder.
std::string command_of(pid_t process) {
  std::string command = file_of_process(process, "cmdline");
  while (!command.empty() && command.back() == '\0') command.pop_back();
  const std::size_t slash = std::string_view{command}.substr(0, command.find('\0')).rfind('/');
  if (slash != command.npos) command.erase(0, slash + 1);
  std::ranges::replace(command, '\0', ' ');
  command = for_display(on_one_line(command));
  if (command.size() > kCommandBytesMax) {
    command = std::string{clip(command, kCommandBytesMax)} + "…";
  }
  return command;
}

// Since the machine started, in ticks: the 22nd field, counted after the name, which may hold
// anything.
std::optional<Time> start_of(pid_t process) {
  const std::string stat = file_of_process(process, "stat");
  const std::size_t name_end = stat.rfind(')');
  if (name_end == stat.npos) return std::nullopt;
  std::istringstream fields{stat.substr(name_end + 1)};
  std::string field;
  for (int i = 3; i <= 22; ++i) fields >> field;
  std::int64_t ticks = 0;
  const auto read = std::from_chars(field.data(), field.data() + field.size(), ticks);

  std::ifstream machine{"/proc/stat"};
  std::int64_t booted = 0;
  for (std::string line; std::getline(machine, line);) {
    if (line.starts_with("btime ")) booted = std::strtoll(line.c_str() + 6, nullptr, 10);
  }
  if (read.ec != std::errc{} || booted == 0) return std::nullopt;
  return Time{std::chrono::seconds{booted + ticks / sysconf(_SC_CLK_TCK)}};
}

}  // namespace

std::string describe_holder(const std::string& directory) {
  const auto process = lock_owner(directory);
  if (!process) return {};
  std::string description = fmt::format("process {}", *process);
  if (const std::string command = command_of(*process); !command.empty()) {
    description += fmt::format(" ({})", command);
  }
  if (const auto start = start_of(*process)) {
    description += ", since " + format_rfc3339(*start);
  }
  return description;
}

}  // namespace dossier
