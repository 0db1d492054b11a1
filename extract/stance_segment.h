// A sentence in parts that speak for one holder each: "… (@a); … (@b)", "P, via @x".

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_words.h"

namespace dossier {

// A part of a sentence that speaks for one holder: the whole of it, or what stands before one of
// several citations or semicolons. Indexes of words, half-open.
struct Segment {
  std::size_t first = 0, last = 0;
  std::size_t content_end = 0;     // Where the citation at its end begins; `last` if it has none
  std::vector<std::size_t> cited;  // Mentions in that citation
};

[[nodiscard]] std::vector<Segment> split_segments(const Reading& reading,
                                                  std::span<const Word> words);

}  // namespace dossier
