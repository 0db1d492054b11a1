#include "extract/date_phrase.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace dossier {
namespace {

namespace chrono = std::chrono;

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 13> kNumbers{"zero", "one",    "two",   "three", "four",
                                                    "five", "six",    "seven", "eight", "nine",
                                                    "ten",  "eleven", "twelve"};

Day first_of(int year, unsigned month) {
  return chrono::sys_days{chrono::year{year} / chrono::month{month} / chrono::day{1}};
}
Day last_of(int year, unsigned month) {
  return chrono::sys_days{chrono::year{year} / chrono::month{month} / chrono::last};
}
DateWindow months_of(int year, unsigned first, unsigned last) {
  return {first_of(year, first), last_of(year, last)};
}

// Calendar months, the day kept where the month has it.
Day plus_months(Day day, int months) {
  chrono::year_month_day date{day};
  date += chrono::months{months};
  return date.ok() ? Day{date} : Day{date.year() / date.month() / chrono::last};
}

enum class Unit { day, week, month, quarter, year };

Day plus(Day day, int count, Unit unit) {
  switch (unit) {
    case Unit::day:
      return day + chrono::days{count};
    case Unit::week:
      return day + chrono::days{7 * count};
    case Unit::month:
      return plus_months(day, count);
    case Unit::quarter:
      return plus_months(day, 3 * count);
    case Unit::year:
      return plus_months(day, 12 * count);
  }
  return day;
}

// Reads the words from a place on; each reader moves on only if it succeeds.
class Reader {
 public:
  Reader(std::span<const Word> words, std::size_t at, std::optional<Day> published,
         std::optional<DateWindow> after)
      : words_(words), at_(at), published_(published), after_(after) {}

  std::optional<DateWindow> phrase();
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() ? std::string_view(words_[at_ + ahead].text)
                                       : std::string_view();
  }
  template <std::size_t... Sizes>
  bool skip(const char (&... choices)[Sizes]) {
    if (!is_one_of(word(), choices...)) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] int published_year() const {
    return static_cast<int>(chrono::year_month_day{*published_}.year());
  }
  std::optional<int> count();
  std::optional<int> year();
  std::optional<unsigned> month();
  std::optional<Unit> unit();
  std::optional<DateWindow> period();
  std::optional<DateWindow> plain_period();
  std::optional<DateWindow> end_of_period();
  std::optional<DateWindow> quarter_or_half();
  std::optional<DateWindow> named_month();
  std::optional<DateWindow> relative_period();
  std::optional<DateWindow> span_from_now();
  std::optional<DateWindow> counted_later();

  std::span<const Word> words_;
  std::size_t at_;
  std::optional<Day> published_;
  std::optional<DateWindow> after_;
};

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> Reader::count() {
  std::optional<int> value = number_of(word());
  if (!value) {
    const auto found = std::ranges::find(kNumbers, word());
    if (found != kNumbers.end()) value = static_cast<int>(found - kNumbers.begin());
  }
  if (!value && (word() == "a" || word() == "an")) value = 1;
  if (!value || *value < 0 || *value > 400) return std::nullopt;
  ++at_;
  return value;
}

std::optional<int> Reader::year() {
  const std::optional<int> value = word().size() == 4 ? number_of(word()) : std::nullopt;
  if (!value || *value < 1990 || *value > 2100) return std::nullopt;
  ++at_;
  return value;
}

std::optional<unsigned> Reader::month() {
  const std::string_view name = word();
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool short_form = name.size() == 3 && kMonths[i].starts_with(name);
    if (name != kMonths[i] && !short_form && !(i == 8 && name == "sept")) continue;
    ++at_;
    return static_cast<unsigned>(i + 1);
  }
  return std::nullopt;
}

std::optional<Unit> Reader::unit() {
  constexpr std::array<std::pair<std::string_view, Unit>, 5> kUnits{{{"day", Unit::day},
                                                                     {"week", Unit::week},
                                                                     {"month", Unit::month},
                                                                     {"quarter", Unit::quarter},
                                                                     {"year", Unit::year}}};
  for (const auto& [name, value] : kUnits) {
    std::string_view text = word();
    if (text.size() == name.size() + 1 && text.ends_with('s')) text.remove_suffix(1);
    if (text != name) continue;
    ++at_;
    return value;
  }
  return std::nullopt;
}

