// Any bytes as a lexicon of the user's own; where they are one, a text is read with it.

#include "extract/extraction.h"
#include "ingest/plain_text.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_lexicon(std::string_view bytes) {
  const auto lexicon = Lexicon::load(bytes, "lexicon.yaml");
  if (!lexicon) {
    require(lexicon.error().message.starts_with("lexicon.yaml"), "a mistake is told with its file");
    return;
  }
  const Article article = article_from_plain_text(
      "Northwind AI released Borealis 2 Flash (30B) today. Borealis 2 scores 58.4% on CodeLadder, "
      "says Mara Lindqvist of Tally Lab, and beats GLM-5.1 and Skerry 4 on SWE-bench Pro.");
  for (const Mention& mention : extract(article, {}, *lexicon).mentions) {
    require(mention.span.end <= article.text.size(), "names lie in the text");
    (void)lexicon->find(mention.canonical, mention.kind);
    (void)lexicon->aliases(mention.canonical);
  }
}

}  // namespace dossier
