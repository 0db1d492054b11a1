// The commands: each reads its options, wires the stages, prints, and gives the exit status.

#pragma once

#include "app/options.h"

namespace dossier {

[[nodiscard]] int run_update(const GlobalOptions& global, const UpdateOptions& options);
[[nodiscard]] int run_list(const GlobalOptions& global, const ListOptions& options);
[[nodiscard]] int run_show(const GlobalOptions& global, const ShowOptions& options);
[[nodiscard]] int run_history(const GlobalOptions& global, const HistoryOptions& options);
[[nodiscard]] int run_diff(const GlobalOptions& global, const DiffOptions& options);
[[nodiscard]] int run_why(const GlobalOptions& global, const WhyOptions& options);
[[nodiscard]] int run_verify(const GlobalOptions& global, const VerifyOptions& options);
[[nodiscard]] int run_claims(const GlobalOptions& global, const ClaimsOptions& options);
[[nodiscard]] int run_doctor(const GlobalOptions& global, const DoctorOptions& options);
[[nodiscard]] int run_backup(const GlobalOptions& global, const BackupOptions& options);
[[nodiscard]] int run_restore(const GlobalOptions& global, const RestoreOptions& options);
[[nodiscard]] int run_export(const GlobalOptions& global, const ExportOptions& options);
[[nodiscard]] int run_prune(const GlobalOptions& global, const PruneOptions& options);
[[nodiscard]] int run_parse_feed(const GlobalOptions& global, const ParseFeedOptions& options);
[[nodiscard]] int run_parse_article(const GlobalOptions& global,
                                    const ParseArticleOptions& options);
[[nodiscard]] int run_extract(const GlobalOptions& global, const ExtractOptions& options);
[[nodiscard]] int run_check_robots(const GlobalOptions& global, const CheckRobotsOptions& options);

}  // namespace dossier
