#include "extract/aspect.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "base/word_set.h"

namespace dossier {
namespace {

using Words = std::string_view;

constexpr std::size_t kNameTokensMax = 6;     // "Medical & Healthcare", "Instruction Following"
constexpr std::size_t kMetricReachMax = 5;    // Tokens between a metric and its figure
constexpr std::size_t kModalityReachMax = 6;  // Tokens between a figure and "(text only)"

// A part that is written in lower case; others begin with a capital.
constexpr auto kCategories = word_set(
    {"coding",   "math",   "mathematics",  "reasoning", "writing",    "vision",  "language",
     "creative", "hard",   "instruction",  "medical",   "multi-turn", "legal",   "gaming",
     "longer",   "expert", "occupational", "agentic",   "webdev",     "science", "tool-use"});
constexpr auto kCategoryTails =
    word_set({"following", "writing", "prompts", "query", "queries", "coding", "tasks", "use",
              "reasoning", "instruction-following", "understanding", "analysis"});
constexpr auto kModalities =
    word_set({"text", "image", "images", "vision", "audio", "video", "text-only", "only", "public",
              "private", "semi-private", "multimodal"});
constexpr auto kMetricLinks = word_set(
    {"of",        "at",        "is",       "was",    "to",   "from",     "rising", "falling",
     "worsening", "improving", "dropping", "down",   "up",   "reaching", "hits",   "a",
     "an",        "fell",      "rose",     "around", "just", "only"});
// What a rate may be of. "Resolve rate" and "success rate" say no more than "score".
constexpr auto kRates = word_set({"hallucination", "non-hallucination", "win", "pass", "refusal",
                                  "attempt", "abstention", "preference"});
constexpr auto kPlainLabels =
    word_set({"score",       "scores",  "overall", "elo",   "rank",   "ranking", "total", "average",
              "result",      "results", "rating",  "place", "global", "current", "now",   "new",
              "leaderboard", "model",   "debut",   "open",  "tie",    "points",  "index"});
constexpr auto kMonths = word_set({"january", "february", "march", "april", "may", "june", "july",
                                   "august", "september", "october", "november", "december"});

class AspectFinder {
 public:
  AspectFinder(std::string_view text, const std::vector<Token>& tokens, const AspectQuery& query)
      : text_(text), tokens_(tokens), query_(query) {}

  std::string find() const {
    if (std::string found = metric_behind(); !found.empty()) return found;
    if (std::string found = metric_before(); !found.empty()) return found;
    if (std::string found = modality(); !found.empty()) return found;
    if (std::string found = part_behind(); !found.empty()) return found;
    if (std::string found = part_in_bracket(); !found.empty()) return found;
    return query_.inherited ? label() : std::string();
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const {
    return i < tokens_.size() ? word_of(tokens_[i]) : Words();
  }
  [[nodiscard]] bool mark(std::size_t i, Words text) const {
    return i < tokens_.size() && is_mark(tokens_[i], text);
  }
  [[nodiscard]] bool capital(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::word) return false;
    const char c = text_[tokens_[i].span.start];
    return c >= 'A' && c <= 'Z';
  }
  [[nodiscard]] std::string printed(std::size_t from, std::size_t to) const {
    return on_one_line(
        text_.substr(tokens_[from].span.start, tokens_[to].span.end - tokens_[from].span.start));
  }

  // --- Metrics

  // Other metrics stand beside it, or the benchmark has no single one.
  [[nodiscard]] bool accuracy_is_a_part() const {
    if (fold_case(query_.benchmark).find("omniscience") != std::string::npos) return true;
    return std::ranges::any_of(
        tokens_, [](const Token& token) { return word_of(token).starts_with("hallucinat"); });
  }

  // The metric that begins at token `i`.
  [[nodiscard]] std::string metric_at(std::size_t i) const {
    const Words w = word(i);
    if (is_among(w, kRates) && (word(i + 1) == "rate" || word(i + 1) == "rates")) {
      return std::string(w) + " rate";
    }
    if (w == "win-rate") return "win rate";
    if (w.starts_with("hallucination")) return "hallucination rate";
    if (w == "accuracy" && accuracy_is_a_part()) return "accuracy";
    if (w == "precision" || w == "recall") return std::string(w);
    return {};
  }

  // "a 28% hallucination rate", "57.6% pass rate"
  [[nodiscard]] std::string metric_behind() const { return metric_at(query_.last + 1); }

  // "hallucination rate worsening to 51%", "accuracy 46%"
  [[nodiscard]] std::string metric_before() const {
    std::size_t i = query_.first;
    for (std::size_t steps = 0; steps < kMetricReachMax && i > 0; ++steps) {
      --i;
      if (word(i) == "rate" && i > 0) return metric_at(i - 1);
      if (std::string found = metric_at(i); !found.empty()) return found;
      if (!is_among(word(i), kMetricLinks) && !mark(i, ":") && !mark(i, "=")) return {};
    }
    return {};
  }

