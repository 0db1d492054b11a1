#include "extract/figure_count.h"

#include <algorithm>
#include <array>

#include "base/word_set.h"
#include "extract/figure_words.h"

namespace dossier {
namespace {

using namespace figure_words;
using Words = std::string_view;

class CountReader {
 public:
  explicit CountReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  [[nodiscard]] bool is_counted(const FoundFigure& figure) const {
    if (figure.unit == "counted") return true;
    if (figure.unit == "solved") return !is_among(word(figure.last + 1), kSolved);
    // "n = 40"; "MODEL = 57.5" is a score.
    if (figure.first > 1 && mark(figure.first - 1, "=") &&
        tokens_[figure.first - 2].kind != TokenKind::name) {
      return true;
    }
    const std::size_t next = figure.last + 1;
    const std::string_view w = word(next);
    if (is_page_count(figure.first) || counts_plural(figure) || numbers_list(figure.first) ||
        names_version(figure) || is_business(figure.first) || begins_name(figure) ||
        is_total(figure.first) || is_money(figure) || is_bound_of_interval(figure.first)) {
      return true;
    }
    const bool bracketed = figure.first > 0 && mark(figure.first - 1, "[") && mark(next, "]");
    if (bracketed || before(figure.first) == "top" || before(figure.first) == "figure" ||
        before(figure.first, 2) == "activity" || before(figure.first) == "section" ||
        before(figure.first) == "under") {
      return true;
    }
    if (figure.first > 1 && mark(figure.first - 1, "-") && before(figure.first, 2) == "top") {
      return true;
    }
    if (figure.unit == "%") return is_share(next);
    if (figure.unit.empty() && (w == "of" || (w == "out" && word(next + 1) == "of"))) {
      return !solves(next);
    }
    if (figure.unit.empty() && is_among(w, kSolved) && w != "tasks") return !solves_verb(figure);
    if (figure.unit.empty() && w == "hours") return false;  // A benchmark of time horizons has them
    if (mark(next, "-") && is_among(word(next + 1), kCounted)) return true;
    // "1500 parallel steps": one adjective between.
    if (figure.unit.empty() && is_among(w, kCounted) && w != "on" && w != "model") return true;
    return figure.unit.empty() && !figure.decimal &&
           (is_among(w, kCounted) || is_among(word(next + 1), kCounted)) &&
           !(next < tokens_.size() && tokens_[next].kind == TokenKind::name) && w != "on" &&
           w != "for" && w != "with" && w != "and" && w != "in" && w != "vs";
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? word_of(tokens_[i]) : std::string_view();
  }
  [[nodiscard]] bool mark(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && is_mark(tokens_[i], text);
  }
  [[nodiscard]] std::string_view before(std::size_t i, std::size_t back = 1) const {
    return i >= back ? word(i - back) : std::string_view();
  }

  // "(Score: 145, Comments: 46)": what a forum prints beside a post.
  [[nodiscard]] bool is_page_count(std::size_t i) const {
    static constexpr auto kShown =
        word_set({"activity", "comments", "upvotes", "likes", "retweets", "views"});
    if (is_among(before(i, 2), kShown) && mark(i - 1, ":")) return true;
    return mark(i + 1, ",") && is_among(word(i + 2), kShown);
  }

  // "1 or 2 questions out of 30"
  [[nodiscard]] bool is_total(std::size_t i) const {
    return before(i) == "of" && before(i, 2) == "out";
  }

  // "1) Open weights …", "2. MODEL: 57"
  [[nodiscard]] bool numbers_list(std::size_t i) const {
    return i == 0 && (mark(1, ")") || (mark(1, ".") && tokens_.size() > 2));
  }

  // "costs about 61 dollars with A, and about 340 with B"
  [[nodiscard]] bool is_money(const FoundFigure& figure) const {
    static constexpr auto kMoney =
        word_set({"dollars", "dollar", "euros", "cents", "pounds", "yuan"});
    if (!figure.unit.empty() || figure.decimal) return false;
    bool cost = false;
    bool money = false;
    for (const Token& token : tokens_) {
      cost |= word_of(token).starts_with("cost");
      money |= is_among(word_of(token), kMoney);
    }
    return cost && money;
  }

