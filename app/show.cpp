// dossier list, show, history, diff: reading what was published.

#include <fmt/core.h>

#include <algorithm>

#include "app/commands.h"
#include "app/report.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/dossier_json.h"
#include "render/plain_text.h"
#include "render/version_diff.h"
#include "render/word_diff.h"

namespace dossier {
namespace {

// Each line made safe for a terminal.
std::string for_display_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    shown += for_display(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
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
  if (options.format == "txt") {
    const auto dossier = read_record(version->record);
    if (!dossier) return report.failure(dossier.error());
    report.result(write_plain_text(*dossier));
    return kDone;
  }
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
  const bool markdown = options.format == "md";
  if (!options.by_words) {
    const VersionDifference found = difference(*from, *to);
    report.result(global.json ? difference_as_json(found) + "\n"
                  : markdown  ? difference_as_markdown(found)
                              : for_display_lines(difference_as_text(found)));
    return kDone;
  }
  const auto old_page = find_version(*store, options.id, from->version);
  const auto new_page = find_version(*store, options.id, to->version);
  if (!old_page) return report.failure(old_page.error());
  if (!new_page) return report.failure(new_page.error());
  const std::vector<DiffRun> runs = diff_words(old_page->markdown, new_page->markdown);
  if (global.json) {
    Json list = Json::array();
    for (const DiffRun& run : runs) {
      constexpr const char* kKinds[] = {"same", "removed", "added"};
      list.push_back(
          Json{{"kind", kKinds[static_cast<std::size_t>(run.kind)]}, {"text", run.text}});
    }
    report.result(
        dump_json(Json{
            {"id", options.id}, {"from", from->version}, {"to", to->version}, {"runs", list}}) +
        "\n");
    return kDone;
  }
  report.result(markdown ? show_word_diff(runs, DiffMarks::markdown)
                         : for_display_lines(show_word_diff(runs, DiffMarks::plain)));
  return kDone;
}

}  // namespace dossier
