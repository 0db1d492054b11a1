// The names in a sentence and what belongs to what: which model a figure is about, which
// benchmark it was measured on, and how firmly the words tie them together.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/claim_scope.h"
#include "extract/clause.h"
#include "extract/comparison.h"
#include "extract/figure.h"

namespace dossier {

// From "not in the sentence" over "in it, among others" and "the only one in it" to "tied to it by
// a preposition, a bracket or a colon".
enum class Tie { none, inherited, loose, clause, exact };
[[nodiscard]] std::string_view to_string(Tie tie);

struct Pick {
  std::vector<const Mention*> names;
  Tie tie = Tie::none;
};

class SentenceNames {
 public:
  // `inherited` must outlive this.
  SentenceNames(const Reading& reading, std::size_t sentence, const Inherited& inherited);
  SentenceNames(const SentenceNames&) = delete;
  SentenceNames& operator=(const SentenceNames&) = delete;

  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  [[nodiscard]] const std::vector<NameGroup>& models() const { return models_; }
  [[nodiscard]] const std::vector<NameGroup>& benchmarks() const { return benchmarks_; }
  // The comparison that a group of models is the other side of; nothing if it is none.
  [[nodiscard]] const std::optional<Comparison>& role(std::size_t group) const {
    return roles_[group];
  }

  [[nodiscard]] std::string_view word(std::size_t i) const;
  [[nodiscard]] bool mark(std::size_t i, std::string_view text) const;
  [[nodiscard]] bool names(std::size_t i, NameKind kind) const;
  [[nodiscard]] std::vector<const Mention*> mentions_of(const NameGroup& group) const;
  [[nodiscard]] const NameGroup* group_at(const std::vector<NameGroup>& groups,
                                          std::size_t token) const;
  // It can be what the sentence speaks of: nothing is measured against it, and no figure is tied to
  // it alone.
  [[nodiscard]] bool is_subject(std::size_t group) const;
  // Some group of models can be what it speaks of.
  [[nodiscard]] bool is_any_subject() const;
  // The model that the sentence speaks of at token `at`.
  [[nodiscard]] Pick subject_at(std::size_t at) const;
  // The model and the benchmark that a figure, or the tokens [first, last], belong to. With `lists`
  // a list of benchmarks counts as a whole; `by_verb`: "tops the official BENCHMARK leaderboard".
  [[nodiscard]] Pick model_of(const FoundFigure& figure) const;
  [[nodiscard]] Pick benchmark_of(std::size_t first, std::size_t last, bool by_verb,
                                  bool lists = false) const;
  // "the second 51%", "the latter reached 40%": of the models that a sentence before names.
  [[nodiscard]] const Mention* told_by_number(std::size_t at) const;
  // "57 on BENCHMARK", "#1 BENCHMARK", "tops the official BENCHMARK leaderboard".
  [[nodiscard]] Pick benchmark_after(std::size_t last, bool by_verb, bool lists) const;
  // No capitalised word beside it that may belong to the name: "Multi SWE Bench", "Audio X S2S".
  [[nodiscard]] bool is_plain_name(const Mention& name) const;

 private:
  // The site that has many boards stands for the one that the sentence, or its scope, names.
  void forget_generic_boards(LoweredText& lowered);
  // "behind X at 60 and Y at 57": the comparison goes on with what is coordinated.
  void carry_comparisons_on();
  // Nothing but a bracket, a figure and a conjunction stand between the tokens.
  [[nodiscard]] bool is_coordinated(std::size_t from, std::size_t to) const;
  // The token that a bracket that closes at token `close` opens behind; `close` if it is none.
  [[nodiscard]] std::size_t before_bracket(std::size_t close) const;
  // "33% on K2.6", "58% for Sol": it takes the figure before it, and no other.
  [[nodiscard]] bool is_bound(std::size_t name) const;
  // "It scores …", "The model reaches …": said of what the sentence before spoke of.
  [[nodiscard]] bool begins_with_pronoun() const;
  [[nodiscard]] bool is_of_nobody() const;
  // "experiments with X", "a jump for X": behind a preposition it may be something beside.
  [[nodiscard]] bool is_aside(std::size_t name) const;
  // The token before the bracket that `at` stands in.
  [[nodiscard]] std::optional<std::size_t> bracket_owner(std::size_t at) const;
  [[nodiscard]] bool name_between(std::size_t from, std::size_t to) const;
  // "ahead of MODEL, which has a score of 57"
  [[nodiscard]] std::optional<std::size_t> model_of_relative(std::size_t at) const;
  // "81.0 for GLM-5.2", "33% on K2.6".
  [[nodiscard]] std::optional<std::size_t> model_after(const FoundFigure& figure) const;
  // "GPT-5.6 Sol at 1747.8", "GLM-4.7's 42", "V4 Pro: 1554".
  [[nodiscard]] std::optional<std::size_t> model_before(const FoundFigure& figure) const;
  [[nodiscard]] Pick one(std::size_t token, Tie tie) const;
  // "BENCHMARK: 57", "BENCHMARK Elo 1309", "BENCHMARK score of 57", "BENCHMARK at 57".
  [[nodiscard]] Pick label_before(std::size_t first) const;
  // "on the former", "on the second": of the two benchmarks that stand before token `at`.
  [[nodiscard]] std::optional<std::size_t> told_of_two(std::size_t at) const;
  // The last benchmark before the figure; else the only one of the sentence; else what is in force.
  [[nodiscard]] Pick benchmark_near(std::size_t first) const;
  // The thought that token `at` stands in names no other than the one at token `name`.
  [[nodiscard]] bool is_only_benchmark(std::size_t name, std::size_t at) const;
  // "On VIBE-Pro, …": it begins with a benchmark that no finder knows.
  [[nodiscard]] bool opens_elsewhere() const;
  // Where the thought that token `at` stands in begins: behind ";", ":", "while".
  [[nodiscard]] std::size_t segment_start(std::size_t at) const;
  // Before `at` the sentence speaks of a model that it does not name.
  [[nodiscard]] bool introduces_another(std::size_t at) const;

  std::string_view text_;
  const Inherited& inherited_;
  std::vector<Token> tokens_;
  std::vector<NameGroup> models_, benchmarks_;
  std::vector<std::optional<Comparison>> roles_;  // One for each group of models
};

}  // namespace dossier
