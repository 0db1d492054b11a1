// Facts that belong together: the results, releases and opinions of one line of models.
// Internal to the composer.

#pragma once

#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// Facts about one line of models ("Kimi K3", "DeepSeek V4"), heaviest first.
struct Thread {
  std::string subject;  // The model that most of its weight is about
  std::vector<const Fact*> facts;
  double weight = 0;
};

// Threads over the given facts, heaviest first; facts about no model are in none.
[[nodiscard]] std::vector<Thread> make_threads(const std::vector<const Fact*>& facts,
                                               const Lexicon& lexicon);

// The thread in sentences, chronological inside: releases, results by speaker, opinions. At most
// `sentences_max`. What the page has told is left out. `lead` goes before the first sentence if
// that tells a release of the thread's subject.
[[nodiscard]] std::vector<DossierSentence> tell_thread(Page& page, const Thread& thread,
                                                       std::size_t sentences_max,
                                                       const std::string& lead = "");
// How many of its facts the page has not told, and could.
[[nodiscard]] std::size_t count_untold(const Page& page, const Thread& thread);

// Scores on one benchmark by one speaker in one source, best first: material for
// say_standings().
struct Standings {
  std::vector<const Fact*> facts;
  double weight = 0;
};
[[nodiscard]] std::vector<Standings> find_standings(const std::vector<const Fact*>& facts);

}  // namespace dossier
