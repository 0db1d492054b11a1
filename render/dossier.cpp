#include "render/dossier.h"

#include <algorithm>

namespace dossier {

std::string plain_text(const DossierSentence& sentence) {
  std::string text;
  for (const SentencePart& part : sentence.parts) {
    switch (part.kind) {
      case SentencePart::Kind::text:
        text += part.text;
        break;
      case SentencePart::Kind::quotation:
        text += '"' + part.text + '"';
        break;
      case SentencePart::Kind::citation:
        break;
    }
  }
  return text;
}

std::vector<int> citations_of(const DossierSentence& sentence) {
  std::vector<int> citations;
  for (const SentencePart& part : sentence.parts) {
    citations.insert(citations.end(), part.citations.begin(), part.citations.end());
  }
  std::ranges::sort(citations);
  const auto repeated = std::ranges::unique(citations);
  citations.erase(repeated.begin(), repeated.end());
  return citations;
}

}  // namespace dossier
