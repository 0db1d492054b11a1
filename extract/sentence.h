// Sentences of an article: ICU's break iterator, with suppressions of our own, inside blocks.

#pragma once

#include <cstddef>
#include <vector>

#include "base/text_span.h"
#include "ingest/article.h"

namespace dossier {

struct Sentence {
  TextSpan span;      // Without white space around it
  std::size_t block;  // Index into Article::blocks; a sentence never crosses a block
};

[[nodiscard]] std::vector<Sentence> split_sentences(const Article& article);

}  // namespace dossier
