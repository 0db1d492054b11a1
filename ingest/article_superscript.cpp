#include "ingest/article_superscript.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dossier {
namespace {

constexpr std::size_t kMarkBytesMax = 24;
constexpr std::array<std::string_view, 9> kUnits = {"m",  "mc", "km", "cm", "mm",
                                                    "nm", "ft", "mi", "yd"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// All that is not ASCII counts: letters are most of it.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// "-25", "−9", "3"
bool is_exponent(std::string_view text) {
  if (text.starts_with("\u2212")) text.remove_prefix(3);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "3", "3,4", "[2]", "*", "†"
bool is_mark(std::string_view text) {
  if (text.empty() || text.size() > kMarkBytesMax) return false;
  if (text.starts_with("†") || text.starts_with("‡") || text.front() == '*') return true;
  bool digit = false;
  for (const char c : text) {
    digit = digit || is_digit(c);
    if (!is_digit(c) && std::string_view("[](), ;-").find(c) == std::string_view::npos)
      return false;
  }
  return digit;
}

// The run of letters that `text` ends with.
std::string_view last_word(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && is_letter(text[start - 1])) --start;
  return text.substr(start);
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// Whether what `text` ends with can be raised to a power: a number that is no price, a unit, a
// variable, a bracket around no words.
bool is_base(std::string_view text) {
  const std::size_t blank = text.find_last_of(" \t\n");
  if (blank != std::string_view::npos) text.remove_prefix(blank + 1);
  if (text.empty()) return false;
  if (text.back() == ')') return letters_in(last_word(text.substr(0, text.size() - 1))) < 3;
  if (is_digit(text.back())) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '$'; }) &&
           text.find("€") == text.npos && text.find("£") == text.npos &&
           text.find("¥") == text.npos;
  }
  const std::string_view word = last_word(text);
  for (const std::string_view end : {"”", "’", "…", "。", "，", "」"}) {
    if (word.ends_with(end)) return false;
  }
  if (std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end()) return true;
  // "R²", but not the B of "70B".
  return letters_in(word) == 1 &&
         (word.size() == text.size() || !is_digit(text[text.size() - word.size() - 1]));
}

}  // namespace

Raised raised_as(std::string_view text, std::string_view before, std::string_view behind) {
  const bool exponent = is_exponent(text);
  if (exponent && is_base(before)) return Raised::power;
  const bool leads = !behind.empty() && (is_letter(behind.front()) || is_digit(behind.front()) ||
                                         behind.front() == '/');
  if (exponent && before.empty() && leads) return Raised::power;  // "²³⁵U"
  return is_mark(text) ? Raised::mark : Raised::plain;
}

std::string in_superscript(std::string_view digits) {
  constexpr std::string_view kSmall[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string small;
  for (const char c : digits) {
    if (is_digit(c)) {
      small += kSmall[c - '0'];
    } else if (c == '-' || c == '+') {
      small += c == '-' ? "⁻" : "⁺";
    } else if (c == '\xE2') {  // U+2212
      small += "⁻";
    }
  }
  return small;
}

}  // namespace dossier
