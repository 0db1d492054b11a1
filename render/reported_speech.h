// A clause of a source turned into reported speech of ours: "argues that a ban on …". What the
// clause denies, hedges and counts stays; what would run on in the source's words is not printed
// without quotation marks. Internal to the composer.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extract/lexicon.h"

namespace dossier {

struct ReportedClause {
  std::string verb;    // "expects", "believes that": where the clause itself says how it is meant
  std::string ours;    // "a ban on open-source AI would disproportionately hurt defenders"
  std::string quoted;  // The rest in the source's words; often empty
};

// `clause`: a whole clause of `evidence`. `own_words`: the holder spoke or wrote it, so that a part
// may be quoted as his. Nothing where it cannot be done without bending it.
[[nodiscard]] std::optional<ReportedClause> report_clause(std::string_view clause,
                                                          std::string_view evidence, bool own_words,
                                                          const Lexicon& lexicon);

}  // namespace dossier
