#include "extract/automaton.h"

#include <cassert>

namespace dossier {

Automaton::Automaton(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    for (const char byte : pattern) {
      std::uint8_t& known = class_of_[static_cast<unsigned char>(byte)];
      if (known == 0) known = static_cast<std::uint8_t>(classes_++);
    }
  }
  assert(classes_ <= 255);

  // The trie first; 0 stands for "no edge", which is also right at the root.
  const auto add_state = [&] {
    next_.resize(next_.size() + classes_, 0);
    output_.push_back(0);
    return static_cast<std::uint32_t>(output_.size() - 1);
  };
  add_state();
  for (std::size_t index = 0; index < patterns.size(); ++index) {
    assert(!patterns[index].empty());
    std::uint32_t state = 0;
    for (const char byte : patterns[index]) {
      const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(byte)];
      if (next_[edge] == 0) {
        const std::uint32_t added = add_state();  // May move next_
        next_[edge] = added;
      }
      state = next_[edge];
    }
    assert(output_[state] == 0);
    output_[state] = static_cast<std::uint32_t>(index + 1);
  }

  // Breadth first: a missing edge goes where the failure state's edge goes.
  output_link_.assign(output_.size(), 0);
  std::vector<std::uint32_t> failure(output_.size(), 0);
  std::vector<std::uint32_t> queue;
  queue.reserve(output_.size());
  for (std::size_t symbol = 0; symbol < classes_; ++symbol) {
    if (next_[symbol] != 0) queue.push_back(next_[symbol]);
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t state = queue[head];
    const std::uint32_t shorter = failure[state];
    output_link_[state] = output_[shorter] != 0 ? shorter : output_link_[shorter];
    for (std::size_t symbol = 0; symbol < classes_; ++symbol) {
      std::uint32_t& edge = next_[state * classes_ + symbol];
      const std::uint32_t fallback = next_[shorter * classes_ + symbol];
      if (edge == 0) {
        edge = fallback;
      } else {
        failure[edge] = fallback;
        queue.push_back(edge);
      }
    }
  }
}

}  // namespace dossier
