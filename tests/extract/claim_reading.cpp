#include "tests/extract/claim_reading.h"

#include <algorithm>
#include <utility>

namespace dossier {
namespace {

NameKind kind_called(std::string_view word) {
  if (word == "benchmark") return NameKind::benchmark;
  if (word == "organization") return NameKind::organization;
  return word == "person" ? NameKind::person : NameKind::model;
}

// The built-in lexicon with two names of our own: what is listed may be confident.
Lexicon test_lexicon() {
  return std::move(*Lexicon::load());
}

}  // namespace

MarkedText::MarkedText(std::string_view marked)
    : lexicon_(std::make_unique<Lexicon>(test_lexicon())) {
  std::string text;
  while (!marked.empty()) {
    const std::size_t open = std::min(marked.find('{'), marked.size());
    text += marked.substr(0, open);
    marked.remove_prefix(open);
    const std::size_t close = marked.find('}');
    if (marked.empty() || close == std::string_view::npos) break;
    const std::string_view inside = marked.substr(1, close - 1);
    const std::size_t bar = inside.find('|');
    const std::string_view name = inside.substr(0, bar);
    const std::string_view rest = inside.substr(bar + 1);
    const std::size_t second = rest.find('|');
    Mention mention;
    mention.span = {text.size(), text.size() + name.size()};
    mention.kind = kind_called(rest.substr(0, second));
    mention.canonical = second == std::string_view::npos ? name : rest.substr(second + 1);
    mentions.push_back(std::move(mention));
    text += name;
    marked.remove_prefix(close + 1);
  }
  article = article_from_plain_text(std::move(text));
  sentences = split_sentences(article);
  lowered_ = std::make_unique<LoweredText>(article.text);
  words_ = std::make_unique<SentenceWords>(*lowered_, sentences);
  tokens_ = std::make_unique<SentenceTokens>(*lowered_, sentences, mentions);
}

}  // namespace dossier