  // --- "31.5 (text)", "a score (text only) of 1452"

  [[nodiscard]] std::string modality() const {
    for (std::size_t i = query_.last + 1; i <= query_.last + 2; ++i) {
      if (mark(i, "(")) return modality_in(i);
      if (i < tokens_.size() && tokens_[i].kind == TokenKind::number) break;
    }
    for (std::size_t back = 1; back <= kModalityReachMax && back <= query_.first; ++back) {
      const std::size_t i = query_.first - back;
      if (tokens_[i].kind == TokenKind::number || mark(i, ",") || mark(i, ";")) break;
      if (mark(i, "(")) return modality_in(i);
    }
    return {};
  }

  [[nodiscard]] std::string modality_in(std::size_t bracket) const {
    std::size_t end = bracket + 1;
    while (end < tokens_.size() && is_among(word(end), kModalities)) ++end;
    // "(image)" alone is a link to one.
    if (!mark(end, ")") || end == bracket + 1 || word(end - 1) == "image") return {};
    return printed(bracket + 1, end - 1);
  }

  // --- "78.54 in Reasoning", "#5 in Instruction Following", "#1 Medical & Healthcare"

  [[nodiscard]] std::string part_behind() const {
    const std::size_t next = query_.last + 1;
    const bool linked = word(next) == "in" || word(next) == "for";
    if (linked) return part_at(word(next + 1) == "the" ? next + 2 : next + 1);
    return query_.inherited && capital(next) ? part_at(next) : std::string();
  }

  // "(Agentic Coding from 31.67 to 33.33)"
  [[nodiscard]] std::string part_in_bracket() const {
    if (query_.first < 3 || word(query_.first - 1) != "from") return {};
    const std::size_t end = query_.first - 1;
    std::size_t from = end;
    while (from > 0 && end - from < kNameTokensMax && !word(from - 1).empty()) --from;
    return from > 0 && from < end && mark(from - 1, "(") ? printed(from, end - 1) : std::string();
  }

  [[nodiscard]] std::string part_at(std::size_t from) const {
    std::size_t end = from;
    bool lower = false;
    while (end < tokens_.size() && end < from + kNameTokensMax) {
      const Words w = word(end);
      const bool joins = end > from && (mark(end, "&") || mark(end, "/") || mark(end, "-"));
      const bool category = is_among(w, kCategories) || (end > from && is_among(w, kCategoryTails));
      if (is_among(w, kPlainLabels) || is_among(w, kMonths)) break;
      if (!joins && !category && !(capital(end) && !lower)) break;
      lower |= category && !capital(end);
      ++end;
    }
    while (end > from && tokens_[end - 1].kind == TokenKind::mark) --end;
    if (end == from) return {};
    // A name goes on behind it ("in Humanity's Last …"), or it is the name of a board itself.
    if (end < tokens_.size() && tokens_[end].kind == TokenKind::name) return {};
    if (end < tokens_.size() && (tokens_[end].kind == TokenKind::number || word(end) == "'s")) {
      return {};
    }
    for (std::size_t i = from; i < end; ++i) {
      const Words w = word(i);
      if (w.find("bench") != Words::npos || w.find('.') != Words::npos || w.ends_with("arena") ||
          w == "i" || w == "ai")
        return {};
    }
    return printed(from, end - 1);
  }

  // --- "Gaming: 57" below the benchmark

  [[nodiscard]] std::string label() const {
    std::size_t colon = query_.first;
    if (colon > 0 && word(colon - 1) == "at") --colon;
    if (colon < 2 || !mark(colon - 1, ":")) return {};
    std::size_t from = colon - 1;
    while (from > 0 && (tokens_[from - 1].kind == TokenKind::word || mark(from - 1, "&") ||
                        mark(from - 1, "/") || mark(from - 1, "-"))) {
      --from;
    }
    if (from != 0 || colon - 1 > from + 4) return {};
    for (std::size_t i = from; i < colon - 1; ++i) {
      if (is_among(word(i), kPlainLabels)) return {};
    }
    return capital(from) || is_among(word(from), kCategories) ? printed(from, colon - 2)
                                                              : std::string();
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const AspectQuery& query_;
};

}  // namespace

std::string find_aspect(std::string_view text, const std::vector<Token>& tokens,
                        const AspectQuery& query) {
  if (query.last >= tokens.size()) return {};
  return AspectFinder(text, tokens, query).find();
}

}  // namespace dossier
