// Any text through the extractor: every span lies in the text on code-point boundaries, in order.

#include "base/utf8.h"
#include "extract/extraction.h"
#include "ingest/plain_text.h"
#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

bool is_boundary(const std::string& text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

void check(const std::string& text, TextSpan span) {
  require(span.start <= span.end, "a span ends after its start");
  require(is_boundary(text, span.start) && is_boundary(text, span.end),
          "a span lies in the text, on code points");
}

}  // namespace

void fuzz_extract(std::string_view bytes) {
  static const Lexicon lexicon = Lexicon::load().value();
  const std::string text = to_valid_utf8(bytes);
  const Article article = article_from_plain_text(text);
  const Extraction found = extract(article, {}, lexicon);
  std::size_t last = 0;
  for (const Mention& mention : found.mentions) {
    check(text, mention.span);
    require(mention.span.start >= last, "mentions do not overlap");
    last = mention.span.end;
  }
  for (const Passage& passage : found.passages) {
    check(text, passage.span);
    check(text, passage.introduction);
  }
  for (const Claim& claim : found.claims) {
    check(text, claim.evidence);
    for (const Support& support : claim.supports) check(text, support.span);
    if (const auto* stance = std::get_if<Stance>(&claim.content)) check(text, stance->quotable);
    if (const auto* event = std::get_if<Event>(&claim.content)) check(text, event->quotable);
  }
}

}  // namespace dossier
