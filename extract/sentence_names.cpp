#include "extract/sentence_names.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;
using Mentions = std::vector<const Mention*>;

constexpr std::size_t kBenchmarkAheadMax = 9;  // Tokens from a figure to "… on BENCHMARK"

}  // namespace

std::string_view to_string(Tie tie) {
  static constexpr auto kNames =
      std::to_array<Words>({"none", "inherited", "loose", "clause", "exact"});
  return kNames.at(static_cast<std::size_t>(tie));
}

SentenceNames::SentenceNames(const Reading& reading, std::size_t sentence,
                             const Inherited& inherited)
    : text_(reading.article.text), inherited_(inherited), tokens_(reading.tokens.of(sentence)) {
  forget_generic_boards(reading.lowered);
  models_ = name_groups(tokens_, NameKind::model);
  benchmarks_ = name_groups(tokens_, NameKind::benchmark);
  for (const NameGroup& group : models_) {
    roles_.push_back(comparison_of(tokens_, group.first(), group.last()));
  }
  carry_comparisons_on();
}

void SentenceNames::forget_generic_boards(LoweredText& lowered) {
  const auto is_generic = [](const Mention* name) { return name->canonical == "LMArena"; };
  const auto is_board = [&](const Mention* name) {
    return name->kind == NameKind::benchmark && !is_generic(name) &&
           name->canonical.find("Arena") != std::string::npos;
  };
  const bool here = std::ranges::any_of(tokens_, [&](const Token& token) {
    return token.kind == TokenKind::name && is_board(token.mention);
  });
  const bool in_force = std::ranges::any_of(inherited_.benchmarks, is_board);
  if (!here && !in_force) return;
  for (Token& token : tokens_) {
    if (token.kind != TokenKind::name || !is_generic(token.mention)) continue;
    token.kind = TokenKind::word;
    token.text = lowered.keep(fold_case(token.text));
    token.mention = nullptr;
  }
}

void SentenceNames::carry_comparisons_on() {
  for (std::size_t g = 1; g < models_.size(); ++g) {
    if (roles_[g] || !roles_[g - 1] || !roles_[g - 1]->relation) continue;
    if (is_coordinated(models_[g - 1].last(), models_[g].first())) roles_[g] = roles_[g - 1];
  }
}

bool SentenceNames::is_coordinated(std::size_t from, std::size_t to) const {
  const int depth = tokens_[from].depth;
  bool joined = false;
  bool figure = false;
  for (std::size_t i = from + 1; i < to; ++i) {
    const Words w = word(i);
    if (tokens_[i].depth > depth || mark(i, "(") || mark(i, "[") || mark(i, ")") || mark(i, "]")) {
      continue;
    }
    if (tokens_[i].kind == TokenKind::number) {
      figure = true;
    } else if (w == "and" || w == "or" || mark(i, ",")) {
      joined = true;
    } else if (w != "at" && w != "with" && w != "'s" && w != "elo") {
      return false;
    }
  }
  return joined && figure;
}

std::size_t SentenceNames::before_bracket(std::size_t close) const {
  if (!mark(close, ")") && !mark(close, "]")) return close;
  std::size_t i = close;
  while (i > 0 && tokens_[i - 1].depth > tokens_[close].depth) --i;
  return i < 2 ? close : i - 2;
}

Words SentenceNames::word(std::size_t i) const {
  return i < tokens_.size() ? word_of(tokens_[i]) : Words();
}

bool SentenceNames::mark(std::size_t i, Words text) const {
  return i < tokens_.size() && is_mark(tokens_[i], text);
}

bool SentenceNames::names(std::size_t i, NameKind kind) const {
  return i < tokens_.size() && is_name(tokens_[i], kind);
}

std::vector<const Mention*> SentenceNames::mentions_of(const NameGroup& group) const {
  Mentions found;
  for (const std::size_t token : group.tokens) found.push_back(tokens_[token].mention);
  return found;
}

const NameGroup* SentenceNames::group_at(const std::vector<NameGroup>& groups,
                                         std::size_t token) const {
  for (const NameGroup& group : groups) {
    if (std::ranges::find(group.tokens, token) != group.tokens.end()) return &group;
  }
  return nullptr;
}

bool SentenceNames::is_subject(std::size_t group) const {
  return !roles_[group].has_value() && !is_bound(models_[group].first());
}

