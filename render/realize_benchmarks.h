// Benchmark facts into sentences. Internal to the composer.

#pragma once

#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// "58.4%", "1,547 Elo", "3 months": the figure as printed, with its unit; whole numbers of four
// digits and more with a comma.
[[nodiscard]] std::string figure_with_unit(const BenchmarkClaim& claim);

// Whose figure it is, in words: "DeepSeek", "@qoder_ai_ide"; empty where nobody is named.
[[nodiscard]] std::string speaker_name(const Page& page, const Fact& fact);
// The verb that goes with it: "Tally Lab has", "Epoch AI and Vals AI have".
[[nodiscard]] std::string_view speakers_verb(const Fact& fact, std::string_view of_one,
                                             std::string_view of_several);

// Who gives a figure: the model's own maker, somebody else by name, or nobody that is named.
enum class Giver { maker, independent, unnamed };
[[nodiscard]] Giver giver_of(const Page& page, const Fact& fact);
// A figure on a benchmark that somebody independent gives.
[[nodiscard]] bool is_independent_score(const Page& page, const Fact& fact);

// Each speaker's figure: "82.7 by DeepSeek and 79% by Artificial Analysis".
[[nodiscard]] std::string figures_by_speaker(const Page& page,
                                             const std::vector<const Fact*>& facts);

// Results of one model by one speaker, each group about one benchmark:
// "According to Artificial Analysis, K3 scores 57 on the … Index, behind Claude Fable 5 (60), and
// ranks first on AutomationBench-AA, at 53% [17]."
[[nodiscard]] DossierSentence say_model_results(
    Page& page, const std::vector<std::vector<const Fact*>>& benchmarks);
// Scores of several models on one benchmark by one speaker, and of a rival to hold them against:
// "On …, Artificial Analysis has Kimi K3 at 57, GLM-5.2 at 51, with … at 60 for comparison [18]."
[[nodiscard]] DossierSentence say_standings(Page& page, const std::vector<const Fact*>& facts,
                                            const Fact* rival = nullptr);

}  // namespace dossier
