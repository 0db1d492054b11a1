// How names are printed: in full once a section, then short; with the words around them.

#pragma once

#include <set>
#include <string>
#include <string_view>

#include "extract/lexicon.h"

namespace dossier {

// The usual name of a person or organization: "@ArtificialAnlys" → "Artificial Analysis" where
// the lexicon knows the handle, else as it stands.
[[nodiscard]] std::string display_name(const Lexicon& lexicon, std::string_view name);

// "on SWE-bench Verified", "on the Artificial Analysis Intelligence Index", "in Code Arena".
[[nodiscard]] std::string on_benchmark(std::string_view benchmark);
// The same without the preposition: "the ECI", "SWE-bench Verified".
[[nodiscard]] std::string the_benchmark(std::string_view benchmark);

// "Z.ai's", "Thinking Machines'"
[[nodiscard]] std::string possessive(std::string_view name);

// "CAISI" for "Center for AI Standards and Innovation"; empty for names of one word.
[[nodiscard]] std::string initials_of_name(std::string_view name);

// "the Center for …", for names that take the article in a sentence; others as they are.
[[nodiscard]] std::string with_article(std::string_view name);

// Remembers which models a section has named in full.
class ModelNames {
 public:
  // Full at first, then without the family's word where that leaves a version: "Kimi K3", "K3".
  [[nodiscard]] std::string operator()(std::string_view model);
  void start_section() {
    seen_.clear();
    short_forms_.clear();
  }

 private:
  std::set<std::string> seen_;         // name_key() of models named in full
  std::set<std::string> short_forms_;  // Taken: no two models of a section share one
};

// Remembers which people a section has named in full.
class HolderNames {
 public:
  explicit HolderNames(const Lexicon& lexicon) : lexicon_{lexicon} {}
  // "Nathan Lambert", then "Lambert"; "the Center for AI Standards and Innovation", then "CAISI".
  // Only names that the lexicon knows as people's are cut, and initials only if it lists them.
  [[nodiscard]] std::string operator()(std::string_view name);
  void start_section() { seen_.clear(); }

 private:
  const Lexicon& lexicon_;
  std::set<std::string> seen_;
};

}  // namespace dossier
