// dossier list, show, history, diff: reading what was published.

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>

#include "app/commands.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/dossier_json.h"

namespace dossier {
namespace {

// A table row reads as its cells, without the citation: "GPQA Diamond: GLM-5.1, 81.5%, Z.ai".
std::string row_text(const Layout& row) {
  std::string text;
  for (const DossierSentence& cell : row.sentences) {
    const std::string words = plain_text(cell);
    if (words.empty()) continue;
    if (!text.empty()) text += text.find(": ") == std::string::npos ? ": " : ", ";
    text += words;
  }
  return text;
}

using Accepts = std::function<bool(const std::string& statement)>;

// The lines of a version, in its order and each once, that rest on a statement which `accepts`
// takes. Running text is asked first, then tables, and questions last: what prose says needs no
// row.
std::vector<std::string> lines_about(const Dossier& dossier, const Accepts& accepts) {
  std::vector<std::string> lines;
  std::set<std::string> told;
  enum class Pass { prose, rows, questions };
  for (const Pass pass : {Pass::prose, Pass::rows, Pass::questions}) {
    for (const Section& section : dossier.sections) {
      if (section.name == "What's new") continue;  // Written against the version before, not ours
      for (const Layout& layout : section.layouts) {
        const bool rows = layout.kind == LayoutKind::table_row;
        const Pass of_layout = rows                               ? Pass::rows
                               : section.name == "Open questions" ? Pass::questions
                                                                  : Pass::prose;
        if (of_layout != pass) continue;
        for (const DossierSentence& sentence : layout.sentences) {
          const bool says_something = std::ranges::any_of(
              sentence.statements,
              [&](const std::string& id) { return accepts(id) && !told.contains(id); });
          if (!says_something) continue;
          told.insert(sentence.statements.begin(), sentence.statements.end());
          lines.push_back(rows ? row_text(layout) : plain_text(sentence));
        }
      }
    }
  }
  return lines;
}

struct Difference {
  std::vector<std::string> added, dropped, standing_changed;
  std::vector<std::string> tensions_opened, tensions_closed;
};

std::vector<std::string> tension_lines(const Dossier& dossier, const Dossier& other) {
  std::vector<std::string> lines;
  for (const Tension& tension : dossier.tensions) {
    if (std::ranges::find(other.tensions, tension.id, &Tension::id) != other.tensions.end()) {
      continue;
    }
    const auto of_tension = lines_about(dossier, [&](const std::string& id) {
      return std::ranges::find(tension.statements, id) != tension.statements.end();
    });
    if (!of_tension.empty()) lines.push_back(of_tension.front());
  }
  return lines;
}

Difference difference(const Dossier& from, const Dossier& to) {
  Difference found;
  found.added = lines_about(to, [&](const std::string& id) {
    return !std::ranges::binary_search(from.known_statements, id);
  });
  found.dropped = lines_about(from, [&](const std::string& id) {
    return !std::ranges::binary_search(to.known_statements, id);
  });
  for (const Statement& statement : to.statements) {
    const auto before = std::ranges::find(from.statements, statement.id, &Statement::id);
    if (before == from.statements.end() || before->standing == statement.standing) continue;
    const auto lines = lines_about(to, [&](const std::string& id) { return id == statement.id; });
    if (lines.empty()) continue;
    found.standing_changed.push_back(
        fmt::format("{} → {}: {}", before->standing, statement.standing, lines.front()));
  }
  found.tensions_opened = tension_lines(to, from);
  found.tensions_closed = tension_lines(from, to);
  return found;
}

void print_lines(const Report& report, std::string_view heading,
                 const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  report.result(fmt::format("{}\n", heading));
  for (const std::string& line : lines) report.result("  " + for_display(line) + "\n");
}

Result<Dossier> read_version(const Store& store, const std::string& id, int number) {
  const auto version = find_version(store, id, number);
  if (!version) return tl::unexpected(version.error());
  auto dossier = read_record(version->record);
  if (!dossier) return within(fmt::format("{} v{}", id, version->version), dossier.error());
  return dossier;
}

}  // namespace

int run_list(const GlobalOptions& global, const ListOptions&) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto ids = store->dossiers();
  if (!ids) return report.failure(ids.error());
  for (const std::string& id : *ids) {
    const auto dossier = read_version(*store, id, 0);
    if (!dossier) return report.failure(dossier.error());
    const std::string day = format_day(day_of(dossier->published));
    if (global.json) {
      report.result(dump_json(Json{{"id", id},
                                   {"title", dossier->title},
                                   {"version", dossier->version},
                                   {"published_at", format_rfc3339(dossier->published)},
                                   {"items", dossier->items},
                                   {"state", dossier->open ? "open" : "closed"},
                                   {"status", dossier->status}}) +
                    "\n");
    } else {
      report.result(fmt::format("{}  v{}  {}  {} items  {}  {}\n", id, dossier->version, day,
                                dossier->items, dossier->status, for_display(dossier->title)));
    }
  }
  return kDone;
}

