#include "review/places.h"

#include <algorithm>

#include "render/editorial.h"
#include "render/wording.h"

namespace dossier {

std::vector<PlacedSentence> places_of(const Dossier& dossier) {
  std::vector<PlacedSentence> places;
  for (const Section& section : dossier.sections) {
    int number = 0;
    const auto add = [&](const DossierSentence& sentence) {
      places.push_back({section.name + ':' + std::to_string(++number),
                        sentence_key(section.name, sentence), spoken_text(sentence)});
    };
    for (const Layout& layout : section.layouts) {
      if (layout.kind == LayoutKind::table_row) {
        add(row_sentence(layout));
      } else {
        std::ranges::for_each(layout.sentences, add);
      }
    }
  }
  return places;
}

std::optional<PlacedSentence> find_place(const Dossier& dossier, std::string_view place) {
  const std::vector<PlacedSentence> places = places_of(dossier);
  const auto found = std::ranges::find(places, place, &PlacedSentence::place);
  if (found == places.end()) return std::nullopt;
  return *found;
}

}  // namespace dossier
