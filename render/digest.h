// A newsletter over all dossiers: what a period brought, by theme, with what it contests, what
// follows from it and what to watch. It is a Dossier value like any other, so that versions,
// records, writers and verify are shared. docs/digest.md tells an editor. Start at
// compose_digest().

#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "render/dossier.h"
#include "render/editorial.h"
#include "render/fact.h"
#include "store/rulings.h"

namespace dossier {

// The id of every digest. No dossier of a configuration can have it: ids are letters, digits and
// hyphens there.
inline constexpr std::string_view kDigestId = "@digest";

// A dossier as the digest sees it.
struct DigestTopic {
  std::string id, title;
  TopicView view;
};

// Reports of these days are news.
struct DigestPeriod {
  Day first{}, last{};
  // It begins where the digest before ended: what that one knew is no news, and what came in late
  // from the days before is.
  bool follows = false;
};

// The next digest, or nothing where the period brought nothing that can be said. Sources that
// several dossiers share count once, and nothing is said twice.
//
// `previous` (nullptr: the first) gives the version's number and, for a period that follows, what
// is known. Citation numbers start afresh, in the order in which a reader meets them: an issue is
// read by itself. `excluded`: facts, by id and sorted, that are not to be printed. `rulings`: by
// which the views were read; they are done to the page, too, but for the edited sentences whose
// keys are in `refused` (render/editorial.h).
//
// A function of its arguments alone; equal arguments give equal digests.
[[nodiscard]] std::optional<Dossier> compose_digest(
    const std::vector<DigestTopic>& topics, const DigestPeriod& period, const Lexicon& lexicon,
    const Dossier* previous, Time now, const std::vector<std::string>& excluded = {},
    const Rulings& rulings = {}, const RefusedSentences& refused = {});

}  // namespace dossier
