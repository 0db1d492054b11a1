// Tensions between facts, by rule: what cannot both hold, and who stands on different sides. Start
// at find_tensions().

#pragma once

#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "render/fact.h"

namespace dossier {

// A tension between facts: both sides' facts, out of those given.
struct FactTension {
  std::string id;
  std::string kind;                // "figures", "leaders", "trend", "sides", "dates", "names"
  std::string topic;               // What it is about, for sorting and for the id
  std::vector<const Fact*> facts;  // At least two, the sides in order of first report; "dates": the
                                   // one fact that `claims` date differently
  double weight = 0;
  std::vector<const StoredClaim*> claims = {};  // "dates": one a side, by date
  std::vector<std::string> readings = {};       // "names": what `topic` is read as, one a fact
};

// Two printed figures are one when they round to each other at the coarser precision.
[[nodiscard]] bool same_figure(const Figure& one, const Figure& other);

// Heaviest first. Facts that two sides contest get Standing::contested; call it after
// mark_superseded(), for what has been replaced contests nothing.
[[nodiscard]] std::vector<FactTension> find_tensions(std::vector<Fact>& facts,
                                                     const Lexicon& lexicon);

}  // namespace dossier
