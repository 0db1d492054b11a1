#include "extract/rank_class.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"
#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr auto kClassEnds = word_set({"on", "in", "at", "with", "among", "amongst", "across", "of",
                                      "for", "while", "behind", "ahead", "and"});
constexpr auto kClassNouns =
    word_set({"model", "models", "llm", "llms", "weights", "release", "releases"});

// "open-weight model", "US open weight model": a class of models in one spelling, in the plural.
// Empty for words that name no class ("best overall model").
std::string class_of(std::string printed) {
  std::string folded = fold_case(printed);
  const auto replace = [&](Words from, Words to) {
    const std::size_t at = folded.find(from);
    if (at == std::string::npos) return;
    folded.replace(at, from.size(), to);
    printed.replace(at, from.size(), to);
  };
  replace("open weights", "open-weight");
  replace("open-weights", "open-weight");
  replace("open weight", "open-weight");
  replace("open source", "open-source");
  replace("opensource", "open-source");
  for (const Words noun : {" models", " model", " llms", " llm", " releases", " release"}) {
    if (!folded.ends_with(noun)) continue;
    printed.resize(printed.size() - noun.size());
    break;
  }
  return printed.empty() ? printed : printed + " models";
}

// The class that the adjectives before the noun at token `noun` and behind token `after` make of
// it.
std::string adjectives_before(std::string_view text, const std::vector<Token>& tokens,
                              std::size_t noun, std::size_t after, std::size_t words_max) {
  static constexpr auto kPlain = word_set({"overall",     "spot",
                                           "place",       "position",
                                           "rank",        "score",
                                           "best",        "top",
                                           "the",         "highest",
                                           "performance", "result",
                                           "results",     "agent",
                                           "all",         "other",
                                           "any",         "publicly",
                                           "available",   "leading",
                                           "strongest",   "most",
                                           "used",        "most-used",
                                           "frontier",    "new",
                                           "current",     "first",
                                           "second",      "third",
                                           "single",      "tested",
                                           "evaluated",   "ranked",
                                           "local",       "highest-scoring",
                                           "top-ranked",  "best-performing",
                                           "better",      "a",
                                           "an",          "and",
                                           "of"});
  std::size_t from = noun;
  std::size_t words = 0;
  while (from > after + 1 && words < words_max) {
    const Token& token = tokens[from - 1];
    if (is_mark(token, "-") || is_mark(token, "/") || is_mark(token, ".")) {
      --from;
      continue;
    }
    if (token.kind != TokenKind::word || is_among(word_of(token), kPlain)) break;
    --from;
    ++words;
  }
  while (from < noun && tokens[from].kind == TokenKind::mark) ++from;
  // "open weights" is a class by itself.
  const bool weights = word_of(tokens[noun]) == "weights";
  if (from == noun || (weights && !word_of(tokens[noun - 1]).starts_with("open"))) return {};
  return class_of(on_one_line(
      text.substr(tokens[from].span.start, tokens[noun].span.end - tokens[from].span.start)));
}

}  // namespace

std::string find_rank_class(std::string_view text, const std::vector<Token>& tokens,
                            std::size_t first, std::size_t last) {
  constexpr std::size_t kAheadMax = 8;
  constexpr std::size_t kClassWordsMax = 3;
  // "best open model", "#1 Chinese model", "leading open-weight model on …": the adjectives that
  // stand before the noun and say which models.
  const std::size_t stop = std::min(tokens.size(), std::max(first + 1, last) + 6);
  for (std::size_t i = first; i < stop; ++i) {
    const Words word = word_of(tokens[i]);
    if (i > last && is_among(word, kClassEnds)) break;
    if (i > last &&
        (is_mark(tokens[i], ",") || is_mark(tokens[i], ";") || tokens[i].kind == TokenKind::name)) {
      break;
    }
    // "#2 open in Text Arena"
    const bool bare =
        word == "open" && (i + 1 == tokens.size() || word_of(tokens[i + 1]) == "in" ||
                           word_of(tokens[i + 1]) == "on" || word_of(tokens[i + 1]) == "overall");
    if (bare && i > first) return "open models";
    if (!is_among(word, kClassNouns) || i == first) continue;
    std::string found = adjectives_before(text, tokens, i, first, kClassWordsMax);
    if (!found.empty()) return found;
    break;
  }
  for (std::size_t i = last + 1; i < tokens.size() && i < last + kAheadMax; ++i) {
    if (is_mark(tokens[i], ";") || is_mark(tokens[i], ",")) break;
    if (word_of(tokens[i]) != "among" && word_of(tokens[i]) != "amongst") continue;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 6; ++k) {
      if (!is_among(word_of(tokens[k]), kClassNouns)) continue;
      return adjectives_before(text, tokens, k, i, kClassWordsMax);
    }
    break;
  }
  return {};
}

}  // namespace dossier
