#include "extract/condition.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_set.h"
#include "extract/sidenote.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kPhraseTokensMax = 7;
constexpr std::size_t kWordsMax = 6;  // Of a condition

constexpr auto kSettings =
    word_set({"harness", "scaffold", "scaffolding", "setting", "mode", "effort", "cli", "tools",
              "search", "budget", "reasoning", "thinking"});
// Words that no noun phrase goes through.
constexpr auto kNoNoun =
    word_set({"and", "or", "to", "that", "which", "is",   "was",  "are",  "were", "has",  "of",
              "for", "on", "by", "from", "as",    "than", "only", "when", "it",   "they", "we"});
// What may follow a noun phrase.
constexpr auto kAfterNoun = word_set(
    {"and",     "or",    "to",    "that", "which", "is",   "was",     "are",     "were",
     "has",     "of",    "for",   "on",   "by",    "from", "as",      "than",    "when",
     "it",      "they",  "we",    "in",   "at",    "with", "without", "using",   "under",
     "against", "while", "after", "per",  "via",   "but",  "scores",  "reaches", "achieves"});
constexpr auto kOpeners = word_set({"with", "without", "using", "in", "under", "at"});

class ConditionFinder {
 public:
  ConditionFinder(std::string_view text, const std::vector<Token>& tokens,
                  const ConditionQuery& query)
      : text_(text), tokens_(tokens), query_(query) {}

  std::string find() {
    const std::size_t at = query_.at;
    std::size_t first = at;
    while (first > 0 && !parts(tokens_[first - 1])) --first;
    std::size_t end = at;
    while (end < tokens_.size() && !parts(tokens_[end])) ++end;
    if (const std::size_t last = opening_tool(); last > 0) append("with " + printed(1, last));
    for (std::size_t i = first; i < end; ++i) {
      if (const std::size_t close = sidenote_end(i); close > i) {
        take(i + 1, close - 1);
        i = close;
      } else if (is_with_slash(i) && reaches(i, at, first)) {
        i = take_with_slash(i);
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
    static constexpr auto kParting = word_set({"while", "whereas", "but", "although"});
    return is_mark(token, ";") || is_among(word_of(token), kParting);
  }

  // What token `i` says is said of the figure at `at`. Behind the figure: no other figure with a
  // benchmark of its own, or behind a comma, lies between them. Before it: nothing between them
  // parts the two, or it stands before all figures.
  [[nodiscard]] bool reaches(std::size_t i, std::size_t at, std::size_t first) const {
    bool parted = false;
    bool apart = false;
    for (std::size_t k = std::min(i, at) + 1; k < std::max(i, at); ++k) {
      parted |= is_mark(tokens_[k], ",") || is_name(tokens_[k], NameKind::benchmark) ||
                (i < at && word_of(tokens_[k]) == "and");
      apart |= tokens_[k].kind == TokenKind::number;
    }
    if (i > at) return !apart || !parted;
    const bool follows_figure =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                    tokens_.begin() + static_cast<std::ptrdiff_t>(i),
                    [](const Token& token) { return token.kind == TokenKind::number; });
    return !follows_figure || !(apart || parted);
  }

  // "(5-shot)", "5-shot accuracy"; not "few-shot function calling".
  [[nodiscard]] bool is_setting_alone(std::size_t i) const {
    static constexpr auto kOf = word_set({"setting", "prompting", "cot", "accuracy", "score",
                                          "scores", "performance", "evaluation", "on"});
    return i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::word ||
           is_among(word_of(tokens_[i + 1]), kOf);
  }

  // "(w/ tools)" behind the figure, "BENCHMARK (pass@8)", "MODEL (Max)": the token of the bracket
  // that closes; `open` itself if none opens there that says how it was measured.
  [[nodiscard]] std::size_t sidenote_end(std::size_t open) const {
    if (open == 0 || !(is_mark(tokens_[open], "(") || is_mark(tokens_[open], "["))) return open;
    const Token& owner = tokens_[open - 1];
    const bool of_figure = open == query_.last + 1;
    const bool of_name = owner.kind == TokenKind::name &&
                         (owner.mention == query_.model || owner.mention == query_.benchmark);
    if (!of_figure && !of_name) return open;
    std::size_t close = open + 1;
    while (close + 1 < tokens_.size() && tokens_[close].depth > tokens_[open].depth) {
      const bool other =
          tokens_[close].kind == TokenKind::name && (is_name(tokens_[close], NameKind::model) ||
                                                     is_name(tokens_[close], NameKind::benchmark));
      // "GPT-5.6 Luna (max, 51)": the figure stands in it itself.
      const bool figure =
          tokens_[close].kind == TokenKind::number && !is_mark(tokens_[close + 1], "-");
      if (other || figure || close == query_.at) return open;
      ++close;
    }
    if (close == open + 1 || close >= tokens_.size() || close - open > kPhraseTokensMax + 1) {
      return open;
    }
    const TextSpan inside{tokens_[open + 1].span.start, tokens_[close - 1].span.end};
    return kind_of_sidenote(text_at(text_, inside)) == SidenoteKind::condition ? close : open;
  }

  // "w/ tools", "w/o tools", "w/ctx manage"
  [[nodiscard]] bool is_with_slash(std::size_t i) const {
    return word_of(tokens_[i]) == "w" && i + 2 < tokens_.size() && is_mark(tokens_[i + 1], "/") &&
           tokens_[i + 2].kind == TokenKind::word;
  }

  std::size_t take_with_slash(std::size_t first) {
    constexpr std::size_t kSlashWordsMax = 4;
    std::size_t last = first + 2;
    while (last + 1 < tokens_.size() && last - first < kSlashWordsMax &&
           tokens_[last + 1].kind == TokenKind::word &&
           !is_among(word_of(tokens_[last + 1]), kAfterNoun)) {
      ++last;
    }
    take(first, last);
    return last;
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
           tokens_[i + 2].mention == query_.model &&
           tokens_[i + 1].span.start > tokens_[i].span.end;
  }

  void take_agent(std::size_t last) {
    std::size_t first = last;
    static constexpr auto kNoAgent = word_set({"vs", "versus", "and", "or", "for", "the"});
    while (first > 0 && last - first < 2 && tokens_[first - 1].kind == TokenKind::word &&
           !is_among(word_of(tokens_[first - 1]), kNoAgent)) {
      --first;
    }
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
    static constexpr auto kArticles = word_set({"the", "a", "an", "its", "their", "our"});
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
  const ConditionQuery& query_;
  std::string found_;
};

}  // namespace

std::string find_conditions(std::string_view text, const std::vector<Token>& tokens,
                            const ConditionQuery& query) {
  return ConditionFinder(text, tokens, query).find();
}

}  // namespace dossier
