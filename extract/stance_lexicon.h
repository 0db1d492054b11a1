// The words that give a stance away, as data: extract/lexicon/stance_verbs.yaml.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/claim.h"
#include "extract/stance_words.h"

namespace dossier {

enum class VerbPolarity { asserts, praises, doubts, mixed };
enum class VerbStrength { plain, strong, hedged };

struct StanceVerb {
  std::string name;  // Its first form, for --explain
  VerbPolarity polarity = VerbPolarity::asserts;
  VerbStrength strength = VerbStrength::plain;
  bool has_kind = false;
  StanceKind kind = StanceKind::assessment;
  bool takes_clause = false;    // "argues (that) P": P says the position
  bool needs_that = false;      // Only before "that", a colon or a quotation mark
  bool needs_as = false;        // Only with "as" after its object
  bool needs_colon = false;     // What is said stands after a colon further on
  bool holder_follows = false;  // "criticism from X": what is held stands before
  bool places = false;          // Among others: "behind" is no blame
  bool tells_news = false;      // What it attributes is as often a fact as a position
};

enum class Cue {
  praise,
  criticism,
  contrast,
  negation,
  not_negation,
  forecast,
  demand,
  opinion,
  comparison,
  generic,
  hedge,
  news,
  remedy,
  narrative,
  group,
  hypothetical,
  attributive_noun,
  writing,
  intensifier,
  trouble,
  neutral,
};

struct VerbMatch {
  const StanceVerb* verb = nullptr;
  std::size_t first = 0, last = 0;  // Indexes of words
};

struct CueMatch {
  Cue cue = Cue::praise;
  std::size_t first = 0, last = 0;
};

// Parsed once from what the program carries; any thread.
class StanceLexicon {
 public:
  [[nodiscard]] static const StanceLexicon& built_in();

  // By place.
  [[nodiscard]] std::vector<VerbMatch> verbs(const std::vector<Word>& words) const;
  [[nodiscard]] std::vector<CueMatch> cues(const std::vector<Word>& words) const;

 private:
  StanceLexicon();
  std::vector<StanceVerb> verbs_;
  PhraseSet verb_phrases_, cue_phrases_;
};

}  // namespace dossier
