// Finds all of some thousands of names in a text in one pass (Aho and Corasick 1975), as a dense
// automaton over byte classes: one table look-up a byte.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

class Automaton {
 public:
  Automaton() = default;
  // Patterns must be distinct and not empty; a match tells a pattern by its index.
  explicit Automaton(const std::vector<std::string>& patterns);

  // Calls visit(pattern index, end of the match) for every occurrence of every pattern, by end,
  // longest first. Overlapping ones too: which of them count is the caller's to say.
  template <typename Visit>
  void scan(std::string_view text, Visit visit) const {
    if (next_.empty()) return;
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
      for (std::uint32_t at = output_[state] != 0 ? state : output_link_[state]; at != 0;
           at = output_link_[at]) {
        visit(output_[at] - 1, i + 1);
      }
    }
  }

 private:
  std::array<std::uint8_t, 256> class_of_{};  // 0: in no pattern
  std::size_t classes_ = 1;
  std::vector<std::uint32_t> next_;         // State × class
  std::vector<std::uint32_t> output_;       // 1 + the pattern that ends in a state; 0: none
  std::vector<std::uint32_t> output_link_;  // The next shorter state where a pattern ends; 0: none
};

}  // namespace dossier
