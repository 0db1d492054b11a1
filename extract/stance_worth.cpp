#include "extract/stance_worth.h"

#include <algorithm>
#include <cctype>

#include "extract/stance_confidence.h"

namespace dossier {
namespace {

constexpr std::size_t kSpeechWordsMin = 7;

// What a house says will be, or is not, is news of its own; what weighs is a position.
bool weighs(const Reading& reading, const CueCounts& cues, const HolderFind& find) {
  if (reading.mentions[find.mention].kind == NameKind::person) return true;
  return cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::opinion] + cues[Cue::comparison] +
             cues[Cue::demand] >
         0;
}

// "Scores 57 on the index": a figure that nobody weighs.
bool is_bare_result(const Reading& reading, std::span<const Word> words, TextSpan told,
                    const CueCounts& cues) {
  if (!names_benchmark(reading, told)) return false;
  const bool figure = std::ranges::any_of(words, [&](const Word& word) {
    return told.contains(word.span) && !word.is_sign &&
           std::isdigit(static_cast<unsigned char>(word.text[0])) != 0;
  });
  return figure && cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::opinion] == 0;
}

}  // namespace

bool has_evaluation(const CueCounts& cues) {
  return cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::comparison] + cues[Cue::forecast] +
             cues[Cue::demand] + cues[Cue::opinion] + cues[Cue::negation] + cues[Cue::hedge] +
             cues[Cue::trouble] >
         0;
}

bool has_speech(std::span<const Word> words, std::size_t first, std::size_t last) {
  std::size_t open = last;
  for (std::size_t i = first; i < last; ++i) {
    if (words[i].text == "“") open = i;
    if (words[i].text == "”" && open < i && i - open > 3) return true;
  }
  return false;
}

bool is_position(const Reading& reading, const CuedWords& sentence, const HolderFind& find,
                 std::size_t end) {
  const std::span<const Word> words = sentence.words();
  const CueCounts cues = count_cues(sentence, find.content, end);
  const TextSpan told{words[find.content].span.start, words[end - 1].span.end};
  if (topic_in(reading, told).direction != Direction::none || find.is_aside) return true;
  const bool speech = has_speech(words, find.content, end);
  if (find.by == HolderBy::according) {  // As often the source of a fact
    return !is_bare_result(reading, words, told, cues) &&
           cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::opinion] + cues[Cue::demand] > 0;
  }
  if (find.verb == nullptr) {
    return has_evaluation(cues) || (speech && find.by == HolderBy::possessive);
  }
  const StanceVerb& verb = *find.verb;
  // "“…,” said Ann Lee": whom a text quotes at length is quoted for a position.
  const bool spoken = find.content_end > 0 && end > find.content + kSpeechWordsMin &&
                      reading.mentions[find.mention].kind == NameKind::person;
  if (spoken && cues[Cue::news] + cues[Cue::narrative] == 0 &&
      !is_bare_result(reading, words, told, cues))
    return true;
  if (verb.polarity != VerbPolarity::asserts) return true;
  if (verb.strength == VerbStrength::plain && is_bare_result(reading, words, told, cues))
    return false;
  if (verb.strength == VerbStrength::plain)
    return has_evaluation(cues) && weighs(reading, cues, find);
  if (has_evaluation(cues)) return true;
  return verb.strength == VerbStrength::strong || verb.takes_clause || speech;
}

bool weighs_by_itself(std::span<const Word> words, const CueCounts& cues, const Segment& segment) {
  if (cues[Cue::news] + cues[Cue::narrative] > 0) return false;
  std::size_t figures = 0;
  for (std::size_t i = segment.first; i < segment.content_end; ++i) {
    if (!words[i].is_sign && std::isdigit(static_cast<unsigned char>(words[i].text[0])) != 0)
      ++figures;
  }
  if (figures > 1) return false;
  const int judges = cues[Cue::praise] + cues[Cue::criticism] + cues[Cue::opinion] +
                     cues[Cue::demand] + cues[Cue::comparison];
  return judges > 1 || cues[Cue::opinion] + cues[Cue::demand] > 0;
}

}  // namespace dossier
