// Which passages belong to a dossier: the match terms of feeds.yaml.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extraction.h"

namespace dossier {

struct MatchTerms {
  std::vector<std::string> any, all, none;
};

struct DossierConfiguration {
  std::string id;  // Lower-case letters, digits and hyphens: it names files
  std::string title;
  MatchTerms match;
  bool open = true;  // The editor's word: open or closed
};

// A text made ready for matching, once for all terms and dossiers. Case-folded; hyphens of every
// kind, blanks and underscores in a row are one blank, a blank line is a break that no term
// crosses.
class MatchableText {
 public:
  explicit MatchableText(std::string_view text);

 private:
  friend class TermMatcher;
  std::string bytes_;
  std::string kinds_;                   // Of each byte: see topic_match.cpp
  std::vector<std::uint32_t> origins_;  // Of each byte, and of the end: its place in the text
  std::vector<std::uint32_t> starts_;   // Where a term may begin
};

// The terms of one dossier, made ready once; a pass over a text costs no more than reading it.
//
// Terms match whole words, case-folded, hyphens of every kind and blanks alike, also in plural,
// and also before a version or variant: "GLM-5" matches "GLM-5.1", "GLM-5V" and "GLM 5", "MiMo-V2"
// "MiMo-V2-Flash", "Qwen3" "Qwen3-Coder" and "Qwen 3". Between letters and a digit the blank may
// be there or not. A size is no version: "Gemma 4" does not match "Gemma 4B". Any thread.
class TermMatcher {
 public:
  explicit TermMatcher(const MatchTerms& terms);

  [[nodiscard]] bool matches(const MatchableText& text) const;

  // Indexes of the passages that belong to the dossier. A passage is judged by its own text with
  // its headings, its introduction and the article's title: one of `any` (if there are any) and
  // each of `all` must be there, and none of `none`. The passages' spans must lie in `text`.
  [[nodiscard]] std::vector<std::size_t> matching_passages(
      const MatchableText& title, const MatchableText& text,
      const std::vector<Passage>& passages) const;

 private:
  struct Term {
    std::string bytes;
    enum class Group { any, all, none } group;
    std::size_t index;  // Among those of `all`
  };
  struct Hit {
    TextSpan span;
    std::size_t term;
  };
  [[nodiscard]] std::vector<Hit> find(const MatchableText& text) const;  // By start
  [[nodiscard]] static std::size_t match_at(const MatchableText& text, std::size_t start,
                                            const Term& term);

  std::vector<Term> terms_;
  std::array<std::vector<std::size_t>, 256> by_first_byte_;
  std::size_t any_count_ = 0, all_count_ = 0;
};

// The same for a single question; TermMatcher is the way to ask many.
[[nodiscard]] bool matches_term(std::string_view text, std::string_view term);
[[nodiscard]] std::vector<std::size_t> matching_passages(const MatchTerms& terms,
                                                         std::string_view title,
                                                         std::string_view text,
                                                         const std::vector<Passage>& passages);

}  // namespace dossier