bool SentenceNames::is_any_subject() const {
  for (std::size_t g = 0; g < models_.size(); ++g) {
    if (!roles_[g].has_value()) return true;
  }
  return false;
}

bool SentenceNames::is_bound(std::size_t name) const {
  std::size_t i = name;
  if (i > 0 && word(i - 1) == "the") --i;
  if (i < 2 || (word(i - 1) != "for" && word(i - 1) != "on" && word(i - 1) != "in")) return false;
  return tokens_[i - 2].kind == TokenKind::number;
}

Pick SentenceNames::subject_at(std::size_t at) const {
  const int depth = tokens_[at].depth;
  const std::size_t start = segment_start(at);
  std::optional<std::size_t> before;
  std::string_view only_name;
  bool several = false;
  for (std::size_t g = 0; g < models_.size(); ++g) {
    if (!is_subject(g)) continue;
    const std::size_t first = models_[g].first();
    const std::string_view name = tokens_[first].mention->canonical;
    const bool of_others =
        models_[g].tokens.size() > 1 || (!only_name.empty() && only_name != name);
    // What an earlier thought of the sentence was about does not count against this one's subject.
    if (before && *before < g && models_[*before].first() < start && first >= start && first < at) {
      several = models_[g].tokens.size() > 1;
    } else {
      several |= of_others;
    }
    only_name = name;
    if (first < at && tokens_[first].depth <= depth) before = g;
  }
  if (before) {
    const bool only = !several && !is_aside(models_[*before].first());
    return {mentions_of(models_[*before]), only ? Tie::clause : Tie::loose};
  }
  // "the best open model is M", "led by M".
  for (std::size_t g = 0; g < models_.size(); ++g) {
    const std::size_t first = models_[g].first();
    if (!is_subject(g) || first < at || first == 0) continue;
    const Words link = word(first - 1);
    if (link == "is" || link == "was" || link == "by" || link == "went" || link == "to") {
      return {mentions_of(models_[g]), Tie::loose};
    }
    break;
  }
  if (introduces_another(at) || is_of_nobody()) return {};
  // "On BENCHMARK, 57 went to …" aside, a sentence that names others leans on nobody before it.
  const bool pronoun = models_.empty() && inherited_.models.size() == 1 &&
                       inherited_.models_reach == Reach::block && begins_with_pronoun();
  return {inherited_.models, pronoun ? Tie::clause : Tie::inherited};
}

std::size_t SentenceNames::segment_start(std::size_t at) const {
  for (std::size_t i = at; i > 0; --i) {
    const Words w = word(i - 1);
    if (tokens_[i - 1].depth > tokens_[at].depth) continue;
    if (mark(i - 1, ";") || mark(i - 1, ":") || w == "while" || w == "whereas") return i;
  }
  return 0;
}

// "an embedding model reportedly #1 on …", "the result is a 14B model that …"
bool SentenceNames::introduces_another(std::size_t at) const {
  constexpr std::size_t kPhraseMax = 5;
  for (std::size_t i = 0; i < at; ++i) {
    if (word(i) != "a" && word(i) != "an") continue;
    for (std::size_t k = i + 1; k < at && k <= i + kPhraseMax; ++k) {
      const Words w = word(k);
      if (w == "model" || w == "agent" || w == "system" || w == "quant") return true;
      if (tokens_[k].kind == TokenKind::name || mark(k, ",") || w == "with" || w == "of") break;
    }
  }
  return false;
}

// "No model improved, and the best result is 39%."
bool SentenceNames::is_of_nobody() const {
  const Words w = word(0);
  return w == "no" || w == "none" || w == "nobody" || w == "nothing";
}

bool SentenceNames::begins_with_pronoun() const {
  if (word(0) == "it") return true;
  return (word(0) == "the" || word(0) == "this") && word(1) == "model";
}

bool SentenceNames::is_aside(std::size_t name) const {
  static constexpr auto kBefore = word_set(
      {"with", "of", "for", "by", "to", "in", "like", "via", "about", "using", "after", "on"});
  if (name == 0) return false;
  const Words article = word(name - 1);
  const bool skips = article == "the" || article == "a" || article == "our" || article == "its";
  return is_among(article, kBefore) || (skips && name > 1 && is_among(word(name - 2), kBefore));
}

