#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace dossier {
namespace {

void append_code_point(std::string& out, UChar32 code_point) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, code_point);
  out.append(buffer, static_cast<std::size_t>(length));
}

// Calls `visit` with each code point; an ill-formed sequence counts as U+FFFD.
template <typename Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length;) {
    UChar32 code_point = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, code_point);
    visit(code_point);
  }
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length;) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 code_point = 0;
    U8_NEXT(bytes, i, length, code_point);
    if (code_point < 0) return false;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string{text};
  std::string out;
  out.reserve(text.size());
  for_each_code_point(text, [&](UChar32 code_point) { append_code_point(out, code_point); });
  return out;
}

std::string fold_case(std::string_view text) {
  std::string folded(text);
  bool plain = true;
  for (char& c : folded) {
    plain &= static_cast<unsigned char>(c) < 0x80;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (plain) return folded;
  folded.clear();
  icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                         sink, nullptr, status);
  assert(U_SUCCESS(status));
  return folded;
}

std::string name_key(std::string_view name) {
  std::string key;
  const auto add = [&key](char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+') key += c;
  };
  const bool plain =
      std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) {  // As most names are, and they are compared by the ten thousand
    for (const char c : name) add(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    return key;
  }
  for_each_code_point(fold_case(name), [&](UChar32 code_point) {
    if (code_point < 0x80) return add(static_cast<char>(code_point));
    // Superscripts count: τ²-bench is not τ-bench.
    const bool digit_of_a_kind = u_charType(code_point) == U_OTHER_NUMBER;
    if (u_isalnum(code_point) || digit_of_a_kind) {
      append_code_point(key, code_point);
    }
  });
  return key;
}

std::string on_one_line(std::string_view text) {
  std::string line;
  bool blank_due = false;
  for_each_code_point(text, [&](UChar32 code_point) {
    const bool blank = code_point < 0x80
                           ? code_point == ' ' || (code_point >= '\t' && code_point <= '\r')
                           : u_isUWhiteSpace(code_point) != 0;
    if (blank) {
      blank_due = !line.empty();
      return;
    }
    if (blank_due) line += ' ';
    blank_due = false;
    append_code_point(line, code_point);
  });
  return line;
}

std::string for_display(std::string_view text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' || byte == '\t') {
      clean += text[i];
      continue;
    }
    if (byte < 0x20 || byte == 0x7F) continue;
    // U+0080–9F (C2 80–9F), and the bidirectional marks U+200E–F, U+202A–E, U+2066–9.
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      ++i;
      continue;
    }
    if (byte == 0xE2 && i + 2 < text.size()) {
      const auto second = static_cast<unsigned char>(text[i + 1]);
      const auto third = static_cast<unsigned char>(text[i + 2]);
      const bool mark = second == 0x80 && (third == 0x8E || third == 0x8F);
      const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;
      const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
      if (mark || embedding || isolate) {
        i += 2;
        continue;
      }
    }
    clean += text[i];
  }
  return clean;
}

std::string_view clip(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace dossier
