// Which positions are printed. Only what nobody could call put into the holder's mouth, and what
// a reader would want quoted; the rest waits for an editor.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/quotable.h"
#include "extract/stance_holder.h"
#include "extract/topic.h"

namespace dossier {

// One position before it becomes a claim.
struct Position {
  std::string holder;
  std::vector<Support> supports;
  Segment segment;
  std::size_t content = 0;      // The word that the position begins with
  std::size_t content_end = 0;  // Where it ends: the segment's, or where another one speaks
  const StanceVerb* verb = nullptr;
  bool verb_is_negated = false;
  bool is_clause = false;
  bool second_hand = false;
  std::string teller;
  Voice voice = Voice::reported;
  std::string rule;
  bool holder_is_sure = false;
  bool holder_is_clear = false;  // Enough where the direction of a trend is all that is told
};

// The topic of a part of the article; a benchmark that it names counts as the word.
[[nodiscard]] bool names_benchmark(const Reading& reading, TextSpan span);
[[nodiscard]] TopicMatch topic_in(const Reading& reading, TextSpan span);

// `words` are those of the position's sentence; `quotes_clause`: the quotable has a verb.
[[nodiscard]] Confidence confidence_of(const Reading& reading, const CuedWords& sentence,
                                       const Position& position, const Stance& stance,
                                       bool quotes_clause);

}  // namespace dossier
