// A place in a stored text with what stands around it, cut so that a person can judge it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace dossier {

// A run of a text, marked or not.
struct ExcerptPart {
  enum class Mark { none, support, evidence } mark = Mark::none;
  std::string text;
};

struct Excerpt {
  std::vector<ExcerptPart> parts;  // In text order; neighbours differ in their marks
  bool cut_before = false, cut_after = false;
};

// The evidence and up to `around` bytes on each side, cut between words and never within a
// character, with the supports marked that lie in it. Spans that do not lie in the text are
// passed over: an empty excerpt if it is the evidence.
[[nodiscard]] Excerpt excerpt_of(std::string_view text, TextSpan evidence,
                                 const std::vector<TextSpan>& supports, std::size_t around);

}  // namespace dossier
