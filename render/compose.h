// What a dossier says: chosen from the graph by salience and novelty, grouped into threads, and
// written as sentences from claims. Start at compose().

#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/lexicon.h"
#include "render/dossier.h"
#include "render/editorial.h"
#include "render/fact.h"
#include "render/topic_match.h"
#include "store/rulings.h"

namespace dossier {

// The next version of a dossier, or nothing where there is nothing to say: no claim that
// `previous` (nullptr: no version yet) did not know, no tension that opened or moved, and no
// decision of an editor that bears on it.
//
// `excluded`: facts, by id and sorted, that are not to be printed, as if nobody had claimed them.
// `rulings`: by which the view was read; they are done to the page, too (editorial.h), but for
// the edits in `refused`, whose sentences are left out.
//
// A function of its arguments alone; equal arguments give equal dossiers. `now` is the date of
// the version.
[[nodiscard]] std::optional<Dossier> compose(const DossierConfiguration& configuration,
                                             const TopicView& view, const Lexicon& lexicon,
                                             const Dossier* previous, Time now,
                                             const std::vector<std::string>& excluded = {},
                                             const Rulings& rulings = {},
                                             const RefusedSentences& refused = {});

}  // namespace dossier
