// What an editor can do beside deciding: read the draft of the next version, and publish it. For
// the terminal (app/review.cpp) and the browser (app/serve.cpp) alike.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/publish.h"

namespace dossier {

struct Draft {
  Dossier dossier;
  VersionRecord forms;                // As it would be published
  std::string hash;                   // Of its Markdown: says which draft an editor has read
  std::vector<std::string> left_out;  // What could not be proved, a line each
};

// The draft as the graph and the decisions have it now; nothing if there is nothing new to say.
// Reads alone: `store` may be a reader beside a writer. Errors: not_found (no such dossier).
[[nodiscard]] Result<std::optional<Draft>> draft_of(const Store& store,
                                                    const Configuration& configuration,
                                                    const std::string& dossier,
                                                    const PublishTerms& terms);

// Publishes the draft as the next version, writes its pages to `out`, and says so in the journal.
// Opens the store in `directory` for writing. `read_hash`: the draft that the editor has read; if
// it has changed since, it is not published (busy). Empty: whatever it is. Errors: not_found (no
// such dossier, nothing to publish), busy (also: another run holds the store), as those of the
// store.
[[nodiscard]] Result<int> publish_draft(const std::string& directory,
                                        const Configuration& configuration,
                                        const std::string& dossier, const std::string& who,
                                        const std::string& read_hash, const std::string& out,
                                        const PublishTerms& terms);

}  // namespace dossier
