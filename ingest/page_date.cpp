#include "ingest/page_date.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr std::size_t kDateBytesMax = 80;
constexpr std::size_t kLineBytesMax = 400;
constexpr std::size_t kTokensMax = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Token {
  std::string text;  // Lower case
  bool number = false;
  std::size_t start = 0, end = 0;
};

// Numbers, words, and ':' '/' '.' '+' '-' each for itself; commas, blanks and the like part.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (is_digit(text[i])) {
      while (i < text.size() && is_digit(text[i])) ++i;
      tokens.push_back({std::string(text.substr(start, i - start)), true, start, i});
    } else if (is_letter(text[i])) {
      while (i < text.size() && is_letter(text[i])) ++i;
      tokens.push_back({fold_case(text.substr(start, i - start)), false, start, i});
    } else {
      if (text[i] == ':' || text[i] == '/' || text[i] == '+' || text[i] == '-') {
        tokens.push_back({std::string(1, text[i]), false, start, i + 1});
      }
      ++i;
    }
  }
  return tokens;
}

int value_of(const Token& token) {
  int value = -1;
  if (token.number && token.text.size() <= 4) {
    std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
  }
  return value;
}

unsigned month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || word == kMonths[i].substr(0, 3) || (i == 8 && word == "sept")) {
      return i + 1;
    }
  }
  return 0;
}

