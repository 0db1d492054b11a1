// The sentences of an article as tokens, each read once for all, when the first asks for it.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/clause.h"
#include "extract/lowered_text.h"
#include "extract/sentence.h"

namespace dossier {

class SentenceTokens {
 public:
  // `text`, `sentences` and `mentions`, those of the whole article, must outlive this. One thread.
  SentenceTokens(LoweredText& text, const std::vector<Sentence>& sentences,
                 const std::vector<Mention>& mentions)
      : text_(text), sentences_(sentences), mentions_(mentions), read_(sentences.size()) {}

  // Lives as long as this.
  [[nodiscard]] const std::vector<Token>& of(std::size_t sentence) {
    std::optional<std::vector<Token>>& tokens = read_[sentence];
    if (!tokens) tokens = tokens_of(text_, sentences_[sentence].span, mentions_);
    return *tokens;
  }

 private:
  LoweredText& text_;
  const std::vector<Sentence>& sentences_;
  const std::vector<Mention>& mentions_;
  std::vector<std::optional<std::vector<Token>>> read_;
};

}  // namespace dossier