int run_show(const GlobalOptions& global, const ShowOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto version = find_version(*store, options.id, options.version);
  if (!version) return report.failure(version.error());
  const bool json = options.format == "json" || global.json;
  report.result(json                       ? version->json
                : options.format == "html" ? version->html
                                           : version->markdown);
  return kDone;
}

int run_history(const GlobalOptions& global, const HistoryOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  if (const auto any = find_version(*store, options.id, 0); !any) {
    return report.failure(any.error());
  }
  const auto numbers = store->versions(options.id);
  if (!numbers) return report.failure(numbers.error());
  for (const int number : *numbers) {
    const auto dossier = read_version(*store, options.id, number);
    if (!dossier) return report.failure(dossier.error());
    if (global.json) {
      Json changes = Json::array();
      for (const Change& change : dossier->changes) changes.push_back(change.text);
      report.result(dump_json(Json{{"version", number},
                                   {"published_at", format_rfc3339(dossier->published)},
                                   {"items", dossier->items},
                                   {"changes", changes}}) +
                    "\n");
      continue;
    }
    report.result(fmt::format("v{}  {}  {} items\n", number, format_day(day_of(dossier->published)),
                              dossier->items));
    for (const Change& change : dossier->changes) {
      report.result("  " + for_display(change.text) + "\n");
    }
  }
  return kDone;
}

int run_diff(const GlobalOptions& global, const DiffOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto to = read_version(*store, options.id, options.to);
  if (!to) return report.failure(to.error());
  const int before = options.from != 0 ? options.from : to->version - 1;
  if (before == 0) {
    report.trouble(options.id + ": v1 has no version before it");
    return kBadUsage;
  }
  const auto from = read_version(*store, options.id, before);
  if (!from) return report.failure(from.error());
  const Difference found = difference(*from, *to);
  if (global.json) {
    report.result(dump_json(Json{{"id", options.id},
                                 {"from", from->version},
                                 {"to", to->version},
                                 {"added", found.added},
                                 {"dropped", found.dropped},
                                 {"standing_changed", found.standing_changed},
                                 {"tensions_opened", found.tensions_opened},
                                 {"tensions_closed", found.tensions_closed}}) +
                  "\n");
    return kDone;
  }
  report.result(fmt::format("{}: v{} ({}) to v{} ({}), {} to {} items\n", options.id, from->version,
                            format_day(day_of(from->published)), to->version,
                            format_day(day_of(to->published)), from->items, to->items));
  print_lines(report, "New", found.added);
  print_lines(report, "Standing changed", found.standing_changed);
  print_lines(report, "No longer said", found.dropped);
  print_lines(report, "Tensions opened", found.tensions_opened);
  print_lines(report, "Tensions closed", found.tensions_closed);
  return kDone;
}

}  // namespace dossier