bool is_ordinal(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

bool is_filler(std::string_view word) {
  constexpr std::array<std::string_view, 18> kFillers = {
      "mon", "monday", "tue", "tues",     "tuesday", "wed",    "wednesday", "thu", "thursday",
      "fri", "friday", "sat", "saturday", "sun",     "sunday", "at",        "on",  "of"};
  for (const std::string_view filler : kFillers) {
    if (word == filler) return true;
  }
  return false;
}

class DateReader {
 public:
  DateReader(std::string_view text, const std::vector<Token>& tokens, std::size_t first)
      : text_(text), tokens_(tokens), at_(first) {}

  // After success, end() is the first byte behind the date.
  std::optional<PageDate> read() {
    if (!read_day()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year_}, std::chrono::month{month_},
                                           std::chrono::day{day_}};
    if (!date.ok() || year_ < 1990 || year_ > 2100) return std::nullopt;
    PageDate result;
    result.time = std::chrono::sys_days{date};
    const std::size_t after_day = at_;
    if (read_clock()) {
      result.has_clock = true;
      *result.time += clock_;
    } else {
      at_ = after_day;
    }
    return result;
  }
  [[nodiscard]] std::size_t next_token() const { return at_; }
  [[nodiscard]] std::size_t end() const { return tokens_[at_ - 1].end; }

 private:
  [[nodiscard]] const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  [[nodiscard]] int number(std::size_t ahead) const {
    const Token* token = peek(ahead);
    return token == nullptr ? -1 : value_of(*token);
  }
  [[nodiscard]] bool is(std::size_t ahead, std::string_view text) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->text == text;
  }
  [[nodiscard]] unsigned month(std::size_t ahead) const {
    const Token* token = peek(ahead);
    return token == nullptr ? 0 : month_named(token->text);
  }

  bool read_day() {
    // 2026-05-16, 2026/05/16
    const Token* first = peek();
    if (first == nullptr) return false;
    if (first->number && first->text.size() == 4 && (is(1, "-") || is(1, "/"))) {
      const int m = number(2);
      const int d = number(4);
      if (m < 1 || m > 12 || d < 1 || !is(3, tokens_[at_ + 1].text)) return false;
      set(number(0), static_cast<unsigned>(m), static_cast<unsigned>(d));
      at_ += 5;
      return true;
    }
    // 16 May 2026, 22nd August 2026, 16-May-2026
    if (first->number) {
      const int d = number(0);
      std::size_t ahead = 1;
      if (peek(ahead) != nullptr && is_ordinal(peek(ahead)->text)) ++ahead;
      if (is(ahead, "of") || is(ahead, "-")) ++ahead;
      const unsigned m = month(ahead);
      if (is(ahead + 1, "-")) ++ahead;
      const int y = number(ahead + 1);
      if (m == 0 || d < 1 || y < 1000) return false;
      set(y, m, static_cast<unsigned>(d));
      at_ += ahead + 2;
      return true;
    }
    // May 16, 2026; May 16th 2026
    const unsigned m = month(0);
    if (m == 0) return false;
    const int d = number(1);
    std::size_t ahead = 2;
    if (peek(ahead) != nullptr && is_ordinal(peek(ahead)->text)) ++ahead;
    const int y = number(ahead);
    if (d < 1 || d > 31 || y < 1000) return false;
    set(y, m, static_cast<unsigned>(d));
    at_ += ahead + 1;
    return true;
  }

  bool read_clock() {
    while (peek() != nullptr && (is(0, "at") || is(0, "t") || is(0, "-"))) ++at_;
    int hours = number(0);
    if (hours < 0 || hours > 23 || !is(1, ":")) return false;
    const int minutes = number(2);
    if (minutes < 0 || minutes > 59) return false;
    at_ += 3;
    int seconds = 0;
    if (is(0, ":") && number(1) >= 0) {
      seconds = number(1);
      at_ += 2;
    }
    // A fraction is a number right after a full stop.
    if (peek() != nullptr && peek()->number && at_ > 0 &&
        tokens_[at_ - 1].end + 1 == peek()->start && text_[tokens_[at_ - 1].end] == '.') {
      ++at_;
    }
    if ((is(0, "pm") || is(0, "p")) && hours < 12) hours += 12;
    if ((is(0, "am") || is(0, "a")) && hours == 12) hours = 0;
    if (is(0, "am") || is(0, "pm")) ++at_;
    if ((is(0, "a") || is(0, "p")) && is(1, "m")) at_ += 2;
    using namespace std::chrono;
    clock_ = std::chrono::hours{hours} + std::chrono::minutes{minutes} +
             std::chrono::seconds{seconds > 59 ? 59 : seconds};
    read_zone();
    return true;
  }

  void read_zone() {
    using namespace std::chrono_literals;
    struct Zone {
      std::string_view name;
      std::chrono::minutes offset;
    };
    constexpr Zone kZones[] = {{"z", 0min},      {"utc", 0min},    {"gmt", 0min},
                               {"est", -300min}, {"edt", -240min}, {"et", -300min},
                               {"cst", -360min}, {"cdt", -300min}, {"mst", -420min},
                               {"mdt", -360min}, {"pst", -480min}, {"pdt", -420min}};
    for (const Zone& zone : kZones) {
      if (!is(0, zone.name)) continue;
      clock_ -= zone.offset;
      ++at_;
      return;
    }
    if (!is(0, "+") && !is(0, "-")) return;
    const Token* digits = peek(1);
    if (digits == nullptr || !digits->number) return;
    const int value = value_of(*digits);
    std::chrono::minutes offset{};
    std::size_t used = 2;
    if (digits->text.size() == 4) {
      offset = std::chrono::minutes{value / 100 * 60 + value % 100};
    } else if (digits->text.size() <= 2) {
      offset = std::chrono::hours{value};
      if (is(2, ":") && number(3) >= 0) {
        offset += std::chrono::minutes{number(3)};
        used = 4;
      }
    } else {
      return;
    }
    clock_ -= is(0, "+") ? offset : -offset;
    at_ += used;
  }

  void set(int y, unsigned m, unsigned d) {
    year_ = y;
    month_ = m;
    day_ = d;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t at_;
  int year_ = 0;
  unsigned month_ = 0, day_ = 0;
  std::chrono::seconds clock_{};
};

}  // namespace

std::optional<PageDate> read_page_date(std::string_view text) {
  if (text.empty() || text.size() > kDateBytesMax) return std::nullopt;
  const std::vector<Token> tokens = tokens_of(text);
  if (tokens.size() > 2 * kTokensMax) return std::nullopt;
  std::size_t first = 0;
  while (first < tokens.size() && is_filler(tokens[first].text)) ++first;
  DateReader reader(text, tokens, first);
  std::optional<PageDate> date = reader.read();
  if (!date) return std::nullopt;
  std::size_t rest = reader.next_token();
  while (rest < tokens.size() && (is_filler(tokens[rest].text) || tokens[rest].text.size() == 1)) {
    ++rest;
  }
  if (rest < tokens.size()) return std::nullopt;
  date->text = on_one_line(text);
  return date;
}

std::optional<PageDate> find_page_date(std::string_view text) {
  text = clip(text, kLineBytesMax);
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    DateReader reader(text, tokens, i);
    std::optional<PageDate> date = reader.read();
    if (!date) continue;
    date->text = std::string(text.substr(tokens[i].start, reader.end() - tokens[i].start));
    return date;
  }
  return std::nullopt;
}

}  // namespace dossier
