// Whom a sentence itself attributes its words to: the subject of "argues", "as noted by X",
// "according to X", "X's view: …", the citation in brackets at its end.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_lexicon.h"
#include "extract/stance_segment.h"

namespace dossier {

enum class HolderBy { subject, possessive, passive, according, citation };

struct HolderFind {
  std::size_t mention = 0;
  HolderBy by = HolderBy::subject;
  const StanceVerb* verb = nullptr;  // Null where a noun or a citation attributes
  bool verb_is_negated = false;
  std::size_t content = 0;      // The word that what is attributed begins with
  std::size_t content_end = 0;  // One past its last word; 0: as far as the segment goes
  bool is_writer = false;       // Of the post or summary that says it
  bool is_aside = false;        // "as noted by X": a remark upon what the sentence says
  bool is_clause = false;       // It is a clause: after "that", a colon, or such a verb
};

// Everyone whom the segment quotes, in text order; not the citation at its end.
[[nodiscard]] std::vector<HolderFind> find_holders(const Reading& reading,
                                                   const CuedWords& sentence,
                                                   const Segment& segment);

}  // namespace dossier
