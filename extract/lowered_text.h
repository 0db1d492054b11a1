// A text beside the same in lower case: what words and tokens are views of.

#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "base/text_span.h"
#include "extract/byte_mask.h"
#include "extract/opening.h"

namespace dossier {

// One thread. Neither copied nor moved: views point into it.
class LoweredText {
 public:
  // `text` must outlive this.
  explicit LoweredText(std::string_view text);
  LoweredText(const LoweredText&) = delete;
  LoweredText& operator=(const LoweredText&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }
  // The text with its ASCII letters in lower case; every byte keeps its place.
  [[nodiscard]] std::string_view lower() const { return {lower_.data(), text_.size()}; }
  // opening_of() what stands at a place of the lowered text.
  [[nodiscard]] std::uint64_t opening(TextSpan at) const {
    return padded_opening(lower_.data() + at.start) & opening_mask(at.size());
  }
  // The bytes that words are made of, as far as ASCII goes.
  [[nodiscard]] const ByteMask& parts() const { return parts_; }
  // A word that does not stand in the text as it is read. Lives as long as this.
  [[nodiscard]] std::string_view keep(std::string word) {
    return kept_.emplace_back(std::move(word));
  }

 private:
  std::string_view text_;
  std::string lower_;  // With zeros behind the text, so that every place has eight bytes
  ByteMask parts_;
  std::deque<std::string> kept_;
};

}  // namespace dossier
