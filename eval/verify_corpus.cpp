// How many alterations of published pages `verify` finds: with the record of the version beside
// it, and by the evidence alone, with the comparison with the record switched off.
//
//   verify_corpus STORE [--dossier ID] [--per-kind N] [--seed N] [--missed KIND|all]
//
// Prints a table by kind of alteration. docs/verification.md keeps the figures.

#include <fmt/core.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "app/topic_view.h"
#include "render/verify.h"
#include "store/store.h"
#include "tests/support/altered_pages.h"
#include "tests/support/corpus_score.h"

int main(int count, char** arguments) {
  using namespace dossier;
  if (count < 2) {
    fmt::print(
        stderr,
        "usage: verify_corpus STORE [--dossier ID] [--per-kind N] [--seed N] [--missed KIND]\n");
    return 2;
  }
  CorpusOptions options;
  std::string missed;
  for (int i = 2; i + 1 < count; i += 2) {
    if (std::strcmp(arguments[i], "--per-kind") == 0)
      options.per_kind = std::atoi(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--seed") == 0) {
      options.seed = static_cast<std::uint32_t>(std::atoi(arguments[i + 1]));
    }
    if (std::strcmp(arguments[i], "--dossier") == 0) options.dossier = arguments[i + 1];
    if (std::strcmp(arguments[i], "--missed") == 0) missed = arguments[i + 1];
  }
  const auto score = score_corpus(arguments[1], options);
  if (!score) {
    fmt::print(stderr, "{}\n", score.error().message);
    return 1;
  }
  fmt::print("{}", table_of(*score));
  for (const MissedAlteration& one : score->missed) {
    if (missed == "all" || one.altered.kind == missed) {
      fmt::print("\n{} {} ({})\n- {}\n+ {}\n", one.version, one.altered.kind,
                 one.by_record ? "record" : "evidence", one.altered.before, one.altered.after);
    }
  }
  for (const std::string& alarm : score->false_alarms) fmt::print("false alarm: {}\n", alarm);
  return 0;
}
