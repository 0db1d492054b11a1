// A made-up claim graph of any size, for measuring what a store costs once it has grown: the same
// number gives the same graph.

#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace dossier {

inline constexpr std::size_t kClaimsOfSource = 10;
inline constexpr std::size_t kClaimsOfDossier = 5'000;
// A word that stands in the sources of the dossier alone.
inline constexpr const char* kDossierWord = "Quillmark";

// When the last source of a graph came in.
[[nodiscard]] Time end_of_graph();

// The text of that number's source: a first sentence, and ten that each make a claim.
[[nodiscard]] std::string source_text(std::size_t number, bool in_dossier);

// Fills an empty store through its own door, a document at a time: `claims` claims, ten a source.
// Those of a dossier are spread over all of them. About a minute for a million.
[[nodiscard]] Result<void> make_claim_graph(const std::string& directory, std::size_t claims);

}  // namespace dossier
