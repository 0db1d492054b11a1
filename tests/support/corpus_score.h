// Scores `verify` on altered copies of every version of a store.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "tests/support/altered_pages.h"

namespace dossier {

struct CorpusOptions {
  int per_kind = 3;  // Of each alteration, for each version
  std::uint32_t seed = 1;
  std::string dossier;  // Empty: all of the store
};

struct CorpusCount {
  int made = 0, found = 0;
  int for_evidence = 0, found_by_evidence = 0;  // Of those that evidence can tell
};

struct MissedAlteration {
  std::string version;  // "id v3"
  AlteredPage altered;
  bool by_record = false;  // Missed although the record was compared; else by the evidence alone
};

struct CorpusScore {
  std::map<std::string, CorpusCount> by_kind;
  int sentences = 0;        // Of the pages as published
  int false_sentences = 0;  // Of those, with a finding
  int harmless = 0, harmless_refused = 0;
  std::vector<MissedAlteration> missed;
  std::vector<std::string> false_alarms;
};

[[nodiscard]] Result<CorpusScore> score_corpus(const std::string& store, CorpusOptions options);
[[nodiscard]] CorpusCount total_of(const CorpusScore& score);
// A table in Markdown, a row a kind.
[[nodiscard]] std::string table_of(const CorpusScore& score);

}  // namespace dossier
