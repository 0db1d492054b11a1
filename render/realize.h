// Facts into sentences, in our own words. Each function writes one sentence and cites it; the
// patterns are few, and each is licensed by fields of the claim alone. Internal to the composer.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// "58.4%", "1547 Elo", "3 months": the figure as printed, with its unit.
[[nodiscard]] std::string figure_with_unit(const BenchmarkClaim& claim);

// "By July 16, Moonshot AI had released Kimi K3 under …, with 2.8T parameters [17]."
// `lead`: words to put first ("The main development since v3 is Kimi K3: ").
[[nodiscard]] DossierSentence say_release(Page& page, const Fact& fact,
                                          const std::string& lead = "");
// "Z.ai's GLM-5.2": for lists of releases. No citation.
[[nodiscard]] std::string name_release(Page& page, const Fact& fact);

// Results of one model by one speaker, each group about one benchmark:
// "According to Artificial Analysis, K3 scores 57 on the … Index, behind Claude Fable 5 (60), and
// ranks first on AutomationBench-AA, at 53% [17]."
[[nodiscard]] DossierSentence say_model_results(
    Page& page, const std::vector<std::vector<const Fact*>>& benchmarks);
// Scores of several models on one benchmark by one speaker:
// "On …, Artificial Analysis has Kimi K3 at 57, GLM-5.2 at 51, and … [18]."
[[nodiscard]] DossierSentence say_standings(Page& page, const std::vector<const Fact*>& facts);

// The claim whose words stand for the stance: the holder's own speech first, then the latest.
// nullptr where nothing is quotable.
[[nodiscard]] const StoredClaim* quotable_claim(const Page& page, const Fact& fact);
// A holder in full: "Florian Brand", "@emollick".
[[nodiscard]] std::string holder_name(const Page& page, const Fact& fact);
// Whether say_stance() and say_position() have something to print.
[[nodiscard]] bool can_be_said(const Page& page, const Fact& fact);
// Holders who see a quantity move differently, in one sentence: "CAISI sees the gap between open
// and closed models widening [6], while Epoch AI sees it holding steady, at 3-7 months [6]."
[[nodiscard]] DossierSentence say_trends(Page& page, const std::vector<const Fact*>& facts);
// "Florian Brand objects: "…" [6]."; "CAISI sees the gap between … widening [6]." `lead`: words
// to put first ("On harnesses, "). Nothing where the stance has neither a direction nor words
// fit to quote.
[[nodiscard]] std::optional<DossierSentence> say_stance(Page& page, const Fact& fact,
                                                        const std::string& lead = "");
// The position alone, for a list whose label names the holder.
[[nodiscard]] std::optional<DossierSentence> say_position(Page& page, const Fact& fact);

// For the Timeline, whose label has the day: "Harbor Labs announced "a fund for …" [21]".
[[nodiscard]] std::optional<DossierSentence> say_event(Page& page, const Fact& fact);

}  // namespace dossier
