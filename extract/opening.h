// How a word begins, as one number: what tells most words apart in one comparison.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dossier {

inline constexpr std::size_t kOpeningBytes = sizeof(std::uint64_t);

// The first eight bytes, the first in the lowest place on any machine, zeros behind the end.
[[nodiscard]] inline std::uint64_t opening_of(std::string_view word) {
  if constexpr (std::endian::native != std::endian::little) {
    std::uint64_t opening = 0;
    for (std::size_t i = word.size() < kOpeningBytes ? word.size() : kOpeningBytes; i-- > 0;) {
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
  if (word.size() >= kOpeningBytes) {
    std::uint64_t opening = 0;
    std::memcpy(&opening, word.data(), sizeof opening);
    return opening;
  }
  if (word.size() >= sizeof(std::uint32_t)) return ends(std::uint32_t{});
  if (word.size() >= sizeof(std::uint16_t)) return ends(std::uint16_t{});
  return word.empty() ? 0 : static_cast<unsigned char>(word.front());
}

// Which bits of an opening a beginning of so many bytes fixes.
[[nodiscard]] constexpr std::uint64_t opening_mask(std::size_t bytes) {
  return bytes < kOpeningBytes ? (std::uint64_t{1} << 8 * bytes) - 1 : ~std::uint64_t{0};
}

}  // namespace dossier
