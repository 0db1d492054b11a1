// What changed between any two versions of a dossier, by statements rather than by words: for
// `dossier diff`. "What's new" on a page says the same of a version and the one before it.

#pragma once

#include <string>
#include <vector>

#include "render/dossier.h"

namespace dossier {

// Lines as the newer version prints them, without citations; what is gone, as the older did.
struct VersionDifference {
  std::string id;
  int from = 0, to = 0;
  Time from_published{}, to_published{};
  int from_items = 0, to_items = 0;
  std::vector<std::string> added, dropped;
  std::vector<std::string> figures_changed;  // "58.4 → 59.1: …": same model, benchmark and giver
  std::vector<std::string> standing_changed;  // "attributed → contested: …"
  std::vector<std::string> tensions_opened, tensions_moved, tensions_closed;
};

[[nodiscard]] VersionDifference difference(const Dossier& from, const Dossier& to);

[[nodiscard]] std::string difference_as_text(const VersionDifference& difference);
[[nodiscard]] std::string difference_as_markdown(const VersionDifference& difference);
// On one line: {"id","from","to","added":[…],"dropped","figures_changed","standing_changed",
// "tensions_opened","tensions_moved","tensions_closed"}.
[[nodiscard]] std::string difference_as_json(const VersionDifference& difference);

}  // namespace dossier
