// Lists of words that code asks for by the thousand: a set laid out by the compiler, and a look
// through a few.

#pragma once

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
      std::size_t slot = slot_of(word);
      while (!slots_[slot].empty() && slots_[slot] != word) slot = (slot + 1) % Slots;
      slots_[slot] = word;
      shapes_ |= shape_of(word);
    }
  }

  // No set contains the empty word.
  [[nodiscard]] constexpr bool contains(std::string_view word) const {
    if (word.empty() || (shapes_ & shape_of(word)) == 0) return false;
    for (std::size_t slot = slot_of(word); !slots_[slot].empty(); slot = (slot + 1) % Slots) {
      if (slots_[slot] == word) return true;
    }
    return false;
  }

 private:
  // One of 64 bits, by how a word begins and how long it is: most words that are asked for fail
  // here.
  static constexpr std::uint64_t shape_of(std::string_view word) {
    const auto first = static_cast<unsigned char>(word.front());
    return std::uint64_t{1} << ((first + 7 * word.size()) % 64);
  }
  // Of words that are not empty. Ends and length tell most words apart.
  static constexpr std::size_t slot_of(std::string_view word) {
    const auto byte = [&](std::size_t at) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(word[at]));
    };
    const std::size_t last = word.size() - 1;
    std::uint32_t hash = byte(0) | byte(last) << 8U | byte(word.size() / 2) << 16U;
    hash ^= static_cast<std::uint32_t>(word.size()) << 24U;
    hash *= 0x9E3779B1U;
    return (hash >> 16U) % Slots;
  }

  std::array<std::string_view, Slots> slots_{};
  std::uint64_t shapes_ = 0;  // Of all words
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