std::optional<std::size_t> SentenceNames::bracket_owner(std::size_t at) const {
  const int depth = tokens_[at].depth;
  if (depth == 0) return std::nullopt;
  std::size_t i = at;
  while (i > 0 && !(tokens_[i - 1].depth < depth)) --i;
  if (i < 2) return std::nullopt;
  std::size_t owner = i - 2;  // i - 1 is the bracket
  if (owner > 0 && mark(owner, "quote")) --owner;
  return owner;
}

Pick SentenceNames::model_of(const FoundFigure& figure) const {
  if (const std::optional<std::size_t> after = model_after(figure)) {
    return {{tokens_[*after].mention}, Tie::exact};
  }
  const std::optional<std::size_t> owner = bracket_owner(figure.first);
  if (owner && names(*owner, NameKind::model) && !name_between(*owner, figure.first)) {
    return {{tokens_[*owner].mention}, Tie::exact};
  }
  if (const std::optional<std::size_t> before = model_before(figure)) {
    return {{tokens_[*before].mention}, Tie::exact};
  }
  if (const std::optional<std::size_t> head = model_of_relative(figure.first)) {
    return {{tokens_[*head].mention}, Tie::exact};
  }
  if (const Mention* told = told_by_number(figure.first)) return {{told}, Tie::exact};
  return subject_at(figure.first);
}

const Mention* SentenceNames::told_by_number(std::size_t at) const {
  constexpr std::size_t kReachMax = 4;
  static constexpr auto kOrder = std::to_array<Words>({"first", "second", "third", "fourth"});
  const Mentions& told = inherited_.models_before;
  for (std::size_t back = 1; back <= kReachMax && back < at; ++back) {
    const std::size_t i = at - back;
    if (tokens_[i].kind != TokenKind::word) return nullptr;
    if (word(i - 1) != "the") continue;
    if (word(i) == "former" || word(i) == "latter") {
      if (told.size() != 2) return nullptr;
      return word(i) == "former" ? told.front() : told.back();
    }
    const auto* order = std::ranges::find(kOrder, word(i));
    if (order == kOrder.end()) continue;
    const auto which = static_cast<std::size_t>(order - kOrder.begin());
    const bool begins = i == 1 || mark(i - 2, ",") || word(i - 2) == "and" || mark(i - 2, ";");
    return begins && told.size() > 1 && which < told.size() ? told[which] : nullptr;
  }
  return nullptr;
}

bool SentenceNames::name_between(std::size_t from, std::size_t to) const {
  for (std::size_t i = from + 1; i < to; ++i) {
    if (names(i, NameKind::model)) return true;
  }
  return false;
}

