// How much of what the gold texts hold was found, and how much besides.

#pragma once

#include <string>
#include <vector>

#include "extract/extraction.h"
#include "tests/extract/gold_document.h"

namespace dossier {

// Right ones among those there are and those that were found.
struct Count {
  int right = 0, gold = 0, found = 0;

  [[nodiscard]] double f1() const;
  [[nodiscard]] double share() const;  // Of the gold: an accuracy
  Count& operator+=(const Count& other);
};

struct GoldScore {
  Count models, benchmarks, mentions;
  Count claims;         // Model and benchmark, and one of value, rank and rival
  Count claims_strict;  // All of them, and the relation
  Count releases, stances;
  // Accuracies, among what was matched.
  Count canonical, polarity, kind;
  Count planned;                    // Releases: announced or out
  Count due;                        // Forecasts that have one: its last day
  std::vector<std::string> misses;  // For people: "missed model “V4”"

  GoldScore& operator+=(const GoldScore& other);  // Without the misses
};

// One to one, heaviest pairs first: mentions of one kind that overlap by half of their union;
// claims whose sentences overlap and whose names are right; stances whose holders agree.
[[nodiscard]] GoldScore score(const GoldDocument& gold, const Extraction& found);

}  // namespace dossier
