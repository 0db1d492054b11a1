// What a sentence is about, and which way it says a quantity moves.

#include "extract/topic.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>

namespace dossier {
namespace {

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::load();
  REQUIRE(loaded.has_value());
  return *loaded;
}

TopicMatch match(std::string_view sentence, bool names_benchmark = false) {
  LoweredText lowered(sentence);
  return match_topic(lexicon(), split_words(lowered, {0, sentence.size()}), names_benchmark);
}

std::string show(std::string_view sentence) {
  const TopicMatch found = match(sentence);
  if (found.topic == nullptr) return {};
  std::string shown = found.topic->id;
  if (found.direction != Direction::none) shown += ' ' + std::string(to_string(found.direction));
  return shown;
}

TEST_CASE("a sentence is matched to the dispute that it is about") {
  struct Case {
    std::string_view sentence, expected;
  };
  const Case cases[] = {
      {"The open-closed gap is widening.", "open-closed-gap widening"},
      {"Open-weight models lag the frontier by a roughly stable three months.",
       "open-closed-gap stable"},
      {"Open models are catching up with proprietary systems.", "open-closed-gap narrowing"},
      {"Closed labs did not show a growing margin over open models.", "open-closed-gap"},
      {"The gap between open and closed models roughly stays the same.", "open-closed-gap stable"},
      {"Open models have largely closed the gap to closed labs.", "open-closed-gap narrowing"},
      {"I expect closed labs to clearly draw ahead of open models.", "open-closed-gap widening"},
      {"We will learn whether open models are catching up with closed labs.", "open-closed-gap"},
      {"Grants were made to close the gap between open and closed models.", "open-closed-gap"},
      {"Banning open models would hurt defenders.", "open-weights-limits"},
      {"Distillation is not a panacea.", "distillation"},
      {"A fair comparison needs each model's own harness.", "harness-or-model"},
      {"The benchmark methodology overstates what it measures.", "benchmark-validity"},
      {"Chip controls on China must stay.", "export-controls"},
      {"Supply of open models depends on funding.", "open-models-economics"},
      {"The weather in the harbor was mild.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK(show(c.sentence) == c.expected);
  }
}

TEST_CASE("a named benchmark stands for the word") {
  constexpr std::string_view kSentence = "TideBench paints an incomplete picture.";
  CHECK(match(kSentence).topic == nullptr);
  const TopicMatch found = match(kSentence, true);
  REQUIRE(found.topic != nullptr);
  CHECK(found.topic->id == "benchmark-validity");
}

TEST_CASE("our own phrases name nobody: a name in them would pass for one of the source's") {
  for (const Topic& topic : topics(lexicon())) {
    for (const char c : topic.phrase) CHECK_FALSE((c >= 'A' && c <= 'Z'));
  }
}

TEST_CASE("topics have ids of their own and words for a page") {
  std::set<std::string> ids;
  for (const Topic& topic : topics(lexicon())) {
    CHECK(ids.insert(topic.id).second);
    CHECK_FALSE(topic.label.empty());
    CHECK_FALSE(topic.phrase.empty());
    CHECK(find_topic(lexicon(), topic.id) == &topic);
  }
  CHECK(find_topic(lexicon(), "no-such-topic") == nullptr);
}

}  // namespace
}  // namespace dossier
