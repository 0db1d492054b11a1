// A place in a text: half-open UTF-8 bytes [start, end), on code-point boundaries.

#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <string_view>

namespace dossier {

struct TextSpan {
  std::size_t start = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - start; }
  [[nodiscard]] bool empty() const { return start == end; }
  [[nodiscard]] bool contains(TextSpan other) const {
    return start <= other.start && other.end <= end;
  }
  [[nodiscard]] bool overlaps(TextSpan other) const {
    return start < other.end && other.start < end;
  }
  auto operator<=>(const TextSpan&) const = default;
};

// The bytes at `span`; the view lives as long as `text`. The span must lie in the text.
[[nodiscard]] inline std::string_view text_at(std::string_view text, TextSpan span) {
  assert(span.start <= span.end && span.end <= text.size());
  return text.substr(span.start, span.size());
}

}  // namespace dossier
