// The pages for reading and for deciding: a visit in, a page out.

#pragma once

#include <string>
#include <vector>

#include "review/shell.h"

namespace dossier {

// --- Reading
[[nodiscard]] WebReply home_page(const Visit& visit);
// "/d/ID" and what is below it: "", "v3", "history", "diff", "v3/source/4", "v3.html" …
[[nodiscard]] WebReply dossier_page(const Visit& visit, const std::vector<std::string>& path);
[[nodiscard]] WebReply history_page(const Visit& visit, const std::string& id);
[[nodiscard]] WebReply diff_page(const Visit& visit, const std::string& id);
[[nodiscard]] WebReply source_page(const Visit& visit, const std::string& id);
// The source behind a citation of a version, the cited passages marked.
[[nodiscard]] WebReply citation_page(const Visit& visit, const std::string& id, int version,
                                     int number);
[[nodiscard]] WebReply name_page(const Visit& visit);
[[nodiscard]] WebReply search_page(const Visit& visit);

// --- The desk
[[nodiscard]] WebReply queue_page(const Visit& visit);
[[nodiscard]] WebReply tensions_page(const Visit& visit);
[[nodiscard]] WebReply forecasts_page(const Visit& visit);
[[nodiscard]] WebReply names_page(const Visit& visit);
[[nodiscard]] WebReply sources_page(const Visit& visit);
[[nodiscard]] WebReply drafts_page(const Visit& visit);
[[nodiscard]] WebReply draft_page(const Visit& visit, const std::string& id);
[[nodiscard]] WebReply log_page(const Visit& visit);
[[nodiscard]] WebReply feeds_page(const Visit& visit);

// The record of a version; not_found where there is none. 0: the last.
[[nodiscard]] Result<VersionRecord> read_version(const Store& store, const std::string& id,
                                                 int number);

}  // namespace dossier
