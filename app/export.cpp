// dossier export: the claim graph for other programs.

#include "store/export.h"

#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/commands.h"
#include "app/report.h"
#include "app/version.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

Result<void> export_as(const std::string& format, const Store& store, const ExportSink& sink) {
  if (format == "csv") return export_csv(store, sink);
  if (format == "graphml") return export_graphml(store, sink);
  if (format == "warc") return export_warc(store, fmt::format("dossier/{}", kVersion), sink);
  return export_jsonl(store, sink);
}

Result<void> export_to_stdout(const std::string& format, const Store& store) {
  const ExportSink sink = [](std::string_view bytes) -> Result<void> {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return {};
    return fail(ErrorCode::unavailable, "standard output: cannot be written");
  };
  if (auto done = export_as(format, store, sink); !done) return done;
  if (std::fflush(stdout) == 0) return {};
  return fail(ErrorCode::unavailable, "standard output: cannot be written");
}

// Beside it, and renamed at the end: whoever reads the file never finds half of it.
Result<void> export_to_file(const std::string& format, const Store& store,
                            const std::string& path) {
  const std::string beside = path + ".part";
  std::ofstream file{beside, std::ios::binary | std::ios::trunc};
  const auto check = [&]() -> Result<void> {
    if (file) return {};
    return fail(ErrorCode::unavailable, path + ": cannot be written");
  };
  if (auto open = check(); !open) return open;
  auto done = export_as(format, store, [&](std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return check();
  });
  file.close();
  if (done) done = check();
  std::error_code error;
  if (done) fs::rename(beside, path, error);
  if (done && error) done = fail(ErrorCode::unavailable, path + ": " + error.message());
  if (!done) fs::remove(beside, error);
  return done;
}

}  // namespace

int run_export(const GlobalOptions& global, const ExportOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto done = options.out.empty() ? export_to_stdout(options.format, *store)
                                        : export_to_file(options.format, *store, options.out);
  return done ? kDone : report.failure(done.error());
}

}  // namespace dossier
