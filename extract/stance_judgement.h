// What a position says by its words: for or against, is so or will be so or should be so, and
// whether it is a position at all.

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "extract/claim.h"
#include "extract/stance_lexicon.h"

namespace dossier {

// How often each cue stands in a stretch of words.
struct CueCounts {
  std::array<int, 21> of{};
  [[nodiscard]] int operator[](Cue cue) const { return of[static_cast<std::size_t>(cue)]; }
};

// Negations that deny nothing ("not only") are not counted, nor cues that a longer one holds.
[[nodiscard]] CueCounts count_cues(const CuedWords& sentence, std::size_t first, std::size_t last);

struct Judgement {
  Polarity polarity = Polarity::support;
  StanceKind kind = StanceKind::assessment;
};

// `verb` may be null: nobody's verb, the words stand for themselves. `asserts_trend`: they say
// which way a quantity moves, so that "behind" or "wider" is no criticism.
[[nodiscard]] Judgement judge(const CuedWords& sentence, std::size_t first, std::size_t last,
                              const StanceVerb* verb, bool verb_is_negated, bool asserts_trend);

// What a sentence of an author's own has besides its cues.
struct SentenceTraits {
  bool has_topic = false;
  bool names_others = false;   // People and organizations: what they do is told
  bool is_item = false;        // Of a list
  bool tells_figures = false;  // Scores on a benchmark, or a percentage
};

// How far a sentence of an author's own is arguable rather than plain: 0 is the line that an
// editor would draw, more is more. Fitted on annotated columns and vendors' posts.
[[nodiscard]] double arguability(std::span<const Word> words, const CueCounts& cues,
                                 SentenceTraits traits);

}  // namespace dossier
