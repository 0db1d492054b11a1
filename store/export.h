// The claim graph for other programs. The same store gives the same bytes; nothing is held but a
// source at a time and the names of all entities. docs/storage.md tells the formats.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace dossier {

// Takes the next bytes. An error ends the export, which returns it.
using ExportSink = std::function<Result<void>(std::string_view bytes)>;

// A JSON object a line, each with its "kind": "source" (every revision), "claim", "version",
// "entity".
[[nodiscard]] Result<void> export_jsonl(const Store& store, const ExportSink& sink);

// The claims of every revision with the columns of their sources (RFC 4180).
[[nodiscard]] Result<void> export_csv(const Store& store, const ExportSink& sink);
// Its lines, for others that print claims, with further fields behind those of the claim.
[[nodiscard]] std::string claim_csv_header(const std::vector<std::string>& further = {});
[[nodiscard]] std::string claim_csv_row(const StoredClaim& claim, const Source& source,
                                        const std::vector<std::string>& further = {});

// Sources, claims and entities as nodes.
[[nodiscard]] Result<void> export_graphml(const Store& store, const ExportSink& sink);

// The raw bytes of every revision that still has them, as WARC/1.1 (ISO 28500) resource records
// after a warcinfo record. `software` is the name and version of the program.
[[nodiscard]] Result<void> export_warc(const Store& store, std::string_view software,
                                       const ExportSink& sink);

// Calls `visit` for each revision of each source until it returns an error, and returns that.
[[nodiscard]] Result<void> visit_revisions(const Store& store,
                                           const std::function<Result<void>(const Source&)>& visit);

}  // namespace dossier
