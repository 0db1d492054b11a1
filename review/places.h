// The sentences of a page by their places, so that a command can name one: "What:2" is the second
// of the section What.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/dossier.h"

namespace dossier {

struct PlacedSentence {
  std::string place;  // Section and number, counted from 1; a table row as one
  std::string key;    // sentence_key() (render/editorial.h)
  std::string text;   // As it reads, without citations
};

[[nodiscard]] std::vector<PlacedSentence> places_of(const Dossier& dossier);
[[nodiscard]] std::optional<PlacedSentence> find_place(const Dossier& dossier,
                                                       std::string_view place);

}  // namespace dossier
