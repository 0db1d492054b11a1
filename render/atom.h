// The versions of a dossier as an Atom feed (RFC 4287), for those who follow it in a reader.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "render/dossier.h"

namespace dossier {

// What the feed tells of a version.
struct VersionSummary {
  int version = 1;
  Time published{};
  int items = 0;
  std::vector<std::string> changes;  // One line each, as Change::text
};

[[nodiscard]] VersionSummary summary_of(const Dossier& dossier);
// That of the dossier which read_record() makes of a record, without making it. Errors: as
// read_record().
[[nodiscard]] Result<VersionSummary> summary_in(std::string_view record);

// The feed, newest version first, whatever the order of `versions`. Ids are tag: URIs made of
// the dossier's id and the version's number, so they stay the same wherever the file is served;
// links are relative to the file: ID/vN.html.
[[nodiscard]] std::string write_atom(std::string_view id, std::string_view title,
                                     const std::vector<VersionSummary>& versions);

}  // namespace dossier
