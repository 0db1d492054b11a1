#include "render/proof_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/utf8.h"

namespace dossier::proof {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

constexpr std::array<std::string_view, 21> kCardinals{
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

constexpr std::array<std::string_view, 11> kOrdinals{"zeroth", "first", "second", "third",
                                                     "fourth", "fifth", "sixth",  "seventh",
                                                     "eighth", "ninth", "tenth"};

struct Folding {
  std::string_view from, to;
};
constexpr Folding kFoldings[] = {
    {"\u2018", "'"},   {"\u2019", "'"},  {"\u201A", "'"},  {"\u201B", "'"}, {"\u201C", "\""},
    {"\u201D", "\""},  {"\u201E", "\""}, {"\u201F", "\""}, {"\u2010", "-"}, {"\u2011", "-"},
    {"\u2012", "-"},   {"\u2013", "-"},  {"\u2014", "-"},  {"\u2015", "-"}, {"\u2212", "-"},
    {"\u2026", "..."}, {"\u00D7", "x"},
};

// U+00C0 to U+00FF without their accents; '?' where there is no such letter.
constexpr std::string_view kUnaccented =
    "AAAAAA?CEEEEIIII?NOOOOO?OUUUUY??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";
static_assert(kUnaccented.size() == 64);

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Whether what stands before `at` ends a sentence or opens a cell.
bool opens_at(std::string_view text, std::size_t at) {
  while (at > 0) {
    const char c = text[at - 1];
    const bool between = std::string_view{" \"'([#@$~*_\x01\x02"}.find(c) != std::string_view::npos;
    if (!between) return std::string_view{".:;!?|"}.find(c) != std::string_view::npos;
    if (c == '\x02') {
      while (at > 0 && text[at - 1] != '\x01') --at;
      if (at == 0) return true;
    }
    --at;
  }
  return true;
}

// What "k", "million" and the like multiply with; 0 for other words.
double scale_of(std::string_view suffix) {
  if (suffix == "k" || suffix == "thousand") return 1e3;
  if (suffix == "m" || suffix == "million" || suffix == "mn") return 1e6;
  if (suffix == "b" || suffix == "billion" || suffix == "bn") return 1e9;
  if (suffix == "t" || suffix == "trillion") return 1e12;
  return 0;
}

template <std::size_t N>
std::optional<std::size_t> index_in(const std::array<std::string_view, N>& list,
                                    std::string_view word) {
  const auto found = std::ranges::find(list, word);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

// A whole number of at most four digits, without more behind it.
std::optional<int> small_number(const Word& word) {
  if (word.key.empty() || word.key.size() > 4 || !std::ranges::all_of(word.key, is_digit)) {
    return std::nullopt;
  }
  return std::atoi(word.key.c_str());
}

std::optional<unsigned> day_number(const Word& word) {
  std::string key = word.key;
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (key.ends_with(ending)) {
      key.resize(key.size() - 2);
      break;
    }
  }
  const auto number = small_number(Word{key});
  if (!number || *number < 1 || *number > 31 || key.size() > 2) return std::nullopt;
  return static_cast<unsigned>(*number);
}

std::optional<int> year_number(const Word& word) {
  const auto number = small_number(word);
  if (!number || *number < 1990 || *number > 2099) return std::nullopt;
  return number;
}

std::optional<unsigned> month_number(const Word& word) {
  if (!word.capital) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool shortened = word.key.size() == 3 || word.key == "sept";
    if (word.key == kMonths[i] || (shortened && kMonths[i].starts_with(word.key))) {
      return static_cast<unsigned>(i) + 1;
    }
  }
  return std::nullopt;
}

bool stands_between(std::string_view plain, const Word& left, const Word& right,
                    std::initializer_list<std::string_view> allowed) {
  return std::ranges::find(allowed, plain.substr(left.end, right.start - left.end)) !=
         allowed.end();
}

}  // namespace

std::string plain_form(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      out += text[i++];
      continue;
    }
    const auto found = std::ranges::find_if(
        kFoldings, [&](const Folding& f) { return text.substr(i).starts_with(f.from); });
    if (found == std::end(kFoldings)) {
      const bool latin = text[i] == '\xC3' && i + 1 < text.size();
      const auto letter = latin ? static_cast<unsigned char>(text[i + 1]) & 0x3FU : 0U;
      if (latin && kUnaccented[letter] != '?') {
        out += kUnaccented[letter];
        i += 2;
      } else {
        out += text[i++];
      }
    } else {
      out += found->to;
      i += found->from.size();
    }
  }
  return on_one_line(out);
}

std::vector<Word> words_of(std::string_view plain) {
  std::vector<Word> words;
  bool quoted = false;
  for (std::size_t i = 0; i < plain.size();) {
    if (plain[i] == '\x01') {  // A citation is no figure
      i = std::min(plain.find('\x02', i), plain.size());
    } else if (plain[i] == '"') {
      quoted = !quoted;
      ++i;
    } else if (!is_word_byte(plain[i])) {
      ++i;
    } else {
      std::size_t end = i + 1;
      while (end < plain.size()) {
        const bool inside_number = (plain[end] == '.' || plain[end] == ',') &&
                                   is_digit(plain[end - 1]) && end + 1 < plain.size() &&
                                   is_digit(plain[end + 1]);
        if (!is_word_byte(plain[end]) && !inside_number) break;
        ++end;
      }
      Word word;
      word.key = fold_case(plain.substr(i, end - i));
      word.start = i;
      word.end = end;
      word.capital = plain[i] >= 'A' && plain[i] <= 'Z';
      word.opens = opens_at(plain, i);
      word.quoted = quoted;
      words.push_back(std::move(word));
      i = end;
    }
  }
  return words;
}

