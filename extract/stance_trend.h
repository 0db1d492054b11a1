// Holders that a sentence does not name as the subject of a verb: "Their result is that …" after
// a sentence on an institute's evaluation, and "When using an institute's index, we see that …",
// where the index speaks and not the one who reads it.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_words.h"

namespace dossier {

struct UnnamedHolder {
  std::string holder;
  std::vector<Support> supports;  // Where the holder is named, if not in the sentence itself
  std::size_t content = 0;        // The word that the position begins with
  bool is_sure = false;           // Nobody else can be meant
  const char* rule = "";
};

// `sentence` is an index into the reading's sentences, `words` are its words.
[[nodiscard]] std::optional<UnnamedHolder> find_anaphoric_holder(const Reading& reading,
                                                                 std::size_t sentence,
                                                                 std::span<const Word> words);
[[nodiscard]] std::optional<UnnamedHolder> find_index_holder(const Reading& reading,
                                                             std::span<const Word> words);

}  // namespace dossier
