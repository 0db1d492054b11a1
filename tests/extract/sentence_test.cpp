// Where sentences end, and where they only seem to.

#include "extract/sentence.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/plain_text.h"

namespace dossier {
namespace {

std::string show(std::string_view text) {
  const Article article = article_from_plain_text(std::string(text));
  std::string shown;
  for (const Sentence& sentence : split_sentences(article)) {
    if (!shown.empty()) shown += " | ";
    shown += text_at(article.text, sentence.span);
  }
  return shown;
}

TEST_CASE("sentences end where a reader ends them") {
  struct Case {
    std::string_view text, sentences;
  };
  const Case cases[] = {
      {"Orion is out. It is open.", "Orion is out. | It is open."},
      {"The U.S. Distillation Act is law. It holds.",
       "The U.S. Distillation Act is law. | It holds."},
      {"It left the U.S. The rest stayed.", "It left the U.S. | The rest stayed."},
      {"Orion v3.2 beats v3.1. Nobody knew.", "Orion v3.2 beats v3.1. | Nobody knew."},
      {"It trails GLM-5.1. Nobody knew.", "It trails GLM-5.1. | Nobody knew."},
      {"Some (e.g. Orion) won. Others lost.", "Some (e.g. Orion) won. | Others lost."},
      {"Orion vs. Lyra. Who wins?", "Orion vs. Lyra. | Who wins?"},
      {"J. Smith et al. Found it. The end.", "J. Smith et al. Found it. | The end."},
      {"“It left.” Nobody knew. ‘It left.’ nobody knew.",
       "“It left.” | Nobody knew. | ‘It left.’ nobody knew."},
      {"It scored 3.5. 4.1 came second. 中文。他说。",
       "It scored 3.5. | 4.1 came second. | 中文。 | 他说。"},
      {"It left the cafe\u0301. E\u0301tude won.", "It left the cafe\u0301. | E\u0301tude won."},
      {"It leads. @someone says no.", "It leads. | @someone says no."},
      {"It leads the board. @someone, @other", "It leads the board. @someone, @other"},
      {"It leads. [@someone] Then it fell.", "It leads. [@someone] | Then it fell."},
      {"It leads. [12] Then it fell.", "It leads. [12] | Then it fell."},
      {"It leads. (One may doubt it.) Then it fell.",
       "It leads. | (One may doubt it.) | Then it fell."},
      {"Better than ever. gemma-4-26B is out.", "Better than ever. | gemma-4-26B is out."},
      {"A mailer broke this sentence after a word\nand carried on. Here is another one for it.",
       "A mailer broke this sentence after a word\nand carried on. | Here is another one for it."},
      {"- Orion 2: 57\n- Lyra: 58", "Orion 2: 57 | Lyra: 58"},
      {"# What is new. And old\n\nText.", "What is new. And old | Text."},
      {"Model\tScore\nOrion v1. X\t57", "Model\tScore | Orion v1. X\t57"},
      {"“It is over.” He left.", "“It is over.” | He left."},
  };
  for (const Case& c : cases) CHECK(show(c.text) == c.sentences);
}

TEST_CASE("a sentence knows its block and never crosses it") {
  const Article article = article_from_plain_text("One. Two.\n\nThree.");
  const std::vector<Sentence> sentences = split_sentences(article);
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[1].block == 0);
  CHECK(sentences[2].block == 1);
}

TEST_CASE("a megabyte without an end is one sentence") {
  const Article article = article_from_plain_text(std::string(1'000'000, 'x'));
  CHECK(split_sentences(article).size() == 1);
}

}  // namespace
}  // namespace dossier
