// The versions of a dossier as a page, ID/index.html: where "history" leads. And the latest
// version as it stands above that folder.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/atom.h"

namespace dossier {

// The page, newest version first, each with its permalink and what changed in it.
[[nodiscard]] std::string write_history_page(std::string_view id, std::string_view title,
                                             const std::vector<VersionSummary>& versions);

// A version's page (Markdown or HTML) is written for its place, ID/vN.*: its links into the folder
// begin with "./". Its copy above the folder, ID.*, needs "ID/" there; nothing else changes.
[[nodiscard]] std::string moved_above_folder(std::string_view page, std::string_view id);

}  // namespace dossier
