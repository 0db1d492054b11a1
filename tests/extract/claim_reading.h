// Articles for tests of the claim finders: names are marked in the text, so that no test depends
// on how names are found. "{Orion 2|model}" is a mention whose canonical name it is,
// "{K2|model|Orion K2}" one that stands for another.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extraction.h"
#include "ingest/plain_text.h"

namespace dossier {

class MarkedText {
 public:
  explicit MarkedText(std::string_view marked);

  [[nodiscard]] Reading reading() const {
    return {article, context, sentences, mentions, *lexicon_, *lowered_, *words_, *tokens_};
  }

  Article article;
  DocumentContext context;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;

 private:
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<LoweredText> lowered_;
  std::unique_ptr<SentenceWords> words_;
  std::unique_ptr<SentenceTokens> tokens_;
};

}  // namespace dossier
