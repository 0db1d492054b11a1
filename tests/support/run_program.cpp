#include "tests/support/run_program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

extern char** environ;

namespace dossier {
namespace {

bool is_proxy_variable(std::string_view entry) {
  constexpr std::array<std::string_view, 6> kNames{
      "http_proxy=", "https_proxy=", "all_proxy=", "HTTP_PROXY=", "HTTPS_PROXY=", "ALL_PROXY="};
  for (const std::string_view name : kNames) {
    if (entry.starts_with(name)) return true;
  }
  return false;
}

}  // namespace

StartedProgram::StartedProgram(const std::vector<std::string>& command, const std::string& input) {
  write_bytes(directory_ / "in", input);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!is_proxy_variable(*entry)) environment.push_back(*entry);
  }
  environment.push_back(nullptr);

  // The peak of its memory begins with ours: what we have used and given back is forgotten.
  std::ofstream{"/proc/self/clear_refs"} << 5;
  // Files rather than pipes: nothing has to be read while the program runs.
  constexpr mode_t kMode = 0600;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, directory_.path().c_str());
  posix_spawn_file_actions_addopen(&actions, 0, "in", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "out", O_WRONLY | O_CREAT, kMode);
  posix_spawn_file_actions_addopen(&actions, 2, "err", O_WRONLY | O_CREAT, kMode);
  const int error = posix_spawn(&pid_, command.front().c_str(), &actions, nullptr, arguments.data(),
                                environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    pid_ = -1;
    throw std::runtime_error(command.front() + ": " + std::strerror(error));
  }
}

StartedProgram::~StartedProgram() {
  if (pid_ <= 0) return;
  kill_now();
  waitpid(pid_, nullptr, 0);
}

void StartedProgram::kill_now() {
  send(SIGKILL);
}

void StartedProgram::send(int signal) {
  if (pid_ > 0) kill(pid_, signal);
}

void StartedProgram::ask_to_end() {
  if (pid_ > 0) kill(pid_, SIGTERM);
}

ProgramRun StartedProgram::wait() {
  int status = 0;
  rusage use{};
  wait4(pid_, &status, 0, &use);
  pid_ = -1;
  ProgramRun run;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  run.cpu_seconds = seconds(use.ru_utime) + seconds(use.ru_stime);
  run.memory_bytes = static_cast<std::size_t>(use.ru_maxrss) * 1024;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = bytes_of(directory_ / "out");
  run.err = bytes_of(directory_ / "err");
  return run;
}

ProgramRun run_program(const std::vector<std::string>& command, const std::string& input) {
  return StartedProgram{command, input}.wait();
}

std::string bytes_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream file{path, std::ios::binary};
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace dossier
