#include "extract/comparison.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

// Words that may stand between a comparison and the name: "behind only the unavailable X".
constexpr std::size_t kBetweenMax = 4;

struct Cue {
  Words words;  // As one string, blanks between; matched backwards from the name
  std::optional<Relation> relation;
};

constexpr std::array<Cue, 178> kCues{{
    {"competitive with", Relation::ties},
    {"place with", Relation::ties},
    {"spot with", Relation::ties},
    {"roughly what", Relation::ties},
    {"about what", Relation::ties},
    {"exactly what", Relation::ties},
    {"just what", Relation::ties},
    {"clear of", Relation::beats},
    {"pulls past", Relation::beats},
    {"close to", Relation::ties},
    {"rival", Relation::ties},
    {"rivals with", Relation::ties},
    {"comparable in performance to", Relation::ties},
    {"margin of error of", Relation::ties},
    {"ci overlap with", Relation::ties},
    {"equivalent with", Relation::ties},
    {"matched by", Relation::ties},
    {"on a par with", Relation::ties},
    {"tie with", Relation::ties},
    {"tied for", Relation::ties},
    {"neck-and-neck with", Relation::ties},
    {"equal with", Relation::ties},
    {"same as", Relation::ties},
    {"same level as", Relation::ties},
    {"same score as", Relation::ties},
    {"level of", Relation::ties},
    {"comparable performance to", Relation::ties},
    {"comparable performance with", Relation::ties},
    {"comparable results to", Relation::ties},
    {"similar performance to", Relation::ties},
    {"similarly to", Relation::ties},
    {"as good as", Relation::ties},
    {"indistinguishable from", Relation::ties},
    {"wins over", Relation::beats},
    {"win over", Relation::beats},
    {"preferred over", Relation::beats},
    {"improves over", Relation::beats},
    {"improves on", Relation::beats},
    {"improve over", Relation::beats},
    {"improved over", Relation::beats},
    {"advantage over", Relation::beats},
    {"defeats", Relation::beats},
    {"defeating", Relation::beats},
    {"wins against", Relation::beats},
    {"superior performance over", Relation::beats},
    {"outdoes", Relation::beats},
    {"outclasses", Relation::beats},
    {"outshines", Relation::beats},
    {"loses to", Relation::trails},
    {"losing to", Relation::trails},
    {"lost to", Relation::trails},
    {"inferior to", Relation::trails},
    {"nearing", Relation::trails},
    {"shy of", Relation::trails},
    {"near-ties", Relation::ties},
    {"second only to", Relation::trails},
    {"second to", Relation::trails},
    {"runner-up to", Relation::trails},
    {"ahead of", Relation::beats},
    {"above", Relation::beats},
    {"surpasses", Relation::beats},
    {"surpassed", Relation::beats},
    {"surpassing", Relation::beats},
    {"surpass", Relation::beats},
    {"outperforms", Relation::beats},
    {"outperform", Relation::beats},
    {"outperformed", Relation::beats},
    {"outperforming", Relation::beats},
    {"outpaces", Relation::beats},
    {"outpaced", Relation::beats},
    {"outpacing", Relation::beats},
    {"outscores", Relation::beats},
    {"outscored", Relation::beats},
    {"outscoring", Relation::beats},
    {"outranks", Relation::beats},
    {"outranking", Relation::beats},
    {"beats", Relation::beats},
    {"beat", Relation::beats},
    {"beating", Relation::beats},
    {"exceeds", Relation::beats},
    {"exceed", Relation::beats},
    {"outscore", Relation::beats},
    {"outrank", Relation::beats},
    {"overtake", Relation::beats},
    {"bests", Relation::beats},
    {"besting", Relation::beats},
    {"edge out", Relation::beats},
    {"exceeded", Relation::beats},
    {"exceeding", Relation::beats},
    {"overtakes", Relation::beats},
    {"overtook", Relation::beats},
    {"overtaking", Relation::beats},
    {"passing", Relation::beats},
    {"crushes", Relation::beats},
    {"crushing", Relation::beats},
    {"eclipses", Relation::beats},
    {"leapfrogs", Relation::beats},
    {"leapfrogging", Relation::beats},
    {"dethrones", Relation::beats},
    {"dethroning", Relation::beats},
    {"edges out", Relation::beats},
    {"edged out", Relation::beats},
    {"edging out", Relation::beats},
    {"edges past", Relation::beats},
    {"topping", Relation::beats},
    {"tops", Relation::beats},
    {"dethroned", Relation::beats},
    {"bested", Relation::beats},
    {"better than", Relation::beats},
    {"higher than", Relation::beats},
    {"stronger than", Relation::beats},
    {"superior to", Relation::beats},
    {"lead over", Relation::beats},
    {"leads over", Relation::beats},
    {"improvement over", Relation::beats},
    {"gain over", Relation::beats},
    {"gains over", Relation::beats},
    {"jump over", Relation::beats},
    {"behind", Relation::trails},
    {"below", Relation::trails},
    {"trails", Relation::trails},
    {"trailing", Relation::trails},
    {"trail", Relation::trails},
    {"trailed", Relation::trails},
    {"lags", Relation::trails},
    {"lag", Relation::trails},
    {"lagging", Relation::trails},
    {"worse than", Relation::trails},
    {"lower than", Relation::trails},
    {"weaker than", Relation::trails},
    {"short of", Relation::trails},
    {"outperformed by", Relation::trails},
    {"surpassed by", Relation::trails},
    {"beaten by", Relation::trails},
    {"approaches", Relation::trails},
    {"approaching", Relation::trails},
    {"within a point of", Relation::ties},
    {"within one point of", Relation::ties},
    {"equals", Relation::ties},
    {"equivalent to", Relation::ties},
    {"equivalent of", Relation::ties},
    {"even with", Relation::ties},
    {"roughly at", Relation::ties},
    {"parity with", Relation::ties},
    {"comparable to", Relation::ties},
    {"comparable with", Relation::ties},
    {"comparably to", Relation::ties},
    {"on par with", Relation::ties},
    {"at par with", Relation::ties},
    {"matches", Relation::ties},
    {"matching", Relation::ties},
    {"match", Relation::ties},
    {"matched", Relation::ties},
    {"rivals", Relation::ties},
    {"rivaling", Relation::ties},
    {"rivalling", Relation::ties},
    {"tied with", Relation::ties},
    {"ties", Relation::ties},
    {"ties with", Relation::ties},
    {"tying", Relation::ties},
    {"equal to", Relation::ties},
    {"similar to", Relation::ties},
    {"level with", Relation::ties},
    {"neck and neck with", Relation::ties},
    {"in line with", Relation::ties},
    {"ci of", Relation::ties},
    {"vs", std::nullopt},
    {"versus", std::nullopt},
    {"than", std::nullopt},
    {"compared to", std::nullopt},
    {"compared with", std::nullopt},
    {"against", std::nullopt},
    {"compared against", std::nullopt},
    {"comparison to", std::nullopt},
    {"comparison with", std::nullopt},
    {"relative to", std::nullopt},
    {"from", std::nullopt},
    {"over", std::nullopt},
}};

