// The benchmark claims of one sentence.

#pragma once

#include <vector>

#include "extract/claim_scope.h"
#include "extract/extraction.h"

namespace dossier {

struct SentenceClaims {
  std::vector<Claim> claims;
  // What the sentence leaves in force for the next one.
  std::vector<const Mention*> subjects, benchmarks;
};

[[nodiscard]] SentenceClaims pair_sentence(const Reading& reading, std::size_t sentence,
                                           const Inherited& inherited);

}  // namespace dossier
