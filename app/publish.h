// From the graph to published versions and the files that show them.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/proved.h"
#include "extract/lexicon.h"
#include "render/dossier.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

struct PublishedVersion {
  std::string id;
  int version = 0;
};

// What a version is composed with. All must outlive it.
struct PublishTerms {
  const Lexicon& lexicon;
  const Rulings& rulings;
  Time now;
  bool as_drafts = false;  // Compose and prove, but leave the publishing to an editor
  // Gets a line for each finding that kept something out.
  std::vector<std::string>* unproved = nullptr;
};

struct Publication {
  std::vector<PublishedVersion> versions;
  std::vector<Dossier> drafts;  // What waits for an editor, new or changed since the last run
  std::vector<std::string> unpublished;  // Dossiers that could not be proved, and why, a line each
};

// Composes each dossier and publishes those that have something new to say. What is composed is
// proved before it is published (app/proved.h).
[[nodiscard]] Result<Publication> publish_dossiers(
    Store& store, const std::vector<DossierConfiguration>& dossiers, const PublishTerms& terms);

// What the dossier's next version would be: its draft; nothing if there is nothing new to say.
// Publishes nothing and writes nothing.
[[nodiscard]] Result<std::optional<Proved>> compose_next(const Store& store,
                                                         const DossierConfiguration& configuration,
                                                         const PublishTerms& terms);

// Leaves DIR/ID/draft.md|html|json.
[[nodiscard]] Result<void> write_drafts(const std::vector<Dossier>& drafts,
                                        const std::string& directory);

// Leaves DIR/ID.md|html|json|atom.xml and DIR/ID/vN.md|html|json for every published version;
// files that are there with the right bytes are not touched.
[[nodiscard]] Result<void> write_pages(const Store& store,
                                       const std::vector<DossierConfiguration>& dossiers,
                                       const std::string& directory);

}  // namespace dossier
