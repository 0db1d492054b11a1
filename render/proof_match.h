// Which printed words are which recorded sentence, also where a page was altered. Internal to
// verify.h.

#pragma once

#include <string>
#include <vector>

#include "render/proof_record.h"

namespace dossier::proof {

struct MatchedSentence {
  const Sentence* recorded = nullptr;  // nullptr: nothing of the record, added to the page
  int number = 0;        // Of the recorded sentence in its section; of the one before, if added
  std::string expected;  // With the block's lead, as comparable()
  std::string printed;   // What stands there instead; equal to `expected` if unaltered
  std::string lead;      // The label of its block, "Ada Brink."; empty: none
  bool missing = false;  // Nothing stands there
  bool merged = false;   // Altered together with the sentence before it, which carries the text
};

// The sentences of a section beside what a page prints in it. Blocks are paired first, then
// sentences within them; what fits nothing is missing or added.
[[nodiscard]] std::vector<MatchedSentence> match_section(const RecordedSection& section,
                                                         const std::vector<std::string>& printed);

}  // namespace dossier::proof
