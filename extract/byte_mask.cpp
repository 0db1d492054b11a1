#include "extract/byte_mask.h"

#include <cstring>

#include "extract/opening.h"

namespace dossier {
namespace {

// Bytes of 0 and 1 to bits: the product brings the byte at i, which lies at bit 8 i, to bit 56 + i,
// and no two of its terms meet.
std::uint64_t bits_of(const char* flags) {
  return padded_opening(flags) * 0x0102'0408'1020'4080U >> 56U;
}

constexpr std::size_t kBlock = 64;

template <ByteKind kind>
std::uint64_t read_block(const char* bytes) {
  std::array<char, kBlock> flags;
  for (std::size_t i = 0; i < kBlock; ++i) {
    flags[i] = static_cast<char>(is_of_kind(kind, static_cast<unsigned char>(bytes[i])));
  }
  std::uint64_t read = 0;
  for (std::size_t i = 0; i < kBlock; i += kOpeningBytes) read |= bits_of(flags.data() + i) << i;
  return read;
}

template <ByteKind kind>
void read_bits(std::string_view text, std::vector<std::uint64_t>& bits) {
  std::size_t block = 0;
  for (; text.size() >= kBlock; text.remove_prefix(kBlock)) {
    bits[block++] = read_block<kind>(text.data());
  }
  std::array<char, kBlock> last{};  // A zero is of no kind
  if (!text.empty()) std::memcpy(last.data(), text.data(), text.size());
  bits[block] = read_block<kind>(last.data()) | std::uint64_t{1} << text.size();
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
