#include "extract/stance_judgement.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace dossier {

CueCounts count_cues(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  CueCounts counts;
  const std::vector<CueMatch> matches = StanceLexicon::built_in().cues(words);
  for (const CueMatch& match : matches) {
    if (match.first < first || match.last >= last) continue;
    const bool undone =
        match.cue == Cue::negation && std::ranges::any_of(matches, [&](const CueMatch& other) {
          return other.cue == Cue::not_negation && other.first <= match.first &&
                 match.first <= other.last;
        });
    if (!undone) ++counts.of[static_cast<std::size_t>(match.cue)];
  }
  return counts;
}

namespace {

// The words of a clause below the main one ("a race that no one can win", "as they should have
// known"): what is denied or asked for there is not the position. Half-open; empty if none.
struct Below {
  std::size_t first = 0, last = 0;
};

Below clause_below(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  constexpr std::array<std::string_view, 10> kOpeners{
      "which", "who", "that", "because", "since", "when", "where", "whose", "as", "until"};
  constexpr std::array<std::string_view, 12> kBelievers{"think", "believe", "say",      "says",
                                                        "argue", "argues",  "is",       "clear",
                                                        "said",  "thinks",  "believes", "feel"};
  const auto is_in = [](const auto& list, const std::string& word) {
    return std::ranges::find(list, word) != list.end();
  };
  Below below{last, last};
  for (std::size_t i = first + 2; i < last; ++i) {
    if (below.first < last) {
      // "…, but it really isn't" is the main clause again.
      if (words[i].text != "but" && words[i].text != ";") continue;
      below.last = i;
      break;
    }
    const bool opens = is_in(kOpeners, words[i].text) && !is_in(kBelievers, words[i - 1].text) &&
                       i + 1 < last && words[i + 1].text != "“";
    if (opens) below.first = i;
  }
  return below;
}

int count_in_main_clause(Cue cue, const std::vector<Word>& words, std::size_t first,
                         std::size_t last) {
  const Below below = clause_below(words, first, last);
  const std::vector<CueMatch> matches = StanceLexicon::built_in().cues(words);
  int found = 0;
  for (const CueMatch& match : matches) {
    if (match.cue != cue || match.first < first || match.last >= last) continue;
    if (match.first >= below.first && match.first < below.last) continue;
    const bool undone =
        cue == Cue::negation && std::ranges::any_of(matches, [&](const CueMatch& other) {
          return other.cue == Cue::not_negation && other.first <= match.first &&
                 match.first <= other.last;
        });
    if (!undone) ++found;
  }
  return found;
}

}  // namespace

Judgement judge(const std::vector<Word>& words, std::size_t first, std::size_t last,
                const StanceVerb* verb, bool verb_is_negated, bool asserts_trend) {
  const CueCounts cues = count_cues(words, first, last);
  const int demand = count_in_main_clause(Cue::demand, words, first, last);
  Judgement judged;
  if (verb != nullptr && verb->has_kind) {
    judged.kind = verb->kind;
  } else if (demand > 0 && cues[Cue::forecast] <= demand) {
    judged.kind = StanceKind::demand;
  } else if (cues[Cue::forecast] > 0) {
    judged.kind = StanceKind::forecast;
  }

  const int praise = cues[Cue::praise],
            criticism = std::max(0, cues[Cue::criticism] - cues[Cue::remedy]);
  const int negation = count_in_main_clause(Cue::negation, words, first, last);
  const VerbPolarity says = verb == nullptr ? VerbPolarity::asserts : verb->polarity;
  if (says == VerbPolarity::doubts) {
    judged.polarity = verb_is_negated ? Polarity::support : Polarity::oppose;
  } else if (verb_is_negated) {
    judged.polarity = Polarity::oppose;
  } else if (says == VerbPolarity::mixed) {
    judged.polarity = praise > 0 || cues[Cue::contrast] > 0 ? Polarity::mixed : Polarity::oppose;
  } else if (says == VerbPolarity::praises && negation == 0) {
    judged.polarity = Polarity::support;
  } else if (praise > 0 && cues[Cue::contrast] > 0 && criticism + negation > 0) {
    judged.polarity = Polarity::mixed;
  } else if (asserts_trend && negation == 0) {
    judged.polarity = Polarity::support;
  } else if (negation > 0 && judged.kind != StanceKind::demand) {
    judged.polarity = Polarity::oppose;
  } else if (negation > 0) {
    judged.polarity = praise > 0 ? Polarity::support : Polarity::oppose;
  } else if (criticism > praise && judged.kind == StanceKind::assessment) {
    judged.polarity = Polarity::oppose;
  }
  return judged;
}

double arguability(const std::vector<Word>& words, const CueCounts& cues, bool has_topic) {
  const auto at_most = [&](Cue cue, int limit) {
    return static_cast<double>(std::min(cues[cue], limit));
  };
  double score = -1.2;
  score += 1.4 * at_most(Cue::opinion, 2);
  score += 0.7 * at_most(Cue::praise, 2);
  score += 0.7 * at_most(Cue::criticism, 2);
  score += 0.9 * at_most(Cue::forecast, 1);
  score += 1.1 * at_most(Cue::demand, 1);
  score += 0.6 * at_most(Cue::comparison, 2);
  score += 0.4 * at_most(Cue::generic, 2);
  score += 0.5 * at_most(Cue::negation, 1);
  score += 0.3 * at_most(Cue::hedge, 1);
  score += has_topic ? 0.6 : 0.0;
  score -= 0.9 * at_most(Cue::news, 2);
  score -= 1.0 * at_most(Cue::narrative, 1);
  const auto word_count = std::ranges::count_if(words, [](const Word& w) { return !w.is_sign; });
  if (word_count < 5) score -= 2;
  if (word_count > 12) score += 0.3;
  if (!words.empty() && words.back().text == "?") score -= 1.5;
  return score;
}

}  // namespace dossier
