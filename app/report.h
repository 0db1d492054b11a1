// Results go to stdout, trouble to stderr: one line each, subject first.

#pragma once

#include <string>
#include <string_view>

#include "app/options.h"
#include "base/result.h"

namespace dossier {

// Exit statuses; where several hold, the first of 2, 4, 1, 5, 3 wins.
enum ExitStatus {
  kDone = 0,
  kFailure = 1,
  kBadUsage = 2,
  kSomeFeedsFailed = 3,
  kStoreBusy = 4,
  kVerificationFailed = 5,
};

[[nodiscard]] int exit_status_of(const Error& error);

class Report {
 public:
  explicit Report(const GlobalOptions& options) : options_{options} {}

  void trouble(std::string_view message) const;  // Always
  void note(std::string_view message) const;     // With -v
  // Tells an error and gives its exit status.
  [[nodiscard]] int failure(const Error& error) const;
  void result(std::string_view text) const;  // stdout, as it stands

 private:
  void line(std::string_view level, std::string_view message) const;
  const GlobalOptions& options_;
};

// Whether a person looks at stdout: colour is for them alone (and not with NO_COLOR set).
[[nodiscard]] bool stdout_is_terminal();

}  // namespace dossier
