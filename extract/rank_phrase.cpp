#include "extract/rank_phrase.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/word_set.h"
#include "extract/figure_words.h"
#include "extract/number_parts.h"

namespace dossier {
namespace {

using namespace figure_words;
using Words = std::string_view;
using Rank = std::optional<FoundFigure>;

class RankPhrase {
 public:
  RankPhrase(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  [[nodiscard]] Rank read() const {
    if (tokens_[at_].kind == TokenKind::number) return read_numeral();
    const Words w = word(at_);
    if (Rank place = read_place(w)) return place;
    if (Rank lead = read_lead(w)) return lead;
    if (Rank record = read_record(w)) return record;
    return read_superlative(w);
  }

 private:
  [[nodiscard]] Words word(std::size_t i) const {
    return i < tokens_.size() ? word_of(tokens_[i]) : Words();
  }
  [[nodiscard]] bool mark(std::size_t i, Words text) const {
    return i < tokens_.size() && is_mark(tokens_[i], text);
  }
  [[nodiscard]] Words before(std::size_t i, std::size_t back = 1) const {
    return i >= back ? word(i - back) : Words();
  }
  [[nodiscard]] bool names(std::size_t i, NameKind kind) const {
    return i < tokens_.size() && is_name(tokens_[i], kind);
  }
  [[nodiscard]] Rank rank(std::size_t first, std::size_t last, int place,
                          bool by_verb = false) const {
    return rank_figure(tokens_, first, last, place, by_verb);
  }

  // "12th place", "ranked 12th".
  [[nodiscard]] Rank read_numeral() const {
    const NumberParts parts = parts_of(tokens_[at_].text);
    static constexpr auto kEndings = word_set({"st", "nd", "rd", "th"});
    if (!is_among(parts.suffix, kEndings)) return {};
    return read_ordinal(std::atoi(parts.digits.c_str()));
  }

  // "third place", "ranked second", "No. 1", "number one", "second-highest".
  [[nodiscard]] Rank read_place(Words w) const {
    if (w == "last") return read_last();
    const Words first = w.substr(0, w.find('-'));
    const auto* ordinal = std::ranges::find(kOrdinals, first);
    if (ordinal != kOrdinals.end()) {
      const int place = static_cast<int>(ordinal - kOrdinals.begin()) + 1;
      if (first == w) return read_ordinal(place);
      const Words kind = w.substr(first.size() + 1);
      const bool placed = kind == "place" || kind == "best" || kind == "highest" ||
                          kind == "ranked" || kind == "strongest";
      return placed ? rank(at_, at_, place) : Rank();
    }
    if (w == "no" && mark(at_ + 1, ".")) {
      if (const auto number = small_number(tokens_, at_ + 2)) return rank(at_, at_ + 2, *number);
    }
    if (w == "number") {
      if (word(at_ + 1) == "one") return rank(at_, at_ + 1, 1);
      const auto number = small_number(tokens_, at_ + 1);
      return number && before(at_) != "a" ? rank(at_, at_ + 1, *number) : Rank();
    }
    static constexpr auto kRanks =
        word_set({"rank", "ranks", "ranked", "ranking", "placed", "places", "placing", "rank:"});
    if (is_among(w, kRanks)) {
      if (const auto number = small_number(tokens_, at_ + 1)) return rank(at_, at_ + 1, *number);
    }
    return {};
  }

  [[nodiscard]] Rank read_ordinal(int place) const {
    // "892 tokens per second", "in under a second"
    static constexpr auto kOfTime = word_set({"per", "a", "each", "every", "one"});
    if (word(at_) == "second" && is_among(before(at_), kOfTime)) return {};
    static constexpr auto kPlace =
        word_set({"place", "position", "rank", "overall", "spot", "highest", "best"});
    static constexpr auto kPlaced =
        word_set({"ranks", "ranked", "ranking", "placed", "places", "placing", "finished", "came",
                  "finishes", "comes", "debuts", "debuted", "sits", "stands", "landed", "lands",
                  "remains", "stays"});
    // "first or second place" gives its first number.
    if ((word(at_ + 1) == "or" || word(at_ + 1) == "and") && is_among(word(at_ + 3), kPlace)) {
      return rank(at_, at_ + 3, place);
    }
    if (is_among(word(at_ + 1), kPlace)) return rank(at_, at_ + 1, place);
    if (at_ > 0 && is_among(before(at_), kPlaced)) return rank(at_, at_, place);
    if (is_tied_place() || is_goal()) return rank(at_, at_, place);
    if (follows_model()) return rank(at_, at_, place);
    // "is now 1st on BENCHMARK"
    const bool on = word(at_ + 1) == "on" || word(at_ + 1) == "in";
    const std::size_t board = word(at_ + 2) == "the" ? at_ + 3 : at_ + 2;
    if (on && names(board, NameKind::benchmark)) return rank(at_, at_, place);
    return {};
  }

  // "tied for fourth"
  [[nodiscard]] bool is_tied_place() const {
    return before(at_) == "for" && before(at_, 2).starts_with("tie");
  }

  // "climbed four places to sixth", "fell from third to eighth": where it has got to.
  [[nodiscard]] bool is_goal() const {
    constexpr std::size_t kReachMax = 6;
    static constexpr auto kMoving = word_set(
        {"climbed", "climbs", "fell", "falls", "rose", "rises", "dropped", "drops", "moved",
         "moves", "jumped", "jumps", "slipped", "slips", "slid", "sank", "up", "down", "places"});
    if (before(at_) != "to") return false;
    for (std::size_t back = 2; back <= kReachMax; ++back) {
      if (is_among(before(at_, back), kMoving)) return true;
    }
    return false;
  }

  // "MODEL third, MODEL second at 63.9": between a name and the end of what is said of it.
  [[nodiscard]] bool follows_model() const {
    if (at_ == 0 || !names(at_ - 1, NameKind::model)) return false;
    static constexpr auto kBehind = word_set({"at", "with", "and", "on", "in"});
    return at_ + 1 == tokens_.size() || mark(at_ + 1, ",") || mark(at_ + 1, ";") ||
           mark(at_ + 1, ".") || mark(at_ + 1, "(") || is_among(word(at_ + 1), kBehind);
  }

  // "last among the four models tested", "last of the 12": the place that their number is.
  [[nodiscard]] Rank read_last() const {
    if (word(at_ + 1) != "among" && word(at_ + 1) != "of" && word(at_ + 1) != "out") return {};
    const std::size_t of = word(at_ + 1) == "out" ? at_ + 2 : at_ + 1;
    const std::size_t count = word(of + 1) == "the" || word(of + 1) == "all" ? of + 2 : of + 1;
    if (const auto number = small_number(tokens_, count)) return rank(at_, count, *number);
    const auto* number = std::ranges::find(kNumberWords, word(count));
    if (number == kNumberWords.end()) return {};
    return rank(at_, count, static_cast<int>(number - kNumberWords.begin()) + 1);
  }

  // "tops", "leads", "atop": the verb is the place.
  [[nodiscard]] Rank read_lead(Words w) const {
    if (w == "tops" || w == "topped" || w == "topping" || w == "atop") {
      if (word(at_ + 1) == "out" || word(at_ + 1) == "up") return {};
      return rank(at_, at_, 1, true);
    }
    if (w != "leads" && w != "led" && w != "leading") return {};
    if (w == "leads" && !leads_as_verb()) return {};
    static constexpr auto kNot = word_set({"to", "by", "up", "the-way", "into", "with", "a", "an"});
    if (is_among(word(at_ + 1), kNot)) return {};
    // "leading labs" speaks of standing, not of a place; "leading open-weight model" does.
    if (w == "leading" && !names_class(at_ + 1)) {
      const bool leads_board =
          word(at_ + 1) == "on" || word(at_ + 1) == "the" || names(at_ + 1, NameKind::benchmark) ||
          (word(at_ + 1) == "at" && at_ > 0 && names(at_ - 1, NameKind::model));
      if (!leads_board) return {};
    }
    return rank(at_, at_, 1, true);
  }

  // "K3 leads", "it now leads", "reportedly leads"; not "large leads".
  [[nodiscard]] bool leads_as_verb() const {
    if (at_ == 0) return false;
    static constexpr auto kBefore = word_set(
        {"it", "also", "now", "still", "that", "which", "and", "model", "who", "the-model"});
    const Token& token = tokens_[at_ - 1];
    return token.kind != TokenKind::word || is_among(word_of(token), kBefore) ||
           word_of(token).ends_with("ly");
  }

  // "sets a new record on …", "a record score".
  [[nodiscard]] Rank read_record(Words w) const {
    if (w != "record") return {};
    const bool set = before(at_) == "new" || before(at_, 2).starts_with("set");
    return set && word(at_ + 1) == "on" ? rank(at_, at_, 1, true) : Rank();
  }

  // The words behind `i` name a class of models: "open-weight model", "open models".
  [[nodiscard]] bool names_class(std::size_t i) const {
    bool open = false;
    for (std::size_t k = i; k < i + 5 && k < tokens_.size(); ++k) {
      const Words w = word(k);
      open |= w.starts_with("open");
      if (w == "model" || w == "models" || w == "weights" || w == "llm" || w == "llms") {
        return open || k > i || w == "model";
      }
      if (w.empty() && !mark(k, "-") && !mark(k, "/")) return false;
    }
    return open && (word(i) == "open" || word(i) == "open-weights");
  }

  // "state of the art", "the best open model", "highest score", "top spot".
  [[nodiscard]] Rank read_superlative(Words w) const {
    if (w == "sota" || w == "state-of-the-art") return read_sota(at_);
    if (w == "state" && word(at_ + 1) == "of" && word(at_ + 2) == "the" && word(at_ + 3) == "art") {
      return read_sota(at_ + 3);
    }
    static constexpr auto kSuperlatives =
        word_set({"best", "top", "highest", "highest-scoring", "best-performing", "strongest",
                  "top-scoring", "top-ranked", "highest-ranked"});
    if (!is_among(w, kSuperlatives) || is_one_of_several(w)) return {};
    static constexpr auto kNouns =
        word_set({"score", "scores", "performance", "result", "results", "model", "accuracy",
                  "spot", "position", "positions", "place", "weights", "llm", "agent", "setup",
                  "elo", "entry", "entrant"});
    for (std::size_t k = at_ + 1; k < at_ + 5 && k < tokens_.size(); ++k) {
      const Words noun = word(k);
      if (noun.empty() && !mark(k, "-") && !names(k, NameKind::benchmark)) break;
      if (noun == "practices" || noun == "of" || noun == "in" || noun == "for") break;
      if (!is_among(noun, kNouns)) continue;
      if (noun == "model" && word(k + 1) == "releases") return {};
      return rank(at_, k, 1, true);
    }
    return {};
  }

  // "one of the best models", "the previous best score".
  [[nodiscard]] bool is_one_of_several(Words w) const {
    const bool of = before(at_) == "of" || before(at_, 2) == "of" || before(at_) == "among" ||
                    before(at_) == "previous" || before(at_) == "prior" ||
                    before(at_, 2) == "behind";
    return of && (w != "top" || before(at_, 3) == "one" || before(at_, 2) == "one");
  }

  [[nodiscard]] Rank read_sota(std::size_t last) const {
    // "compared with the state of the art" is what somebody is measured against.
    static constexpr auto kAgainst =
        word_set({"match",    "matches",    "matching",    "than",    "to",     "with",
                  "behind",   "lag",        "lags",        "trail",   "trails", "other",
                  "current",  "prior",      "previous",    "against", "near",   "lagging",
                  "approach", "approaches", "approaching", "versus"});
    const Words one = before(at_) == "the" || before(at_) == "other" ? before(at_, 2) : before(at_);
    if (is_among(one, kAgainst) || is_among(before(at_), kAgainst)) return {};
    if (word(last + 1) == "models" || word(last + 1) == "llms") return {};
    return rank(at_, last, 1, true);
  }

  const std::vector<Token>& tokens_;
  std::size_t at_;
};

}  // namespace

FoundFigure rank_figure(const std::vector<Token>& tokens, std::size_t first, std::size_t last,
                        int rank, bool by_verb) {
  FoundFigure figure;
  figure.first = first;
  figure.last = last;
  figure.use = FigureUse::rank;
  figure.rank = rank;
  figure.by_verb = by_verb;
  figure.span = {tokens[first].span.start, tokens[last].span.end};
  const bool about = first > 0 && (is_mark(tokens[first - 1], "~") ||
                                   is_among(word_of(tokens[first - 1]), kLoose));
  const bool open = last + 1 < tokens.size() && is_mark(tokens[last + 1], "+");
  figure.exact = !about && !open;
  return figure;
}

std::optional<int> small_number(const std::vector<Token>& tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].kind != TokenKind::number) return std::nullopt;
  const NumberParts parts = parts_of(tokens[at].text);
  const bool plain = (parts.sign == '\0' || parts.sign == '#') && parts.suffix.empty() &&
                     !parts.digits.empty() && parts.digits.size() <= 3 &&
                     std::ranges::all_of(parts.digits, is_digit_in_number);
  return plain ? std::optional(std::atoi(parts.digits.c_str())) : std::nullopt;
}

std::optional<FoundFigure> find_rank_phrase(const std::vector<Token>& tokens, std::size_t at) {
  return RankPhrase(tokens, at).read();
}

}  // namespace dossier