// "Q3 2026", "Q3", "H1", "first half of 2026", "the second half of the year".
std::optional<DateWindow> Reader::quarter_or_half() {
  const std::size_t start = at_;
  unsigned first = 0, last = 0;
  const std::string_view text = word();
  if (text.size() == 2 && text[0] == 'q' && text[1] >= '1' && text[1] <= '4') {
    first = static_cast<unsigned>(text[1] - '1') * 3 + 1;
    last = first + 2;
    ++at_;
  } else if (text == "h1" || text == "h2") {
    first = text == "h1" ? 1 : 7;
    last = first + 5;
    ++at_;
  } else {
    static constexpr std::array<std::string_view, 4> kOrdinals{"first", "second", "third",
                                                               "fourth"};
    const auto ordinal = std::ranges::find(kOrdinals, text);
    if (ordinal == kOrdinals.end()) return std::nullopt;
    const auto place = static_cast<unsigned>(ordinal - kOrdinals.begin());
    if (word(1) == "half" && place < 2) {
      first = place * 6 + 1;
      last = first + 5;
    } else if (word(1) == "quarter") {
      first = place * 3 + 1;
      last = first + 2;
    } else {
      return std::nullopt;
    }
    at_ += 2;
  }
  if (skip("of")) skip("the", "this");
  if (const auto named = year()) return months_of(*named, first, last);
  skip("year");
  if (published_) return months_of(published_year(), first, last);
  at_ = start;
  return std::nullopt;
}

// "March 2027", "March", "July 27, 2026", "July 27", "27 July 2026". Without a year: the nearest
// such month or day from the one before publication on.
std::optional<DateWindow> Reader::named_month() {
  const std::size_t start = at_;
  std::optional<int> day = number_of(word());
  if (day) ++at_;
  const bool may_be_verb = word() == "may" || word() == "march" || word() == "mar";
  const std::optional<unsigned> named = month();
  if (!named) {
    at_ = start;
    return std::nullopt;
  }
  if (!day && word().size() <= 4) {
    std::string_view text = word();
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (text.size() > 2 && text.ends_with(ending)) text.remove_suffix(2);
    }
    if (text.size() <= 2) day = number_of(text);
    if (day) ++at_;
  }
  if (day && (*day < 1 || *day > 31)) {
    at_ = start;
    return std::nullopt;
  }
  if (word() == "," && word(1).size() == 4 && number_of(word(1))) ++at_;
  skip("of");
  std::optional<int> in_year = year();
  if (!in_year) {
    // "may" and "march" are verbs more often than months.
    if (!published_ || (may_be_verb && !day)) {
      at_ = start;
      return std::nullopt;
    }
    in_year = published_year();
    if (last_of(*in_year, *named) < *published_ - chrono::days{31}) ++*in_year;
  }
  if (!day) return months_of(*in_year, *named, *named);
  const chrono::year_month_day date =
      chrono::year{*in_year} / chrono::month{*named} / chrono::day{static_cast<unsigned>(*day)};
  if (date.ok()) return DateWindow{Day{date}, Day{date}};
  at_ = start;
  return std::nullopt;
}

