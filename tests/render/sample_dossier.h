// A dossier about invented models, with the texts that it rests on: every kind of layout, a gap
// in the numbers, a copied source, a source without a date.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "render/dossier.h"
#include "render/verify.h"

namespace dossier {

struct Sample {
  Dossier dossier;
  std::map<std::string, std::string> texts;  // By source id

  [[nodiscard]] SourceText source_text() const;
};

[[nodiscard]] Sample sample_dossier();

// Sentences and layouts in short form: words "in quotation marks" become a quotation, [3][5] a
// citation. For tests alone: the composer never parses.
[[nodiscard]] DossierSentence sentence(SentenceKind kind, std::string_view text,
                                       std::vector<std::string> statements = {});
[[nodiscard]] Layout layout(LayoutKind kind, std::string label,
                            std::vector<DossierSentence> sentences);

}  // namespace dossier
