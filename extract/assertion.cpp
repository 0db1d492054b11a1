#include "extract/assertion.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr auto kDoubt =
    word_set({"would",        "should",    "if",       "whether",     "expect",       "expects",
              "expected",     "predict",   "predicts", "predicted",   "forecast",     "target",
              "targets",      "targeting", "aim",      "aims",        "hope",         "hopes",
              "imagine",      "designed",  "might",    "speculation", "speculate",    "speculated",
              "speculating",  "rumor",     "rumors",   "rumored",     "anticipation", "could",
              "hypothetical", "will",      "won't",    "won’t",       "nothing",      "nobody"});
constexpr auto kHedges = word_set(
    {"feels", "feel", "subjectively", "seems", "seemingly", "appears", "supposedly", "allegedly",
     "disputes", "disputed", "debunked", "misleading", "leak", "leaks", "leaked", "unverified",
     "rumored", "rumors", "presumably", "probably", "likely",
     // Denied, taken back, made up, or true of everything else
     "denies", "denied", "deny", "doubts", "doubted", "rejects", "rejected", "retracted",
     "retracts", "withdrawn", "false", "untrue", "fake", "faked", "wrongly", "mistakenly",
     "incorrectly", "rumor", "reportedly", "suppose", "pretend", "cheating", "cheated", "joked",
     "joke", "parody", "except", "earlier", "hardly", "barely", "longer", "failed", "fails",
     "refused", "trained", "target", "targets", "goal", "contaminated"});

}  // namespace

bool is_hypothetical(const std::vector<Token>& tokens, std::size_t at) {
  for (std::size_t i = at; i > 0; --i) {
    if (is_mark(tokens[i - 1], ";")) return false;
    // "the bet that it would pass 50% was won when it reached 51.8%": then it came to be.
    if (word_of(tokens[i - 1]) == "when" || word_of(tokens[i - 1]) == "but") return false;
    if (is_among(word_of(tokens[i - 1]), kDoubt)) return true;
  }
  return false;
}

bool is_negated(const std::vector<Token>& tokens, std::size_t at) {
  for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
    const Words w = word_of(tokens[at - back]);
    if (w == "not" || w == "never" || w == "without" || w == "nor" || w == "isn" ||
        w.ends_with("n't")) {
      return true;
    }
  }
  return false;
}

bool is_hedged(const std::vector<Token>& tokens) {
  const auto word = [&](std::size_t i) {
    return i < tokens.size() ? word_of(tokens[i]) : std::string_view();
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Words w = word(i);
    if (is_among(w, kHedges)) return true;
    // "not only leads" asserts; every other "not" may deny.
    const bool denies = w == "not" || w == "never" || w == "cannot" || w.ends_with("n't");
    const Words next = word(i + 1);
    if (denies && next != "only" && next != "just" && next != "merely") return true;
    if (w == "no" && next == "evidence") return true;
    if (w == "said" && next == "to") return true;                         // "was said to score"
    if (i == 0 && (w == "had" || w == "were" || w == "oh")) return true;  // "Had it scored …"
  }
  return false;
}

}  // namespace dossier