std::size_t words_joining(const std::vector<Word>& words, std::size_t at, std::string_view key) {
  std::size_t matched = 0;
  for (std::size_t i = at; i < words.size(); ++i) {
    const std::string& word = words[i].key;
    if (!key.substr(matched).starts_with(word)) return 0;
    matched += word.size();
    if (matched == key.size()) return i - at + 1;
  }
  return 0;
}

bool has_joined(const std::vector<Word>& words, std::string_view key) {
  if (key.empty()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words_joining(words, i, key) > 0) return true;
  }
  return false;
}

std::vector<Figure> figures_of(const std::vector<Word>& words) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view key = words[i].key;
    // "A49B" beside a total: active parameters, as model cards write them.
    if (key.size() > 2 && key[0] == 'a' && is_digit(key[1]) && key.back() == 'b') {
      key.remove_prefix(1);
    }
    if (const auto ordinal = index_in(kOrdinals, key)) {
      figures.push_back({static_cast<double>(*ordinal), i, true, true, true});
    } else if (const auto cardinal = index_in(kCardinals, key)) {
      figures.push_back({static_cast<double>(*cardinal), i, true, false, true});
    } else if (is_digit(key[0])) {
      std::string digits;
      std::size_t end = 0;
      while (end < key.size() && (is_digit(key[end]) || key[end] == '.' || key[end] == ',')) ++end;
      std::ranges::copy_if(key.substr(0, end), std::back_inserter(digits),
                           [](char c) { return c != ','; });
      std::string_view suffix = key.substr(end);
      const bool ordinal_form =
          suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
      if (suffix.empty() && i + 1 < words.size() && words[i + 1].key.size() > 1) {
        suffix = words[i + 1].key;
      }
      const double scale = scale_of(suffix);
      const bool whole = scale == 0 && digits.find('.') == std::string::npos;
      figures.push_back({std::strtod(digits.c_str(), nullptr) * (scale > 0 ? scale : 1), i, false,
                         ordinal_form, whole});
    }
  }
  return figures;
}

std::vector<DatePoint> dates_of(const std::vector<Word>& words, std::string_view plain) {
  std::vector<DatePoint> points;
  const auto at = [&](std::size_t i) { return i < words.size() ? words[i] : Word{}; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    DatePoint point;
    point.first = point.last = i;
    const auto joined = [&](std::size_t left, std::initializer_list<std::string_view> between) {
      return left + 1 < words.size() &&
             stands_between(plain, words[left], words[left + 1], between);
    };
    if (const auto year = year_number(words[i])) {
      point.year = year;
      const auto month = small_number(at(i + 1));
      if (month && *month >= 1 && *month <= 12 && at(i + 1).key.size() == 2 && joined(i, {"-"})) {
        point.month = static_cast<unsigned>(*month);
        point.last = i + 1;
        if (const auto day = day_number(at(i + 2)); day && joined(i + 1, {"-"})) {
          point.day = day;
          point.last = i + 2;
        }
      }
    } else if (const auto month = month_number(words[i])) {
      point.month = month;
      if (const auto day = day_number(at(i + 1)); day && joined(i, {" ", ". "})) {
        point.day = day;
        point.last = i + 1;
      } else if (const auto before = i > 0 ? day_number(words[i - 1]) : std::nullopt;
                 before && joined(i - 1, {" ", " of "})) {
        point.day = before;
        point.first = i - 1;
      }
      if (const auto year_after = year_number(at(point.last + 1));
          year_after && joined(point.last, {" ", ", "})) {
        point.year = year_after;
        ++point.last;
      }
      // "may" at the start of a sentence is a verb more often than a month.
      if (words[i].key == "may" && !point.day && !point.year && words[i].opens) continue;
    } else {
      continue;
    }
    i = point.last;
    points.push_back(point);
  }
  return points;
}

bool falls_within(const DatePoint& point, const DateWindow& window) {
  using namespace std::chrono;
  const year_month_day first{window.first};
  const year_month_day last{window.last};
  for (int y = static_cast<int>(first.year()); y <= static_cast<int>(last.year()); ++y) {
    if (point.year && *point.year != y) continue;
    if (!point.month) return true;
    const year_month month{year{y}, std::chrono::month{*point.month}};
    if (point.day) {
      const year_month_day date = month / std::chrono::day{*point.day};
      if (date.ok() && Day{date} >= window.first && Day{date} <= window.last) return true;
    } else if (Day{month / 1} <= window.last && Day{month / std::chrono::last} >= window.first) {
      return true;
    }
  }
  return false;
}

bool says_as_much(const DatePoint& known, const DatePoint& point) {
  if (point.year && known.year && point.year != known.year) return false;
  if (point.month && point.month != known.month) return false;
  if (point.day && point.day != known.day) return false;
  return point.month || known.year == point.year;
}

}  // namespace dossier::proof
