// Tensions over dates and names into sentences. Internal to the composer.

#pragma once

#include <string>

#include "render/page.h"
#include "render/tension.h"

namespace dossier {

// "The date of Heron 3": of a fact that texts date differently.
[[nodiscard]] std::string dated_subject(const Fact& fact);

// "Dated May 4 by Harbor Notes and May 7 by The Ledger [3, 5]."; "HPT is read as Harbor Protocol
// Test and as Heron Planning Task [3, 5]."
[[nodiscard]] DossierSentence say_name_or_date_tension(Page& page, const FactTension& tension);

}  // namespace dossier
