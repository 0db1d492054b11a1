#include "extract/quotable.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/word_set.h"

namespace dossier {
namespace {

using Range = std::pair<std::size_t, std::size_t>;  // Of words, half-open

// Words that lead into a clause and say nothing of the position.
bool is_lead_in(std::string_view word) {
  static constexpr auto kWords =
      word_set({"however",      "therefore",   "thus",      "hence",        "and",
                "but",          "so",          "or",        "yet",          "additionally",
                "moreover",     "furthermore", "also",      "that",         "interestingly",
                "notably",      "overall",     "meanwhile", "finally",      "instead",
                "similarly",    "indeed",      "still",     "then",         "again",
                "importantly",  "ultimately",  "likewise",  "because",      "since",
                "nevertheless", "nonetheless", "plus",      "specifically", "effectively",
                "just",         "simply",      "even",      "now"});
  return kWords.contains(word);
}

// A clause cannot begin here: it leans on what stands before.
bool leans_back(std::string_view word, Voice voice) {
  if (is_one_of(word, "it", "this", "they", "these", "those", "he", "she", "its", "their", "them",
                "his", "her", "such", "both", "which", "who", "whose", "whom", "where", "when",
                "while", "whereas", "although", "though", "if", "as", "than", "of", "to", "for",
                "with", "by", "from", "rather", "not", "including", "especially", "it's", "they're",
                "here", "either", "neither", "other", "others", "another", "latter", "former",
                "same", "at", "on", "within", "into", "and", "or", "but", "one", "ones", "that",
                "'s", "et", "vs", "per", "via", "after", "before", "until", "unless", "despite",
                "like", "unlike", "being", "against", "about", "having", "doesn't", "don't",
                "didn't", "isn't", "aren't", "wasn't", "won't", "can't", "they'll", "it'll",
                "they've", "he'll", "she'll", "they'd", "it'd", "is", "are", "was", "were", "be",
                "been", "has", "have", "had", "do", "does", "did", "can", "could", "will", "would",
                "may", "might", "must", "should", "e.g", "i.e", "eg", "ie", "all")) {
    return word != "all";
  }
  return voice == Voice::reported &&
         is_one_of(word, "we", "i", "our", "my", "us", "me", "i'm", "we're", "i've", "we've");
}

// Whether a word is surely the finite verb of a clause: the auxiliaries and the verbs that
// positions are made of. Cheap, and wrong only towards leaving a clause out.
bool is_finite_verb(std::string_view word) {
  if (is_one_of(word, "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can",
                "could", "will", "would", "may", "might", "must", "should", "cannot", "won't",
                "shall", "isn't", "aren't", "wasn't", "don't", "doesn't", "didn't", "can't",
                "wouldn't", "shouldn't", "couldn't", "i'm", "we're", "they're", "i've", "we've",
                "i'd", "we'd", "i'll", "we'll", "they'll", "it'll", "hasn't", "haven't", "you're",
                "you'll")) {
    return true;
  }
  return is_one_of(
      word, "needs", "make", "makes", "made", "means", "seem", "seems", "seemed", "remain",
      "remains", "require", "requires", "works", "wants", "gets", "got", "gives", "takes", "think",
      "thinks", "believe", "believes", "expect", "expects", "tend", "tends", "becomes", "become",
      "became", "beats", "lags", "lacks", "fails", "failed", "matters", "allow", "allows",
      "enables", "enable", "helps", "helped", "shows", "showed", "feels", "suggests", "suggest",
      "indicates", "outperforms", "outperform", "surpasses", "exceeds", "matches", "rivals",
      "compounds", "drives", "overstates", "understates", "inflates", "undermines", "ignores",
      "deserves", "deserve", "depends", "depend", "benefits", "wins", "loses", "lose", "looks",
      "sits", "represents", "reflects", "paint", "paints", "carries", "keeps", "recommend",
      "suspect", "prefer", "love", "agree", "disagree", "argue", "struggles", "comes", "runs",
      "demonstrates", "achieves", "delivers", "offers", "provides", "improves", "continue",
      "continues", "know", "knows", "see", "find", "found", "removes", "explains", "increased",
      "increases", "shifted", "changed", "raises", "threatens", "poses", "creates", "kills",
      "hurts", "harms", "weakens", "went", "go", "goes", "decide", "decides", "leads", "understate",
      "overstate", "compete", "competes");
}

// Verbs that are nouns as often: they count after a plural or a pronoun.
bool is_verb_after_plural(std::string_view before, std::string_view word) {
  const bool plural = (before.size() > 3 && before.ends_with('s') && before != "this") ||
                      is_one_of(before, "we", "i", "you", "they", "people", "also", "often");
  return plural &&
         is_one_of(word, "need", "want", "get", "give", "take", "beat", "lag", "lack", "fail",
                   "matter", "help", "show", "feel", "work", "win", "look", "keep", "come", "cost",
                   "run", "focus", "improve", "benefit", "struggle", "lead", "mean", "compound",
                   "drive", "rival", "match", "harm", "hurt", "hope");
}

// ", and argued", ", so labs will": a clause follows, not the last of a list.
bool has_verb_soon(std::span<const Word> words, std::size_t at, std::size_t last) {
  for (std::size_t i = at; i < last && i < at + 4; ++i) {
    if (is_finite_verb(words[i].text) || words[i].text.ends_with("ed")) return true;
  }
  return false;
}

struct Clause {
  Range range;
  bool starts_afresh = false;  // May begin a quotation: not the middle of a list
};

// Where a clause may be cut: semicolons, dashes, "but"; commas only before a word that opens one.
std::vector<Clause> clauses(std::span<const Word> words, std::size_t first, std::size_t last) {
  std::vector<Clause> found;
  std::size_t start = first;
  bool afresh = true;
  int brackets = 0;
  bool in_quotes = false;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view text = words[i].text;
    if (text == "(" || text == "[") ++brackets;
    if ((text == ")" || text == "]") && brackets > 0) --brackets;
    if (text == "“") in_quotes = true;
    if (text == "”") in_quotes = false;
    // "… refused (Activity: 2015)": a bracket that no prose has.
    const bool opens_bracket =
        brackets == 1 && text == "(" && i > start && i + 2 < last && words[i + 2].text == ":";
    if (!words[i].is_sign || in_quotes || (brackets > 0 && !opens_bracket)) continue;
    const std::string_view next = i + 1 < last ? std::string_view(words[i + 1].text) : "";
    const bool stop = is_one_of(text, ";", "!", "?") ||
                      (text == "." && i > first && words[i - 1].text.size() > 3);
    const bool turn =
        text == "," && is_one_of(next, "but", "while", "whereas", "although", "though", "yet");
    const bool pause =
        text == "—" || text == ":" || opens_bracket ||
        (text == "," && is_one_of(next, "and", "so") && has_verb_soon(words, i + 2, last)) ||
        (text == "," && (is_one_of(next, "which", "because", "with", "especially", "particularly",
                                   "rather", "as", "including", "despite", "not", "e.g", "where",
                                   "who", "even", "for", "given", "plus", "since", "to", "at") ||
                         next.ends_with("ing")));
    if (!stop && !turn && !pause) continue;
    if (i > start) found.push_back({{start, i}, afresh});
    start = opens_bracket ? i : i + 1;
    afresh = stop || turn;
  }
  if (last > start) found.push_back({{start, last}, afresh});
  return found;
}

std::size_t count_words(std::span<const Word> words, Range range) {
  return static_cast<std::size_t>(
      std::count_if(words.begin() + static_cast<std::ptrdiff_t>(range.first),
                    words.begin() + static_cast<std::ptrdiff_t>(range.second),
                    [](const Word& word) { return !word.is_sign && word.text != "'s"; }));
}

bool is_balanced(std::span<const Word> words, Range range) {
  int round = 0, square = 0, quotes = 0;
  for (std::size_t i = range.first; i < range.second; ++i) {
    const std::string_view text = words[i].text;
    round += text == "(" ? 1 : text == ")" ? -1 : 0;
    square += text == "[" ? 1 : text == "]" ? -1 : 0;
    quotes += text == "“" ? 1 : text == "”" ? -1 : 0;
    if (round < 0 || square < 0 || quotes < 0 || quotes > 1) return false;
  }
  return round == 0 && square == 0 && quotes == 0;
}

// Without lead-in words, signs at either end, and a bracket with citations at the end.
Range trimmed(std::span<const Word> words, Range range) {
  auto& [first, last] = range;
  const auto is_edge = [&](std::size_t i) {
    return words[i].is_sign && !is_one_of(words[i].text, "(", "[", "“", "”", ")", "]");
  };
  for (bool again = true; again && first < last;) {
    again = false;
    while (first < last && (is_edge(first) || is_lead_in(words[first].text))) {
      // "Now", "even", "just" belong to a clause that goes on without a comma after them.
      const bool adverb = is_one_of(words[first].text, "just", "simply", "even", "now", "still",
                                    "also", "finally", "overall");
      if (adverb && first + 1 < last && words[first + 1].text != ",") break;
      ++first;
      again = true;
    }
    while (last > first && is_edge(last - 1) && !is_one_of(words[last - 1].text, "!", "?")) --last;
    const std::string_view end = last > first ? words[last - 1].text : std::string_view();
    if (last > first && (end == ")" || end == "]")) {
      std::size_t open = last - 1;
      while (open > first && words[open].text != (end == ")" ? "(" : "[")) --open;
      bool citation = open > first;
      bool has_words = false;
      for (std::size_t i = open + 1; i + 1 < last; ++i) {
        const std::string_view text = words[i].text;
        if (words[i].is_sign || text == "via" || text == "e.g" || text.starts_with('@')) continue;
        const bool number =
            std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
        has_words = has_words || !number;
        if (number && words[i - 1].text == ":") last = open;  // "(Activity: 2015)"
      }
      if (last == open) {
        again = true;
        continue;
      }
      // "(QuixiAI)", "[12]", "(@a, @b)": no word that stands in prose.
      if (citation && (!has_words || last - open <= 3)) {
        last = open;
        again = true;
      }
    }
    // Handles that trail the words: "… the frontier @nrehiew_, @scaling01", ", via @x".
    while (last > first &&
           (words[last - 1].text.starts_with('@') || words[last - 1].text == "via")) {
      --last;
      again = true;
    }
  }
  return range;
}

// The bytes of the range; a footnote's digit glued to the last word is no part of it.
TextSpan span_of(std::string_view text, std::span<const Word> words, Range range) {
  TextSpan span{words[range.first].span.start, words[range.second - 1].span.end};
  const Word& end = words[range.second - 1];
  std::size_t letters = 0;
  while (letters < end.text.size() && end.text[letters] >= 'a' && end.text[letters] <= 'z')
    ++letters;
  const std::string_view printed = text_at(text, end.span);
  const bool footnote = letters >= 5 && letters < end.text.size() &&
                        end.text.size() - letters <= 2 && end.text.size() == printed.size() &&
                        std::islower(static_cast<unsigned char>(printed.front())) != 0 &&
                        std::ranges::all_of(end.text.substr(letters),
                                            [](unsigned char c) { return std::isdigit(c); });
  if (footnote) span.end = end.span.start + letters;
  return span;
}

// The clause's own verb, not one of a relative clause: "a tool, which treats …" has none.
bool has_finite_verb(std::span<const Word> words, Range range) {
  for (std::size_t i = range.first; i < range.second; ++i) {
    const std::string_view text = words[i].text;
    if (i > range.first && is_one_of(text, "which", "who", "whose", "where")) return false;
    const std::string_view before =
        i > range.first ? std::string_view(words[i - 1].text) : std::string_view();
    if (is_finite_verb(text) && before != "to" && before != "that") return true;
    if (is_verb_after_plural(before, text)) return true;
    // "Y's" after a noun is a possessive; after a pronoun or "that" it is "is".
    if (text == "'s" && is_one_of(before, "it", "that", "there", "what")) return true;
  }
  return false;
}

// A clause of its own: begins at its subject, has a verb, leans on nothing before it.
// Subordinate and prepositional openings, good only where the whole sentence is quoted.
bool opens_whole_sentence(std::string_view word) {
  static constexpr auto kWords =
      word_set({"if",     "when",  "while",  "although", "though", "despite", "unlike", "as",
                "for",    "with",  "in",     "at",       "on",     "by",      "from",   "after",
                "before", "until", "unless", "within",   "to",     "like",    "where"});
  return kWords.contains(word);
}

bool is_self_contained(std::span<const Word> words, Range range, bool is_whole, Voice voice) {
  const Word& begin = words[range.first];
  if (begin.is_sign && begin.text != "“") return false;
  if (begin.text == "“" && range.first + 1 >= range.second) return false;
  const std::string_view subject = begin.text == "“" ? words[range.first + 1].text : begin.text;
  // "Both X and Y" stands by itself.
  bool joins = false;
  for (std::size_t i = range.first; i < range.second && i < range.first + 6; ++i) {
    joins = joins || (subject == "both" && words[i].text == "and");
  }
  if (!joins && leans_back(subject, voice) && !(is_whole && opens_whole_sentence(subject))) {
    return false;
  }
  if (subject.ends_with("ing") && !has_finite_verb(words, range)) return false;
  // A verb of saying at the start: its subject stands before.
  if (is_one_of(subject, "says", "said", "claims", "claimed", "notes", "noted", "argues", "argued",
                "arguing", "saying", "noting", "claiming", "adds", "added", "adding", "calls",
                "called", "calling", "describing", "suggesting", "implying", "hinting", "citing",
                "given", "making", "using", "positioning", "framing", "shows", "found", "reports",
                "reported")) {
    return false;
  }
  // "The latter", "the same", "the former": named before.
  if (range.first + 1 < range.second &&
      is_one_of(words[range.first + 1].text, "latter", "former", "same", "above", "following")) {
    return false;
  }
  // "The release implies …": which one stands before.
  if (subject == "the" && range.first + 2 < range.second &&
      is_one_of(words[range.first + 1].text, "release", "result", "results", "model", "models",
                "paper", "post", "article", "announcement", "tweet", "chart", "image", "approach",
                "change", "changes", "update", "move", "answer", "two", "tool", "method", "company",
                "author", "authors", "incident", "output", "report", "improvement", "improvements",
                "attack", "demonstration", "study", "team", "platform", "system", "idea", "problem",
                "issue", "difference", "reason") &&
      !is_one_of(words[range.first + 2].text, "of", "is", "with", "for", "that", "in", "to")) {
    return false;
  }
  const std::string_view end = words[range.second - 1].text;
  if (is_one_of(end, "the", "a", "an", "of", "to", "and", "or", "in", "on", "for", "with", "that",
                "than", "as", "by", "from", "is", "are", "e.g", "i.e", "its", "their", "u.s")) {
    return false;
  }
  return has_finite_verb(words, range);
}

// A bare pronoun inside that nothing in the clause can stand for: "open models do so".
bool has_dangling_inside(std::span<const Word> words, Range range) {
  for (std::size_t i = range.first; i < range.second && i < range.first + 5; ++i) {
    if (is_one_of(words[i].text, "it", "this", "they", "these", "those")) return true;
  }
  for (std::size_t i = range.first; i + 1 < range.second; ++i) {
    // "This trick", "these posts": things that were told of before.
    if (is_one_of(words[i].text, "this", "these") &&
        is_one_of(words[i + 1].text, "trick", "post", "posts", "problem", "tool", "approach",
                  "article", "thread", "technique", "pattern", "model", "release", "result",
                  "paper", "idea")) {
      return true;
    }
  }
  return is_one_of(words[range.second - 1].text, "so", "this", "these", "it", "them", "here",
                   "below", "above");
}

// Where the one who reports takes over again: ", citing …", "and calls for …".
std::size_t before_reporter(std::span<const Word> words, std::size_t first, std::size_t last) {
  for (std::size_t i = first + 3; i + 1 < last; ++i) {
    const std::string_view next = words[i + 1].text;
    const bool remarks =
        (words[i].text == "," || words[i].text == "—") &&
        is_one_of(next, "citing", "sharing", "describing", "posting", "linking", "showing",
                  "underscoring", "highlighting", "suggesting", "implying", "calling", "noting",
                  "describing", "adding", "pointing", "saying", "arguing", "framing", "claiming",
                  "reflecting", "hinting", "reinforcing", "emphasizing", "stressing", "attributed",
                  "stating", "framing", "warning", "explaining", "asserting");
    const bool adverb = is_one_of(next, "later", "also", "separately", "further", "even", "then");
    const std::string_view verb = adverb && i + 2 < last ? words[i + 2].text : next;
    const bool goes_on =
        is_one_of(words[i].text, "and", "but") &&
        is_one_of(verb, "thinks", "believes", "uses", "says", "argues", "calls", "adds", "suggests",
                  "notes", "warns", "urges", "argued", "said", "noted", "added", "warned", "called",
                  "urged", "encouraged", "asked", "praised", "pointed", "framed", "highlighted",
                  "recommended", "suggested", "predicted", "acknowledged", "posted", "shared",
                  "described", "claims", "claimed");
    if (remarks) return i;
    // ", while also acknowledging …"
    const bool adds = next == "while" && i + 3 < last &&
                      (words[i + 2].text.ends_with("ing") || words[i + 3].text.ends_with("ing"));
    if (words[i].text == "," && adds) return i;
    // "P and that Q": two clauses, of which one is quoted.
    if (words[i].text == "and" && next == "that") return words[i - 1].text == "," ? i - 1 : i;
    // "thinks X, but thinks Y": X alone would be half of it.
    if (goes_on && words[i].text == "but") return first;
    if (goes_on) return words[i - 1].text == "," ? i - 1 : i;
  }
  return last;
}

// A quotation within ours would hide who speaks.
bool has_quotation_mark(std::span<const Word> words, Range range) {
  for (std::size_t i = range.first; i < range.second; ++i) {
    if (words[i].text == "“" || words[i].text == "”") return true;
  }
  return false;
}

Quotable speech_in(std::string_view text, std::span<const Word> words, std::size_t first,
                   std::size_t last, bool is_clause) {
  Quotable best;
  std::size_t best_words = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (words[i].text != "“") continue;
    std::size_t close = i + 1;
    while (close < last && words[close].text != "”" && words[close].text != "“") ++close;
    if (close >= last || words[close].text != "”" || close == i + 1) continue;
    Range inside{i + 1, close};
    while (inside.second > inside.first &&
           is_one_of(words[inside.second - 1].text, ",", ".", ";")) {
      --inside.second;
    }
    const std::size_t length = count_words(words, inside);
    // "instead of “…”": the contrary of the position.
    bool contrary = false;
    for (std::size_t back = i; back > first && i - back < 3; --back) {
      contrary = contrary || is_one_of(words[back - 1].text, "instead", "rather", "not", "against",
                                       "than", "no", "never", "over");
    }
    // After "argues" a phrase in quotation marks is a part of the position; a clause may be all.
    const bool says_all = !is_clause || i <= first + 1 || has_finite_verb(words, inside);
    const bool fits = !contrary && says_all && !has_dangling_inside(words, inside) &&
                      length >= kQuotableWordsMin && length <= kQuotableWordsMax &&
                      is_balanced(words, inside) && length > best_words &&
                      !leans_back(words[inside.first].text, Voice::own) &&
                      words[inside.second - 1].text != "…" && words[inside.first].text != "…";
    if (fits) {
      best = {span_of(text, words, inside), true, has_finite_verb(words, inside)};
      best_words = length;
    }
    i = close;
  }
  return best;
}

}  // namespace