  // "3.6 Flash": the beginning of a name that nobody has found.
  [[nodiscard]] bool names_version(const FoundFigure& figure) const {
    static constexpr auto kTiers =
        word_set({"flash", "pro", "mini", "max", "sol", "opus", "sonnet", "haiku", "ultra", "nano",
                  "lite", "turbo", "instant", "plus", "thinking", "preview", "codex"});
    return figure.unit.empty() && is_among(word(figure.last + 1), kTiers);
  }

  // "METR's 50%-time-horizon benchmark": glued to the name.
  [[nodiscard]] bool begins_name(const FoundFigure& figure) const {
    const std::size_t next = figure.last + 1;
    return mark(next, "-") && next + 1 < tokens_.size() &&
           tokens_[next + 1].kind == TokenKind::name &&
           tokens_[next].span.start == tokens_[figure.last].span.end &&
           tokens_[next + 1].span.start == tokens_[next].span.end;
  }

  // "with a 95% confidence interval ranging from 6 hours to 98 hours"
  [[nodiscard]] bool is_bound_of_interval(std::size_t i) const {
    constexpr std::size_t kReachMax = 7;
    for (std::size_t back = 1; back <= kReachMax && back <= i; ++back) {
      const std::string_view w = before(i, back);
      if (w == "interval" || w == "ci") return true;
      if (mark(i - back, ",") || mark(i - back, ";")) return false;
    }
    return false;
  }

  // "a margin of 46%", "an ROI of +1144%"
  [[nodiscard]] bool is_business(std::size_t i) const {
    static constexpr auto kBusiness =
        word_set({"margin", "roi", "profit", "worth", "revenue", "discount"});
    return before(i) == "of" && (is_among(before(i, 2), kBusiness) || before(i, 2) == "instead");
  }

  // "500 errors": a whole number before a plural.
  [[nodiscard]] bool counts_plural(const FoundFigure& figure) const {
    if (!figure.unit.empty() || figure.decimal) return false;
    const std::string_view w = word(figure.last + 1);
    return w.size() > 2 && w.ends_with('s') && !w.ends_with("ss") && !is_among(w, kNoPlural) &&
           !is_among(w, kSolved);
  }

  [[nodiscard]] bool is_share(std::size_t next) const {
    if (word(next) == "of" && !solves(next)) {
      const bool of_board =
          next + 1 < tokens_.size() && is_name(tokens_[next + 1], NameKind::benchmark);
      if (!of_board) return true;
    }
    if (word(next) == "ci" || word(next) == "confidence") return true;
    static constexpr auto kCompared =
        word_set({"more", "less", "longer", "shorter", "smaller", "larger", "threshold", "mark",
                  "barrier", "failure", "error", "cheating"});
    if (is_among(word(next), kCompared)) return true;
    for (std::size_t k = next; k < next + 5 && k < tokens_.size(); ++k) {
      const std::string_view w = word(k);
      if (k < tokens_.size() && tokens_[k].kind == TokenKind::name) continue;
      if (k == next && (w == "drop" || w == "reduction" || w == "cut" || w == "decrease")) {
        return true;
      }
      if (w.empty() || w == "on" || w == "for" || w == "and" || w == "while" || w == "at" ||
          w == "with" || w == "vs" || w == "in" || w == "using") {
        return false;
      }
      if (is_among(w, kShareOf)) return true;
    }
    return false;
  }

  // "of problems", "out of 12 problems", "of the tasks", "of competitions".
  [[nodiscard]] bool solves(std::size_t of) const {
    for (std::size_t k = of; k < of + 6 && k < tokens_.size(); ++k) {
      if (is_among(word(k), kSolved)) return true;
    }
    return false;
  }

  [[nodiscard]] bool solves_verb(const FoundFigure& figure) const {
    for (std::size_t back = 1; back <= 6 && back <= figure.first; ++back) {
      const std::string_view w = word(figure.first - back);
      if (w.starts_with("solv") || w.starts_with("answer")) return true;
    }
    return false;
  }

  const std::vector<Token>& tokens_;
};

}  // namespace

bool is_counted(const std::vector<Token>& tokens, const FoundFigure& figure) {
  return CountReader(tokens).is_counted(figure);
}

}  // namespace dossier
