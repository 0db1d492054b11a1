// dossier why, verify: where it comes from.

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "app/commands.h"
#include "app/file.h"
#include "app/report.h"
#include "app/session.h"
#include "app/topic_view.h"
#include "app/why_statement.h"
#include "base/json.h"
#include "base/utf8.h"
#include "render/dossier_json.h"
#include "render/verify.h"

namespace dossier {
namespace {

struct CitedPassage {
  std::size_t start, end;
  std::string text;
};

// The passages that a version cites from one source, in the source's order.
std::vector<CitedPassage> cited_passages(const Dossier& dossier, int number,
                                         const std::string& source) {
  std::set<std::string> citing;
  for (const Section& section : dossier.sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        const std::vector<int> numbers = citations_of(sentence);
        if (std::ranges::find(numbers, number) == numbers.end()) continue;
        citing.insert(sentence.statements.begin(), sentence.statements.end());
      }
    }
  }
  std::vector<CitedPassage> passages;
  for (const Statement& statement : dossier.statements) {
    if (!citing.contains(statement.id)) continue;
    for (const StatementEvidence& evidence : statement.evidence) {
      if (evidence.source != source) continue;
      const auto same = [&](const CitedPassage& other) {
        return other.start == evidence.start && other.end == evidence.end;
      };
      if (std::ranges::none_of(passages, same)) {
        passages.push_back({evidence.start, evidence.end, evidence.text});
      }
    }
  }
  std::ranges::sort(passages, {}, &CitedPassage::start);
  return passages;
}

std::vector<int> versions_asked(const std::vector<int>& numbers, int asked) {
  return asked == 0 ? numbers : std::vector<int>{asked};
}

}  // namespace

int run_why(const GlobalOptions& global, const WhyOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  if (options.number == 0) return why_reference(global, options.id, *store, report);
  const auto version = find_version(*store, options.id, options.version);
  if (!version) return report.failure(version.error());
  const auto dossier = read_record(version->record);
  if (!dossier) return report.failure(dossier.error());
  const auto cited = std::ranges::find(dossier->sources, options.number, &CitedSource::number);
  if (cited == dossier->sources.end()) {
    report.trouble(
        fmt::format("{} v{} cites no [{}]", options.id, dossier->version, options.number));
    return kBadUsage;
  }
  const std::vector<CitedPassage> passages = cited_passages(*dossier, options.number, cited->id);
  if (global.json) {
    Json list = Json::array();
    for (const CitedPassage& passage : passages) {
      list.push_back(Json{{"start", passage.start}, {"end", passage.end}, {"text", passage.text}});
    }
    report.result(
        dump_json(Json{{"number", cited->number},
                       {"title", cited->title},
                       {"url", cited->url},
                       {"outlet", cited->outlet},
                       {"author", cited->author},
                       {"published",
                        cited->published ? Json(format_rfc3339(*cited->published)) : Json(nullptr)},
                       {"fetched", format_rfc3339(cited->fetched)},
                       {"passages", list}}) +
        "\n");
    return kDone;
  }
  report.result(fmt::format("[{}] {}\n", cited->number, for_display(cited->title)));
  std::string where = for_display(cited->outlet);
  if (!cited->author.empty()) where = for_display(cited->author) + ", " + where;
  if (cited->published) where += ", " + format_day(day_of(*cited->published));
  report.result(fmt::format("    {}\n    {}\n    fetched {}\n", where, for_display(cited->url),
                            format_rfc3339(cited->fetched)));
  for (const CitedPassage& passage : passages) {
    report.result(fmt::format("\n  bytes {}-{}:\n    {}\n", passage.start, passage.end,
                              for_display(passage.text)));
  }
  return kDone;
}

int run_verify(const GlobalOptions& global, const VerifyOptions& options) {
  const Report report{global};
  if (!options.file.empty() && options.id.empty()) {
    report.trouble("verify --file: expected the ID of the dossier that the file is a version of");
    return kBadUsage;
  }
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto lexicon = Lexicon::load();
  if (!lexicon) return report.failure(lexicon.error());
  std::vector<std::string> ids{options.id};
  if (options.id.empty()) {
    auto all = store->dossiers();
    if (!all) return report.failure(all.error());
    ids = std::move(*all);
  }
  std::string altered;
  if (!options.file.empty()) {
    auto bytes = read_file(options.file);
    if (!bytes) return report.failure(bytes.error());
    altered = std::move(*bytes);
  }
  const SourceText source_text = [&](std::string_view source, int revision) {
    return store->text(source, revision);
  };
  const auto rulings = load_rulings(global.store);
  if (!rulings) return report.failure(rulings.error());
  const NameAliases aliases = name_aliases(*store, *lexicon, *rulings);

  std::size_t findings = 0;
  std::size_t checked = 0;
  for (const std::string& id : ids) {
    if (const auto there = find_version(*store, id, options.version); !there) {
      return report.failure(there.error());
    }
    const auto numbers = store->versions(id);
    if (!numbers) return report.failure(numbers.error());
    // An altered file is a copy of one version: the last, if none is named.
    const int asked =
        options.version == 0 && !options.file.empty() ? numbers->back() : options.version;
    for (const int number : versions_asked(*numbers, asked)) {
      const auto version = find_version(*store, id, number);
      if (!version) return report.failure(version.error());
      std::string previous;
      if (number > 1) {
        const auto before = find_version(*store, id, number - 1);
        if (!before) return report.failure(before.error());
        previous = before->record;
      }
      VersionToProve proof{version->record, version->markdown, version->json, previous};
      if (!options.file.empty()) {
        proof.markdown = altered;
        proof.json = {};
      }
      ++checked;
      for (const Finding& finding : verify(proof, source_text, aliases)) {
        ++findings;
        const std::string line = to_string(finding);
        report.result(global.json ? dump_json(Json{{"id", id},
                                                   {"version", finding.version},
                                                   {"section", finding.section},
                                                   {"sentence", finding.sentence},
                                                   {"message", finding.message}}) +
                                        "\n"
                                  : fmt::format("{} {}\n", id, for_display(line)));
      }
    }
  }
  report.note(fmt::format("{} versions checked, {} findings", checked, findings));
  return findings == 0 ? kDone : kVerificationFailed;
}

}  // namespace dossier
