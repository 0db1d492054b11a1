#include "ingest/page_date.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "ingest/page_date_words.h"

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
  std::string text;  // Case-folded
  bool number = false;
  std::size_t start = 0, end = 0;
};

// Bytes of the letter at `at`, or 0. What is not ASCII is a letter, but for U+00A0 to U+00BF and
// the punctuation of U+2000 to U+206F, U+3000 to U+303F, and U+FF00 to U+FF3F.
std::size_t letter_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80U) return is_letter(text[at]) ? 1 : 0;
  const std::string_view two = text.substr(at, 2);
  if (lead == 0xC2U || two == "\xE2\x80" || two == "\xE2\x81" || two == "\xE3\x80" ||
      two == "\xEF\xBC") {
    return 0;
  }
  return std::min<std::size_t>(lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4, text.size() - at);
}

// Numbers, words, and ':' '/' '+' '-' each for itself; commas, blanks and the like part.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (is_digit(text[i])) {
      while (i < text.size() && is_digit(text[i])) ++i;
      tokens.push_back({std::string(text.substr(start, i - start)), true, start, i});
    } else if (letter_at(text, i) > 0) {
      while (i < text.size() && letter_at(text, i) > 0) i += letter_at(text, i);
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

bool is_ordinal(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th" || word == "er";
}

class DateReader {
 public:
  // `two_digit_years`: whether 16.05.26 is a date; in running text it may be a version.
  DateReader(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
             bool two_digit_years)
      : text_(text), tokens_(tokens), at_(first), two_digit_years_(two_digit_years) {}

  // After success, end() is the first byte behind the date.
  std::optional<PageDate> read() {
    if (!read_day()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year_}, std::chrono::month{month_},
                                           std::chrono::day{day_}};
    if (!date.ok() || year_ < 1990 || year_ > 2100) return std::nullopt;
    PageDate result;
    result.time = std::chrono::sys_days{date};
    const std::size_t after_day = at_;
    const bool clock = read_clock();
    if (clock && zone_unknown_) return result;  // The day alone
    if (clock) {
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

  // Whether a full stop, and blanks at most, part the tokens `ahead` and `ahead + 1`.
  [[nodiscard]] bool dotted(std::size_t ahead) const {
    if (peek(ahead + 1) == nullptr) return false;
    const std::size_t end = peek(ahead)->end;
    std::string_view between = text_.substr(end, peek(ahead + 1)->start - end);
    while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
    return between == ".";
  }
  [[nodiscard]] bool begins(std::size_t ahead, std::string_view prefix) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->text.substr(0, prefix.size()) == prefix;
  }
  [[nodiscard]] std::size_t digits(std::size_t ahead) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->number ? token->text.size() : 0;
  }

  bool read_day() {
    if (peek() == nullptr) return false;
    if (!peek()->number) return read_month_first();
    return read_year_first() || read_numbers() || read_day_first();
  }

  bool take(int y, int m, int d, std::size_t tokens) {
    if (m < 1 || m > 12 || d < 1 || d > 31 || y < 1000) return false;
    year_ = y;
    month_ = static_cast<unsigned>(m);
    day_ = static_cast<unsigned>(d);
    at_ += tokens;
    return true;
  }

  // 2026-05-16, 2026/05/16, 2026.05.16, 2026年5月16日
  bool read_year_first() {
    if (digits(0) != 4) return false;
    if (is(1, "年") && is(3, "月")) {
      return take(number(0), number(2), number(4), begins(5, "日") ? 6 : 5);
    }
    if ((is(1, "-") || is(1, "/")) && is(3, peek(1)->text)) {
      return take(number(0), number(2), number(4), 5);
    }
    // Releases are called 2026.5.1; days have two digits.
    return dotted(0) && dotted(1) && digits(1) == 2 && digits(2) == 2 &&
           take(number(0), number(1), number(2), 3);
  }

  // 16.5.2026 and 16.05.26: full stops put the day first. With '/' and '-' only what has a number
  // over twelve tells day from month.
  bool read_numbers() {
    if (dotted(0) && dotted(1)) {
      if (digits(2) == 4) return take(number(2), number(1), number(0), 3);
      return two_digit_years_ && digits(0) == 2 && digits(1) == 2 && digits(2) == 2 &&
             take(2000 + number(2), number(1), number(0), 3);
    }
    if (digits(4) != 4 || !(is(1, "/") || is(1, "-")) || !is(3, peek(1)->text)) return false;
    if (number(0) > 12) return take(number(4), number(2), number(0), 5);
    if (number(2) > 12) return take(number(4), number(0), number(2), 5);
    return number(0) == number(2) && take(number(4), number(0), number(2), 5);
  }

  // 16 May 2026, 22nd August 2026, 16-May-2026, 1 de mayo de 2026
  bool read_day_first() {
    std::size_t ahead = 1;
    if (peek(ahead) != nullptr && is_ordinal(peek(ahead)->text)) ++ahead;
    if (is(ahead, "of") || is(ahead, "-") || is(ahead, "de")) ++ahead;
    const unsigned m = month(ahead);
    if (is(ahead + 1, "-") || is(ahead + 1, "de")) ++ahead;
    return take(number(ahead + 1), static_cast<int>(m), number(0), ahead + 2);
  }

  // May 16, 2026; May 16th 2026
  bool read_month_first() {
    const unsigned m = month(0);
    if (m == 0) return false;
    std::size_t ahead = 2;
    if (peek(ahead) != nullptr && is_ordinal(peek(ahead)->text)) ++ahead;
    return take(number(ahead), static_cast<int>(m), number(1), ahead + 1);
  }

  bool read_clock() {
    while (peek() != nullptr && (is(0, "t") || is(0, "-") || is_date_filler(peek()->text))) ++at_;
    int hours = number(0);
    if (hours < 0 || hours > 23) return false;
    // 13:02, 13h02, 13.02 Uhr
    const bool german = dotted(0) && is(2, "uhr");
    if (!is(1, ":") && !is(1, "h") && !german) return false;
    const int minutes = number(german ? 1 : 2);
    if (minutes < 0 || minutes > 59) return false;
    at_ += german ? 2 : 3;
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
    if (is(0, "uhr")) ++at_;
    read_zone();
    return true;
  }

  void read_zone() {
    using namespace std::chrono_literals;
    struct Zone {
      std::string_view name;
      std::chrono::minutes offset;
    };
    constexpr Zone kZones[] = {
        {"z", 0min},      {"utc", 0min},    {"gmt", 0min},    {"est", -300min}, {"edt", -240min},
        {"cst", -360min}, {"cdt", -300min}, {"mst", -420min}, {"mdt", -360min}, {"pst", -480min},
        {"pdt", -420min}, {"mez", 60min},   {"cet", 60min},   {"mesz", 120min}, {"cest", 120min},
        {"bst", 60min},   {"jst", 540min}};
    for (const Zone& zone : kZones) {
      if (!is(0, zone.name)) continue;
      clock_ -= zone.offset;
      ++at_;
      return;
    }
    if (read_american_zone()) return;
    if (names_zone()) {
      zone_unknown_ = true;
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

  // "ET": as the clocks stand there on that day.
  bool read_american_zone() {
    struct Zone {
      std::string_view name;
      int hours;  // In winter
    };
    constexpr Zone kZones[] = {{"et", -5}, {"ct", -6}, {"mt", -7}, {"pt", -8}};
    using namespace std::chrono;
    for (const Zone& zone : kZones) {
      if (!is(0, zone.name) || !is_upper(*peek())) continue;
      const sys_days today = year{year_} / month_ / day_;
      const sys_days spring = year{year_} / March / Sunday[2];
      const sys_days autumn = year{year_} / November / Sunday[1];
      const seconds now = (today - spring) + clock_;
      const bool summer = now >= 2h && (today - autumn) + clock_ < 2h;
      clock_ -= hours{zone.hours + (summer ? 1 : 0)};
      ++at_;
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_upper(const Token& token) const {
    const std::string_view written = text_.substr(token.start, token.end - token.start);
    return std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  // "IST", "AEST": letters that say where, though not to us. "BY" and its like name nobody's clock.
  [[nodiscard]] bool names_zone() const {
    const Token* token = peek();
    return token != nullptr && token->text.size() >= 3 && token->text.size() <= 5 &&
           token->text.back() == 't' && is_upper(*token);
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t at_;
  bool two_digit_years_;
  int year_ = 0;
  unsigned month_ = 0, day_ = 0;
  std::chrono::seconds clock_{};
  bool zone_unknown_ = false;
};

bool is_rest_of_date(const std::vector<Token>& tokens, std::size_t rest) {
  while (rest < tokens.size() &&
         (is_date_filler(tokens[rest].text) || tokens[rest].text.size() == 1)) {
    ++rest;
  }
  return rest == tokens.size();
}

}  // namespace

std::optional<PageDate> read_page_date(std::string_view text) {
  if (text.empty() || text.size() > kDateBytesMax) return std::nullopt;
  const std::vector<Token> tokens = tokens_of(text);
  if (tokens.size() > 2 * kTokensMax) return std::nullopt;
  // "mar" is a month and, in French and Spanish, a weekday: a date is tried before it is skipped.
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    DateReader reader(text, tokens, first, true);
    std::optional<PageDate> date = reader.read();
    if (date && is_rest_of_date(tokens, reader.next_token())) {
      date->text = on_one_line(text);
      return date;
    }
    if (!is_date_filler(tokens[first].text)) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<PageDate> find_page_date(std::string_view text) {
  text = clip(text, kLineBytesMax);
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    DateReader reader(text, tokens, i, false);
    std::optional<PageDate> date = reader.read();
    if (!date) continue;
    date->text = std::string(text.substr(tokens[i].start, reader.end() - tokens[i].start));
    return date;
  }
  return std::nullopt;
}

}  // namespace dossier
