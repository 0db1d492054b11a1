// dossier doctor, prune: looking after the store.

#include "app/doctor.h"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <set>

#include "app/commands.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/digest.h"
#include "render/dossier_json.h"
#include "store/prune.h"
#include "store/store.h"

namespace dossier {
namespace {

using Numbers = std::map<std::string, int>;

// Citation numbers are for ever: those of the version before, and new ones.
void check_numbers(const Dossier& dossier, const Numbers& before,
                   const std::function<void(std::string)>& found) {
  for (const auto& [source, number] : before) {
    const auto now = dossier.numbers.find(source);
    if (now == dossier.numbers.end()) {
      found(fmt::format("it has forgotten source {}, which was [{}]", source, number));
    } else if (now->second != number) {
      found(fmt::format("source {} was [{}] and is [{}]", source, number, now->second));
    }
  }
  std::set<int> given;
  for (const auto& [source, number] : dossier.numbers) {
    if (!given.insert(number).second) {
      found(fmt::format("source {} is [{}], and so is another", source, number));
    }
  }
}

// The record can be read, is that of this version, and cites what is there.
std::optional<Numbers> check_record(const Store& store, const VersionRecord& version,
                                    const Numbers& before,
                                    const std::function<void(std::string)>& found) {
  const auto dossier = read_record(version.record);
  if (!dossier) {
    found("its record cannot be read: " + dossier.error().message);
    return std::nullopt;
  }
  if (dossier->id != version.dossier || dossier->version != version.version) {
    found("its record tells of another version");
  }
  check_numbers(*dossier, before, found);
  for (const CitedSource& cited : dossier->sources) {
    const auto number = dossier->numbers.find(cited.id);
    if (number == dossier->numbers.end() || number->second != cited.number) {
      found(fmt::format("it cites source {} as [{}], which is not its number", cited.id,
                        cited.number));
    }
    const auto source = store.source(cited.id);
    if (source && !*source) {
      found(fmt::format("[{}], source {}, is not there", cited.number, cited.id));
    }
  }
  // Every digest numbers its sources afresh.
  return dossier->id == kDigestId ? Numbers{} : dossier->numbers;
}

Result<void> check_records(const Store& store, Checkup& checkup, const TellBreach& tell) {
  const auto ids = store.dossiers();
  if (!ids) return tl::unexpected(ids.error());
  for (const std::string& id : *ids) {
    const auto numbers = store.versions(id);
    if (!numbers) return tl::unexpected(numbers.error());
    Numbers before;
    for (const int number : *numbers) {
      const auto version = store.version(id, number);
      if (!version || !*version) continue;  // examine() has told
      const auto found = [&](std::string message) {
        ++checkup.breaches;
        tell({fmt::format("dossier {} v{}", id, number), std::move(message), false});
      };
      if (auto after = check_record(store, **version, before, found)) before = std::move(*after);
    }
  }
  return {};
}

void print_disk_use(const Report& report, bool json, const std::vector<KindUse>& uses) {
  if (!json) {
    report.result(
        fmt::format("{:<18}{:>10}{:>15}{:>15}\n", "", "records", "bytes", "about on disk"));
  }
  for (const KindUse& use : uses) {
    report.result(json ? dump_json(Json{{"kind", use.kind},
                                        {"records", use.records},
                                        {"bytes", use.bytes},
                                        {"disk_bytes", use.disk_bytes}}) +
                             "\n"
                       : fmt::format("{:<18}{:>10}{:>15}{:>15}\n", use.kind, use.records, use.bytes,
                                     use.disk_bytes));
  }
}

// The sources that any version cites, now or before.
Result<std::set<std::string>> cited_sources(const Store& store) {
  std::set<std::string> cited;
  const auto ids = store.dossiers();
  if (!ids) return tl::unexpected(ids.error());
  for (const std::string& id : *ids) {
    const auto numbers = store.versions(id);
    if (!numbers) return tl::unexpected(numbers.error());
    for (const int number : *numbers) {
      const auto version = find_version(store, id, number);
      if (!version) return tl::unexpected(version.error());
      const auto dossier = read_record(version->record);
      if (!dossier) return within(fmt::format("{} v{}", id, number), dossier.error());
      for (const CitedSource& source : dossier->sources) cited.insert(source.id);
    }
  }
  return cited;
}

}  // namespace

Result<Checkup> examine_all(const std::string& directory, Treatment treatment,
                            const TellBreach& tell) {
  auto checkup = examine(directory, treatment, tell);
  if (!checkup) return checkup;
  const auto store = Store::open_for_reading(directory);
  if (!store) return tl::unexpected(store.error());
  if (auto checked = check_records(*store, *checkup, tell); !checked) {
    ++checkup->breaches;
    tell({"versions", checked.error().message, false});
  }
  return checkup;
}

void print_breach(const Report& report, bool json, const Breach& breach) {
  report.result(json ? dump_json(Json{{"subject", breach.subject},
                                      {"breach", breach.message},
                                      {"repaired", breach.repaired}}) +
                           "\n"
                     : fmt::format("{}: {}{}\n", for_display(on_one_line(breach.subject)),
                                   for_display(on_one_line(breach.message)),
                                   breach.repaired ? " (repaired)" : ""));
}

int run_doctor(const GlobalOptions& global, const DoctorOptions& options) {
  const Report report{global};
  std::size_t repaired = 0;
  if (options.repair) {
    const auto treated = examine(global.store, Treatment::repair, [&](const Breach& breach) {
      if (breach.repaired) print_breach(report, global.json, breach);
    });
    if (!treated) return report.failure(treated.error());
    repaired = treated->repaired;
  }
  // Also after a repair, which is told only for what it made whole.
  const auto checkup = examine_all(global.store, Treatment::look, [&](const Breach& breach) {
    print_breach(report, global.json, breach);
  });
  if (!checkup) return report.failure(checkup.error());
  if (global.verbose) {
    const auto uses = disk_use(global.store);
    if (!uses) return report.failure(uses.error());
    print_disk_use(report, global.json, *uses);
  }
  if (!global.quiet && !global.json) {
    report.result(fmt::format(
        "{} revisions, {} claims, {} versions: {}{}\n", checkup->revisions, checkup->claims,
        checkup->versions,
        checkup->breaches == 0 ? "all as promised" : fmt::format("{} breaches", checkup->breaches),
        repaired == 0 ? "" : fmt::format(", {} repaired", repaired)));
  }
  return checkup->breaches == 0 ? kDone : kFailure;
}

int run_prune(const GlobalOptions& global, const PruneOptions& options) {
  const Report report{global};
  std::set<std::string> cited;
  if (!options.cited) {
    const auto store = Store::open_for_reading(global.store);
    if (!store) return report.failure(store.error());
    auto read = cited_sources(*store);
    if (!read) return report.failure(read.error());
    cited = std::move(*read);
  }
  const Time now = now_of(global);
  const auto pruned = prune(
      global.store, {now - std::chrono::days{options.older_than_days},
                     [&](std::string_view source) { return cited.contains(std::string{source}); },
                     now, options.dry_run});
  if (!pruned) return report.failure(pruned.error());
  if (global.json) {
    report.result(
        dump_json(Json{
            {"pages", pruned->pages}, {"bytes", pruned->bytes}, {"dry_run", options.dry_run}}) +
        "\n");
  } else if (!global.quiet) {
    report.result(fmt::format("{} pages, {} bytes: {}\n", pruned->pages, pruned->bytes,
                              options.dry_run ? "would be forgotten" : "forgotten"));
  }
  return kDone;
}

}  // namespace dossier
