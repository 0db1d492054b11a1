#include "extract/lowered_text.h"

namespace dossier {

LoweredText::LoweredText(std::string_view text) : text_(text), parts_(text, ByteKind::word_part) {
  lower_.reserve(text.size() + kOpeningBytes);
  lower_ = text;
  for (char& c : lower_) {
    const auto capital = static_cast<unsigned char>(c - 'A') < 26;
    c = static_cast<char>(c + (capital ? 'a' - 'A' : 0));
  }
  lower_.append(kOpeningBytes, '\0');
}

}  // namespace dossier
