#include "extract/stance_trend.h"

#include <algorithm>
#include <string_view>

#include "base/word_set.h"
#include "extract/stance_scope.h"

namespace dossier {
namespace {

constexpr std::size_t kSentencesBack = 2;

bool is_finding(std::string_view word) {
  static constexpr auto kWords =
      word_set({"result", "results", "finding", "findings", "conclusion", "conclusions", "verdict",
                "assessment", "estimate", "view", "position", "argument", "claim", "point",
                "thesis", "prediction", "forecast", "answer"});
  return kWords.contains(word);
}

bool is_study(std::string_view word) {
  static constexpr auto kWords =
      word_set({"report", "study", "evaluation", "analysis", "assessment", "paper", "institute",
                "center", "centre", "agency", "authors", "researchers", "team", "company", "lab",
                "organization", "letter", "statement"});
  return kWords.contains(word);
}

bool says(std::string_view verb) {
  static constexpr auto kWords =
      word_set({"finds", "found",    "concludes", "concluded", "argues",    "argued",
                "says",  "said",     "claims",    "claimed",   "estimates", "estimated",
                "warns", "warned",   "notes",     "noted",     "writes",    "wrote",
                "sees",  "predicts", "predicted", "reports",   "reported",  "conclude",
                "find",  "argue",    "claim",     "estimate",  "say",       "warn"});
  return kWords.contains(verb);
}

// Where the words attributed begin, if the sentence opens with "Their result is that", "It found
// that", "The report concludes that"; 0 if it does not.
std::size_t content_of_anaphor(std::span<const Word> words) {
  if (words.size() < 6) return 0;
  const std::string_view first = words[0].text;
  std::size_t at = 1;
  if (is_one_of(first, "their", "its", "his", "her")) {
    while (at < 4 && !is_finding(words[at].text)) ++at;
    if (!is_finding(words[at].text)) return 0;
    ++at;
    if (!is_one_of(words[at].text, "is", "was", "are", ":")) return 0;
    ++at;
  } else {
    if (first == "the") {
      while (at < 4 && !is_study(words[at].text)) ++at;
      if (!is_study(words[at].text)) return 0;
      ++at;
    } else if (!is_one_of(first, "it", "they", "he", "she")) {
      return 0;
    }
    if (is_one_of(words[at].text, "also", "then", "further")) ++at;
    if (!says(words[at].text)) return 0;
    ++at;
  }
  if (at < words.size() && is_one_of(words[at].text, "that", ":")) return at + 1;
  return words[at - 1].text == ":" ? at : 0;
}

// "An evaluation by the institute": who made it.
bool is_maker(std::span<const Word> words, std::size_t at) {
  std::size_t by = at;
  if (by > 0 && words[by - 1].text == "the") --by;
  return by > 1 && is_one_of(words[by - 1].text, "by", "from") && is_study(words[by - 2].text);
}

}  // namespace

std::optional<UnnamedHolder> find_anaphoric_holder(const Reading& reading, std::size_t sentence,
                                                   std::span<const Word> words) {
  const std::size_t content = content_of_anaphor(words);
  if (content == 0 || content >= words.size()) return std::nullopt;
  const bool singular_person = is_one_of(words[0].text, "he", "she", "his", "her");
  for (std::size_t back = 1; back <= kSentencesBack && back <= sentence; ++back) {
    const Sentence& before = reading.sentences[sentence - back];
    if (before.block != reading.sentences[sentence].block) return std::nullopt;
    const std::span<const Word> above = reading.words.of(sentence - back);
    const Mention* first = nullptr;
    const Mention* maker = nullptr;
    bool others = false;
    for (const std::size_t index : speakers_in(reading, before.span)) {
      const Mention& mention = reading.mentions[index];
      if (singular_person != (mention.kind == NameKind::person)) continue;
      if (is_maker(above, word_at(above, mention.span.start))) maker = &mention;
      if (first == nullptr) first = &mention;
      others = others || mention.canonical != first->canonical;
    }
    if (first == nullptr) continue;
    const Mention& named = maker != nullptr ? *maker : *first;
    UnnamedHolder found;
    found.holder = named.canonical;
    found.supports = {{"holder", named.span}};
    found.content = content;
    found.is_sure = maker != nullptr || !others;
    found.rule = "stance.anaphor";
    return found;
  }
  return std::nullopt;
}

std::optional<UnnamedHolder> find_index_holder(const Reading& reading,
                                               std::span<const Word> words) {
  // The opening phrase, up to its comma: "When using X's Y, …", "On X's Y, …".
  if (words.size() < 8) return std::nullopt;
  const std::string_view opening = words[0].text;
  const bool opens =
      is_one_of(opening, "on", "in", "by", "using", "under") ||
      (is_one_of(opening, "when", "if", "judging", "measured", "going", "based", "looking") &&
       is_one_of(words[1].text, "using", "measured", "by", "on", "at", "looking", "judged"));
  if (!opens) return std::nullopt;
  const Mention* owner = nullptr;
  const Mention* index = nullptr;
  const TextSpan sentence{words.front().span.start, words.back().span.end};
  for (const Mention& mention : mentions_in(reading, sentence)) {
    const std::size_t at = word_at(words, mention.span.start);
    if (at >= words.size() || words[at].span.start != mention.span.start || at > 8) continue;
    if (mention.kind == NameKind::organization && owner == nullptr) owner = &mention;
    if (mention.kind == NameKind::benchmark && index == nullptr) index = &mention;
  }
  if (index == nullptr) return std::nullopt;
  std::string holder;
  if (owner != nullptr && owner->span.end < index->span.start) {
    holder = owner->canonical;
  } else if (const auto known = reading.lexicon.find(index->canonical, NameKind::benchmark)) {
    holder = known->maker;
  }
  if (holder.empty()) return std::nullopt;
  // "…, which uses the same method, we see that P": P is what the index says.
  std::size_t content = 0;
  for (std::size_t i = word_at(words, index->span.end); i + 3 < words.size(); ++i) {
    const bool sees = is_one_of(words[i].text, "see", "find", "observe", "appears", "shows") &&
                      words[i + 1].text == "that";
    if (sees) content = i + 2;
    if (content == 0 && words[i].text == "," && is_one_of(words[i + 1].text, "the", "open")) {
      content = i + 1;
    }
  }
  if (content == 0) return std::nullopt;
  UnnamedHolder found;
  found.holder = holder;
  found.content = content;
  found.is_sure = true;
  found.rule = "stance.index";
  return found;
}

}  // namespace dossier
