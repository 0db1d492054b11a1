// Everything that one article says, as values with byte spans. Start at extract().

#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "extract/claim.h"
#include "extract/lexicon.h"
#include "extract/lowered_text.h"
#include "extract/name.h"
#include "extract/sentence.h"
#include "extract/sentence_tokens.h"
#include "extract/sentence_words.h"
#include "ingest/article.h"

namespace dossier {

// The part of an article that one subject holds together: a section under its heading, a list
// item with its introduction, a run of paragraphs. A dossier matches passages, not documents.
struct Passage {
  TextSpan span;
  std::vector<TextSpan> headings;  // Those above it, outermost first
  TextSpan introduction;           // Of the list that an item stands in; may be empty
};

struct Extraction {
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;  // In text order, not overlapping
  std::vector<Claim> claims;      // By evidence span, then kind, then fields: a fixed order
  std::vector<Passage> passages;  // In text order; they cover every block
};

// What is known of an article besides its text.
struct DocumentContext {
  std::optional<Day> published;
  std::string author;  // As in the byline; empty if unknown
  std::string outlet;
};

// Deterministic, without a clock or a network. Any thread.
[[nodiscard]] Extraction extract(const Article& article, const DocumentContext& context,
                                 const Lexicon& lexicon);

// The steps, each testable alone.
[[nodiscard]] std::vector<Mention> find_mentions(const Article& article,
                                                 const std::vector<Sentence>& sentences,
                                                 const Lexicon& lexicon);

// What the claim finders read.
struct Reading {
  const Article& article;
  const DocumentContext& context;
  const std::vector<Sentence>& sentences;
  const std::vector<Mention>& mentions;
  const Lexicon& lexicon;
  LoweredText& lowered;        // Of the article
  const SentenceWords& words;  // Of its sentences
  SentenceTokens& tokens;      // Of its sentences
};
// The mentions that start in `span`.
[[nodiscard]] inline std::span<const Mention> mentions_in(const Reading& reading, TextSpan span) {
  const auto start_of = [](const Mention& mention) { return mention.span.start; };
  const auto first = std::ranges::lower_bound(reading.mentions, span.start, {}, start_of);
  auto last = first;
  while (last != reading.mentions.end() && last->span.start < span.end) ++last;
  return {first, last};
}

[[nodiscard]] std::vector<Claim> find_benchmark_claims(const Reading& reading);
[[nodiscard]] std::vector<Claim> find_releases(const Reading& reading);
[[nodiscard]] std::vector<Claim> find_stances(const Reading& reading);
[[nodiscard]] std::vector<Claim> find_events(const Reading& reading);
[[nodiscard]] std::vector<Passage> find_passages(const Article& article);

}  // namespace dossier
