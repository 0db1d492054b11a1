// A text as names are looked up in it: lower case, every hyphen, underscore and odd blank a plain
// blank, typographic apostrophes plain, with the way back to the text's own bytes. Made once a
// text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace dossier {

struct FoldedText {
  std::string bytes;                  // Bytes from 0x80 on are parts of letters and digits only
  std::vector<std::uint32_t> origin;  // Where each byte came from; one more, the text's size

  [[nodiscard]] TextSpan span(std::size_t start, std::size_t end) const {
    return {origin[start], origin[end]};
  }
};

[[nodiscard]] FoldedText fold_text(std::string_view text);

// Whether a byte of folded text belongs to a word.
[[nodiscard]] inline bool is_folded_word_byte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9') || value >= 0x80;
}

}  // namespace dossier
