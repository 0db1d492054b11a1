#include "base/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dossier {
namespace {

struct Digest {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;

  [[nodiscard]] std::span<const std::uint8_t> span() const { return std::span{bytes}.first(size); }
};

Digest digest_of(std::string_view text, const EVP_MD* algorithm) {
  Digest digest;
  [[maybe_unused]] const int done =
      EVP_Digest(text.data(), text.size(), digest.bytes.data(), &digest.size, algorithm, nullptr);
  assert(done == 1);  // Fails only where the library lacks the algorithm
  return digest;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const Digest digest = digest_of(bytes, EVP_sha256());
  std::string text;
  for (const std::uint8_t byte : digest.span()) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::string sha1_base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const Digest digest = digest_of(bytes, EVP_sha1());
  std::string text;
  std::uint64_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : digest.span()) {  // 160 bits are 32 digits, with none left over
    bits = bits << 8U | byte;
    for (count += 8; count >= 5; count -= 5) text += kDigits[bits >> (count - 5) & 31U];
  }
  return text;
}

}  // namespace dossier
