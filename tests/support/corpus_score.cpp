#include "tests/support/corpus_score.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "app/topic_view.h"
#include "base/json.h"
#include "render/verify.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {
namespace {

class Scorer {
 public:
  Scorer(const Store& store, const Lexicon& lexicon, CorpusOptions options)
      : store_{store}, aliases_{name_aliases(store, lexicon, rulings_)}, options_{options} {}

  Result<void> add(const std::string& id, int number) {
    const auto version = store_.version(id, number);
    if (!version) return tl::unexpected(version.error());
    std::string previous;
    if (number > 1) {
      const auto before = store_.version(id, number - 1);
      if (!before) return tl::unexpected(before.error());
      previous = (*before)->record;
    }
    name_ = fmt::format("{} v{}", id, number);
    record_ = (*version)->record;
    previous_ = previous;
    const auto json = parse_json(record_);
    if (!json) return tl::unexpected(json.error());
    add_good((*version)->markdown, *json);
    PageToAlter page{(*version)->markdown, record_, {}};
    for (const Json& source : (*json)["sources"]) {
      const auto text = store_.text(source["id"].get<std::string>(), 1);
      if (text) page.texts.push_back(*text);
    }
    for (AlteredPage& altered : altered_pages(page, options_.per_kind, options_.seed)) {
      add_altered(std::move(altered));
    }
    return {};
  }

  CorpusScore take() { return std::move(score_); }

 private:
  std::vector<Finding> findings_on(const std::string& markdown, bool by_record) {
    VersionToProve proof{record_, markdown, {}, previous_};
    proof.compares_record = by_record;
    return verify(
        proof, [&](std::string_view source, int revision) { return store_.text(source, revision); },
        aliases_);
  }

  void add_good(const std::string& markdown, const Json& record) {
    for (const Json& section : record["sections"]) {
      for (const Json& layout : section["layouts"]) {
        score_.sentences +=
            layout["kind"] == "table_row" ? 1 : static_cast<int>(layout["sentences"].size());
      }
    }
    std::set<std::pair<std::string, int>> refused;
    known_.clear();
    for (const Finding& finding : findings_on(markdown, false)) {
      known_.insert(finding.section + finding.message);
      refused.emplace(finding.section, finding.sentence);
      score_.false_alarms.push_back(name_ + ' ' + to_string(finding));
    }
    score_.false_sentences += static_cast<int>(refused.size());
    for (const AlteredPage& edit : harmless_edits(markdown)) {
      ++score_.harmless;
      if (!is_found(edit.markdown, true)) continue;
      ++score_.harmless_refused;
      score_.false_alarms.push_back(name_ + ' ' + edit.kind);
    }
  }

  // Whether there is a finding that the page as published does not give.
  bool is_found(const std::string& markdown, bool by_record) {
    return std::ranges::any_of(findings_on(markdown, by_record), [&](const Finding& finding) {
      return !known_.contains(finding.section + finding.message);
    });
  }

  void add_altered(AlteredPage altered) {
    CorpusCount& count = score_.by_kind[altered.kind];
    ++count.made;
    if (is_found(altered.markdown, true)) {
      ++count.found;
    } else {
      score_.missed.push_back({name_, altered, true});
    }
    if (!altered.evidence_tells) return;
    ++count.for_evidence;
    if (is_found(altered.markdown, false)) {
      ++count.found_by_evidence;
    } else {
      score_.missed.push_back({name_, std::move(altered), false});
    }
  }

  const Store& store_;
  const Rulings rulings_;  // None: these stores have no editors
  NameAliases aliases_;
  CorpusOptions options_;
  std::string name_, record_, previous_;
  std::set<std::string> known_;  // Findings on the page as published, by the evidence
  CorpusScore score_;
};

std::string share(int part, int whole) {
  return whole == 0 ? "" : fmt::format("{:.1f} %", 100.0 * part / whole);
}

}  // namespace

Result<CorpusScore> score_corpus(const std::string& store_directory, CorpusOptions options) {
  const auto store = Store::open_for_reading(store_directory);
  if (!store) return tl::unexpected(store.error());
  const auto lexicon = Lexicon::load();
  if (!lexicon) return tl::unexpected(lexicon.error());
  Scorer scorer{*store, *lexicon, options};
  const auto ids = store->dossiers();
  if (!ids) return tl::unexpected(ids.error());
  for (const std::string& id : *ids) {
    if (!options.dossier.empty() && id != options.dossier) continue;
    const auto numbers = store->versions(id);
    if (!numbers) return tl::unexpected(numbers.error());
    for (const int number : *numbers) {
      if (auto added = scorer.add(id, number); !added) return tl::unexpected(added.error());
    }
  }
  return scorer.take();
}

CorpusCount total_of(const CorpusScore& score) {
  CorpusCount total;
  for (const auto& [kind, count] : score.by_kind) {
    total.made += count.made;
    total.found += count.found;
    total.for_evidence += count.for_evidence;
    total.found_by_evidence += count.found_by_evidence;
  }
  return total;
}

std::string table_of(const CorpusScore& score) {
  std::string table = "| Alteration | Made | Found | By evidence alone |\n|---|---:|---:|---:|\n";
  const auto add = [&](const std::string& kind, const CorpusCount& count) {
    table +=
        fmt::format("| {} | {} | {} | {} |\n", kind, count.made, share(count.found, count.made),
                    share(count.found_by_evidence, count.for_evidence));
  };
  for (const auto& [kind, count] : score.by_kind) add(kind, count);
  add("**all**", total_of(score));
  table += fmt::format(
      "\nOf {} sentences as published, {} refused by the evidence ({}); of {} "
      "harmless edits, {} refused.\n",
      score.sentences, score.false_sentences, share(score.false_sentences, score.sentences),
      score.harmless, score.harmless_refused);
  return table;
}

}  // namespace dossier