// The words that cues end with: most words before a name are none.
constexpr auto kCueEnds = []() consteval {
  Words ends[kCues.size()] = {};
  for (std::size_t i = 0; i < kCues.size(); ++i) {
    const std::size_t blank = kCues[i].words.rfind(' ');
    ends[i] = blank == Words::npos ? kCues[i].words : kCues[i].words.substr(blank + 1);
  }
  return word_set(ends);
}
();

constexpr auto kBetween =
    word_set({"only",        "the",         "both",     "its",       "a",         "an",
              "larger",      "smaller",     "all",      "other",     "previous",  "prior",
              "own",         "predecessor", "models",   "model",     "even",      "current",
              "like",        "such",        "as",       "including", "openai's",  "anthropic's",
              "google's",    "'s",          "older",    "newer",     "closed",    "proprietary",
              "just",        "base",        "flagship", "roughly",   "much",      "far",
              "unavailable", "unreleased",  "latest",   "new",       "strongest", "best",
              "frontier",    "recent",      "bigger",   "similarly", "sized",     "similarly-sized",
              "competing",   "leading"});

bool is_between(const Token& token) {
  if (is_mark(token, "quote") || is_mark(token, "~") || is_mark(token, ",")) return true;
  if (is_name(token, NameKind::organization)) return true;  // "OpenAI's GPT-5"
  return is_among(word_of(token), kBetween);
}

