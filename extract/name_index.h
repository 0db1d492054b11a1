// Finds all of some thousands of names in a text in one pass: at every place where a word begins,
// the names that begin with the bytes there, by their first three.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/folded_text.h"
#include "extract/opening.h"

namespace dossier {

class NameIndex {
 public:
  NameIndex() = default;
  // Names must be distinct and not empty; a match tells a name by its index.
  explicit NameIndex(std::vector<std::string> names);

  [[nodiscard]] const std::string& name(std::uint32_t index) const { return names_[index]; }

  // Calls visit(index, start, end) for every occurrence of every name that begins where no word
  // goes on, by start. Overlapping ones too: which of them count is the caller's to say.
  template <typename Visit>
  void scan(std::string_view text, Visit visit) const {
    for (std::size_t i = 0; i < text.size();) {
      if (opens_[static_cast<unsigned char>(text[i])] != 0) match_at(text, i, visit);
      const bool word = is_folded_word_byte(text[i++]);
      while (word && i < text.size() && is_folded_word_byte(text[i])) ++i;
    }
  }

  // The names that stand at `start`, in no order.
  template <typename Visit>
  void match_at(std::string_view text, std::size_t start, Visit visit) const {
    if (start >= text.size()) return;
    const std::string_view rest = text.substr(start);
    const std::uint8_t lengths = opens_[static_cast<unsigned char>(rest.front())];
    const std::uint64_t opening = opening_of(rest);
    for (std::size_t bytes = 1; bytes <= kFiledBytes; ++bytes) {
      if ((lengths >> bytes & 1U) == 0 || rest.size() < bytes) continue;
      const std::size_t bit = bit_of(opening, bytes);
      if ((filed_[bit / 64] >> bit % 64 & 1U) == 0) continue;
      for (const Entry& entry : buckets_[bucket_of(opening, bytes)]) {
        if ((opening & entry.mask) != entry.opening || entry.bucket_bytes != bytes) continue;
        const std::string& name = names_[entry.index];
        if (name.size() > kOpeningBytes && !rest.starts_with(name)) continue;
        visit(entry.index, start, start + name.size());
      }
    }
  }

 private:
  static constexpr std::size_t kFiledBytes = 3;
  static constexpr std::size_t kBuckets = 4096;
  struct Entry {
    std::uint64_t opening = 0, mask = 0;  // The name's first eight bytes, and which of them count
    std::uint32_t index = 0;
    std::uint32_t bucket_bytes = 0;  // By how many bytes it is filed: short names by fewer
  };

  // Which bit tells that some name is filed under these bytes: most words stop there.
  [[nodiscard]] static std::size_t bit_of(std::uint64_t opening, std::size_t bytes) {
    const auto first = static_cast<std::uint32_t>(opening) & ((1U << 8 * bytes) - 1);
    return (first * 0x85EB'CA6BU) >> 16U;
  }
  [[nodiscard]] static std::size_t bucket_of(std::uint64_t opening, std::size_t bytes) {
    const auto first = static_cast<std::uint32_t>(opening) & ((1U << 8 * bytes) - 1);
    return (first * 0x9E37'79B1U) >> 20U;
  }

  std::vector<std::string> names_;
  std::vector<std::vector<Entry>> buckets_;
  // By first byte: bit n is set if a name that begins with it is filed by n bytes.
  std::array<std::uint8_t, 256> opens_{};
  std::array<std::uint64_t, 1024> filed_{};  // 65,536 bits
};

}  // namespace dossier
