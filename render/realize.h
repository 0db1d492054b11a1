// Releases and events into sentences, in our own words. Each function writes one sentence and
// cites it; the patterns are few, and each is licensed by fields of the claim alone. Benchmarks and
// stances have their own: realize_benchmarks.h, realize_stances.h. Internal to the composer.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/page.h"
#include "render/realize_benchmarks.h"
#include "render/realize_stances.h"

namespace dossier {

// "By July 16, Moonshot AI had released Kimi K3 under …, with 2.8T parameters [17]."
// `lead`: words to put first ("The main development is Kimi K3: "); they name the model.
[[nodiscard]] DossierSentence say_release(Page& page, const Fact& fact,
                                          const std::string& lead = "");
// Whether several releases can share a sentence: one maker, one day, one license.
[[nodiscard]] bool released_together(const Page& page, const Fact& one, const Fact& other);
// "By April 24, DeepSeek had released V4 Pro and V4 Flash, both under the MIT license [4]."
[[nodiscard]] DossierSentence say_releases(Page& page, const std::vector<const Fact*>& facts);
// "Z.ai's GLM-5.2": for lists of releases. No citation.
[[nodiscard]] std::string name_release(Page& page, const Fact& fact);
// "July 16", with its year if that is not the version's.
[[nodiscard]] std::string day_in_words(const Page& page, Day day);

// For the Timeline, whose label has the day: "Harbor Labs announced "a fund for …" [21]".
[[nodiscard]] std::optional<DossierSentence> say_event(Page& page, const Fact& fact);

}  // namespace dossier
