// The gate before publishing: what is composed is proved first, for dossiers and digests alike.

#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "render/dossier.h"
#include "render/editorial.h"
#include "render/verify.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// What cannot be proved, and is not to be printed.
struct Unprovable {
  std::vector<std::string> facts;  // By id, sorted
  RefusedSentences refused;
};

// Composes without these, or gives nothing where there is nothing to say.
using Composer = std::function<std::optional<Dossier>(const Unprovable&)>;

// A dossier that can be proved, and the forms that it was proved in.
struct Proved {
  Dossier dossier;
  VersionRecord forms;
};

// The last published version of a dossier as its composer left it.
struct LastVersion {
  Dossier dossier;
  std::string record;  // As it was published
};

// What `compose` makes, once all of it can be proved (render/verify.h): a fact whose sentence
// cannot be proved is left out, and the page is composed again without it; a sentence that an
// editor wrote anew stands again as it was composed. Where that does not help, the sentence goes
// and its facts stay. `unproved` (may be nullptr) gets a line for each finding that kept something
// out. Errors: unproved (no page that can be proved); nothing is to be published then.
[[nodiscard]] Result<std::optional<Proved>> compose_proved(
    const Store& store, const NameAliases& aliases, const Rulings& rulings,
    const std::optional<LastVersion>& previous, const Composer& compose,
    std::vector<std::string>* unproved);

// Nothing if there is none.
[[nodiscard]] Result<std::optional<LastVersion>> last_version(const Store& store,
                                                              const std::string& id);

// The version in all forms that the store keeps.
[[nodiscard]] VersionRecord version_record(const Dossier& dossier);

}  // namespace dossier
