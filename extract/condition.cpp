#include "extract/condition.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kPhraseTokensMax = 7;
constexpr std::size_t kWordsMax = 6;  // Of a condition

template <std::size_t N>
bool is_among(Words word, const std::array<Words, N>& words) {
  return !word.empty() && std::ranges::find(words, word) != words.end();
}

constexpr auto kModes = std::to_array<Words>(
    {"max", "high", "xhigh", "medium", "low", "minimal", "thinking", "non-thinking", "reasoning",
     "non-reasoning", "instant", "adaptive", "no-thinking", "none", "ultra", "preview"});
constexpr auto kSettings =
    std::to_array<Words>({"harness", "scaffold", "scaffolding", "setting", "mode", "effort", "cli",
                          "tools", "search", "budget", "reasoning", "thinking"});
// Words that no noun phrase goes through.
constexpr auto kNoNoun = std::to_array<Words>(
    {"and", "or", "to", "that", "which", "is",   "was",  "are",  "were", "has",  "of",
     "for", "on", "by", "from", "as",    "than", "only", "when", "it",   "they", "we"});
// What may follow a noun phrase.
constexpr auto kAfterNoun = std::to_array<Words>(
    {"and",     "or",    "to",    "that", "which", "is",   "was",     "are",     "were",
     "has",     "of",    "for",   "on",   "by",    "from", "as",      "than",    "when",
     "it",      "they",  "we",    "in",   "at",    "with", "without", "using",   "under",
     "against", "while", "after", "per",  "via",   "but",  "scores",  "reaches", "achieves"});
constexpr auto kClassEnds =
    std::to_array<Words>({"on", "in", "at", "with", "among", "amongst", "across", "of", "for",
                          "while", "behind", "ahead", "and"});
constexpr auto kOpeners = std::to_array<Words>({"with", "without", "using", "in", "under", "at"});

class ConditionFinder {
 public:
  ConditionFinder(std::string_view text, const std::vector<Token>& tokens, const Mention* model)
      : text_(text), tokens_(tokens), model_(model) {}

  std::string find(std::size_t at) {
    std::size_t first = at;
    while (first > 0 && !parts(tokens_[first - 1])) --first;
    std::size_t end = at;
    while (end < tokens_.size() && !parts(tokens_[end])) ++end;
    if (const std::size_t last = opening_tool(); last > 0) append("with " + printed(1, last));
    for (std::size_t i = first; i < end; ++i) {
      if (is_bracketed_mode(i)) {
        take(i, i);
      } else if (is_agent_of_model(i)) {
        take_agent(i);
      } else if (!reaches(i, at, first)) {
        continue;
      } else if (const Words word = word_of(tokens_[i]);
                 word.find('@') != Words::npos && word.front() != '@') {
        take(i, i);  // "pass@1", "rm@8"
      } else if (word.ends_with("-shot") && is_setting_alone(i)) {
        take(i, i);
      } else if (is_among(word, kOpeners)) {
        i = take_phrase(i);
      }
    }
    return std::move(found_);
  }

 private:
  // Where another thought begins: its conditions are its own.
  static bool parts(const Token& token) {
    constexpr auto kParting = std::to_array<Words>({"while", "whereas", "but", "although"});
    return is_mark(token, ";") || is_among(word_of(token), kParting);
  }

