// What `dossier extract` prints: mentions, benchmark claims, releases and stances with byte
// offsets into the article's text.

#pragma once

#include "base/json.h"
#include "extract/extraction.h"

namespace dossier {

struct ExtractionJsonOptions {
  // Print the text too, where it is of our making: that of a page, or of a file mended to be UTF-8.
  bool with_text = false;
  // Print beside each find the rule that made it, its confidence, supports and conditions.
  bool explain = false;
};

[[nodiscard]] Json extraction_to_json(const Article& article, const DocumentContext& context,
                                      const Extraction& extraction,
                                      const ExtractionJsonOptions& options = {});

}  // namespace dossier
