// The sentences of an article as words, each split once for all who read them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "extract/sentence.h"
#include "extract/stance_words.h"

namespace dossier {

class SentenceWords {
 public:
  // `text` must outlive this.
  SentenceWords(LoweredText& text, const std::vector<Sentence>& sentences) {
    constexpr std::size_t kBytesPerWord = 4;  // At least, in most texts
    words_.reserve(text.text().size() / kBytesPerWord);
    starts_.reserve(sentences.size() + 1);
    for (const Sentence& sentence : sentences) {
      starts_.push_back(words_.size());
      append_words(words_, text, sentence.span);
    }
    starts_.push_back(words_.size());
  }

  // Those of all sentences, in text order.
  [[nodiscard]] std::span<const Word> all() const { return words_; }
  // Those that lie in a part of the text. Lives as long as this.
  [[nodiscard]] std::span<const Word> in(TextSpan part) const {
    const auto first = std::ranges::lower_bound(words_, part.start, {}, &start_of);
    const auto last = std::ranges::lower_bound(first, words_.end(), part.end, {}, &start_of);
    return {first, last};
  }
  // Lives as long as this.
  [[nodiscard]] std::span<const Word> of(std::size_t sentence) const {
    return std::span(words_).subspan(starts_[sentence], starts_[sentence + 1] - starts_[sentence]);
  }

 private:
  static std::size_t start_of(const Word& word) { return word.span.start; }

  std::vector<Word> words_;
  std::vector<std::size_t> starts_;  // One more, the end of the last
};

}  // namespace dossier
