#include "extract/stance_judgement.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace dossier {

namespace {

// A remedy mends what stands right behind it ("reduces errors"); a "however" that opens the words
// turns against what was said before them.
bool counts_for_itself(const CueMatch& match, const std::vector<CueMatch>& matches,
                       const std::vector<Word>& words, std::size_t first) {
  constexpr std::size_t kRemedyReach = 4;
  if (match.cue == Cue::remedy) {
    return std::ranges::any_of(matches, [&](const CueMatch& other) {
      return other.cue == Cue::criticism && other.first > match.last &&
             other.first <= match.last + kRemedyReach;
    });
  }
  if (match.cue != Cue::contrast) return true;
  for (std::size_t i = first; i < match.first; ++i) {
    if (!words[i].is_sign) return true;
  }
  return false;
}

using Matches = std::vector<CueMatch>;  // Of a whole sentence: finding them is what costs

CueCounts count(const Matches& matches, const std::vector<Word>& words, std::size_t first,
                std::size_t last) {
  CueCounts counts;
  for (const CueMatch& match : matches) {
    if (match.first < first || match.last >= last) continue;
    const bool undone =
        match.cue == Cue::negation && std::ranges::any_of(matches, [&](const CueMatch& other) {
          return other.cue == Cue::not_negation && other.first <= match.first &&
                 match.first <= other.last;
        });
    if (undone || !counts_for_itself(match, matches, words, first)) continue;
    ++counts.of[static_cast<std::size_t>(match.cue)];
  }
  return counts;
}

}  // namespace

CueCounts count_cues(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  return count(StanceLexicon::built_in().cues(words), words, first, last);
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
    // ", which does not …" says of the subject what a main clause would.
    const bool remarks = words[i].text == "which" && words[i - 1].text == ",";
    const bool opens = is_in(kOpeners, words[i].text) && !is_in(kBelievers, words[i - 1].text) &&
                       !remarks && i + 1 < last && words[i + 1].text != "“";
    if (opens) below.first = i;
  }
  return below;
}

int count_in_main_clause(Cue cue, const Matches& matches, const std::vector<Word>& words,
                         std::size_t first, std::size_t last) {
  const Below below = clause_below(words, first, last);
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

// Praise on one side of a "but", criticism or a negation on the other.
bool weighs_both(const Matches& matches, std::size_t first, std::size_t last) {
  const auto stands = [&](bool good, std::size_t from, std::size_t to) {
    return std::ranges::any_of(matches, [&](const CueMatch& match) {
      if (match.first < from || match.last >= to) return false;
      return good ? match.cue == Cue::praise
                  : match.cue == Cue::criticism || match.cue == Cue::negation;
    });
  };
  return std::ranges::any_of(matches, [&](const CueMatch& turn) {
    if (turn.cue != Cue::contrast || turn.first <= first || turn.last >= last) return false;
    return (stands(true, first, turn.first) && stands(false, turn.last + 1, last)) ||
           (stands(false, first, turn.first) && stands(true, turn.last + 1, last));
  });
}

// So few words name a thing's sides and weigh nothing else.
constexpr std::size_t kNamingWords = 10;

Judgement judge(const std::vector<Word>& words, std::size_t first, std::size_t last,
                const StanceVerb* verb, bool verb_is_negated, bool asserts_trend) {
  const Matches matches = StanceLexicon::built_in().cues(words);
  const CueCounts cues = count(matches, words, first, last);
  const int demand = count_in_main_clause(Cue::demand, matches, words, first, last);
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
  const int negation = count_in_main_clause(Cue::negation, matches, words, first, last);
  const VerbPolarity says = verb == nullptr ? VerbPolarity::asserts : verb->polarity;
  if (says == VerbPolarity::doubts) {
    judged.polarity = verb_is_negated ? Polarity::support : Polarity::oppose;
  } else if (verb_is_negated) {
    judged.polarity = Polarity::oppose;
  } else if (says == VerbPolarity::mixed) {
    judged.polarity = praise > 0 || cues[Cue::contrast] > 0 ? Polarity::mixed : Polarity::oppose;
  } else if (says == VerbPolarity::praises && negation == 0) {
    judged.polarity = Polarity::support;
  } else if (criticism + negation > 0 && weighs_both(matches, first, last)) {
    judged.polarity = Polarity::mixed;
  } else if (praise > 0 && criticism > 0 && last - first <= kNamingWords && verb != nullptr) {
    judged.polarity = Polarity::mixed;  // "Slow, expensive and capable"
  } else if (asserts_trend && negation == 0) {
    judged.polarity = Polarity::support;
  } else if (negation > 0 && judged.kind != StanceKind::demand) {
    judged.polarity = Polarity::oppose;
  } else if (negation > 0) {
    judged.polarity = praise > 0 ? Polarity::support : Polarity::oppose;
  } else if (criticism > 0 && criticism >= praise && judged.kind == StanceKind::assessment) {
    judged.polarity = Polarity::oppose;
  }
  return judged;
}

double arguability(const std::vector<Word>& words, const CueCounts& cues, SentenceTraits traits) {
  const auto at_most = [&](Cue cue, int limit) {
    return static_cast<double>(std::min(cues[cue], limit));
  };
  double score = -1.0;
  score += 1.4 * at_most(Cue::opinion, 2);
  score += 0.7 * at_most(Cue::praise, 2);
  score += 0.7 * std::min(cues[Cue::criticism] + cues[Cue::trouble], 2);
  score += 0.9 * at_most(Cue::forecast, 1);
  score += 1.1 * at_most(Cue::demand, 1);
  score += 0.6 * at_most(Cue::comparison, 2);
  score += 0.4 * at_most(Cue::generic, 2);
  score += 0.4 * at_most(Cue::intensifier, 1);
  score += 0.5 * at_most(Cue::negation, 1);
  score += 0.3 * at_most(Cue::hedge, 1);
  score += traits.has_topic ? 0.6 : 0.0;
  score -= traits.names_others ? 0.4 : 0.0;
  score -= traits.is_item ? 0.4 : 0.0;
  score -= 0.9 * at_most(Cue::news, 2);
  score -= 1.0 * at_most(Cue::narrative, 1);
  // A story of what happened is told; "this is", "it means" comment on what was told.
  const auto counted = [&](auto is) { return std::ranges::count_if(words, is); };
  const auto past = counted([](const Word& w) {
    return is_one_of(w.text, {"was", "were", "had"});
  });
  const auto regular_past = counted([](const Word& w) { return w.text.ends_with("ed"); });
  if (past > 0) score -= 0.3;
  if (regular_past > 1) score -= 0.3;
  if (words.empty()) return score;
  if (is_one_of(words.front().text, {"this", "these", "it", "it's", "that"})) score += 0.4;
  const auto word_count = counted([](const Word& w) { return !w.is_sign; });
  if (word_count < 5) score -= 2;
  if (word_count > 12) score += 0.3;
  if (words.back().text == "?") score -= 1.5;
  if (words.back().text == ":") score -= 0.8;  // What it leads to says it
  return score;
}

}  // namespace dossier
