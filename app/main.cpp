// dossier: reads the command line and runs one command. The path through the code: ingest/feed.h
// and ingest/article.h, extract/extraction.h, store/store.h, render/compose.h, app/update.cpp.

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/commands.h"

namespace dossier {
namespace {

struct Run {
  const GlobalOptions& global;

  int operator()(const UpdateOptions& options) const { return run_update(global, options); }
  int operator()(const ListOptions& options) const { return run_list(global, options); }
  int operator()(const ShowOptions& options) const { return run_show(global, options); }
  int operator()(const HistoryOptions& options) const { return run_history(global, options); }
  int operator()(const DiffOptions& options) const { return run_diff(global, options); }
  int operator()(const WhyOptions& options) const { return run_why(global, options); }
  int operator()(const VerifyOptions& options) const { return run_verify(global, options); }
  int operator()(const ClaimsOptions& options) const { return run_claims(global, options); }
  int operator()(const DoctorOptions& options) const { return run_doctor(global, options); }
  int operator()(const BackupOptions& options) const { return run_backup(global, options); }
  int operator()(const RestoreOptions& options) const { return run_restore(global, options); }
  int operator()(const ExportOptions& options) const { return run_export(global, options); }
  int operator()(const DigestOptions& options) const { return run_digest(global, options); }
  int operator()(const PruneOptions& options) const { return run_prune(global, options); }
  int operator()(const ReviewOptions& options) const { return run_review(global, options); }
  int operator()(const ServeOptions& options) const { return run_serve(global, options); }
  int operator()(const ReExtractOptions& options) const { return run_re_extract(global, options); }
  int operator()(const ParseFeedOptions& options) const { return run_parse_feed(global, options); }
  int operator()(const ParseArticleOptions& options) const {
    return run_parse_article(global, options);
  }
  int operator()(const ExtractOptions& options) const { return run_extract(global, options); }
  int operator()(const CheckRobotsOptions& options) const {
    return run_check_robots(global, options);
  }
  int operator()(const FeedsListOptions& options) const { return run_feeds_list(global, options); }
  int operator()(const FeedsAddOptions& options) const { return run_feeds_add(global, options); }
  int operator()(const FeedsRemoveOptions& options) const {
    return run_feeds_remove(global, options);
  }
  int operator()(const FeedsDiscoverOptions& options) const {
    return run_feeds_discover(global, options);
  }
  int operator()(const FeedsTestOptions& options) const { return run_feeds_test(global, options); }
  int operator()(const FeedsImportOptions& options) const {
    return run_feeds_import(global, options);
  }
  int operator()(const FeedsExportOptions& options) const {
    return run_feeds_export(global, options);
  }
  int operator()(const FeedsHealthOptions& options) const {
    return run_feeds_health(global, options);
  }
};

}  // namespace
}  // namespace dossier

int main(int argc, char** argv) {
  // A file that may grow no further is trouble to be told, as a full disk is, not a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const auto options = dossier::read_options(argc, argv);
    if (const int* status = std::get_if<int>(&options)) return *status;
    const auto& read = std::get<dossier::Options>(options);
    const int status = std::visit(dossier::Run{read.global}, read.command);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      std::fprintf(stderr, "dossier: standard output cannot be written\n");
      return status == 0 ? 1 : status;
    }
    return status;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dossier: unexpected failure: %s\n", error.what());
    return 1;
  }
}
