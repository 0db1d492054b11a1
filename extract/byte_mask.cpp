#include "extract/byte_mask.h"

#include "extract/opening.h"

namespace dossier {
namespace {

// Bytes of 0 and 1 to bits: the product brings the byte at i, which lies at bit 8 i, to bit 56 + i,
// and no two of its terms meet.
std::uint64_t bits_of(const char* flags) {
  return padded_opening(flags) * 0x0102'0408'1020'4080U >> 56U;
}

template <ByteKind kind>
void read_bits(std::string_view text, std::vector<std::uint64_t>& bits) {
  constexpr std::size_t kBlock = 64;
  std::array<char, kBlock> flags{};
  std::size_t block = 0;
  const auto put = [&] {
    std::uint64_t read = 0;
    for (std::size_t i = 0; i < kBlock; i += kOpeningBytes) {
      read |= bits_of(flags.data() + i) << i;
    }
    bits[block++] = read;
  };
  for (; text.size() >= kBlock; text.remove_prefix(kBlock)) {
    for (std::size_t i = 0; i < kBlock; ++i) {
      flags[i] = static_cast<char>(is_of_kind(kind, static_cast<unsigned char>(text[i])));
    }
    put();
  }
  flags = {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    flags[i] = static_cast<char>(is_of_kind(kind, static_cast<unsigned char>(text[i])));
  }
  flags[text.size()] = 1;
  put();
}

}  // namespace

void ByteMask::read(std::string_view text, ByteKind kind) {
  size_ = text.size();
  bits_.resize(text.size() / kBits + 2);
  bits_.back() = 0;
  switch (kind) {
    case ByteKind::wide:
      return read_bits<ByteKind::wide>(text, bits_);
    case ByteKind::special:
      return read_bits<ByteKind::special>(text, bits_);
    case ByteKind::sentence_mark:
      return read_bits<ByteKind::sentence_mark>(text, bits_);
    case ByteKind::word_part:
      return read_bits<ByteKind::word_part>(text, bits_);
    case ByteKind::folded_word:
      return read_bits<ByteKind::folded_word>(text, bits_);
    case ByteKind::chunk:
      return read_bits<ByteKind::chunk>(text, bits_);
  }
}

}  // namespace dossier
