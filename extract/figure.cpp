#include "extract/figure.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "extract/figure_words.h"
#include "extract/number_parts.h"

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

template <std::size_t N>
bool is_among(std::string_view word, const std::array<Words, N>& words) {
  return !word.empty() && std::ranges::find(words, word) != words.end();
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

  void add_rank(std::size_t first, std::size_t last, int rank, bool by_verb = false) {
    FoundFigure figure;
    figure.first = first;
    figure.last = last;
    figure.use = FigureUse::rank;
    figure.rank = rank;
    figure.by_verb = by_verb;
    figure.span = {tokens_[first].span.start, tokens_[last].span.end};
    figure.exact = first == 0 || !(mark(first - 1, "~") || is_among(before(first), kLoose));
    figure.exact = figure.exact && (last + 1 >= tokens_.size() || !mark(last + 1, "+"));
    found_.push_back(std::move(figure));
    at_ = last + 1;
  }

  // --- Places told in words

  void read_word() {
    const std::string_view w = word(at_);
    if (read_place(w) || read_lead(w) || read_superlative(w)) return;
    if ((w == "gold-medal" || w == "gold" || w == "silver-medal" || w == "silver" ||
         w == "bronze-medal") &&
        is_result_in_words()) {
      return;
    }
    const auto* number = std::ranges::find(kNumberWords, w);
    if (number != kNumberWords.end()) {
      read_number_word(static_cast<double>(number - kNumberWords.begin() + 1));
    }
  }

  // "third place", "ranked second", "No. 1", "number one".
  bool read_place(std::string_view w) {
    const auto* ordinal = std::ranges::find(kOrdinals, w);
    if (ordinal != kOrdinals.end()) {
      const int rank = static_cast<int>(ordinal - kOrdinals.begin()) + 1;
      return read_ordinal(rank, at_, at_);
    }
    if (w == "no" && mark(at_ + 1, ".") && is_small_number(at_ + 2)) {
      add_rank(at_, at_ + 2, small_number(at_ + 2));
      return true;
    }
    if (w == "number" && (word(at_ + 1) == "one" || is_small_number(at_ + 1))) {
      const std::string_view article = before(at_);
      if (word(at_ + 1) != "one" && article == "a") return false;
      add_rank(at_, at_ + 1, word(at_ + 1) == "one" ? 1 : small_number(at_ + 1));
      return true;
    }
    constexpr auto kRanks = std::to_array<Words>(
        {"rank", "ranks", "ranked", "ranking", "placed", "places", "placing", "rank:"});
    if (is_among(w, kRanks) && is_small_number(at_ + 1)) {
      add_rank(at_, at_ + 1, small_number(at_ + 1));
      return true;
    }
    return false;
  }

  bool read_ordinal(int rank, std::size_t first, std::size_t last) {
    constexpr auto kPlace = std::to_array<Words>({"place", "position", "rank", "overall", "spot"});
    constexpr auto kPlaced = std::to_array<Words>({"ranks", "ranked", "ranking", "placed", "places",
                                                   "placing", "finished", "came", "finishes"});
    // "first or second place" gives its first number.
    if ((word(last + 1) == "or" || word(last + 1) == "and") && is_among(word(last + 3), kPlace)) {
      add_rank(first, last + 3, rank);
      return true;
    }
    if (is_among(word(last + 1), kPlace)) {
      add_rank(first, last + 1, rank);
      return true;
    }
    if (first > 0 && is_among(before(first), kPlaced)) {
      add_rank(first, last, rank);
      return true;
    }
    return false;
  }

  // "tops", "leads", "atop": the verb is the place.
  bool read_lead(std::string_view w) {
    if (w == "tops" || w == "topped" || w == "topping" || w == "atop") {
      if (word(at_ + 1) == "out" || word(at_ + 1) == "up") return false;
      add_rank(at_, at_, 1, true);
      return true;
    }
    if (w == "leads" || w == "led" || w == "leading") {
      if (w == "leads" && !leads_as_verb()) return false;
      constexpr auto kNot =
          std::to_array<Words>({"to", "by", "up", "the-way", "into", "with", "a", "an"});
      if (is_among(word(at_ + 1), kNot)) return false;
      // "leading labs" speaks of standing, not of a place; "leading open-weight model" does.
      if (w == "leading" && !names_class(at_ + 1)) {
        const bool leads_board =
            word(at_ + 1) == "on" || word(at_ + 1) == "the" ||
            (at_ + 1 < tokens_.size() && is_name(tokens_[at_ + 1], NameKind::benchmark));
        if (!leads_board) return false;
      }
      add_rank(at_, at_, 1, true);
      return true;
    }
    return false;
  }

  // "K3 leads", "it now leads"; not "large leads".
  [[nodiscard]] bool leads_as_verb() const {
    if (at_ == 0) return false;
    constexpr auto kBefore =
        std::to_array<Words>({"it", "also", "now", "still", "currently", "that", "which", "and",
                              "model", "who", "the-model", "clearly", "narrowly", "consistently"});
    const Token& token = tokens_[at_ - 1];
    return token.kind != TokenKind::word || is_among(word_of(token), kBefore);
  }

  // The words behind `i` name a class of models: "open-weight model", "open models".
  [[nodiscard]] bool names_class(std::size_t i) const {
    bool open = false;
    for (std::size_t k = i; k < i + 5 && k < tokens_.size(); ++k) {
      const std::string_view w = word(k);
      open |= w.starts_with("open");
      if (w == "model" || w == "models" || w == "weights" || w == "llm" || w == "llms") {
        return open || k > i || w == "model";
      }
      if (w.empty() && !mark(k, "-") && !mark(k, "/")) return false;
    }
    return open && (word(i) == "open" || word(i) == "open-weights");
  }

  // "state of the art", "the best open model", "highest score", "top spot".
  bool read_superlative(std::string_view w) {
    if (w == "sota" || w == "state-of-the-art") return read_sota(at_);
    if (w == "state" && word(at_ + 1) == "of" && word(at_ + 2) == "the" && word(at_ + 3) == "art") {
      return read_sota(at_ + 3);
    }
    if (w != "best" && w != "top" && w != "highest" && w != "highest-scoring" &&
        w != "best-performing" && w != "strongest" && w != "top-scoring") {
      return false;
    }
    if (before(at_) == "of" || before(at_, 2) == "of" || before(at_) == "among" ||
        before(at_) == "previous" || before(at_) == "prior") {
      if (w != "top" || before(at_, 3) == "one" || before(at_, 2) == "one") return false;
    }
    constexpr auto kNouns = std::to_array<Words>(
        {"score", "scores", "performance", "result", "results", "model", "accuracy", "spot",
         "position", "positions", "place", "weights", "llm", "agent", "setup", "elo"});
    for (std::size_t k = at_ + 1; k < at_ + 5 && k < tokens_.size(); ++k) {
      const std::string_view noun = word(k);
      if (noun.empty() && !mark(k, "-")) break;
      if (noun == "practices" || noun == "of" || noun == "in" || noun == "for") break;
      if (!is_among(noun, kNouns)) continue;
      if (noun == "model" && word(k + 1) == "releases") return false;
      add_rank(at_, k, 1, true);
      return true;
    }
    return false;
  }

  bool read_sota(std::size_t last) {
    // "compared with the state of the art" is what somebody is measured against.
    constexpr auto kAgainst = std::to_array<Words>(
        {"match",    "matches",    "matching",    "than",    "to",     "with",
         "behind",   "lag",        "lags",        "trail",   "trails", "other",
         "current",  "prior",      "previous",    "against", "near",   "lagging",
         "approach", "approaches", "approaching", "versus"});
    const std::string_view one =
        before(at_) == "the" || before(at_) == "other" ? before(at_, 2) : before(at_);
    if (is_among(one, kAgainst) || is_among(before(at_), kAgainst)) return false;
    if (word(last + 1) == "models" || word(last + 1) == "llms") return false;
    const std::size_t first = at_;
    add_rank(first, last, 1, true);
    return true;
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

  [[nodiscard]] bool is_small_number(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::number) return false;
    const NumberParts parts = parts_of(tokens_[i].text);
    return parts.suffix.empty() && parts.digits.size() <= 3 &&
           std::ranges::all_of(parts.digits, is_digit);
  }
  [[nodiscard]] int small_number(std::size_t i) const {
    return std::atoi(parts_of(tokens_[i].text).digits.c_str());
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
      const bool place = parts.suffix.empty() && parts.digits.size() <= 3 &&
                         std::ranges::all_of(parts.digits, is_digit);
      const int rank = std::atoi(parts.digits.c_str());
      if (place && rank > 0 && rank <= kRankMax) add_rank(at_, at_, small_number(at_));
      return;
    }
    if (parts.suffix == "st" || parts.suffix == "nd" || parts.suffix == "rd" ||
        parts.suffix == "th") {
      (void)read_ordinal(std::atoi(parts.digits.c_str()), at_, at_);
      return;
    }
    std::optional<FoundFigure> figure = read_figure(at_, parts);
    if (!figure) return;
    extend(*figure);
    at_ = figure->last + 1;
    const bool counted = is_counted(*figure);
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
    if (looks_dated(i, parts) || follows_a_title(i, figure)) return std::nullopt;
    return figure;
  }

  // "rank 9 of 80", "#3 of 36": how many were ranked.
  [[nodiscard]] bool counts_ranked(std::size_t i) const {
    if (i < 2 || word(i - 1) != "of" || tokens_[i - 2].kind != TokenKind::number) return false;
    if (tokens_[i - 2].text.starts_with('#')) return true;
    return i > 2 && (word(i - 3).starts_with("rank") || word(i - 3) == "place");
  }

  [[nodiscard]] bool looks_dated(std::size_t i, const NumberParts& parts) const {
    if (!parts.suffix.empty() || parts.digits.find('.') != std::string::npos) return false;
    if (is_among(before(i), kMonths) || is_among(word(i + 1), kMonths)) return true;
    if (mark(i + 1, ",") && is_among(before(i), kMonths)) return true;
    const int year = std::atoi(parts.digits.c_str());
    if (parts.digits.size() != 4 || year < 1990 || year > 2040) return false;
    constexpr auto kScored =
        std::to_array<Words>({"elo", "score", "scores", "scored", "rating", "elo:"});
    return !is_among(before(i), kScored) && !is_among(before(i, 2), kScored) &&
           word(i + 1) != "elo" && word(i + 1) != "points";
  }

  // "Python 3.12", "Table 2", "Llama 4": the number belongs to the word before it.
  [[nodiscard]] bool follows_a_title(std::size_t i, const FoundFigure& figure) const {
    if (i == 0 || figure.unit == "%" || tokens_[i - 1].kind != TokenKind::word) return false;
    const TextSpan before_span = tokens_[i - 1].span;
    if (!is_upper(text_[before_span.start])) return false;
    constexpr auto kScored = std::to_array<Words>(
        {"elo", "score", "scores", "scored", "scoring", "index", "rating", "accuracy", "overall",
         "average", "achieves", "reaches", "at", "verified"});
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
    if (figure.unit == "elo") figure.decimal = true;
  }

  // "points" after it and a comparison beside it: how far apart two are, not where one stands.
  [[nodiscard]] bool is_compared(const FoundFigure& figure) const {
    constexpr auto kCompared = std::to_array<Words>(
        {"ahead", "behind", "above", "below", "over", "higher", "lower", "better", "up", "more",
         "by", "gains", "gained", "gain", "jump", "improvement", "from", "lead"});
    return is_among(word(figure.last + 1), kCompared) || is_among(before(figure.first), kCompared);
  }

  // "an 11% improvement", "beats it by 60%": a difference, though it is printed like a score.
  [[nodiscard]] bool tells_difference(const FoundFigure& figure) const {
    constexpr auto kDifference = std::to_array<Words>(
        {"improvement", "improvements", "gain", "gains", "increase", "jump", "boost", "higher",
         "better", "uplift", "lower", "lead", "worse", "relative"});
    const std::size_t next = figure.last + 1;
    if (is_among(word(next), kDifference)) return true;
    if (!word(next).empty() && word(next) != "on" && is_among(word(next + 1), kDifference)) {
      return true;
    }
    return before(figure.first) == "by" && figure.unit == "%";
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

  void read_range(FoundFigure& figure) const {
    const std::size_t next = figure.last + 1;
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

  [[nodiscard]] bool is_counted(const FoundFigure& figure) const {
    if (figure.unit == "counted") return true;
    if (figure.unit == "solved") return !is_among(word(figure.last + 1), kSolved);
    if (figure.first > 0 && mark(figure.first - 1, "=")) return true;
    const std::size_t next = figure.last + 1;
    const std::string_view w = word(next);
    if (is_page_count(figure.first) || counts_plural(figure)) return true;
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

  // "(Score: 145, Comments: 46)": what a forum prints beside a post.
  [[nodiscard]] bool is_page_count(std::size_t i) const {
    constexpr auto kShown =
        std::to_array<Words>({"activity", "comments", "upvotes", "likes", "retweets", "views"});
    if (is_among(before(i, 2), kShown) && mark(i - 1, ":")) return true;
    return mark(i + 1, ",") && is_among(word(i + 2), kShown);
  }

  // "500 errors": a whole number before a plural.
  [[nodiscard]] bool counts_plural(const FoundFigure& figure) const {
    if (!figure.unit.empty() || figure.decimal) return false;
    const std::string_view w = word(figure.last + 1);
    return w.size() > 2 && w.ends_with('s') && !w.ends_with("ss") && !is_among(w, kNoPlural) &&
           !is_among(w, kSolved);
  }

  [[nodiscard]] bool is_share(std::size_t next) const {
    if (word(next) == "of" && !solves(next) && word(next + 1) != "the") {
      const bool of_name = next + 1 < tokens_.size() && tokens_[next + 1].kind == TokenKind::name;
      if (!of_name) return true;
    }
    if (word(next) == "ci" || word(next) == "confidence") return true;
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
