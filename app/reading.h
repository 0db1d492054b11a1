// How an article is read for the store: the same way when it comes in and when it is read again.

#pragma once

#include "extract/extraction.h"
#include "store/source.h"

namespace dossier {

// `source` gives what is known of the article besides its text: title, day, author, outlet.
[[nodiscard]] Extraction read_article(const Article& article, const Source& source,
                                      const Lexicon& lexicon);

}  // namespace dossier
