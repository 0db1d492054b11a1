#include "app/report.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "base/utf8.h"

namespace dossier {
namespace {

void write(std::FILE* file, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file);
}

}  // namespace

int exit_status_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::busy:
      return kStoreBusy;
    case ErrorCode::not_found:
      return kBadUsage;
    case ErrorCode::unproved:
      return kVerificationFailed;
    default:
      return kFailure;
  }
}

void Report::line(std::string_view level, std::string_view message) const {
  std::string text;
  if (options_.log_format == LogFormat::json) {
    text = dump_json(Json{{"level", level}, {"message", message}});
  } else {
    text = "dossier: " + for_display(message);
  }
  write(stderr, text + "\n");
}

void Report::trouble(std::string_view message) const {
  line("error", message);
}

void Report::note(std::string_view message) const {
  if (options_.verbose && !options_.quiet) line("info", message);
}

int Report::failure(const Error& error) const {
  trouble(error.message);
  return exit_status_of(error);
}

void Report::result(std::string_view text) const {
  write(stdout, text);
}

bool stdout_is_terminal() {
  return isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

}  // namespace dossier
