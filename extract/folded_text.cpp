#include "extract/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dossier {
namespace {

constexpr char kNoLetter = '\x01';  // In no pattern

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
  folded.bytes.reserve(text.size());
  folded.origin.reserve(text.size() + 1);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length;) {
    const auto start = static_cast<std::uint32_t>(i);
    UChar32 code_point = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, code_point);
    if (code_point < 0x80) {
      char byte = static_cast<char>(code_point);
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
      if (byte == '-' || byte == '_' || byte == '\t') byte = ' ';
      folded.bytes.push_back(byte);
      folded.origin.push_back(start);
      continue;
    }
    if (const char mark = folded_mark(code_point); mark != '\0') {
      folded.bytes.push_back(mark);
      folded.origin.push_back(start);
      continue;
    }
    char buffer[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(buffer, size, u_foldCase(code_point, U_FOLD_CASE_DEFAULT));
    folded.bytes.append(buffer, static_cast<std::size_t>(size));
    folded.origin.insert(folded.origin.end(), static_cast<std::size_t>(size), start);
  }
  folded.origin.push_back(static_cast<std::uint32_t>(text.size()));
  return folded;
}

}  // namespace dossier
