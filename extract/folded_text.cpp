#include "extract/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dossier {
namespace {

constexpr char kNoLetter = '\x01';  // In no pattern

// Of an ASCII byte. Without a branch, so that many are folded at once.
constexpr char folded_plain(char byte) {
  const auto capital = static_cast<unsigned char>(byte - 'A') < 26;
  const bool blank = (byte == '-') | (byte == '_') | (byte == '\t');
  return static_cast<char>(blank ? ' ' : byte + (capital ? 'a' - 'A' : 0));
}

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
  const ByteMask wide(text, ByteKind::wide);
  std::size_t at = 0;
  while (at < text.size()) {
    // Plain bytes keep their places.
    const std::size_t plain_end = wide.next(at);
    const std::size_t from = folded.bytes.size();
    folded.bytes.append(text.substr(at, plain_end - at));
    char* const plain = folded.bytes.data() + from;
    for (std::size_t i = 0; i < plain_end - at; ++i) plain[i] = folded_plain(plain[i]);
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
