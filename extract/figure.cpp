#include "extract/figure.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/word_set.h"
#include "extract/figure_count.h"
#include "extract/figure_words.h"
#include "extract/number_parts.h"
#include "extract/rank_phrase.h"

namespace dossier {
namespace {

using namespace figure_words;
using Words = std::string_view;

constexpr std::size_t kDigitsMax = 7;  // Longer numbers are dates and ids
constexpr int kRankMax = 200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

class FigureFinder {
 public:
  FigureFinder(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<FoundFigure> find() {
    for (at_ = 0; at_ < tokens_.size();) {
      const std::size_t before = at_;
      if (tokens_[at_].kind == TokenKind::number) {
        read_number();
      } else if (tokens_[at_].kind == TokenKind::word) {
        read_word();
      }
      at_ = std::max(at_, before + 1);
    }
    return std::move(found_);
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

  // --- Places and results told in words

  void read_word() {
    const std::string_view w = word(at_);
    if (std::optional<FoundFigure> rank = find_rank_phrase(tokens_, at_)) {
      return add(std::move(*rank));
    }
    if ((w == "gold-medal" || w == "gold" || w == "silver-medal" || w == "silver" ||
         w == "bronze-medal") &&
        is_result_in_words()) {
      return;
    }
    if (read_half_point()) return;
    const auto* number = std::ranges::find(kNumberWords, w);
    if (number != kNumberWords.end()) {
      read_number_word(static_cast<double>(number - kNumberWords.begin() + 1));
    }
  }

  void add(FoundFigure figure) {
    at_ = figure.last + 1;
    found_.push_back(std::move(figure));
  }

  bool is_result_in_words() {
    std::size_t last = at_;
    const std::string_view w = word(at_);
    bool medal = w.ends_with("-medal");
    for (std::size_t k = at_ + 1; k < at_ + 4 && k < tokens_.size(); ++k) {
      const std::string_view next = word(k);
      if (next == "medal" || next == "medals" || next == "medal-level" || next == "level" ||
          next == "performance" || next == "medal-winning") {
        medal = true;
        last = k;
      } else if (!mark(k, "-")) {
        break;
      }
    }
    if (!medal) return false;
    FoundFigure figure;
    figure.first = at_;
    figure.last = last;
    figure.use = FigureUse::result;
    figure.span = {tokens_[at_].span.start, tokens_[last].span.end};
    found_.push_back(std::move(figure));
    at_ = last + 1;
    return true;
  }

  // --- Numbers

  // "half a point"
  bool read_half_point() {
    if (word(at_) != "half" || word(at_ + 1) != "a" || word(at_ + 2) != "point") return false;
    FoundFigure figure;
    figure.first = at_;
    figure.last = at_ + 2;
    figure.span = tokens_[at_].span;
    figure.figure = {0.5, std::string(text_at(text_, figure.span))};
    figure.unit = "points";
    figure.use = FigureUse::margin;
    add(std::move(figure));
    return true;
  }

  void read_number_word(double value) {
    const std::string_view unit = word(at_ + 1);
    const bool months = unit == "month" || unit == "months";
    const bool points = unit == "point" || unit == "points";
    if (!months && !points && !is_among(unit, kSolved)) return;
    if (!months && !points && unit == "tasks") return;
    FoundFigure figure;
    figure.first = at_;
    figure.last = at_ + 1;
    figure.span = tokens_[at_].span;
    figure.figure = {value, std::string(text_at(text_, figure.span))};
    figure.unit = months ? "months" : points ? "points" : "";
    figure.use = points ? FigureUse::margin : FigureUse::value;
    found_.push_back(std::move(figure));
    at_ += 2;
  }

  void read_number() {
    const NumberParts parts = parts_of(tokens_[at_].text);
    if (parts.sign == '#') {
      const std::optional<int> rank = small_number(tokens_, at_);
      if (rank && *rank > 0 && *rank <= kRankMax) add(rank_figure(tokens_, at_, at_, *rank));
      return;
    }
    if (std::optional<FoundFigure> rank = find_rank_phrase(tokens_, at_)) {
      return add(std::move(*rank));
    }
    std::optional<FoundFigure> figure = read_figure(at_, parts);
    if (!figure) return;
    extend(*figure);
    at_ = figure->last + 1;
    if (is_among(before(figure->first), kGained) && figure->decimal && !figure->from &&
        !is_among(word(figure->last + 1), kCounted)) {
      figure->use = FigureUse::margin;
      if (figure->unit.empty()) figure->unit = "points";
    }
    const bool counted = is_counted(tokens_, *figure);
    if (figure->unit == "solved") figure->unit.clear();
    if (!counted) found_.push_back(std::move(*figure));
  }

  // The number at token `i`, with its unit; nothing for money, magnitudes, dates and versions.
  std::optional<FoundFigure> read_figure(std::size_t i, const NumberParts& parts) const {
    const std::string& suffix = parts.suffix;
    if (parts.sign == '$' || (i > 0 && mark(i - 1, "@"))) return std::nullopt;
    if (!suffix.empty() && suffix != "%" && suffix != "pp" && suffix != "pts" && suffix != "pt") {
      return std::nullopt;
    }
    std::optional<Figure> number = parse_figure(parts.digits);
    if (!number) return std::nullopt;
    FoundFigure figure;
    figure.first = figure.last = i;
    const std::string_view printed = text_at(text_, tokens_[i].span);
    const std::size_t digits = printed.find(parts.digits);
    const std::size_t start =
        tokens_[i].span.start + (digits == std::string_view::npos ? 0 : digits);
    figure.span = {start, start + parts.digits.size()};
    figure.figure = std::move(*number);
    if (parts.sign == '-') {
      figure.figure.value = -figure.figure.value;
      figure.figure.text.insert(0, "-");
      figure.span.start = tokens_[i].span.start;
    }
    if (suffix == "%") figure.unit = "%";
    if (!suffix.empty() && suffix != "%") figure.unit = "points";
    figure.exact = parts.sign != '~' && parts.sign != '>' && parts.sign != '<' &&
                   !(i > 0 && (mark(i - 1, "~") || is_among(word(i - 1), kLoose)));
    figure.decimal = parts.digits.find('.') != std::string::npos || figure.unit == "%";
    if (parts.sign == '+') figure.use = FigureUse::margin;
    if (parts.digits.size() > kDigitsMax || is_part_of_date(text_, figure.span) ||
        counts_ranked(i)) {
      return std::nullopt;
    }
    if (looks_dated(i, parts) || is_second_of_pair(i, parts) || follows_a_title(i, figure)) {
      return std::nullopt;
    }
    return figure;
  }

  // "rank 9 of 80", "#3 of 36": how many were ranked.
  [[nodiscard]] bool counts_ranked(std::size_t i) const {
    if (i > 2 && word(i - 1) == "of" && word(i - 2) == "out") {
      const FoundFigure* last = found_.empty() ? nullptr : &found_.back();
      return last != nullptr && last->use == FigureUse::rank && last->last + 4 >= i;
    }
    if (i < 2 || word(i - 1) != "of" || tokens_[i - 2].kind != TokenKind::number) return false;
    if (tokens_[i - 2].text.starts_with('#')) return true;
    return i > 2 && (word(i - 3).starts_with("rank") || word(i - 3) == "place");
  }

  [[nodiscard]] bool looks_dated(std::size_t i, const NumberParts& parts) const {
    if (!parts.suffix.empty()) return false;
    if (is_year_and_month(parts.digits)) return true;
    if (parts.digits.find('.') != std::string::npos) return false;
    if (is_among(before(i), kMonths) || is_among(word(i + 1), kMonths)) return true;
    if (mark(i + 1, ",") && is_among(before(i), kMonths)) return true;
    const int year = std::atoi(parts.digits.c_str());
    if (parts.digits.size() != 4 || year < 1990 || year > 2040) return false;
    static constexpr auto kScored =
        word_set({"elo", "score", "scores", "scored", "rating", "elo:"});
    return !is_among(before(i), kScored) && !is_among(before(i, 2), kScored) &&
           word(i + 1) != "elo" && word(i + 1) != "points";
  }

  // "2/23": a date, or of how many.
  [[nodiscard]] bool is_second_of_pair(std::size_t i, const NumberParts& parts) const {
    return i > 1 && mark(i - 1, "/") && tokens_[i - 2].kind == TokenKind::number &&
           tokens_[i - 2].span.end == tokens_[i - 1].span.start && parts.suffix.empty() &&
           parts.digits.find('.') == std::string::npos && parts.digits.size() <= 2;
  }

  // "2024.07"
  static bool is_year_and_month(Words digits) {
    if (digits.size() != 7 || digits[4] != '.' || !digits.starts_with("20")) return false;
    const int month = std::atoi(digits.substr(5).data());
    return month >= 1 && month <= 12;
  }

  // "Python 3.12", "Table 2", "Llama 4": the number belongs to the word before it.
  [[nodiscard]] bool follows_a_title(std::size_t i, const FoundFigure& figure) const {
    if (i == 0 || figure.unit == "%" || tokens_[i - 1].kind != TokenKind::word) return false;
    const TextSpan before_span = tokens_[i - 1].span;
    if (!is_upper(text_[before_span.start])) return false;
    static constexpr auto kScored =
        word_set({"elo", "score", "scores", "scored", "scoring", "index", "rating", "accuracy",
                  "overall", "average", "achieves", "reaches", "at", "verified"});
    return !is_among(word_of(tokens_[i - 1]), kScored);
  }

  // Takes in what belongs to the figure: its unit, the other end of a range or a change.
  void extend(FoundFigure& figure) const {
    read_range(figure);
    std::size_t next = figure.last + 1;
    if (mark(next, "-") && !word(next + 1).empty()) ++next;  // "11-point"
    const std::string_view unit = word(next);
    if (unit == "elo") {
      figure.unit = "elo";
      figure.last = next;
      if (word(next + 1) == "points") ++figure.last;
    } else if (unit == "points" || unit == "point" || unit == "pts" || unit == "pp" ||
               (unit == "percentage" && word(next + 1).starts_with("point"))) {
      figure.unit = "points";
      figure.last = unit == "percentage" ? next + 1 : next;
      if (unit == "point" || is_compared(figure)) figure.use = FigureUse::margin;
    } else if (unit == "percent") {
      figure.unit = "%";
      figure.decimal = true;
      figure.last = next;
    } else if (unit == "months" || unit == "month") {
      figure.unit = "months";
      figure.last = next;
    } else if ((unit == "index" || unit == "places" || unit == "positions") &&
               (word(next + 1) == "points" || unit != "index")) {
      figure.unit = unit == "index" ? "points" : "";
      figure.last = unit == "index" ? next + 1 : next;
      figure.use = FigureUse::margin;
    }
    if (figure.use == FigureUse::value && tells_difference(figure)) figure.use = FigureUse::margin;
    if (mark(figure.last + 1, "+")) figure.exact = false;
    if (figure.unit.empty() && says_elo_before(figure.first)) figure.unit = "elo";
    if (figure.unit == "elo" || says_score_before(figure.first)) figure.decimal = true;
  }

  // "points" after it and a comparison beside it: how far apart two are, not where one stands.
  [[nodiscard]] bool is_compared(const FoundFigure& figure) const {
    static constexpr auto kCompared = word_set(
        {"ahead", "behind", "above", "below", "over", "higher", "lower", "better", "up", "more",
         "by", "gains", "gained", "gain", "jump", "improvement", "from", "lead", "clear"});
    return is_among(before(figure.first), kGained) || is_among(word(figure.last + 1), kCompared) ||
           is_among(before(figure.first), kCompared);
  }

  // "an 11% improvement", "beats it by 60%": a difference, though it is printed like a score.
  [[nodiscard]] bool tells_difference(const FoundFigure& figure) const {
    static constexpr auto kDifference =
        word_set({"improvement", "improvements", "gain", "gains", "increase", "jump", "boost",
                  "higher", "better", "uplift", "lower", "lead", "worse", "relative"});
    const std::size_t next = figure.last + 1;
    if (is_among(word(next), kDifference)) return true;
    if (!word(next).empty() && word(next) != "on" && is_among(word(next + 1), kDifference)) {
      return true;
    }
    return before(figure.first) == "by" && figure.unit == "%";
  }

  // "a score of 1,679", "scoring 1255", "scores 53"
  [[nodiscard]] bool says_score_before(std::size_t i) const {
    const std::string_view one = before(i) == "of" ? before(i, 2) : before(i);
    return one.starts_with("scor");
  }

  [[nodiscard]] bool says_elo_before(std::size_t i) const {
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
      const Token& token = tokens_[i - back];
      if (word_of(token) == "elo") return true;
      const std::string_view w = word_of(token);
      if (!is_mark(token, ":") && w != "of" && w != "score" && w != "rating" && w != "at") break;
    }
    return false;
  }

  // "from 12.8 in the preview to 62.7": the second number, behind what the first was of.
  [[nodiscard]] std::optional<std::size_t> end_of_change(const FoundFigure& figure) const {
    constexpr std::size_t kBetweenMax = 7;
    const std::size_t next = figure.last + 1;
    const Words link = word(next);
    if (before(figure.first) != "from" || (link != "in" && link != "for" && link != "on")) {
      return std::nullopt;
    }
    for (std::size_t i = next; i < next + kBetweenMax && i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::mark) return std::nullopt;
      if (word(i) == "to" && tokens_[i + 1].kind == TokenKind::number) return i + 1;
    }
    return std::nullopt;
  }

