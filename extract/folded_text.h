// A text as names are looked up in it: lower case, every hyphen, underscore and odd blank a plain
// blank, typographic apostrophes plain, with the way back to the text's own bytes. Made once a
// text.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"
#include "extract/byte_mask.h"

namespace dossier {

struct FoldedText {
  // Behind it, the folded bytes and the text's own lie so far apart until the next.
  struct Shift {
    std::size_t from = 0;    // In the folded bytes
    std::size_t origin = 0;  // In the text
  };

  std::string bytes;          // Bytes from 0x80 on are parts of letters and digits only
  std::vector<Shift> shifts;  // By place; one for each code point that changes its length

  // Where a folded byte came from, or the end of the text for the end of the folded bytes.
  [[nodiscard]] std::size_t origin(std::size_t at) const {
    const auto after = std::ranges::upper_bound(shifts, at, {}, &Shift::from);
    if (after == shifts.begin()) return at;
    const Shift& shift = *(after - 1);
    return shift.origin + (at - shift.from);
  }
  [[nodiscard]] TextSpan span(std::size_t start, std::size_t end) const {
    return {origin(start), origin(end)};
  }
};

[[nodiscard]] FoldedText fold_text(std::string_view text);

// Whether a byte of folded text belongs to a word.
[[nodiscard]] inline bool is_folded_word_byte(char byte) {
  return kBytesOfKind<ByteKind::folded_word>[static_cast<unsigned char>(byte)];
}

}  // namespace dossier
