// Benchmarks that no list knows and that no ending gives away, where the text says what they are:
// "OpsTrial, the incident-response test by ACME", "a new test called OpsTrial", "the K-MED exam".

#pragma once

#include "extract/mention_scene.h"

namespace dossier {

// Marks what is introduced as a benchmark, everywhere in the text.
void find_introduced_benchmarks(MentionScene& scene);

}  // namespace dossier
