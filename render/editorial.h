// What editors' decisions do to a composed page: sentences dropped, replaced or withdrawn, notes
// added. What they do to claims, names and sources was done to the view before (store/rulings.h).

#pragma once

#include <set>
#include <string>
#include <string_view>

#include "render/dossier.h"
#include "store/rulings.h"

namespace dossier {

// By which a sentence of a dossier is known over versions: its section and the statements that it
// rests on ("What:3f2a…,91bc…"), or, for one without, its words ("Status:#5d41…").
[[nodiscard]] std::string sentence_key(std::string_view section, const DossierSentence& sentence);

// The statements of the sentences that were pinned, which go before all others.
[[nodiscard]] std::set<std::string> pinned_statements(const Rulings& rulings,
                                                      std::string_view dossier);

// The statements of the sentences that were withdrawn: nothing is said of them any more.
[[nodiscard]] std::set<std::string> withdrawn_statements(const Rulings& rulings,
                                                         std::string_view dossier);

// Sentences, by their keys, that could not be proved.
struct RefusedSentences {
  std::set<std::string> edits;      // As edited: they stand as composed
  std::set<std::string> sentences;  // As composed: they are left out
};

// Does to the page what its editors decided. `previous` (nullptr: none) tells what readers have
// been told of these decisions already. A dropped sentence takes with it what says a part of the
// same in the same section; a withdrawn one is not said again. What the page does not cite any more
// leaves its sources.
void edit_page(Dossier& page, const Rulings& rulings, const Dossier* previous,
               const RefusedSentences& refused = {});

}  // namespace dossier
