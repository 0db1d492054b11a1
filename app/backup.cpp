// dossier backup, restore: copies of the store elsewhere, and back.

#include "store/backup.h"

#include <fmt/core.h>

#include "app/commands.h"
#include "app/doctor.h"
#include "base/json.h"

namespace dossier {
namespace {

void print_backup(const Report& report, const GlobalOptions& global, std::string_view what,
                  const Backup& backup) {
  if (global.json) {
    report.result(dump_json(Json{{"number", backup.number},
                                 {"taken", format_rfc3339(backup.taken)},
                                 {"bytes", backup.bytes},
                                 {"files", backup.files}}) +
                  "\n");
  } else if (!global.quiet) {
    report.result(fmt::format("backup {}{}: {}, {} bytes in {} files\n", backup.number, what,
                              format_rfc3339(backup.taken), backup.bytes, backup.files));
  }
}

}  // namespace

int run_backup(const GlobalOptions& global, const BackupOptions& options) {
  const Report report{global};
  if (options.list) {
    const auto all = backups(options.directory);
    if (!all) return report.failure(all.error());
    for (const Backup& backup : *all) print_backup(report, global, "", backup);
    return kDone;
  }
  const auto backup = back_up(global.store, options.directory, options.keep);
  if (!backup) return report.failure(backup.error());
  print_backup(report, global, " taken", *backup);
  return kDone;
}

int run_restore(const GlobalOptions& global, const RestoreOptions& options) {
  const Report report{global};
  const auto backup = restore(options.directory, options.number, global.store);
  if (!backup) return report.failure(backup.error());
  print_backup(report, global, " restored", *backup);
  const auto checkup = examine_all(global.store, Treatment::look, [&](const Breach& breach) {
    print_breach(report, global.json, breach);
  });
  if (!checkup) return report.failure(checkup.error());
  return checkup->breaches == 0 ? kDone : kFailure;
}

}  // namespace dossier
