// A set of names that is asked for most words of a text: most of them it refuses by a few bytes.

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

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

// Words of a text, each where it stands: some thousands for one look at an article.
class ViewSet {
 public:
  explicit ViewSet(std::size_t words_about) : slots_(std::bit_ceil(2 * words_about + 2)) {}

  // What `word` is a view of must outlive this. Not the empty word.
  void insert(std::string_view word) {
    std::string_view& slot = slots_[slot_of(word)];
    if (!slot.empty()) return;
    slot = word;
    if (2 * ++size_ > slots_.size()) grow();
  }
  [[nodiscard]] bool contains(std::string_view word) const {
    return !word.empty() && !slots_[slot_of(word)].empty();
  }

 private:
  // Where the word is, or could be.
  [[nodiscard]] std::size_t slot_of(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = NameHash{}(word) >> 32U & mask;
    while (!slots_[slot].empty() && slots_[slot] != word) slot = (slot + 1) & mask;
    return slot;
  }
  void grow() {
    std::vector<std::string_view> before(2 * slots_.size());
    before.swap(slots_);
    for (const std::string_view word : before) {
      if (!word.empty()) slots_[slot_of(word)] = word;
    }
  }

  std::vector<std::string_view> slots_;  // A power of two; at most half of them taken
  std::size_t size_ = 0;
};

}  // namespace dossier
