#include "extract/extraction.h"

#include <algorithm>
#include <iterator>

namespace dossier {

Extraction extract(const Article& article, const DocumentContext& context, const Lexicon& lexicon) {
  Extraction found;
  found.sentences = split_sentences(article);
  found.mentions = find_mentions(article, found.sentences, lexicon);
  found.passages = find_passages(article);
  LoweredText lowered(article.text);
  const SentenceWords words(lowered, found.sentences);
  SentenceTokens tokens(lowered, found.sentences, found.mentions);
  const Reading reading{article, context, found.sentences, found.mentions,
                        lexicon, lowered, words,           tokens};
  for (auto* find : {&find_benchmark_claims, &find_releases, &find_stances, &find_events}) {
    std::ranges::move(find(reading), std::back_inserter(found.claims));
  }
  // Each finder gives its claims in text order and a fixed order within a sentence; a stable
  // sort keeps that, and the finders' order between kinds.
  sort_by_evidence(found.claims);
  return found;
}

}  // namespace dossier
