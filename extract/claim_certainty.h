// Which benchmark claims of a sentence are sure enough to be printed. What decides is how firmly
// the words tie figure, model and benchmark together; the ties were chosen by the precision that
// they had on texts that no rule was made from (eval/claim_sample.json).

#pragma once

#include <string_view>

#include "extract/sentence_names.h"

namespace dossier {

struct CertaintyQuery {
  const Mention* subject = nullptr;    // Whom the claim is about; nullptr: a class of models
  const Mention* benchmark = nullptr;  // Never nullptr
  const Mention* versus = nullptr;
  const Pick* model_pick = nullptr;  // Never nullptr
  const Pick* benchmark_pick = nullptr;
  std::string_view rule;      // "figure", "rank", "lead", "comparison" …
  bool unmistakable = false;  // The figure itself is beyond doubt
  bool told = false;          // A verb or noun of scoring stands before it
  std::size_t at = 0;         // Token of the figure or the comparison
};

// `sentence` is the span that `names` was made from.
[[nodiscard]] bool is_certain(const Reading& reading, TextSpan sentence, const Inherited& inherited,
                              const SentenceNames& names, const CertaintyQuery& query);

}  // namespace dossier
