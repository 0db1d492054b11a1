#include "extract/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

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
  // Plain text folds to as many bytes; what grows is cut or added to at the end.
  folded.bytes.resize(text.size());
  folded.origin.resize(text.size() + 1);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  std::size_t size = 0;
  const auto add = [&](char byte, std::size_t start) {
    if (size == folded.bytes.size()) {
      folded.bytes.resize(2 * size + U8_MAX_LENGTH);
      folded.origin.resize(folded.bytes.size() + 1);
    }
    folded.bytes[size] = byte;
    folded.origin[size++] = static_cast<std::uint32_t>(start);
  };
  for (std::int64_t i = 0; i < length;) {
    const auto start = static_cast<std::size_t>(i);
    if (bytes[i] < 0x80) {
      add(kFoldedAscii[bytes[i++]], start);
      continue;
    }
    UChar32 code_point = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, code_point);
    if (const char mark = folded_mark(code_point); mark != '\0') {
      add(mark, start);
      continue;
    }
    char buffer[U8_MAX_LENGTH];
    std::int32_t count = 0;
    U8_APPEND_UNSAFE(buffer, count, u_foldCase(code_point, U_FOLD_CASE_DEFAULT));
    for (std::int32_t k = 0; k < count; ++k) add(buffer[k], start);
  }
  folded.bytes.resize(size);
  folded.origin.resize(size);
  folded.origin.push_back(static_cast<std::uint32_t>(text.size()));
  return folded;
}

}  // namespace dossier