// "this year", "later this year", "next quarter", "this summer".
std::optional<DateWindow> Reader::relative_period() {
  if (!published_) return std::nullopt;
  const std::size_t start = at_;
  const bool later = skip("later");
  const bool next = word() == "next" || word() == "coming";
  if (!skip("this", "next", "coming")) {
    at_ = start;
    return std::nullopt;
  }
  const chrono::year_month_day today{*published_};
  const int this_year = published_year();
  const auto this_month = static_cast<unsigned>(today.month());
  constexpr std::array<std::pair<std::string_view, unsigned>, 5> kSeasons{
      {{"spring", 3}, {"summer", 6}, {"fall", 9}, {"autumn", 9}, {"winter", 12}}};
  for (const auto& [name, first] : kSeasons) {
    if (word() != name) continue;
    ++at_;
    const int add = next && this_month >= first ? 1 : 0;
    const Day begins = first_of(this_year + add, first);
    return DateWindow{begins, plus_months(begins, 3) - chrono::days{1}};
  }
  const std::optional<Unit> length = unit();
  if (!length || word(0) == "old") {
    at_ = start;
    return std::nullopt;
  }
  DateWindow window{*published_, *published_};
  const int add = next ? 1 : 0;
  if (*length == Unit::year) {
    window = months_of(this_year + add, 1, 12);
  } else if (*length == Unit::quarter || *length == Unit::month) {
    const unsigned size = *length == Unit::quarter ? 3 : 1;
    const Day begins = plus_months(first_of(this_year, (this_month - 1) / size * size + 1),
                                   add * static_cast<int>(size));
    window = {begins, plus_months(begins, static_cast<int>(size)) - chrono::days{1}};
  } else if (*length == Unit::week) {
    const Day monday = *published_ - (chrono::weekday{*published_} - chrono::Monday);
    window = {monday + chrono::days{7 * add}, monday + chrono::days{7 * add + 6}};
  } else {
    at_ = start;
    return std::nullopt;
  }
  if (later && window.last > *published_) {
    window.first = std::max(window.first, *published_ + chrono::days{1});
  }
  return window;
}

// "Q3", "this year", "March 2027", "2027".
std::optional<DateWindow> Reader::plain_period() {
  if (const auto window = quarter_or_half()) return window;
  if (const auto window = relative_period()) return window;
  if (const auto window = named_month()) return window;
  if (const auto named = year()) return months_of(*named, 1, 12);
  return std::nullopt;
}

// "the end of the year", "the end of Q3": its last month.
std::optional<DateWindow> Reader::end_of_period() {
  const std::size_t start = at_;
  if (word() != "end" || (word(1) != "of" && word(1) != "year")) return std::nullopt;
  at_ += word(1) == "of" ? 2 : 1;
  skip("the");
  std::optional<DateWindow> whole;
  if (published_ && (word() == "year" || word() == "month" || word() == "quarter" ||
                     (at_ > start && words_[at_ - 1].text == "end"))) {
    const chrono::year_month_day today{*published_};
    const auto this_month = static_cast<unsigned>(today.month());
    const unsigned last = word() == "month"     ? this_month
                          : word() == "quarter" ? (this_month - 1) / 3 * 3 + 3
                                                : 12;
    skip("year", "month", "quarter");
    whole = months_of(published_year(), last, last);
  } else {
    whole = plain_period();
  }
  if (!whole) {
    at_ = start;
    return std::nullopt;
  }
  if (whole->last - whole->first > chrono::days{31}) {
    const chrono::year_month_day last{whole->last};
    whole->first = Day{last.year() / last.month() / chrono::day{1}};
  }
  return whole;
}

// Any period: "early 2027", "the end of the year", "March".
std::optional<DateWindow> Reader::period() {
  const std::size_t start = at_;
  skip("the");
  if (const auto window = end_of_period()) return window;
  const std::string_view part = word();
  const bool is_part = part == "early" || part == "mid" || part == "late";
  if (is_part) {
    ++at_;
    skip("in");
  }
  const std::optional<DateWindow> whole = plain_period();
  if (!whole) {
    at_ = start;
    return std::nullopt;
  }
  // A third of a year can be told; "late July" is July, for nothing is sharpened.
  if (!is_part || whole->last - whole->first < chrono::days{300}) return whole;
  const int of = static_cast<int>(chrono::year_month_day{whole->first}.year());
  const unsigned first = part == "early" ? 1 : part == "mid" ? 5 : 9;
  return months_of(of, first, first + 3);
}

