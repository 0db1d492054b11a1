// A dossier as JSON, twice: the published form that readers' programs use, and the record that
// the store keeps, from which nothing is missing.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "render/dossier.h"

namespace dossier {

// The published form, indented:
// {"id","title","version","published_at","items","state","status","sections":[{"name",
// "sentences":[{"text","kind","statements","citations"}]}],"sources":[…],"changes":[…]}
//
// A text reads as on the page, with its lead ("2026-07-31: …", "CAISI. …") and its quotation
// marks, without its citations; a table row is one sentence, its cells joined by " | ".
[[nodiscard]] std::string write_json(const Dossier& dossier);

// The whole value on one line, as VersionRecord::record keeps it; docs/version-record.md tells
// the format. read_record(write_record(d)) is d again. Ill-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string write_record(const Dossier& dossier);
// Errors: malformed, with the path of what is wrong ("/sections/2/layouts/0/kind: expected …").
[[nodiscard]] Result<Dossier> read_record(std::string_view record);

}  // namespace dossier
