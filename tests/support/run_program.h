// Runs a built program as a user would, and keeps what it printed.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace dossier {

struct ProgramRun {
  int status = -1;  // Exit status; 128 + the signal's number for one that was killed
  std::string out, err;
  double cpu_seconds = 0;        // Of its threads together, the system's part too
  std::size_t memory_bytes = 0;  // At its peak
};

// One running program: started by the constructor, killed by the destructor if still there. It
// sees no proxy of the environment, and works in a directory of its own.
class StartedProgram {
 public:
  // `command` begins with the program's path. Throws where it cannot be started.
  explicit StartedProgram(const std::vector<std::string>& command, const std::string& input = "");
  StartedProgram(const StartedProgram&) = delete;
  StartedProgram& operator=(const StartedProgram&) = delete;
  ~StartedProgram();

  void kill_now();  // SIGKILL: it gets no chance to tidy up
  void send(int signal);
  void ask_to_end();  // SIGTERM: it may
  ProgramRun wait();  // To its end

 private:
  TemporaryDirectory directory_;
  pid_t pid_ = -1;
};

[[nodiscard]] ProgramRun run_program(const std::vector<std::string>& command,
                                     const std::string& input = "");

// The whole of a file; throws where there is none.
[[nodiscard]] std::string bytes_of(const std::string& path);

void write_bytes(const std::string& path, const std::string& bytes);

}  // namespace dossier