// "within six months", "in the next 3-6 months", "over the coming year", "in two years".
std::optional<DateWindow> Reader::span_from_now() {
  if (!published_) return std::nullopt;
  const std::size_t start = at_;
  const bool within = word() == "within" || word() == "over";
  if (!skip("within", "in", "over")) return std::nullopt;
  const bool coming = word() == "the" && (word(1) == "next" || word(1) == "coming");
  if (coming) at_ += 2;
  skip("about", "roughly", "around");
  std::optional<int> least = count();
  std::optional<int> most = least;
  if (least && skip("-", "to", "or", "—")) most = count();
  if (!least && coming) least = most = 1;
  const std::optional<Unit> length = unit();
  // "in two years" is then; "in the next two years" and "within two years" are by then.
  if (!least || !most || !length || word() == "ago" || word() == "of" ||
      (!coming && !within && *least == 1 && word() != "from")) {
    at_ = start;
    return std::nullopt;
  }
  if (word() == "or" && word(1) == "so") at_ += 2;
  if (word() == "from" && word(1) == "now") at_ += 2;
  if (within || coming) return DateWindow{*published_, plus(*published_, *most, *length)};
  const Day from = plus(*published_, *least, *length);
  if (*length == Unit::year && *least == *most) {
    const int then = static_cast<int>(chrono::year_month_day{from}.year());
    return months_of(then, 1, 12);
  }
  return DateWindow{from, plus(*published_, *most, *length)};
}

// "3-9 months later", "six months from now".
std::optional<DateWindow> Reader::counted_later() {
  const std::size_t start = at_;
  const std::optional<int> least = count();
  std::optional<int> most = least;
  if (least && skip("-", "to", "or", "—")) most = count();
  const std::optional<Unit> length = least && most ? unit() : std::nullopt;
  if (length && word() == "from" && word(1) == "now" && published_) {
    at_ += 2;
    return DateWindow{plus(*published_, *least, *length), plus(*published_, *most, *length)};
  }
  if (length && skip("later", "after") && after_) {
    return DateWindow{plus(after_->first, *least, *length), plus(after_->last, *most, *length)};
  }
  at_ = start;
  return std::nullopt;
}

std::optional<DateWindow> Reader::phrase() {
  const std::size_t start = at_;
  if (const auto window = span_from_now()) return window;
  if (const auto window = counted_later()) return window;
  if (published_ && (word() == "tomorrow" || word() == "today") && words_.size() > at_) {
    const Day then = *published_ + chrono::days{word() == "tomorrow" ? 1 : 0};
    ++at_;
    return DateWindow{then, then};
  }
  const bool before = word() == "before";
  const bool until = word() == "by" || before;
  const bool placed = skip("by", "before", "in", "during", "on", "starting", "from", "until",
                           "through", "throughout", "around", "at");
  if (placed && !until) skip("in", "from", "around");
  std::optional<DateWindow> window;
  if (placed) {
    window = period();
  } else if (word() == "later" || word() == "this" || word() == "next") {
    window = relative_period();
  } else if (word() == "early" || word() == "mid" || word() == "late" || word() == "end" ||
             word() == "q1" || word() == "q2" || word() == "q3" || word() == "q4") {
    window = period();
  } else {
    window = named_month();
  }
  if (!window) {
    at_ = start;
    return std::nullopt;
  }
  // "before July" ends with June.
  if (before) window->first = window->last = window->first - chrono::days{1};
  // "by" a time is any day up to it, from the day the words were said on.
  if (until && published_ && window->last > *published_) window->first = *published_;
  return window;
}

}  // namespace

std::vector<DatePhrase> find_date_phrases(std::span<const Word> words, std::optional<Day> published,
                                          std::optional<DateWindow> after) {
  std::vector<DatePhrase> found;
  for (std::size_t at = 0; at < words.size();) {
    Reader reader(words, at, published, after);
    const std::optional<DateWindow> window = reader.phrase();
    if (!window || reader.at() == at) {
      ++at;
      continue;
    }
    found.push_back({{words[at].span.start, words[reader.at() - 1].span.end}, *window});
    at = reader.at();
  }
  return found;
}

std::optional<DatePhrase> find_due(std::span<const Word> words, std::optional<Day> published,
                                   std::optional<DateWindow> after) {
  for (const DatePhrase& phrase : find_date_phrases(words, published, after)) {
    if (published && phrase.window.last <= *published) continue;
    return phrase;
  }
  return std::nullopt;
}

}  // namespace dossier
