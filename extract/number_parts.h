// The parts of a number's token: its sign, its digits and what is glued to them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text_span.h"

namespace dossier {

inline bool is_digit_in_number(char c) {
  return c >= '0' && c <= '9';
}

struct NumberParts {
  char sign = '\0';  // '#', '$', '+', '-', '~', '>', '<' or none
  std::string digits;
  std::string suffix;
};

inline NumberParts parts_of(std::string_view text) {
  NumberParts parts;
  std::size_t at = 0;
  while (at < text.size() && !is_digit_in_number(text[at]) && text[at] != '.') {
    if (parts.sign != '$') parts.sign = text[at];
    ++at;
  }
  while (at < text.size() && (is_digit_in_number(text[at]) || text[at] == '.' || text[at] == ',')) {
    parts.digits += text[at++];
  }
  parts.suffix = text.substr(at);
  return parts;
}

// "2025-09-28": each of its numbers is a part of a date.
inline bool is_part_of_date(std::string_view text, TextSpan span) {
  const auto of_date = [text](std::size_t at) {
    return is_digit_in_number(text[at]) || text[at] == '-';
  };
  std::size_t start = span.start;
  std::size_t end = span.end;
  while (start > 0 && of_date(start - 1)) --start;
  while (end < text.size() && of_date(end)) ++end;
  const std::string_view whole = text.substr(start, end - start);
  return whole.size() == 10 && whole[4] == '-' && whole[7] == '-' &&
         std::ranges::count(whole, '-') == 2;
}

}  // namespace dossier
