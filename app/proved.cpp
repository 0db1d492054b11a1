#include "app/proved.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "render/dossier_json.h"
#include "render/editorial.h"
#include "render/html.h"
#include "render/markdown.h"
#include "render/wording.h"

namespace dossier {
namespace {

// A section's nth sentence, counted as verify counts: from 1, a table row as one; all its cells
// then.
std::vector<const DossierSentence*> sentences_at(const Dossier& dossier, const Finding& finding) {
  std::vector<const DossierSentence*> found;
  for (const Section& section : dossier.sections) {
    if (section.name != finding.section) continue;
    int number = 0;
    for (const Layout& layout : section.layouts) {
      const bool row = layout.kind == LayoutKind::table_row;
      if (row) ++number;
      for (const DossierSentence& sentence : layout.sentences) {
        if (!row) ++number;
        if (number != finding.sentence) continue;
        found.push_back(&sentence);
      }
    }
  }
  return found;
}

// The ids of the statements that they rest on.
std::vector<std::string> statements_at(const Dossier& dossier, const Finding& finding) {
  std::vector<std::string> ids;
  for (const DossierSentence* sentence : sentences_at(dossier, finding)) {
    ids.insert(ids.end(), sentence->statements.begin(), sentence->statements.end());
  }
  return ids;
}

// The key of a sentence that an editor wrote; empty for what we composed.
std::string edited_at(const Dossier& dossier, const Finding& finding,
                      const std::map<std::string, SentenceRuling>& rulings) {
  for (const DossierSentence* sentence : sentences_at(dossier, finding)) {
    std::string key = sentence_key(finding.section, *sentence);
    const auto ruling = rulings.find(key);
    if (ruling != rulings.end() && ruling->second.text) return key;
  }
  return {};
}

// Of those, the ones that bring in what is not proved, where that can be told; else all.
std::vector<std::string> culprits(const Dossier& dossier, const Finding& finding) {
  std::vector<std::string> ids = statements_at(dossier, finding);
  const std::string subject = name_key(finding.subject);
  if (subject.empty()) return ids;
  std::vector<std::string> found;
  for (const std::string& id : ids) {
    const auto statement = std::ranges::find(dossier.statements, id, &Statement::id);
    if (statement == dossier.statements.end()) continue;
    if (name_key(statement->claim).find(subject) != std::string::npos) found.push_back(id);
  }
  return found.empty() ? ids : found;
}

// The key of the sentence, a table row as one; empty where the finding is about no sentence.
std::string key_at(const Dossier& dossier, const Finding& finding) {
  const std::vector<const DossierSentence*> found = sentences_at(dossier, finding);
  if (found.empty()) return {};
  if (found.size() == 1) return sentence_key(finding.section, *found.front());
  Layout row;
  row.kind = LayoutKind::table_row;
  for (const DossierSentence* cell : found) row.sentences.push_back(*cell);
  return sentence_key(finding.section, row_sentence(row));
}

std::size_t size_of(const Unprovable& unprovable) {
  return unprovable.facts.size() + unprovable.refused.edits.size() +
         unprovable.refused.sentences.size();
}

std::vector<Finding> findings_in(const VersionRecord& forms,
                                 const std::optional<LastVersion>& previous, const Store& store,
                                 const NameAliases& aliases) {
  const SourceText source_text = [&](std::string_view source, int revision) {
    return store.text(source, revision);
  };
  const std::string_view before = previous ? std::string_view{previous->record} : "";
  return verify({forms.record, forms.markdown, forms.json, before}, source_text, aliases);
}

}  // namespace

Result<std::optional<Proved>> compose_proved(const Store& store, const NameAliases& aliases,
                                             const Rulings& rulings,
                                             const std::optional<LastVersion>& previous,
                                             const Composer& compose,
                                             std::vector<std::string>* unproved) {
  constexpr int kRoundsMax = 12;
  constexpr int kRoundsByFact = 4;  // Then the page composed anew has not helped: sentences go
  Unprovable unprovable;
  std::vector<std::string>& excluded = unprovable.facts;
  std::string id;
  for (int round = 0; round < kRoundsMax; ++round) {
    auto dossier = compose(unprovable);
    if (!dossier) return std::optional<Proved>{};
    id = dossier->id;
    VersionRecord forms = version_record(*dossier);
    const auto findings = findings_in(forms, previous, store, aliases);
    if (findings.empty()) return Proved{std::move(*dossier), std::move(forms)};
    const std::size_t before = size_of(unprovable);
    const auto edited = rulings.sentences(id);
    const std::set<std::string> refused_before = unprovable.refused.edits;
    for (const Finding& finding : findings) {
      if (unproved != nullptr) unproved->push_back(id + " " + to_string(finding));
      if (std::string key = edited_at(*dossier, finding, edited);
          !key.empty() && !refused_before.contains(key)) {
        unprovable.refused.edits.insert(std::move(key));
        continue;
      }
      const std::string key = key_at(*dossier, finding);
      const std::vector<std::string> facts = culprits(*dossier, finding);
      if (round >= kRoundsByFact || facts.empty()) {
        if (!key.empty()) unprovable.refused.sentences.insert(key);
      } else {
        std::ranges::copy(facts, std::back_inserter(excluded));
      }
    }
    std::ranges::sort(excluded);
    const auto repeated = std::ranges::unique(excluded);
    excluded.erase(repeated.begin(), repeated.end());
    if (size_of(unprovable) == before) {
      // A finding about the page itself: a fault of ours, and nothing to publish.
      return fail(ErrorCode::unproved,
                  id + ": composed what cannot be proved: " + to_string(findings.front()));
    }
  }
  return fail(ErrorCode::unproved, id + ": no page that can be proved after " +
                                       std::to_string(kRoundsMax) + " attempts");
}

Result<std::optional<LastVersion>> last_version(const Store& store, const std::string& id) {
  auto version = store.version(id, 0);
  if (!version) return tl::unexpected(version.error());
  if (!*version) return std::optional<LastVersion>{};
  auto dossier = read_record((*version)->record);
  if (!dossier) return within(id, dossier.error());
  return LastVersion{std::move(*dossier), std::move((*version)->record)};
}

VersionRecord version_record(const Dossier& dossier) {
  return {dossier.id,          dossier.version,     dossier.published,    write_markdown(dossier),
          write_html(dossier), write_json(dossier), write_record(dossier)};
}

}  // namespace dossier
