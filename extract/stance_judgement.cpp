#include "extract/stance_judgement.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/word_set.h"

namespace dossier {

namespace {

// A remedy mends what stands right behind it ("reduces errors"); a "however" that opens the words
// turns against what was said before them.
bool counts_for_itself(const CueMatch& match, const std::vector<CueMatch>& matches,
                       std::span<const Word> words, std::size_t first) {
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

// So few words name a thing's sides and weigh nothing else.
constexpr std::size_t kNamingWords = 24;

CueCounts count(const Matches& matches, std::span<const Word> words, std::size_t first,
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

CueCounts count_cues(const CuedWords& sentence, std::size_t first, std::size_t last) {
  return count(sentence.cues(), sentence.words(), first, last);
}

namespace {

template <std::size_t... Sizes>
bool is_in(std::span<const Word> words, std::size_t at, const char (&... choices)[Sizes]) {
  return at < words.size() && is_one_of(words[at].text, choices...);
}

bool is_auxiliary(std::string_view word) {
  static constexpr auto kWords =
      word_set({"can", "could", "should", "must",  "will",   "would",   "may",   "might",
                "is",  "are",   "was",    "were",  "does",   "do",      "did",   "ought",
                "has", "have",  "cannot", "isn't", "aren't", "doesn't", "don't", "won't"});
  return kWords.contains(word);
}

// Whether a clause below the main one begins at `i`. "I think that", "It is clear that" open what
// is held, not a remark on it; ", which does not …" says of the subject what a main clause would.
bool opens_below(std::span<const Word> words, std::size_t i, std::size_t last) {
  if (i + 1 >= last || words[i + 1].text == "“") return false;
  const std::string_view word = words[i].text;
  if (word == "as") {
    return is_in(words, i + 1, "i", "we", "you", "he", "she", "it", "they", "some", "many");
  }
  if (word == "which") return words[i - 1].text != ",";
  const bool opens = is_one_of(word, "who", "that", "because", "since", "when", "where", "whose",
                               "until", "while", "whereas", "whether", "if", "unless", "what");
  return opens &&
         !is_in(words, i - 1, "think", "believe", "say", "says", "argue", "argues", "is", "clear",
                "said", "thinks", "believes", "feel", "claim", "claims", "claimed", "claiming",
                "suggest", "suggests", "show", "shows", "mean", "means", "note", "notes", "noted",
                "find", "finds", "found", "expect", "hope", "doubt", "likely", "unlikely", "sure",
                "convinced", "suspect", "bet", "worry", "true");
}

// The words of a clause below the main one ("a race that no one can win", "as they should have
// known"): what is denied or asked for there is not the position.
// `weighs`: what is blamed counts, and "while" sets it against what was praised.
std::vector<bool> words_below(std::span<const Word> words, std::size_t first, std::size_t last,
                              bool weighs = false) {
  std::vector<bool> below(words.size());
  bool inside = false, relative = false;
  int auxiliaries = 0;
  for (std::size_t i = first + 2; i < last; ++i) {
    const std::string_view word = words[i].text;
    if (!inside) {
      inside = opens_below(words, i, last) &&
               !(weighs && is_one_of(word, "while", "whereas", "because", "since", "as"));
      relative = is_one_of(word, "that", "which", "who");
      auxiliaries = 0;
      below[i] = inside;
      continue;
    }
    // "…, but it really isn't" is the main clause again; so is ", and Y ought to".
    if (word == "but" || word == ";") inside = false;
    const bool joins =
        is_in(words, i + 1, "and", "so", "yet") && i + 2 < last && !is_auxiliary(words[i + 2].text);
    const bool restarts = joins || is_in(words, i + 1, "there", "it", "they", "we", "i", "you",
                                         "he", "she", "you're", "they're", "we're", "i'm");
    if (word == "," && restarts) inside = false;
    // "A test that a script can pass should not …": the second of two auxiliaries.
    const bool joined = is_one_of(words[i - 1].text, "and", "or", ",");
    if (relative && is_auxiliary(word) && !joined && ++auxiliaries > 1) inside = false;
    below[i] = inside;
  }
  return below;
}

// "Not rambly", "no longer lagging": blame that is denied.
bool is_denied(const CueMatch& match, std::span<const Word> words, std::size_t first) {
  if (match.cue != Cue::criticism) return false;
  const bool joined = match.first > first && words[match.first - 1].text == "or";
  const std::size_t reach = joined ? 4 : 2;  // "Not clumsy or brittle"
  for (std::size_t i = match.first; i > first && match.first - i < reach;) {
    --i;
    if (words[i].is_sign) return false;
    const bool longer = words[i].text == "longer" && i > first && words[i - 1].text == "no";
    if (longer || is_in(words, i, "not", "no", "never", "isn't", "aren't", "without")) return true;
  }
  return false;
}

bool is_swallowed(const CueMatch& match, const Matches& matches) {
  const auto evaluates = [](Cue cue) { return cue == Cue::praise || cue == Cue::criticism; };
  return std::ranges::any_of(matches, [&](const CueMatch& other) {
    const bool holds = other.first <= match.first && match.last <= other.last;
    if (!holds) return false;
    if (match.cue == Cue::negation && other.cue == Cue::not_negation) return true;
    if (!evaluates(match.cue)) return false;
    if (other.cue == Cue::neutral) return true;
    const bool longer = other.last - other.first > match.last - match.first;
    return evaluates(other.cue) && other.cue != match.cue && longer;
  });
}

// What weighs in the words [first, last): without what a negation only seems to deny, and without
// what a longer phrase turns round ("behind only", "not as good").
Matches weighty(const Matches& matches, std::span<const Word> words, std::size_t first,
                std::size_t last) {
  Matches kept;
  std::vector<std::size_t> denied;
  for (const CueMatch& match : matches) {
    if (match.first < first || match.last >= last || is_swallowed(match, matches)) continue;
    if (is_denied(match, words, first)) {
      denied.push_back(match.first);
      kept.push_back({Cue::praise, match.first, match.last});
    } else if (counts_for_itself(match, matches, words, first)) {
      kept.push_back(match);
    }
  }
  std::erase_if(kept, [&](const CueMatch& match) {  // The negation that denied it is spent
    return match.cue == Cue::negation && std::ranges::any_of(denied, [&](std::size_t at) {
             return match.first < at && at <= match.last + 2;
           });
  });
  return kept;
}

// "Whether a model will stop", "nobody needs to pay": neither foretold nor asked for.
bool is_told_aside(const CueMatch& match, std::span<const Word> words, std::size_t first) {
  constexpr std::size_t kReach = 5;
  for (std::size_t i = match.first; i > first && match.first - i < kReach;) {
    --i;
    if (words[i].is_sign) return false;
    if (match.cue == Cue::forecast && is_in(words, i, "whether", "who", "whose")) return true;
    const bool denied = is_in(words, i, "nobody", "not", "don't", "doesn't", "without");
    if (match.cue == Cue::demand && denied && match.first - i < 3) {
      return is_in(words, match.first, "need", "needs", "have", "has");
    }
  }
  return false;
}

int count_of(Cue cue, const Matches& matches, const std::vector<bool>* below = nullptr) {
  return static_cast<int>(std::ranges::count_if(matches, [&](const CueMatch& match) {
    return match.cue == cue && (below == nullptr || !(*below)[match.first]);
  }));
}

bool stands(bool good, const Matches& matches, std::size_t from, std::size_t to) {
  return std::ranges::any_of(matches, [&](const CueMatch& match) {
    if (match.first < from || match.last >= to) return false;
    return good ? match.cue == Cue::praise
                : match.cue == Cue::criticism || match.cue == Cue::negation;
  });
}

// Praise on one side of a "but", criticism or a negation on the other.
bool weighs_both(const Matches& matches, std::span<const Word> words, std::size_t first,
                 std::size_t last) {
  const auto parts_at = [&](std::size_t left_end, std::size_t right) {
    return (stands(true, matches, first, left_end) && stands(false, matches, right, last)) ||
           (stands(false, matches, first, left_end) && stands(true, matches, right, last));
  };
  // "While it is strong, there are limits": the comma parts them.
  const std::size_t opening = is_in(words, first, "while", "although", "though", "despite") ? first
                              : is_in(words, 0, "while", "although", "though", "despite")   ? 0
                                                                                            : last;
  if (opening < last) {
    for (std::size_t i = first + 3; i < last; ++i) {
      if (words[i].text == ",") return parts_at(i, i + 1);
    }
  }
  return std::ranges::any_of(matches, [&](const CueMatch& turn) {
    return turn.cue == Cue::contrast && turn.first > first && parts_at(turn.first, turn.last + 1);
  });
}

// "Good model, terrible settings", "a fair point about life and a poor one about measurement":
// side by side, a comma or "and" between them.
bool names_both(const Matches& matches, std::span<const Word> words, std::size_t first,
                std::size_t last) {
  constexpr std::size_t kBetween = 8;
  if (last - first > kNamingWords) return false;
  return std::ranges::any_of(matches, [&](const CueMatch& good) {
    return good.cue == Cue::praise && std::ranges::any_of(matches, [&](const CueMatch& bad) {
             if (bad.cue != Cue::criticism) return false;
             const std::size_t from = std::min(good.last, bad.last),
                               to = std::max(good.first, bad.first);
             if (to <= from || to - from > kBetween) return false;
             return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(from),
                                words.begin() + static_cast<std::ptrdiff_t>(to),
                                [](const Word& w) { return w.text == "," || w.text == "and"; });
           });
  });
}

}  // namespace

Judgement judge(const CuedWords& sentence, std::size_t first, std::size_t last,
                const StanceVerb* verb, bool verb_is_negated, bool asserts_trend) {
  const std::span<const Word> words = sentence.words();
  Matches matches = weighty(sentence.cues(), words, first, last);
  std::erase_if(matches, [&](const CueMatch& m) { return is_told_aside(m, words, first); });
  // "Places it behind X", "is 5 months behind": a place among others is told, not blamed.
  if (asserts_trend || (verb != nullptr && verb->places)) {
    std::erase_if(matches, [&](const CueMatch& m) {
      return m.cue == Cue::criticism && m.first == m.last &&
             is_in(words, m.first, "behind", "below", "trails", "trailing", "lags", "lagging");
    });
  }
  const std::vector<bool> aside = words_below(words, first, last, verb == nullptr || !verb->places);
  std::erase_if(matches,
                [&](const CueMatch& m) { return m.cue == Cue::criticism && aside[m.first]; });
  const std::vector<bool> below = words_below(words, first, last);
  const int demand = count_of(Cue::demand, matches, &below);
  const int forecast = count_of(Cue::forecast, matches);
  Judgement judged;
  if (verb != nullptr && verb->has_kind) {
    judged.kind = verb->kind;
  } else if (demand > 0 && forecast <= demand) {
    judged.kind = StanceKind::demand;
  } else if (forecast > 0) {
    judged.kind = StanceKind::forecast;
  }

  const int praise = count_of(Cue::praise, matches);
  const int criticism =
      std::max(0, count_of(Cue::criticism, matches) - count_of(Cue::remedy, matches));
  const int negation = count_of(Cue::negation, matches, &below);
  const VerbPolarity says = verb == nullptr ? VerbPolarity::asserts : verb->polarity;
  // "Praised as permissive, while others point out that it lacks vision"
  const bool turns_to_blame = std::ranges::any_of(matches, [&](const CueMatch& turn) {
    return turn.cue == Cue::contrast && turn.first > first &&
           stands(false, matches, turn.last + 1, last);
  });
  if (says == VerbPolarity::doubts) {
    judged.polarity = verb_is_negated ? Polarity::support : Polarity::oppose;
  } else if (verb_is_negated) {
    judged.polarity = Polarity::oppose;
  } else if (says == VerbPolarity::mixed) {
    judged.polarity =
        praise > 0 || count_of(Cue::contrast, matches) > 0 ? Polarity::mixed : Polarity::oppose;
  } else if (says == VerbPolarity::praises && negation == 0) {
    judged.polarity = turns_to_blame ? Polarity::mixed : Polarity::support;
  } else if (criticism + negation > 0 && (weighs_both(matches, words, first, last) ||
                                          names_both(matches, words, first, last))) {
    judged.polarity = Polarity::mixed;
  } else if (asserts_trend && negation == 0) {
    judged.polarity = Polarity::support;
  } else if (negation > 0 && judged.kind != StanceKind::demand) {
    judged.polarity = Polarity::oppose;
  } else if (negation > 0) {
    judged.polarity = praise > 0 ? Polarity::support : Polarity::oppose;
  } else if (criticism > 0 && criticism >= praise && judged.kind != StanceKind::demand) {
    judged.polarity = Polarity::oppose;
  }
  return judged;
}

double arguability(std::span<const Word> words, const CueCounts& cues, SentenceTraits traits) {
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
  const int argued = cues[Cue::opinion] + cues[Cue::demand] + cues[Cue::forecast];
  score -= traits.tells_figures && argued == 0 ? 0.7 : 0.0;
  score -= 0.9 * at_most(Cue::news, 2);
  score -= 1.0 * at_most(Cue::narrative, 1);
  // A story of what happened is told; "this is", "it means" comment on what was told.
  const auto counted = [&](auto is) { return std::ranges::count_if(words, is); };
  const auto past = counted([](const Word& w) { return is_one_of(w.text, "was", "were", "had"); });
  const auto regular_past = counted([](const Word& w) { return w.text.ends_with("ed"); });
  if (past > 0) score -= 0.3;
  if (regular_past > 1) score -= 0.3;
  if (words.empty()) return score;
  if (is_one_of(words.front().text, "this", "these", "it", "it's", "that")) score += 0.4;
  const auto word_count = counted([](const Word& w) { return !w.is_sign; });
  if (word_count < 5) score -= 2;
  if (word_count > 12) score += 0.3;
  if (words.back().text == "?") score -= 1.5;
  if (words.back().text == ":") score -= 0.8;  // What it leads to says it
  return score;
}

}  // namespace dossier