  // What token `i` says is said of the figure at `at`: no other figure behind a comma lies between
  // them; before all figures it is said of each.
  [[nodiscard]] bool reaches(std::size_t i, std::size_t at, std::size_t first) const {
    const std::size_t from = std::min(i, at);
    const std::size_t to = std::max(i, at);
    bool comma = false;
    bool apart = false;
    for (std::size_t k = from + 1; k < to; ++k) {
      comma |= is_mark(tokens_[k], ",");
      apart |= tokens_[k].kind == TokenKind::number;
    }
    if (!comma || !apart) return true;
    if (i > at) return false;
    return std::none_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                        tokens_.begin() + static_cast<std::ptrdiff_t>(i),
                        [](const Token& token) { return token.kind == TokenKind::number; });
  }

  // "(5-shot)", "5-shot accuracy"; not "few-shot function calling".
  [[nodiscard]] bool is_setting_alone(std::size_t i) const {
    constexpr auto kOf = std::to_array<Words>({"setting", "prompting", "cot", "accuracy", "score",
                                               "scores", "performance", "evaluation", "on"});
    return i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::word ||
           is_among(word_of(tokens_[i + 1]), kOf);
  }

  // "GLM-5.2 (Max)": the word in the bracket behind the model's name.
  [[nodiscard]] bool is_bracketed_mode(std::size_t i) const {
    if (i < 2 || !is_among(word_of(tokens_[i]), kModes)) return false;
    const bool opened = is_mark(tokens_[i - 1], "(") || is_mark(tokens_[i - 1], "[");
    const Token& owner = tokens_[i - 2];
    return opened && is_name(owner, NameKind::model) && owner.mention == model_;
  }

  // "With OpenHands, …"
  [[nodiscard]] std::size_t opening_tool() const {
    constexpr std::size_t kToolWordsMax = 3;
    if (tokens_.size() < 4) return 0;
    const Words opener = word_of(tokens_[0]);
    if (opener != "with" && opener != "using" && opener != "in" && opener != "under") return 0;
    std::size_t last = 0;
    for (std::size_t i = 1; i <= kToolWordsMax + 1 && i < tokens_.size(); ++i) {
      if (is_mark(tokens_[i], ",")) {
        last = i - 1;
        break;
      }
      if (tokens_[i].kind != TokenKind::word || is_name(tokens_[i], NameKind::model)) return 0;
    }
    if (last == 0) return 0;
    const std::string name = printed(1, last);
    const bool is_named = std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!is_named) return 0;
    // "In July," and "In Text Arena," are no tools: what a figure is measured in says so itself.
    const std::string folded = fold_case(name);
    const bool says_so = folded.find("agent") != std::string::npos ||
                         folded.find("harness") != std::string::npos ||
                         folded.find("scaffold") != std::string::npos ||
                         folded.ends_with(" code") || folded.ends_with(" cli");
    return opener == "with" || opener == "using" || says_so ? last : 0;
  }

  // "mini-SWE-agent + GLM-5": the agent that ran the model, ending at token `i`.
  [[nodiscard]] bool is_agent_of_model(std::size_t i) const {
    return i + 2 < tokens_.size() && tokens_[i].kind == TokenKind::word &&
           is_mark(tokens_[i + 1], "+") && is_name(tokens_[i + 2], NameKind::model) &&
           tokens_[i + 2].mention == model_ && tokens_[i + 1].span.start > tokens_[i].span.end;
  }

  void take_agent(std::size_t last) {
    std::size_t first = last;
    while (first > 0 && last - first < 2 && tokens_[first - 1].kind == TokenKind::word) --first;
    append("with " + printed(first, last));
  }

  // "with the SWE-agent harness", "in adaptive thinking mode", "without tools".
  std::size_t take_phrase(std::size_t first) {
    if (first > 0 && is_mark(tokens_[first - 1], "/")) return first;  // "without/with tools"
    std::size_t last = first;
    for (std::size_t i = first + 1; i < tokens_.size() && i < first + kPhraseTokensMax; ++i) {
      const Token& token = tokens_[i];
      if (token.kind == TokenKind::number || token.depth != tokens_[first].depth ||
          is_name(token, NameKind::model) || is_name(token, NameKind::benchmark) ||
          is_mark(token, ",") || is_mark(token, "quote") || is_mark(token, ";") ||
          is_mark(token, ".") || is_mark(token, "/") || is_among(word_of(token), kOpeners) ||
          is_among(word_of(token), kNoNoun)) {
        break;
      }
      const Words word = word_of(token);
      const bool skill = word == "reasoning" || word == "thinking" || word == "search";
      const bool of_skill = word_of(tokens_[first]) == "in" || word_of(tokens_[first]) == "at";
      if (is_among(word, kSettings) && !(skill && of_skill)) last = i;
    }
    // The setting is an adjective of something else: "with tool-based search retrieval".
    const bool goes_on = last + 1 < tokens_.size() && tokens_[last + 1].kind == TokenKind::word &&
                         !is_among(word_of(tokens_[last + 1]), kAfterNoun);
    if (last > first && !goes_on) take_noun(first, last);
    return last;
  }

  // The phrase without the words before its noun: "in the poster's harness" is "poster's harness".
  void take_noun(std::size_t first, std::size_t last) {
    const Words opener = word_of(tokens_[first]);
    const Words noun = word_of(tokens_[last]);
    const bool plain = noun == "tools" || noun == "search" || noun == "thinking" ||
                       noun == "reasoning" || noun == "scaffolding";
    const bool keeps = opener == "without" || (opener == "with" && plain);
    std::size_t from = keeps ? first : first + 1;
    constexpr auto kArticles = std::to_array<Words>({"the", "a", "an", "its", "their", "our"});
    while (!keeps && from < last && is_among(word_of(tokens_[from]), kArticles)) ++from;
    if (from == last && !keeps && !plain) return;  // "in the setting" says nothing
    if (last - from < kWordsMax) take(from, last);
  }

  [[nodiscard]] std::string printed(std::size_t first, std::size_t last) const {
    return on_one_line(text_.substr(tokens_[first].span.start,
                                    tokens_[last].span.end - tokens_[first].span.start));
  }

  void take(std::size_t first, std::size_t last) { append(printed(first, last)); }

  void append(const std::string& condition) {
    if (found_.find(condition) != std::string::npos) return;
    if (!found_.empty()) found_ += "; ";
    found_ += condition;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const Mention* model_;
  std::string found_;
};

constexpr auto kClassNouns =
    std::to_array<Words>({"model", "models", "llm", "llms", "weights", "release", "releases"});

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
  constexpr auto kPlain = std::to_array<Words>({"overall",     "spot",
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

std::string find_conditions(std::string_view text, const std::vector<Token>& tokens, std::size_t at,
                            const Mention* model) {
  return ConditionFinder(text, tokens, model).find(at);
}

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
    const std::string found = adjectives_before(text, tokens, i, first, kClassWordsMax);
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
