// One article while its names are being found: its text with the lexicon's hits in it, and which
// bytes are spoken for. Passes run in a fixed order (mentions.cpp); what one has marked or blocked,
// a later one leaves alone.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text_span.h"
#include "extract/byte_mask.h"
#include "extract/lexicon_data.h"
#include "extract/name.h"
#include "extract/sentence.h"

namespace dossier {

// An occurrence of a name of the lexicon, printed as the entry asks, on word boundaries.
struct LexiconHit {
  TextSpan span;
  const LexiconPattern* pattern;
};

// What a chunk is made of, so that most rules need not look at most chunks.
struct ChunkShape {
  bool capital_first = false;  // An ASCII capital opens it
  bool capital = false;        // has_capital()
  bool digit = false;
  bool hyphen = false;
  bool joined = false;  // Of several words: some hyphen, dot or the like is inside
  bool name = false;    // A capital, then small letters, no digit, "_" or "+": "Lambert"
};

class MentionScene {
 public:
  // The text, sentences and lexicon must outlive the scene.
  MentionScene(std::string_view text, const std::vector<Sentence>& sentences,
               const Lexicon::Data& data);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const Lexicon::Data& data() const { return data_; }
  // By place, longer ones first; none inside a longer one.
  [[nodiscard]] const std::vector<LexiconHit>& hits() const { return hits_; }
  // Words with what hyphens and dots join to them: "Qwen3-30B-A3B", "v3.2", "don".
  [[nodiscard]] const std::vector<TextSpan>& chunks() const { return chunks_; }
  // One for each chunk.
  [[nodiscard]] const std::vector<ChunkShape>& shapes() const { return shapes_; }
  // The indexes of those with a capital, and of those that a capital opens.
  [[nodiscard]] const std::vector<std::uint32_t>& capitals() const { return capitals_; }
  [[nodiscard]] const std::vector<std::uint32_t>& capitalized() const { return capitalized_; }

  [[nodiscard]] bool is_free(TextSpan span) const;
  void block(TextSpan span);
  void mark(Mention mention);

  // The word before or after a place on the same line, with nothing but blanks (and quotation
  // marks) between; empty if something else stands there.
  [[nodiscard]] std::string_view word_before(std::size_t at) const;
  [[nodiscard]] std::string_view word_after(std::size_t at) const;
  // word_before() where chunk `index` begins.
  [[nodiscard]] std::string_view word_before_chunk(std::size_t index) const;
  // Whether "'s" follows.
  [[nodiscard]] bool is_possessive(std::size_t at) const;
  // Whether a sentence or line begins here (leading quotation marks aside).
  [[nodiscard]] bool starts_sentence(std::size_t at) const;
  // The sentence around a place, or its line where sentences do not cover it.
  [[nodiscard]] std::string_view sentence_around(std::size_t at) const;
  [[nodiscard]] TextSpan line_around(std::size_t at) const;

  // In text order. Ends the scene.
  [[nodiscard]] std::vector<Mention> take_mentions();
  [[nodiscard]] const std::vector<Mention>& mentions() const { return mentions_; }

 private:
  void find_hits();
  void find_chunks();

  std::string_view text_;
  const std::vector<Sentence>& sentences_;
  const Lexicon::Data& data_;
  std::vector<LexiconHit> hits_;
  std::vector<TextSpan> chunks_;
  std::vector<ChunkShape> shapes_;
  std::vector<std::uint32_t> capitals_, capitalized_;
  std::vector<std::uint64_t> taken_;  // A bit for each byte
  std::vector<Mention> mentions_;
};

[[nodiscard]] constexpr bool is_ascii_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
// Of a chunk.
[[nodiscard]] constexpr bool is_word_byte(char c) {
  return kBytesOfKind<ByteKind::chunk>[static_cast<unsigned char>(c)];
}
[[nodiscard]] bool word_ends_at(std::string_view text, std::size_t at);  // Right before `at`
// "GLM", "Kimi", "xAI": a capital somewhere, or nothing but digits and marks.
[[nodiscard]] bool has_capital(std::string_view word);

// The passes.
void find_handles(MentionScene& scene);
void find_benchmarks(MentionScene& scene);
void find_models(MentionScene& scene);
void find_organizations(MentionScene& scene);
void find_people(MentionScene& scene, std::string_view byline);

// Verbs and nouns that tell who acts: "said", "released"; "team", "blog".
[[nodiscard]] bool is_acting_verb(std::string_view word);

}  // namespace dossier
