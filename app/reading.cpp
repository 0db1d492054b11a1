#include "app/reading.h"

namespace dossier {

Extraction read_article(const Article& article, const Source& source, const Lexicon& lexicon) {
  Article titled = article;  // Tables and claims lean on the headline
  if (titled.title.empty()) titled.title = source.title;
  DocumentContext context;
  if (source.published) context.published = day_of(*source.published);
  context.author = source.author;
  context.outlet = source.outlet;
  return extract(titled, context, lexicon);
}

}  // namespace dossier
