#include "app/report.h"

#include <cstdio>

#include "base/json.h"

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
    default:
      return kFailure;
  }
}

void Report::line(std::string_view level, std::string_view message) const {
  std::string text;
  if (options_.log_format == LogFormat::json) {
    text = dump_json(Json{{"level", level}, {"message", message}});
  } else {
    text = "dossier: " + for_terminal(message);
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

std::string for_terminal(std::string_view text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' || byte == '\t') {
      clean += text[i];
      continue;
    }
    if (byte < 0x20 || byte == 0x7F) continue;
    // U+0080–9F (C2 80–9F), and the bidirectional marks U+200E–F, U+202A–E, U+2066–9.
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      ++i;
      continue;
    }
    if (byte == 0xE2 && i + 2 < text.size()) {
      const auto second = static_cast<unsigned char>(text[i + 1]);
      const auto third = static_cast<unsigned char>(text[i + 2]);
      const bool mark = second == 0x80 && (third == 0x8E || third == 0x8F);
      const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;
      const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
      if (mark || embedding || isolate) {
        i += 2;
        continue;
      }
    }
    clean += text[i];
  }
  return clean;
}

}  // namespace dossier
