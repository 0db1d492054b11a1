// What the store holds on a dossier: its members, gathered as documents come in, and the view that
// a version is composed from.

#pragma once

#include <vector>

#include "extract/lexicon.h"
#include "render/fact.h"
#include "render/topic_match.h"
#include "render/verify.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// A dossier's members, and what of it the store does not know yet.
struct GatheredTopic {
  TopicState state;                  // As it should be kept
  std::vector<TopicMember> members;  // All of them, by source
  std::vector<TopicMember> changed;  // New, changed, or (without passages) gone
  bool afresh = false;               // The terms are new: everything was matched again
};

// Looks at what came in since each dossier's members were last gathered; at everything, where its
// terms have changed. Reads each text once for all dossiers. In their order.
[[nodiscard]] Result<std::vector<GatheredTopic>> gather_topics(
    const Store& store, const std::vector<DossierConfiguration>& dossiers);

// The members' sources, and the confident claims of their matching passages, as the editors left
// them; with what they moved into the dossier.
[[nodiscard]] Result<TopicView> read_view(const Store& store,
                                          const std::vector<TopicMember>& members,
                                          const Rulings& rulings, std::string_view dossier);

// Other spellings of a name: the lexicon's, those that editors merged into it, and those that
// sources were found to print for it, as far as they tell it apart ("claude-opus-4-7" for "Claude
// Opus 4.7", yet never a bare "Opus"). All must outlive it.
[[nodiscard]] NameAliases name_aliases(const Store& store, const Lexicon& lexicon,
                                       const Rulings& rulings);

}  // namespace dossier
