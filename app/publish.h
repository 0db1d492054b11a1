// From the graph to published versions and the files that show them.

#pragma once

#include <string>
#include <vector>

#include "app/configuration.h"
#include "extract/lexicon.h"
#include "store/store.h"

namespace dossier {

struct PublishedVersion {
  std::string id;
  int version = 0;
};

// Composes each dossier at `now` and publishes those that have something new to say. What is
// composed is proved before it is published (render/verify.h): a fact whose sentence cannot be
// proved is left out, and the page is composed again without it. `unproved` (may be nullptr)
// gets a line for each finding that kept something out.
[[nodiscard]] Result<std::vector<PublishedVersion>> publish_dossiers(
    Store& store, const std::vector<DossierConfiguration>& dossiers, const Lexicon& lexicon,
    Time now, std::vector<std::string>* unproved = nullptr);

// Leaves DIR/ID.md|html|json|atom.xml and DIR/ID/vN.md|html|json for every published version;
// files that are there with the right bytes are not touched.
[[nodiscard]] Result<void> write_pages(const Store& store,
                                       const std::vector<DossierConfiguration>& dossiers,
                                       const std::string& directory);

}  // namespace dossier
