// How a word begins, as one number: what tells most words apart in one comparison.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dossier {

inline constexpr std::size_t kOpeningBytes = sizeof(std::uint64_t);

// Eight bytes, the first in the lowest place on any machine.
[[nodiscard]] inline std::uint64_t padded_opening(const char* bytes) {
  std::uint64_t opening = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&opening, bytes, sizeof opening);
  } else {
    for (std::size_t i = kOpeningBytes; i-- > 0;) {
      opening = opening << 8U | static_cast<unsigned char>(bytes[i]);
    }
  }
  return opening;
}

// The first eight bytes, zeros behind the end.
[[nodiscard]] inline std::uint64_t opening_of(std::string_view word) {
  if (word.size() >= kOpeningBytes) return padded_opening(word.data());
  if constexpr (std::endian::native != std::endian::little) {
    std::uint64_t opening = 0;
    for (std::size_t i = word.size(); i-- > 0;) {
      opening = opening << 8U | static_cast<unsigned char>(word[i]);
    }
    return opening;
  }
  // Both ends of a short word, which may overlap.
  const auto ends = [&]<typename Half>(Half first) {
    Half last = 0;
    const std::size_t behind = word.size() - sizeof first;
    std::memcpy(&first, word.data(), sizeof first);
    std::memcpy(&last, word.data() + behind, sizeof last);
    return first | std::uint64_t{last} << 8 * behind;
  };
  if (word.size() >= sizeof(std::uint32_t)) return ends(std::uint32_t{});
  if (word.size() >= sizeof(std::uint16_t)) return ends(std::uint16_t{});
  return word.empty() ? 0 : static_cast<unsigned char>(word.front());
}

// Which bits of an opening a beginning of so many bytes fixes.
[[nodiscard]] constexpr std::uint64_t opening_mask(std::size_t bytes) {
  return bytes < kOpeningBytes ? (std::uint64_t{1} << 8 * bytes) - 1 : ~std::uint64_t{0};
}

}  // namespace dossier
