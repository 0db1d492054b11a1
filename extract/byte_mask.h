// Which bytes of a text are of a kind, one bit each: where a run of them begins and ends is then
// found without a look at each byte.

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace dossier {

enum class ByteKind : std::uint8_t {
  wide,           // Beyond ASCII
  special,        // No small letter that a word may be made of: a capital, a digit, beyond ASCII
  sentence_mark,  // May end a sentence
  word_part,      // Of a word of a lowered text (stance_words.h), as far as ASCII goes
  folded_word,    // Of a word of a folded text (folded_text.h)
  chunk,          // Of a chunk (mention_scene.h): letters, digits, and bytes of other scripts, but
                  // not those that typographic marks begin with
};

// Without a branch, so that many bytes are looked at at once; sums, since of several comparisons
// joined by "or" a compiler makes one look into a word of bits, byte by byte.
[[nodiscard]] constexpr bool is_of_kind(ByteKind kind, unsigned char byte) {
  const auto within = [](unsigned char value, unsigned char from, unsigned char count) {
    return static_cast<unsigned char>(value - from) < count;
  };
  const bool wide = byte >= 0x80;
  const bool digit = within(byte, '0', 10);
  const bool capital = within(byte, 'A', 26);
  const bool small = within(byte, 'a', 26);
  switch (kind) {
    case ByteKind::wide:
      return wide;
    case ByteKind::special:
      return wide | digit | capital;
    case ByteKind::sentence_mark:
      return (wide + (byte == '.') + (byte == '!') + (byte == '?') + (byte == '\n') +
              (byte == '\r')) != 0;
    case ByteKind::word_part:
      return (digit + capital + small + (byte == '_') + (byte == '$') + (byte == '%')) != 0;
    case ByteKind::folded_word:
      return wide | digit | small;
    case ByteKind::chunk:
      return digit | capital | small | (wide & (byte != 0xC2) & (byte != 0xE2) & (byte != 0xF0));
  }
  return false;
}

// By byte, for one at a time.
template <ByteKind kind>
inline constexpr std::array<bool, 256> kBytesOfKind = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
    bytes[byte] = is_of_kind(kind, static_cast<unsigned char>(byte));
  }
  return bytes;
}();

class ByteMask {
 public:
  ByteMask() = default;
  ByteMask(std::string_view text, ByteKind kind) { read(text, kind); }
  // Forgets the text before.
  void read(std::string_view text, ByteKind kind);

  // The first place from `at` on with a byte of the kind, or of no such; the text's size if none.
  // `at` is no more than the size.
  [[nodiscard]] std::size_t next(std::size_t at) const {
    std::size_t block = at / kBits;
    std::uint64_t bits = bits_[block] >> at % kBits << at % kBits;
    while (bits == 0) bits = bits_[++block];
    return std::min(block * kBits + static_cast<std::size_t>(std::countr_zero(bits)), size_);
  }
  [[nodiscard]] std::size_t next_other(std::size_t at) const {
    std::size_t block = at / kBits;
    std::uint64_t bits = ~bits_[block] >> at % kBits << at % kBits;
    while (bits == 0) bits = ~bits_[++block];
    return std::min(block * kBits + static_cast<std::size_t>(std::countr_zero(bits)), size_);
  }
  [[nodiscard]] bool any(TextSpan part) const { return next(part.start) < part.end; }
  [[nodiscard]] bool at(std::size_t place) const {
    return (bits_[place / kBits] >> place % kBits & 1U) != 0;
  }

 private:
  static constexpr std::size_t kBits = 64;

  std::vector<std::uint64_t> bits_ = {1,
                                      0};  // A bit behind the last byte is set; the last block is 0
  std::size_t size_ = 0;
};

}  // namespace dossier
