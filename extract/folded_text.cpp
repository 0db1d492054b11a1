#include "extract/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace dossier {
namespace {

constexpr char kNoLetter = '\x01';  // In no pattern

constexpr std::array<char, 0x80> kFoldedAscii = [] {
  std::array<char, 0x80> folded{};
  for (std::size_t byte = 0; byte < folded.size(); ++byte) folded[byte] = static_cast<char>(byte);
  for (std::size_t byte = 'A'; byte <= 'Z'; ++byte)
    folded[byte] = static_cast<char>(byte - 'A' + 'a');
  for (const char blank : {'-', '_', '\t'}) folded[static_cast<std::size_t>(blank)] = ' ';
  return folded;
}();

char folded_mark(UChar32 code_point) {
  switch (code_point) {
    case 0x2010:  // Hyphen
    case 0x2011:  // Non-breaking hyphen
      return ' ';
    case 0x2018:
    case 0x2019:
      return '\'';
    default:
      break;
  }
  if (u_isUWhiteSpace(code_point)) return ' ';
  const int type = u_charType(code_point);
  const bool superscript = type == U_OTHER_NUMBER;  // "τ²-bench"
  return u_isalnum(code_point) || superscript ? '\0' : kNoLetter;
}

}  // namespace

FoldedText fold_text(std::string_view text) {
  FoldedText folded;
  folded.bytes.reserve(text.size() + U8_MAX_LENGTH);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    // Plain bytes keep their places.
    const auto wide =
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
    const auto plain_end = static_cast<std::size_t>(wide - text.begin());
    const std::size_t from = folded.bytes.size();
    folded.bytes.resize(from + (plain_end - at));
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(at), wide,
                   folded.bytes.begin() + static_cast<std::ptrdiff_t>(from),
                   [](char byte) { return kFoldedAscii[static_cast<unsigned char>(byte)]; });
    at = plain_end;
    if (at == text.size()) break;
    UChar32 code_point = 0;
    std::size_t next = at;
    U8_NEXT_OR_FFFD(bytes, next, text.size(), code_point);
    const std::size_t before = folded.bytes.size();
    if (const char mark = folded_mark(code_point); mark != '\0') {
      folded.bytes += mark;
    } else {
      char buffer[U8_MAX_LENGTH];
      std::int32_t count = 0;
      U8_APPEND_UNSAFE(buffer, count, u_foldCase(code_point, U_FOLD_CASE_DEFAULT));
      folded.bytes.append(buffer, static_cast<std::size_t>(count));
    }
    const std::size_t size = folded.bytes.size() - before;
    if (size != next - at) {
      // Every byte of what it folds to came from where it began.
      for (std::size_t k = 1; k < size; ++k) folded.shifts.push_back({before + k, at});
      folded.shifts.push_back({folded.bytes.size(), next});
    }
    at = next;
  }
  return folded;
}

}  // namespace dossier