  void read_range(FoundFigure& figure) const {
    std::size_t next = figure.last + 1;
    if (const auto end = end_of_change(figure)) next = *end - 1;
    // "from 14 points to 10.2"
    const Words unit = word(next);
    const bool points = unit == "points" || unit == "point";
    if (before(figure.first) == "from" && (points || unit == "percent") && word(next + 1) == "to") {
      figure.unit = points ? "points" : "%";
      ++next;
    }
    if (next + 1 >= tokens_.size() || tokens_[next + 1].kind != TokenKind::number) return;
    const NumberParts parts = parts_of(tokens_[next + 1].text);
    const bool arrow = mark(next, "->");
    const bool to =
        word(next) == "to" && (before(figure.first) == "from" || tokens_[figure.first].depth > 0);
    if (arrow || to) {
      std::optional<FoundFigure> second = read_figure(next + 1, parts);
      if (!second) return;
      figure.from = figure.figure;
      figure.from_span = figure.span;
      figure.figure = std::move(second->figure);
      figure.span = second->span;
      if (!second->unit.empty()) figure.unit = second->unit;
      figure.decimal |= second->decimal;
      figure.last = next + 1;
      return;
    }
    const bool same = tokens_[next].span.end == tokens_[next + 1].span.start;
    if ((mark(next, "-") && same) || word(next) == "or" ||
        (word(next) == "to" && word(next + 2) == "months")) {
      figure.exact = false;
      figure.last = next + 1;
      if (parts.suffix == "%") figure.unit = "%";
      if (!parts.suffix.empty() && parts.suffix != "%") figure.unit = "counted";
      return;
    }
    // "29 out of 40 problems", "10 of 12".
    const std::size_t of = word(next) == "out" ? next + 1 : next;
    if (word(of) == "of" && of + 1 < tokens_.size() && tokens_[of + 1].kind == TokenKind::number) {
      figure.last = of + 1;
      figure.unit = "solved";
      return;
    }
    // "14/15": of how many.
    if (mark(next, "/") && same) {
      figure.last = next + 1;
      figure.unit = "counted";
    }
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  std::vector<FoundFigure> found_;
};

}  // namespace

std::vector<FoundFigure> find_figures(std::string_view text, const std::vector<Token>& tokens) {
  return FigureFinder(text, tokens).find();
}

std::optional<Figure> parse_figure(std::string_view text) {
  const auto* word = std::ranges::find(kNumberWords, text);
  if (word != kNumberWords.end()) {
    return Figure{static_cast<double>(word - kNumberWords.begin() + 1), std::string(text)};
  }
  std::string digits;
  std::size_t dots = 0;
  for (const char c : text) {
    if (c == ',') continue;
    if (c == '.') ++dots;
    if (c != '.' && !is_digit(c) && !(c == '-' && digits.empty())) return std::nullopt;
    digits += c;
  }
  if (digits.empty() || digits.size() > 15 || dots > 1 || !is_digit(digits.back())) {
    return std::nullopt;
  }
  return Figure{std::strtod(digits.c_str(), nullptr), std::string(text)};
}

}  // namespace dossier