Quotable find_quotable(std::string_view text, std::span<const Word> words, std::size_t first,
                       std::size_t last, Voice voice, bool is_clause) {
  last = std::min(last, words.size());
  if (first >= last) return {};
  if (voice == Voice::reported) {
    last = before_reporter(words, first, last);
    if (first >= last) return {};
    const Quotable speech = speech_in(text, words, first, last, is_clause);
    if (!speech.span.empty()) return speech;
  }
  if (!is_clause) return {};
  const auto fits = [&](Range range, bool is_whole) {
    if (range.first >= range.second || has_quotation_mark(words, range)) return false;
    // A colon within what others report: a headline over the reporter's own words.
    for (std::size_t i = range.first; voice == Voice::reported && i < range.second; ++i) {
      if (words[i].text == ":" || words[i].text == "?") return false;
    }
    const std::size_t length = count_words(words, range);
    return length >= kQuotableWordsMin && length <= kQuotableWordsMax &&
           is_balanced(words, range) && is_self_contained(words, range, is_whole, voice) &&
           !has_dangling_inside(words, range);
  };
  const Range whole = trimmed(words, {first, last});
  if (fits(whole, voice == Voice::own)) return {span_of(text, words, whole), false, true};

  // Clauses, and runs of clauses from one that begins well: the longest that fits, since a
  // position cut short is a position bent.
  const std::vector<Clause> parts = clauses(words, first, last);
  Range best{0, 0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // What others report is quoted from its beginning only: further on it may be the reporter's.
    if (i > 0 && (voice == Voice::reported || !parts[i].starts_afresh)) continue;
    for (std::size_t j = i; j < parts.size() && j < i + 5; ++j) {
      const Range run = trimmed(words, {parts[i].range.first, parts[j].range.second});
      if (fits(run, false) && count_words(words, run) > count_words(words, best)) best = run;
    }
  }
  if (best.first == best.second) return {};
  return {span_of(text, words, best), false, true};
}

}  // namespace dossier
