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
[[nodiscard]] int run_digest(const GlobalOptions& global, const DigestOptions& options);
[[nodiscard]] int run_prune(const GlobalOptions& global, const PruneOptions& options);
[[nodiscard]] int run_review(const GlobalOptions& global, const ReviewOptions& options);
[[nodiscard]] int run_serve(const GlobalOptions& global, const ServeOptions& options);
[[nodiscard]] int run_re_extract(const GlobalOptions& global, const ReExtractOptions& options);
[[nodiscard]] int run_parse_feed(const GlobalOptions& global, const ParseFeedOptions& options);
[[nodiscard]] int run_parse_article(const GlobalOptions& global,
                                    const ParseArticleOptions& options);
[[nodiscard]] int run_extract(const GlobalOptions& global, const ExtractOptions& options);
[[nodiscard]] int run_check_robots(const GlobalOptions& global, const CheckRobotsOptions& options);
[[nodiscard]] int run_feeds_list(const GlobalOptions& global, const FeedsListOptions& options);
[[nodiscard]] int run_feeds_add(const GlobalOptions& global, const FeedsAddOptions& options);
[[nodiscard]] int run_feeds_remove(const GlobalOptions& global, const FeedsRemoveOptions& options);
[[nodiscard]] int run_feeds_discover(const GlobalOptions& global,
                                     const FeedsDiscoverOptions& options);
[[nodiscard]] int run_feeds_test(const GlobalOptions& global, const FeedsTestOptions& options);
[[nodiscard]] int run_feeds_import(const GlobalOptions& global, const FeedsImportOptions& options);
[[nodiscard]] int run_feeds_export(const GlobalOptions& global, const FeedsExportOptions& options);
[[nodiscard]] int run_feeds_health(const GlobalOptions& global, const FeedsHealthOptions& options);

}  // namespace dossier
