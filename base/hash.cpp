#include "base/hash.h"

#include <xxhash.h>

#include <cstdint>
#include <span>

namespace dossier {

namespace {

// Digits from the highest, as many as `hex` holds. By hand: ids are made by the ten thousand.
void write_hex(std::uint64_t number, std::span<char> hex) {
  for (char& digit : hex) {
    digit = "0123456789abcdef"[number >> 60U];
    number <<= 4U;
  }
}

constexpr std::size_t kIdDigits = 12;

}  // namespace

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::string hex(32, '0');
  write_hex(hash.high64, std::span{hex}.first(16));
  write_hex(hash.low64, std::span{hex}.last(16));
  return hex;
}

std::string short_id(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view part : parts) {
    joined += std::to_string(part.size());
    joined += ':';
    joined += part;
  }
  std::string id(kIdDigits, '0');
  write_hex(XXH3_128bits(joined.data(), joined.size()).high64, id);
  return id;
}

}  // namespace dossier