// The words of `cue` end at token `last`; gives the token where they begin.
std::optional<std::size_t> match_back(const std::vector<Token>& tokens, std::size_t last,
                                      Words cue) {
  std::size_t at = last;
  while (true) {
    const std::size_t blank = cue.rfind(' ');
    const Words word = blank == Words::npos ? cue : cue.substr(blank + 1);
    if (word_of(tokens[at]) != word) return std::nullopt;
    if (blank == Words::npos) return at;
    if (at == 0) return std::nullopt;
    --at;
    cue = cue.substr(0, blank);
  }
}

bool is_negated(const std::vector<Token>& tokens, std::size_t cue) {
  for (std::size_t back = 1; back <= 3 && back <= cue; ++back) {
    const Words word = word_of(tokens[cue - back]);
    if (word == "not" || word.ends_with("n't") || word.ends_with("n’t") || word == "never" ||
        word == "fails" || word == "cannot" || word == "without") {
      return true;
    }
    if (word == "t" || word == "doesn" || word == "didn") return true;
  }
  return false;
}

// "Opus 4.8-level performance"
bool is_level(const std::vector<Token>& tokens, std::size_t name) {
  if (name + 2 >= tokens.size() || !is_mark(tokens[name + 1], "-")) return false;
  return tokens[name + 1].span.start == tokens[name].span.end &&
         word_of(tokens[name + 2]) == "level";
}

// "the company behind X"
bool is_maker(const std::vector<Token>& tokens, std::size_t cue) {
  static constexpr auto kMakers =
      word_set({"company", "lab", "labs", "team", "startup", "maker", "people"});
  return cue > 0 && word_of(tokens[cue]) == "behind" && is_among(word_of(tokens[cue - 1]), kMakers);
}

bool is_modal(const std::vector<Token>& tokens, std::size_t cue) {
  for (std::size_t back = 1; back <= 3 && back <= cue; ++back) {
    const Words word = word_of(tokens[cue - back]);
    if (word == "can" || word == "may" || word == "sometimes" || word == "often") return true;
  }
  return false;
}

}  // namespace

std::optional<Comparison> comparison_before(const std::vector<Token>& tokens, std::size_t name) {
  if (name == 0) return std::nullopt;
  if (is_mark(tokens[name - 1], "~")) return Comparison{Relation::ties, name - 1, true};
  std::size_t last = name - 1;
  for (std::size_t between = 0; between <= kBetweenMax; ++between, --last) {
    // Of two cues that end here the longer one is meant: "lower than", not "than".
    const Cue* longest = nullptr;
    std::size_t first = 0;
    const bool ends = is_among(word_of(tokens[last]), kCueEnds);
    for (std::size_t i = 0; ends && i < kCues.size(); ++i) {
      const Cue& cue = kCues[i];
      if (longest != nullptr && cue.words.size() <= longest->words.size()) continue;
      const std::optional<std::size_t> begin = match_back(tokens, last, cue.words);
      if (!begin) continue;
      longest = &cue;
      first = *begin;
    }
    if (longest != nullptr) {
      if (is_maker(tokens, first)) return std::nullopt;
      return Comparison{longest->relation, first, between <= 1, is_negated(tokens, first),
                        is_modal(tokens, first)};
    }
    if (!is_between(tokens[last]) || last == 0) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Comparison> comparison_of(const std::vector<Token>& tokens, std::size_t first,
                                        std::size_t last) {
  if (is_level(tokens, last)) return Comparison{Relation::ties, first};
  return comparison_before(tokens, first);
}

}  // namespace dossier
