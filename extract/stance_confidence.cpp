#include "extract/stance_confidence.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"
#include "extract/stance_judgement.h"
#include "extract/stance_scope.h"

namespace dossier {
namespace {

constexpr double kArguableInPrint = 0.3;
constexpr std::size_t kSpeechWordsMin = 8;

class Judge {
 public:
  Judge(const Reading& reading, const CuedWords& sentence)
      : reading_(reading), sentence_(sentence), words_(sentence.words()) {}

  [[nodiscard]] Confidence confidence_of(const Position& position, const Stance& stance,
                                         bool quotes_clause) const;

 private:
  [[nodiscard]] bool names_a_thing(std::string_view target) const;
  [[nodiscard]] bool is_clear_trend(const Position& position, const Stance& stance) const;
  [[nodiscard]] bool opens_content(const Position& position) const;
  [[nodiscard]] bool has_condition(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool asks(const Position& position) const;
  [[nodiscard]] bool tells_fact(const Position& position, const Stance& stance,
                                const CueCounts& quoted) const;
  [[nodiscard]] bool is_result(TextSpan span) const;
  [[nodiscard]] bool blames(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool is_about_models(TextSpan span) const;
  [[nodiscard]] bool is_worth_of_author(const Position& position, const CueCounts& quoted,
                                        const CueCounts& all, bool on_topic) const;

  const Reading& reading_;
  const CuedWords& sentence_;
  std::span<const Word> words_;
};

bool Judge::names_a_thing(std::string_view target) const {
  return std::ranges::any_of(reading_.mentions, [&](const Mention& mention) {
    return mention.canonical == target &&
           (mention.kind == NameKind::model || mention.kind == NameKind::benchmark);
  });
}

// "X sees the gap widening" needs no quotable words, but a holder and a direction beyond doubt.
bool Judge::is_clear_trend(const Position& position, const Stance& stance) const {
  if (stance.direction == Direction::none || position.verb_is_negated) return false;
  if (stance.second_hand || stance.polarity != Polarity::support) return false;
  const CueCounts all = count_cues(sentence_, 0, words_.size());
  if (all[Cue::hypothetical] > 0) return false;
  if (position.verb != nullptr && (position.verb->polarity == VerbPolarity::doubts ||
                                   (position.verb->strength == VerbStrength::hedged &&
                                    !position.verb->name.starts_with("suggest")))) {
    return false;
  }
  if (position.voice == Voice::own) {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const bool me = words_[i].text == "i" || words_[i].text == "we";
      if (me && (words_[i + 1].text == "expect" || words_[i + 1].text == "think" ||
                 words_[i + 1].text == "believe" || words_[i + 1].text == "predict")) {
        return position.holder_is_sure;
      }
    }
    return false;
  }
  return position.holder_is_clear;
}

// The position stands behind a colon, "that", or within quotation marks.
bool Judge::opens_content(const Position& position) const {
  if (position.content >= words_.size()) return false;
  if (words_[position.content].text == "“") return true;
  if (position.content == 0) return false;
  const std::string_view before = words_[position.content - 1].text;
  return before == ":" || before == "that" || before == "“";
}

bool Judge::has_condition(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last && i < words_.size(); ++i) {
    if (is_one_of(words_[i].text, "if", "unless", "provided", "assuming", "once")) return true;
  }
  return false;
}

// A question is no position, whoever asks it.
bool Judge::asks(const Position& position) const {
  for (std::size_t i = position.content; i < position.content_end && i < words_.size(); ++i) {
    if (words_[i].text == "?") return true;
  }
  return words_.back().text == "?";
}

// "Agents can navigate repositories": what an author or a house tells without weighing it, nor
// which way things move, is a fact told.
bool Judge::tells_fact(const Position& position, const Stance& stance,
                       const CueCounts& quoted) const {
  if (stance.direction != Direction::none) return false;
  const bool house = std::ranges::any_of(reading_.mentions, [&](const Mention& mention) {
    return mention.kind == NameKind::organization && mention.canonical == position.holder;
  });
  if (position.voice != Voice::own && !house && !is_house(reading_, position.holder)) return false;
  // "Improves" tells what was measured; "we find" and "results suggest" that it was.
  int measured = 0;
  bool is_told = stance.kind == StanceKind::assessment;
  for (std::size_t i = word_at(words_, stance.quotable.start);
       i < words_.size() && words_[i].span.end <= stance.quotable.end; ++i) {
    const std::string_view word = words_[i].text;
    const bool we = i > 0 && words_[i - 1].text == "we";
    const bool finds = we && (word == "find" || word == "found" || word == "see");
    const bool changes = word == "improves" || word == "improved" || word == "improve" ||
                         word == "gains" || word == "gain";
    if (finds || changes) ++measured;
    const bool evidence =
        i > 0 && (words_[i - 1].text == "results" || words_[i - 1].text == "experiments" ||
                  words_[i - 1].text == "findings");
    if (evidence && (word == "suggest" || word == "show" || word == "indicate")) {
      measured += 3;  // "Suggest that" is a hedge and may be a demand; here it is neither
      is_told = true;
    }
  }
  const int weighs = quoted[Cue::praise] + quoted[Cue::criticism] + quoted[Cue::comparison] +
                     quoted[Cue::demand] + quoted[Cue::forecast] + quoted[Cue::opinion] +
                     quoted[Cue::hedge] + quoted[Cue::negation];
  return is_told && weighs <= measured;
}

// A model's figure on a benchmark is a result, not a position.
bool Judge::is_result(TextSpan span) const {
  bool model = false, benchmark = false;
  for (const Mention& mention : mentions_in(reading_, span)) {
    if (!span.contains(mention.span)) continue;
    model = model || mention.kind == NameKind::model;
    benchmark = benchmark || mention.kind == NameKind::benchmark;
  }
  return model && benchmark;
}

// "Standard benchmarks are often counterproductive": blame is what is said of the subject.
bool Judge::blames(std::size_t first, std::size_t last) const {
  for (const CueMatch& cue : sentence_.cues()) {
    if (cue.cue != Cue::criticism || cue.first <= first || cue.last >= last) continue;
    for (std::size_t i = cue.first; i > first && cue.first - i < 3; --i) {
      const std::string_view before = words_[i - 1].text;
      if (before == "is" || before == "are" || before == "seems" || before == "remains")
        return true;
    }
  }
  return false;
}

// Positions on houses and elections are no matter of ours.
bool Judge::is_about_models(TextSpan span) const {
  static constexpr auto kWords =
      word_set({"ai",        "model",     "models",    "agent",       "agents",       "agentic",
                "llm",       "llms",      "eval",      "evals",       "training",     "benchmark",
                "compute",   "gpus",      "inference", "benchmarks",  "coding",       "prompt",
                "tokens",    "weights",   "frontier",  "agi",         "labs",         "harness",
                "mcp",       "rl",        "code",      "pretraining", "retrieval",    "ann",
                "flop",      "nets",      "software",  "chips",       "gpu",          "cuda",
                "prompts",   "reasoning", "context",   "evaluation",  "distillation", "traces",
                "notebooks", "search",    "memory",    "open"});
  for (std::size_t i = word_at(words_, span.start); i < words_.size(); ++i) {
    if (words_[i].span.end > span.end) break;
    if (is_among(words_[i].text, kWords)) return true;
  }
  return std::ranges::any_of(mentions_in(reading_, span), [&](const Mention& mention) {
    return span.contains(mention.span) &&
           (mention.kind == NameKind::model || mention.kind == NameKind::benchmark);
  });
}

// A sentence of a column's author that a reader would want quoted: a judgement of some weight,
// not a description, an anecdote, or a vendor's praise of what it sells.
bool Judge::is_worth_of_author(const Position& position, const CueCounts& quoted,
                               const CueCounts& all, bool on_topic) const {
  const bool argues = quoted[Cue::opinion] + quoted[Cue::demand] > 0;
  const bool against = quoted[Cue::negation] + quoted[Cue::criticism] > 0;
  if (!argues && !against && quoted[Cue::forecast] + quoted[Cue::comparison] == 0) return false;
  if (!on_topic && quoted[Cue::opinion] == 0) return false;
  if (all[Cue::narrative] > 0 || quoted[Cue::news] > 1) return false;
  for (const Word& word : words_) {
    // Somebody else's words, and the house's own goods.
    if (word.text == "told" || word.text == "someone") return false;
    const bool own = word.text == "our" || word.text == "we";
    if (own && is_house(reading_, position.holder) && !argues) return false;
    if (word.text == "if" || word.text == "whether") return false;
  }
  if (is_house(reading_, position.holder) &&
      (all[Cue::praise] > 0 || (quoted[Cue::opinion] == 0 && !against))) {
    return false;
  }
  // Praise alone, without saying that it is an opinion: a description.
  if (!argues && !against && quoted[Cue::forecast] == 0 && !on_topic) return false;
  return arguability(words_, all, {.has_topic = true}) >= kArguableInPrint;
}

// Printed only if nobody could say that the words were put into the holder's mouth, or that they
// were not worth it. Each condition stands for finds that were read and were wrong or trivial.
Confidence Judge::confidence_of(const Position& position, const Stance& stance,
                                bool quotes_clause) const {
  if (asks(position)) return Confidence::tentative;
  if (is_clear_trend(position, stance)) return Confidence::confident;
  if (!position.holder_is_sure || stance.quotable.empty()) return Confidence::tentative;
  const std::size_t first = word_at(words_, stance.quotable.start);
  const std::size_t last = word_at(words_, stance.quotable.end);
  const CueCounts quoted = count_cues(sentence_, first, last);
  const CueCounts all = count_cues(sentence_, position.content, position.content_end);
  // A phrase will do only after "calls X": elsewhere it says too little of what is held.
  const bool names_it =
      position.verb != nullptr && !position.is_clause && position.rule.starts_with("stance.verb");
  if (!quotes_clause && !names_it) return Confidence::tentative;
  // The words quoted must carry the judgement by themselves, and on something disputed, or
  // weigh one thing against another.
  const bool has_topic = !stance.topic.empty();
  const int judges = quoted[Cue::praise] + quoted[Cue::criticism] + quoted[Cue::negation] +
                     quoted[Cue::comparison] + quoted[Cue::forecast] + quoted[Cue::demand];
  const bool on_topic = has_topic && topic_in(reading_, stance.quotable).topic != nullptr;
  if (tells_fact(position, stance, quoted)) return Confidence::tentative;
  // "We would argue that …" says by itself that it is argued: the sentence gives the topic.
  const bool argued_by_author =
      position.voice == Voice::own && has_topic && quoted[Cue::opinion] > 0 && judges > 0;
  // What is argued at length, by a verb that says so, is worth it on any subject.
  const int weighs = judges + quoted[Cue::generic] + quoted[Cue::hedge] + quoted[Cue::contrast];
  const bool reasoned = position.verb != nullptr && position.is_clause &&
                        (position.verb->name == "argue" || position.verb->name == "think" ||
                         position.verb->name == "emphasize" || position.verb->name == "warn") &&
                        position.rule.starts_with("stance.verb") && weighs > 0 && last - first > 6;
  const bool worth = reasoned ||
                     (on_topic && (judges > 0 || stance.direction != Direction::none)) ||
                     quoted[Cue::comparison] + quoted[Cue::demand] > 0 || argued_by_author;
  if (!worth || last - first < 5) return Confidence::tentative;
  // "X writes: a model should be …": what is asked for is a position, by whatever verb.
  const bool asked_for = position.verb != nullptr && position.is_clause &&
                         stance.kind == StanceKind::demand && quoted[Cue::demand] > 0 &&
                         position.rule.starts_with("stance.verb") && opens_content(position);
  const bool argued =
      asked_for || (position.verb != nullptr && position.verb->strength == VerbStrength::strong &&
                    position.rule.starts_with("stance.verb"));
  const bool labelled = position.rule == "stance.label" && names_a_thing(stance.target);
  if (!on_topic && !argued && !labelled && !argued_by_author) {
    return Confidence::tentative;
  }
  // Praise and criticism without a "but": which of the two it is, is not sure.
  if (stance.polarity == Polarity::support && quoted[Cue::praise] > 0 &&
      quoted[Cue::criticism] > quoted[Cue::remedy]) {
    return Confidence::tentative;
  }
  if (stance.polarity == Polarity::mixed) {
    bool turns = false;
    for (std::size_t i = first; i < last; ++i) {
      const std::string_view word = words_[i].text;
      turns = turns || word == "but" || word == "although" || word == "though" || word == "yet" ||
              word == "however" || word == "despite";
    }
    if (!turns) return Confidence::tentative;
  }
  if (stance.polarity == Polarity::oppose) {
    const bool says_so =
        position.verb != nullptr && position.verb->polarity == VerbPolarity::doubts;
    // Words of blame alone may stand on either side of what is compared.
    if (!says_so && !on_topic && quoted[Cue::negation] < 1 && !blames(first, last)) {
      return Confidence::tentative;
    }
    if (!says_so && quoted[Cue::negation] + quoted[Cue::criticism] < 1)
      return Confidence::tentative;
    if (all[Cue::negation] > quoted[Cue::negation]) return Confidence::tentative;
  }
  // "If weights are banned, labs will …": quoted without its condition it is another forecast.
  if (stance.kind == StanceKind::forecast &&
      has_condition(position.content, position.content_end) && !has_condition(first, last)) {
    return Confidence::tentative;
  }
  // A guess must not be told by a verb that says more.
  if (position.verb != nullptr && position.verb->strength == VerbStrength::hedged) {
    return Confidence::tentative;
  }
  if (position.verb_is_negated) return Confidence::tentative;
  if (position.verb != nullptr && position.verb->tells_news) return Confidence::tentative;
  if (words_.back().text == ":") return Confidence::tentative;
  if (position.voice == Voice::own) {
    return is_worth_of_author(position, quoted, all, on_topic) ? Confidence::confident
                                                               : Confidence::tentative;
  }
  if (is_result(stance.quotable) || words_.back().text == "?") return Confidence::tentative;
  // "Called it X": what, stands before.
  if (names_it && position.content < words_.size() &&
      (words_[position.content].text == "it" || words_[position.content].text == "this")) {
    return Confidence::tentative;
  }
  // What was so is told, not held.
  const bool past = std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                words_.begin() + static_cast<std::ptrdiff_t>(last),
                                [](const Word& w) { return w.text == "was" || w.text == "were"; });
  if (past && !stance.quotable_is_speech &&
      quoted[Cue::demand] + quoted[Cue::forecast] + quoted[Cue::negation] == 0) {
    return Confidence::tentative;
  }
  if (position.rule == "stance.cited-speech" && last - first < kSpeechWordsMin)
    return Confidence::tentative;
  if (!on_topic) {
    if (!is_about_models(stance.quotable)) return Confidence::tentative;
    // A house on its own goods.
    if (reading_.lexicon.find(position.holder, NameKind::organization) &&
        quoted[Cue::forecast] + quoted[Cue::demand] + quoted[Cue::negation] == 0) {
      return Confidence::tentative;
    }
  }
  // What somebody merely "says" is often a fact.
  const bool plain = position.verb != nullptr && position.verb->strength == VerbStrength::plain;
  if (plain && quoted[Cue::forecast] + quoted[Cue::demand] + quoted[Cue::criticism] +
                       quoted[Cue::negation] + quoted[Cue::praise] ==
                   0) {
    return Confidence::tentative;
  }
  return Confidence::confident;
}

}  // namespace

bool names_benchmark(const Reading& reading, TextSpan span) {
  return std::ranges::any_of(mentions_in(reading, span), [&](const Mention& mention) {
    return mention.kind == NameKind::benchmark && span.contains(mention.span);
  });
}

TopicMatch topic_in(const Reading& reading, TextSpan span) {
  return match_topic(reading.lexicon, reading.words.in(span), names_benchmark(reading, span));
}

Confidence confidence_of(const Reading& reading, const CuedWords& sentence,
                         const Position& position, const Stance& stance, bool quotes_clause) {
  return Judge(reading, sentence).confidence_of(position, stance, quotes_clause);
}

}  // namespace dossier
