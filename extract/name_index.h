// Finds all of some thousands of names in a text in one pass: at every place where a word begins,
// the names that begin with the same run of letters, or of digits.

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/byte_mask.h"
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
    if (buckets_.empty()) return;
    const ByteMask words(text, ByteKind::folded_word);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = words.next(at);
      for (; opens_oddly_ && at < start; ++at) match_at(text, at, at + 1, visit);
      if (start == text.size()) break;
      at = words.next_other(start);
      match_at(text, start, at, visit);
    }
  }

  // The names that stand so at the beginning of the text, in no order.
  template <typename Visit>
  void match(std::string_view text, Visit visit) const {
    if (!text.empty() && !buckets_.empty()) match_at(text, 0, first_word(text), visit);
  }

 private:
  static constexpr std::size_t kBuckets = 4096;
  struct Entry {
    std::uint64_t opening = 0, mask = 0;  // The name's first eight bytes, and which of them count
    std::uint64_t run = 0;                // hash_of() its first run
    std::uint32_t index = 0;
  };

  // The names that stand where a word is, or one byte that belongs to none.
  template <typename Visit>
  void match_at(std::string_view text, std::size_t start, std::size_t end, Visit& visit) const {
    const std::string_view rest = text.substr(start);
    const std::uint64_t opening = opening_of(rest);
    const std::uint64_t run = hash_of(first_run(opening, end - start));
    const std::size_t bit = run >> 48U;
    if ((filed_[bit / 64] >> bit % 64 & 1U) == 0) return;
    for (const Entry& entry : buckets_[run >> 52U]) {
      if ((opening & entry.mask) != entry.opening || entry.run != run) continue;
      const std::string& name = names_[entry.index];
      if (name.size() > kOpeningBytes && !rest.starts_with(name)) continue;
      visit(entry.index, start, start + name.size());
    }
  }

  // How many bytes the word has with which a text begins; 1 if it begins with none.
  [[nodiscard]] static std::size_t first_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_folded_word_byte(text[end])) ++end;
    return std::max<std::size_t>(end, 1);
  }
  // What is left of the opening of a word of so many bytes up to where it turns from letters to
  // digits, or from digits to letters.
  [[nodiscard]] static std::uint64_t first_run(std::uint64_t opening, std::size_t word_bytes) {
    constexpr std::uint64_t kEach = 0x0101'0101'0101'0101U;  // Times a byte: it in all eight
    const std::uint64_t from_zero = opening ^ '0' * kEach;   // 0 to 9 in place of a digit
    const std::uint64_t others = (((from_zero & 0x7F * kEach) + 0x76 * kEach) | from_zero) &
                                 0x80 * kEach;  // A bit in place of what is no digit
    const bool digits = (others & 0x80U) == 0;
    const std::uint64_t turns = digits ? others : others ^ 0x80 * kEach;
    const auto run = static_cast<std::size_t>(std::countr_zero(turns)) / 8;  // 8 if there is none
    return opening & opening_mask(std::min(run, word_bytes));
  }
  [[nodiscard]] static std::uint64_t hash_of(std::uint64_t opening) {
    return opening * 0x9E37'79B9'7F4A'7C15U;
  }

  std::vector<std::string> names_;
  std::vector<std::vector<Entry>> buckets_;
  bool opens_oddly_ = false;                 // Some name begins with no letter and no digit
  std::array<std::uint64_t, 1024> filed_{};  // 65,536 bits: some name's first run has such a hash
};

}  // namespace dossier
