// Pages in, articles and what they say out, on several threads: the part of an ingest that takes
// the processor's time. What fetches and what stores stays with one thread.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "extract/extraction.h"
#include "ingest/article.h"

namespace dossier {

struct FetchedPage {
  std::string bytes;
  std::string url;
  Headers headers;
};

struct ReadPage {
  Article article;
  Extraction found;
};

// In the order of the pages; the error of one that parse_article() refuses stands in its place.
// `threads` is how many work at once, the caller's one among them; what comes out does not depend
// on it. Memory grows with the pages: hand over some hundreds at a time.
[[nodiscard]] std::vector<Result<ReadPage>> read_pages(std::span<const FetchedPage> pages,
                                                       const Lexicon& lexicon, unsigned threads);

}  // namespace dossier
