// The example press on loopback, and a desk beside it: a configuration, a store and pages in a
// directory of their own, worked on by the built program.

#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "tests/support/http_server.h"
#include "tests/support/press.h"
#include "tests/support/run_program.h"
#include "tests/support/temporary_directory.h"

namespace dossier {

inline constexpr const char* kExampleId = "open-models-example";

// Serves examples/press. Each site is a host of its own, SITE.localhost.
class ExamplePress {
 public:
  ExamplePress();

  void set_date(const std::string& date);
  // Called on the server's threads before each answer. A status that is not 0 is answered in
  // place of the page.
  void before_each(std::function<int(const HttpCall&)> hook);
  [[nodiscard]] int asked() const;  // How often, since it opened
  [[nodiscard]] int port() const { return server_.port(); }

 private:
  HttpReply answer(const HttpCall& call);

  Press press_;
  mutable std::mutex mutex_;  // Guards asked_ and hook_
  int asked_ = 0;
  std::function<int(const HttpCall&)> hook_;
  HttpServer server_;
};

class Desk {
 public:
  explicit Desk(ExamplePress& press);

  // `dossier --config … --store …` and these.
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const;
  [[nodiscard]] ProgramRun run(std::vector<std::string> arguments) const;

  // Moves the press to the date and updates on it; `options` follow `update`.
  [[nodiscard]] ProgramRun update(const std::string& date,
                                  std::vector<std::string> options = {}) const;
  // The arguments of such an update, for a program that is not to be waited for.
  [[nodiscard]] std::vector<std::string> update_command(
      const std::string& date, std::vector<std::string> options = {}) const;

  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }
  // "open-models-example/v1.md" in the pages.
  [[nodiscard]] std::string page(const std::string& name) const;
  [[nodiscard]] Json version(int number) const;

 private:
  ExamplePress& press_;
  TemporaryDirectory directory_;
};

// The last line of what a command printed with --json.
[[nodiscard]] Json last_line(const std::string& out);

}  // namespace dossier