std::optional<std::size_t> SentenceNames::model_of_relative(std::size_t at) const {
  constexpr std::size_t kReachMax = 6;
  for (std::size_t back = 1; back <= kReachMax && back < at; ++back) {
    const std::size_t i = at - back;
    if (tokens_[i].kind == TokenKind::name || tokens_[i].kind == TokenKind::number) return {};
    if (word(i) != "which") continue;
    std::size_t head = i;
    while (head > 0 && tokens_[head - 1].kind == TokenKind::mark && i - head < 3) --head;
    return head > 0 && names(head - 1, NameKind::model) ? std::optional(head - 1) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::size_t> SentenceNames::model_after(const FoundFigure& figure) const {
  std::size_t i = figure.last + 1;
  if (word(i) != "for" && word(i) != "by" && word(i) != "on") return std::nullopt;
  ++i;
  if (word(i) == "the") ++i;
  if (names(i, NameKind::organization) && (word(i + 1) == "'s" || names(i + 1, NameKind::model))) {
    i += word(i + 1) == "'s" ? 2 : 1;
  }
  return names(i, NameKind::model) ? std::optional(i) : std::nullopt;
}

std::optional<std::size_t> SentenceNames::model_before(const FoundFigure& figure) const {
  static constexpr auto kScores =
      word_set({"scores",  "scored",   "scoring",   "score",    "hits",   "hit",   "reaches",
                "reached", "achieves", "achieved",  "gets",     "got",    "posts", "posted",
                "records", "recorded", "manages",   "managed",  "with",   "of",    "a",
                "an",      "is",       "achieving", "reaching", "attains"});
  static constexpr auto kAt = word_set({"at", "'s"});
  bool verb = false;
  std::size_t i = figure.first;
  for (std::size_t steps = 0; steps < 5 && i > 0; ++steps) {
    i = before_bracket(i - 1);
    if (names(i, NameKind::model)) {
      const NameGroup* group = group_at(models_, i);
      if (group == nullptr) return std::nullopt;
      const std::size_t index = static_cast<std::size_t>(group - models_.data());
      if (!is_subject(index) && verb) return std::nullopt;  // "ahead of X with 57"
      if (group->tokens.size() > 1 && (verb || group->last() != i)) return std::nullopt;
      return i;
    }
    if (is_among(word(i), kScores)) {
      verb = true;
    } else if (!is_among(word(i), kAt) && !mark(i, ":") && !mark(i, "=") && word(i) != "elo") {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Pick SentenceNames::benchmark_of(std::size_t first, std::size_t last, bool by_verb,
                                 bool lists) const {
  const std::optional<std::size_t> owner = bracket_owner(first);
  if (owner && names(*owner, NameKind::benchmark)) return one(*owner, Tie::exact);
  for (std::size_t i = first; i <= last && i < tokens_.size(); ++i) {
    if (names(i, NameKind::benchmark)) return one(i, Tie::exact);  // "the best BENCHMARK result"
  }
  // "MODEL (58.9) on BENCHMARK"
  if (owner && names(*owner, NameKind::model)) {
    if (Pick after = benchmark_after(*owner, false, lists); after.tie != Tie::none) {
      return after;
    }
  }
  if (Pick label = label_before(first); label.tie != Tie::none) return label;
  if (Pick after = benchmark_after(last, by_verb, lists); after.tie != Tie::none) {
    return after;
  }
  return benchmark_near(first);
}

Pick SentenceNames::one(std::size_t token, Tie tie) const {
  return {{tokens_[token].mention}, tie};
}

Pick SentenceNames::label_before(std::size_t first) const {
  static constexpr auto kLink =
      word_set({"elo", "score", "scores", "of", "at", "to", "is", "was", "from", "by", "a",
                "accuracy", "rating", "result", "with", "around"});
  std::size_t i = first;
  for (std::size_t steps = 0; steps < 5 && i > 0; ++steps) {
    --i;
    if (names(i, NameKind::benchmark)) {
      const NameGroup* group = group_at(benchmarks_, i);
      const bool alone = group == nullptr || group->tokens.size() == 1 || group->last() == i;
      return one(i, alone ? Tie::exact : Tie::loose);
    }
    const bool link = is_among(word(i), kLink) || mark(i, ":") || mark(i, "=") || mark(i, "~") ||
                      mark(i, "-") || mark(i, "quote") || word(i) == "'s";
    if (!link) return {};
  }
  return {};
}

Pick SentenceNames::benchmark_after(std::size_t last, bool by_verb, bool lists) const {
  static constexpr auto kOn =
      word_set({"on", "in", "at", "of", "for", "across", "including", "like", "as", "the"});
  bool linked = false;
  const int depth = tokens_[last].depth;
  // "31% (BENCHMARK)"
  if (mark(last + 1, "(") && names(last + 2, NameKind::benchmark) && mark(last + 3, ")")) {
    return one(last + 2, Tie::exact);
  }
  for (std::size_t i = last + 1; i < tokens_.size() && i <= last + kBenchmarkAheadMax; ++i) {
    if (names(i, NameKind::benchmark)) {
      const bool adjacent = i == last + 1;
      if (!linked && !adjacent && !by_verb) return {};
      // "57 BENCHMARK 58": the name belongs to what follows it.
      if (adjacent && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::number) {
        return {};
      }
      const NameGroup* group = group_at(benchmarks_, i);
      if (lists && group != nullptr) return {mentions_of(*group), Tie::exact};
      return one(i, Tie::exact);
    }
    if (names(i, NameKind::model)) return {};
    if (const auto meant = told_of_two(i)) return one(*meant, Tie::exact);
    const bool announces =
        word(i) == "benchmarks" || word(i) == "evals" || word(i) == "evaluations";
    if (announces && by_verb && names(i + 2, NameKind::benchmark)) {
      return {mentions_of(*group_at(benchmarks_, i + 2)), Tie::clause};
    }
    if (tokens_[i].depth > depth) continue;
    const bool place = tokens_[i].kind == TokenKind::number && tokens_[i].text.starts_with('#');
    if (place && i <= last + 2) continue;  // "53% / #1 on BENCHMARK"
    if (tokens_[i].kind == TokenKind::number || word(i) == "per" || word(i) == "via") return {};
    if (is_among(word(i), kOn)) {
      linked = true;
    } else if (word(i) == "while" || word(i) == "versus" || word(i) == "vs" || mark(i, ";") ||
               mark(i, ",") || (mark(i, ")") && tokens_[i].depth < depth)) {
      if (!(lists && mark(i, ",") && linked)) return {};
    }
  }
  return {};
}

std::optional<std::size_t> SentenceNames::told_of_two(std::size_t at) const {
  const Words w = word(at);
  const bool first = w == "former" || w == "first";
  if (!first && w != "latter" && w != "second") return std::nullopt;
  if (at < 2 || word(at - 1) != "the" || (word(at - 2) != "on" && word(at - 2) != "in")) return {};
  if (!word(at + 1).empty() && word(at + 1) != "and") return std::nullopt;  // "on the first try"
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < at; ++i) {
    if (names(i, NameKind::benchmark)) told.push_back(i);
  }
  if (told.size() != 2) return std::nullopt;
  return first ? told.front() : told.back();
}

Pick SentenceNames::benchmark_near(std::size_t first) const {
  std::optional<std::size_t> before;
  for (std::size_t i = 0; i < first; ++i) {
    if (names(i, NameKind::benchmark)) before = i;
  }
  if (before) return one(*before, is_only_benchmark(*before, first) ? Tie::clause : Tie::loose);
  if (benchmarks_.size() == 1 && benchmarks_.front().tokens.size() == 1) {
    return one(benchmarks_.front().first(), Tie::loose);
  }
  if (!benchmarks_.empty() || opens_elsewhere()) return {};
  return {inherited_.benchmarks.size() == 1 ? inherited_.benchmarks : Mentions{}, Tie::inherited};
}

bool SentenceNames::opens_elsewhere() const {
  if (word(0) != "on" && word(0) != "in") return false;
  const std::size_t i = word(1) == "the" ? 2 : 1;
  if (i >= tokens_.size() || tokens_[i].kind != TokenKind::word) return false;
  const std::string_view printed = text_at(text_, tokens_[i].span);
  const auto capitals = std::ranges::count_if(printed, [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals > 1;
}

bool SentenceNames::is_only_benchmark(std::size_t name, std::size_t at) const {
  const std::string& canonical = tokens_[name].mention->canonical;
  const std::size_t start = segment_start(at);
  if (name < start && start > 0 && mark(start - 1, ";")) return false;
  return std::ranges::all_of(benchmarks_, [&](const NameGroup& group) {
    const bool same =
        group.tokens.size() == 1 && tokens_[group.first()].mention->canonical == canonical;
    return same || (name >= start && group.last() < start);
  });
}

bool SentenceNames::is_plain_name(const Mention& name) const {
  const auto token =
      std::ranges::find_if(tokens_, [&name](const Token& one) { return one.mention == &name; });
  if (token == tokens_.end()) return true;
  const std::size_t at = static_cast<std::size_t>(token - tokens_.begin());
  static constexpr auto kBenign =
      word_set({"elo", "score", "index", "leaderboard", "leaderboards", "on", "in", "scores", "at",
                "the", "pass", "benchmark", "charts", "test"});
  const auto belongs = [&](std::size_t i) {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::word) return false;
    const char c = text_[tokens_[i].span.start];
    return c >= 'A' && c <= 'Z' && !is_among(word(i), kBenign);
  };
  if (at > 1 && belongs(at - 1)) return false;
  const bool joined_before = at > 0 && !names(at - 1, NameKind::model) &&
                             tokens_[at - 1].span.end == name.span.start &&
                             (tokens_[at - 1].kind == TokenKind::word || mark(at - 1, "-"));
  const bool joined_behind =
      at + 1 < tokens_.size() && tokens_[at + 1].span.start == name.span.end &&
      (mark(at + 1, "-") || tokens_[at + 1].kind == TokenKind::word) && word(at + 1) != "'s";
  return !joined_before && !joined_behind && !belongs(at + 1);
}

}  // namespace dossier
