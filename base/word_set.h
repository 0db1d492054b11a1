// Lists of words that code asks for by the thousand: a set laid out by the compiler, and a look
// through a few.

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dossier {

// Distinct words, hashed when the program is compiled. Make one with word_set({"a", "b"}).
template <std::size_t Slots>
class WordSet {
 public:
  template <std::size_t Count>
  consteval explicit WordSet(const std::string_view (&words)[Count]) {
    static_assert(Count * 2 <= Slots && std::has_single_bit(Slots));
    for (const std::string_view word : words) {
      const std::uint32_t hash = hash_of(word);
      std::size_t slot = slot_of(hash);
      while (!slots_[slot].empty() && slots_[slot] != word) slot = (slot + 1) % Slots;
      slots_[slot] = word;
      const std::size_t bit = bit_of(hash);
      seen_[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
  }

  // No set contains the empty word.
  [[nodiscard]] constexpr bool contains(std::string_view word) const {
    if (word.empty()) return false;
    const std::uint32_t hash = hash_of(word);
    const std::size_t bit = bit_of(hash);
    if ((seen_[bit / 64] >> bit % 64 & 1U) == 0) return false;
    for (std::size_t slot = slot_of(hash); !slots_[slot].empty(); slot = (slot + 1) % Slots) {
      if (slots_[slot] == word) return true;
    }
    return false;
  }

 private:
  // Sixteen or more for each word: nearly all that are not in the set fail here, so that the
  // processor rarely guesses wrong.
  static constexpr std::size_t kBits = std::max<std::size_t>(Slots * 8, 64);

  // Of words that are not empty. Ends and length tell most words apart.
  static constexpr std::uint32_t hash_of(std::string_view word) {
    const auto byte = [&](std::size_t at) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(word[at]));
    };
    const std::size_t last = word.size() - 1;
    std::uint32_t hash = byte(0) | byte(last) << 8U | byte(word.size() / 2) << 16U;
    hash ^= static_cast<std::uint32_t>(word.size()) << 24U;
    return hash * 0x9E3779B1U;
  }
  static constexpr std::size_t slot_of(std::uint32_t hash) { return (hash >> 16U) % Slots; }
  static constexpr std::size_t bit_of(std::uint32_t hash) { return (hash >> 12U) % kBits; }

  std::array<std::string_view, Slots> slots_{};
  std::array<std::uint64_t, kBits / 64> seen_{};  // Some word has such a hash
};

template <std::size_t Count>
[[nodiscard]] consteval auto word_set(const std::string_view (&words)[Count]) {
  return WordSet<std::bit_ceil(Count * 2)>(words);
}

template <std::size_t Slots>
[[nodiscard]] constexpr bool is_among(std::string_view word, const WordSet<Slots>& words) {
  return words.contains(word);
}

// Whether a word is one of a few, given as literals: compared where they are named, since a list of
// them would be made anew at every call.
template <std::size_t... Sizes>
[[nodiscard]] inline bool is_one_of(std::string_view word, const char (&... choices)[Sizes]) {
  return ((word.size() == Sizes - 1 &&
           (Sizes == 1 || std::memcmp(word.data(), choices, Sizes - 1) == 0)) ||
          ...);
}

}  // namespace dossier
