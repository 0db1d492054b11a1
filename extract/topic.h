// The subjects that people dispute, as data (extract/lexicon/topics.yaml): the gap between open
// and closed models, benchmarks and harnesses, distillation, limits on open weights … A stance
// that is about one of them carries its id, so that two holders can be seen to disagree.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claim.h"
#include "extract/lexicon.h"
#include "extract/stance_words.h"

namespace dossier {

struct Topic {
  std::string id;      // "open-closed-gap"
  std::string label;   // Short, for headings and lists: "The gap between open and closed models"
  std::string phrase;  // In a sentence: "the gap between open and closed models"
};

// Every topic, in the lexicon's order.
[[nodiscard]] const std::vector<Topic>& topics(const Lexicon& lexicon);
[[nodiscard]] const Topic* find_topic(const Lexicon& lexicon, std::string_view id);

// The topic that a sentence is about (nullptr: none), and where the sentence says so.
struct TopicMatch {
  const Topic* topic = nullptr;
  Direction direction = Direction::none;
};
// `names_benchmark`: a benchmark is named in it, which stands for the word.
[[nodiscard]] TopicMatch match_topic(const Lexicon& lexicon, std::span<const Word> sentence,
                                     bool names_benchmark = false);

// Which way the sentence says that the topic's quantity moves; what is only asked, wished, denied
// or supposed ("whether the gap narrows", "to close the gap") is no direction.
[[nodiscard]] Direction find_direction(const Lexicon& lexicon, const Topic& topic,
                                       std::span<const Word> sentence);

}  // namespace dossier
