// Finds all of some thousands of names in a text in one pass: at every place where a word begins,
// the names that begin with the same run of letters, or of digits.

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
  // goes on, and whose first run of letters is the text's ("glm" stands in "glm5", not in "glms"),
  // by start. Overlapping ones too: which of them count is the caller's to say.
  template <typename Visit>
  void scan(std::string_view text, Visit visit) const {
    for (std::size_t i = 0; i < text.size();) {
      if (opens_[static_cast<unsigned char>(text[i])]) match_at(text, i, visit);
      const bool word = is_folded_word_byte(text[i++]);
      while (word && i < text.size() && is_folded_word_byte(text[i])) ++i;
    }
  }

  // The names that stand so at `start`, in no order.
  template <typename Visit>
  void match_at(std::string_view text, std::size_t start, Visit visit) const {
    if (start >= text.size() || buckets_.empty()) return;
    const std::string_view rest = text.substr(start);
    const std::uint64_t run = hash_of(opening_of(rest.substr(0, first_run(rest))));
    const std::size_t bit = run >> 48U;
    if ((filed_[bit / 64] >> bit % 64 & 1U) == 0) return;
    const std::uint64_t opening = opening_of(rest);
    for (const Entry& entry : buckets_[run >> 52U]) {
      if ((opening & entry.mask) != entry.opening || entry.run != run) continue;
      const std::string& name = names_[entry.index];
      if (name.size() > kOpeningBytes && !rest.starts_with(name)) continue;
      visit(entry.index, start, start + name.size());
    }
  }

 private:
  static constexpr std::size_t kBuckets = 4096;
  struct Entry {
    std::uint64_t opening = 0, mask = 0;  // The name's first eight bytes, and which of them count
    std::uint64_t run = 0;                // hash_of() its first run
    std::uint32_t index = 0;
  };

  // How many bytes of one kind, letters or digits, a text begins with; at least one.
  [[nodiscard]] static std::size_t first_run(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool digits = is_digit(text.front());
    std::size_t end = 1;
    if (!is_folded_word_byte(text.front())) return end;
    while (end < text.size() && is_folded_word_byte(text[end]) && is_digit(text[end]) == digits) {
      ++end;
    }
    return end;
  }
  [[nodiscard]] static std::uint64_t hash_of(std::uint64_t opening) {
    return opening * 0x9E37'79B9'7F4A'7C15U;
  }

  std::vector<std::string> names_;
  std::vector<std::vector<Entry>> buckets_;
  std::array<bool, 256> opens_{};            // Some name begins with the byte
  std::array<std::uint64_t, 1024> filed_{};  // 65,536 bits: some name's first run has such a hash
};

}  // namespace dossier
