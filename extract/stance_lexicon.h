// The words that give a stance away, as data: extract/lexicon/stance_verbs.yaml.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/claim.h"
#include "extract/phrase_set.h"

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
  [[nodiscard]] std::vector<CueMatch> cues(std::span<const Word> words) const;
  [[nodiscard]] bool has_cue(const Word& word, Cue cue) const;

 private:
  friend class CuedWords;
  StanceLexicon();
  std::vector<StanceVerb> verbs_;
  PhraseSet verb_phrases_, cue_phrases_;
};

// A sentence's words with what the lexicon knows of them, found once, when first asked for. One
// thread.
class CuedWords {
 public:
  explicit CuedWords(std::span<const Word> words) : words_(words) {}

  [[nodiscard]] std::span<const Word> words() const { return words_; }
  // By place.
  [[nodiscard]] const std::vector<CueMatch>& cues() const;
  // Those in the words [first, last), by place: of several that begin with one word the longest.
  [[nodiscard]] std::vector<VerbMatch> verbs(std::size_t first, std::size_t last) const;

 private:
  std::span<const Word> words_;
  mutable std::optional<std::vector<CueMatch>> cues_;
  mutable std::optional<std::vector<PhraseSet::Match>> verbs_;  // All
};

}  // namespace dossier
