// A set of names that is asked for most words of a text: most of them it refuses by a few bytes.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace dossier {

// By a hash of a few bytes: ends and length tell most names apart.
struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const {
    if (name.empty()) return 0;
    const auto byte = [&](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(name[at]));
    };
    const std::size_t ends = byte(0) | byte(name.size() - 1) << 8U | byte(name.size() / 2) << 16U;
    return (ends | name.size() << 24U) * 0x9E37'79B9'7F4A'7C15U;
  }
};

class NameSet {
 public:
  void insert(std::string_view name) {
    const std::size_t bit = bit_of(name);
    seen_[bit / 64] |= std::uint64_t{1} << bit % 64;
    names_.emplace(name);
  }
  [[nodiscard]] bool contains(std::string_view name) const {
    const std::size_t bit = bit_of(name);
    return (seen_[bit / 64] >> bit % 64 & 1U) != 0 && names_.contains(name);
  }

 private:
  [[nodiscard]] static std::size_t bit_of(std::string_view name) {
    return NameHash{}(name) >> 50U;  // The upper 14 bits of 64
  }

  std::unordered_set<std::string, NameHash, std::equal_to<>> names_;
  std::array<std::uint64_t, 256> seen_{};  // 16,384 bits: some name has such a hash
};

}  // namespace dossier
