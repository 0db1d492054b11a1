#include "app/options_store.h"

#include <CLI/CLI.hpp>

namespace dossier {
namespace {

void add_day(CLI::App* command, const char* name, std::optional<Day>& day, const char* what) {
  command->add_option_function<std::string>(
      name,
      [&day, name](const std::string& text) {
        day = parse_day(text);
        if (!day) throw CLI::ValidationError(name, "expected YYYY-MM-DD, got " + text);
      },
      what);
}

}  // namespace

struct StoreCommands::Parsed {
  ClaimsOptions claims;
  DoctorOptions doctor;
  BackupOptions backup;
  RestoreOptions restore;
  ExportOptions export_;
  PruneOptions prune;
  ReExtractOptions re_extract;
  CLI::App *claims_command = nullptr, *doctor_command = nullptr, *backup_command = nullptr,
           *restore_command = nullptr, *export_command = nullptr, *prune_command = nullptr,
           *re_extract_command = nullptr;

  void add_claims(CLI::App& app);
  void add_care(CLI::App& app);
  void add_copies(CLI::App& app);
};

void StoreCommands::Parsed::add_claims(CLI::App& app) {
  claims_command = app.add_subcommand("claims", "Claims in the store, one a line");
  claims_command->footer(
      "Names are compared as the lexicon knows them: 'glm 5.1' finds GLM-5.1. With --config, the\n"
      "configuration's own lexicon is read too. The day of a claim is that of its source:\n"
      "published, or else first seen. --json prints one object a line.");
  CLI::Option* dossier =
      claims_command->add_option("--dossier", claims.dossier, "Those of one dossier's passages");
  claims_command->add_option("--model", claims.model, "About this model");
  claims_command->add_option("--benchmark", claims.benchmark, "On this benchmark");
  claims_command->add_option("--holder", claims.holder, "Held or asserted by them");
  claims_command->add_option("--organization", claims.organization,
                             "Released, held or done by this organization");
  claims_command->add_option("--kind", claims.kind, "benchmark, release, stance or event")
      ->check(CLI::IsMember({"benchmark", "release", "stance", "event"}));
  add_day(claims_command, "--since", claims.since, "From this day on, YYYY-MM-DD");
  add_day(claims_command, "--until", claims.until, "Up to this day, YYYY-MM-DD");
  claims_command->add_option("--source", claims.source, "Made by the source of this id");
  claims_command->add_flag("--confident", claims.confident,
                           "Those alone that the extractor is sure of");
  claims_command
      ->add_option_function<std::string>(
          "--as-of",
          [this](const std::string& text) {
            claims.as_of = parse_now(text);
            if (!claims.as_of) {
              throw CLI::ValidationError("--as-of", "expected RFC 3339 or YYYY-MM-DD, got " + text);
            }
          },
          "As the store stood then: RFC 3339, or a date, which means its last second (UTC)")
      ->excludes(dossier);
  claims_command
      ->add_option("--standing", claims.standing,
                   "Of statements that are attributed, corroborated, contested, superseded, "
                   "retracted or rejected")
      ->check(CLI::IsMember(
          {"attributed", "corroborated", "contested", "superseded", "retracted", "rejected"}));
  claims_command->add_flag("--explain", claims.explain,
                           "Say of each claim how its statement stands, and why");
  claims_command->add_option("--format", claims.format, "table, csv or json")
      ->check(CLI::IsMember({"table", "csv", "json"}));
}

void StoreCommands::Parsed::add_care(CLI::App& app) {
  doctor_command = app.add_subcommand(
      "doctor", "Check every promise of the store, and name everything that breaks one");
  doctor_command->footer(
      "A line each; status 0 if there was nothing to tell, or nothing is left to tell after\n"
      "--repair, else 1. With -v: what each kind of record takes. A writer may be at work, but "
      "not\n"
      "with --repair.");
  doctor_command->add_flag("--repair", doctor.repair,
                           "Make again what can be derived: indexes, arrivals, topics");

  re_extract_command = app.add_subcommand(
      "re-extract", "Read the stored texts again, after the extractor or the lexicon has changed");
  re_extract_command->footer(
      "Claims are corrected where they are read otherwise now; published versions stay, with what\n"
      "they cite. The next update composes what is concerned again, and says in one line that\n"
      "sources were read again. A run that was cut off is simply begun again.");
  re_extract_command->add_option("--source", re_extract.source, "The source of this id alone");
  add_day(re_extract_command, "--since", re_extract.since,
          "Those fetched from this day on, YYYY-MM-DD");

  prune_command =
      app.add_subcommand("prune", "Forget the fetched bytes of old pages; texts and claims stay");
  prune_command->footer(
      "Pages that a published version cites are kept unless --cited is given. Nothing that is\n"
      "printed or proved needs them: they are what was fetched, before it was read.");
  prune_command
      ->add_option("--older-than", prune.older_than_days, "Fetched more than this many days ago")
      ->required()
      ->check(CLI::NonNegativeNumber);
  prune_command->add_flag("--cited", prune.cited, "Also those that a version cites");
  prune_command->add_flag("--dry-run", prune.dry_run, "Say what would be forgotten, and stop");
}

void StoreCommands::Parsed::add_copies(CLI::App& app) {
  backup_command = app.add_subcommand("backup", "Copy the store as it stands to a folder");
  backup_command->footer(
      "Only what is new is copied; every copy is read back. An update may be at work meanwhile.");
  backup_command->add_option("DIR", backup.directory, "Folder of backups")->required();
  backup_command->add_option("--keep", backup.keep, "How many to keep")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  backup_command->add_flag("--list", backup.list, "Say which there are, and take none");

  restore_command = app.add_subcommand("restore", "Bring a backup back to --store");
  restore_command->footer("--store must be absent or empty. What was restored is examined.");
  restore_command->add_option("DIR", restore.directory, "Folder of backups")->required();
  restore_command->add_option("--number", restore.number, "Which one; the last if left out")
      ->check(CLI::PositiveNumber);

  export_command = app.add_subcommand("export", "The claim graph for other programs");
  export_command->footer(
      "jsonl: sources, claims, versions, entities; csv: claims with their sources; graphml: the\n"
      "graph; warc: the bytes of the sources (WARC/1.1). The same store gives the same bytes.");
  export_command->add_option("--format", export_.format, "jsonl, csv, graphml or warc")
      ->check(CLI::IsMember({"jsonl", "csv", "graphml", "warc"}))
      ->capture_default_str();
  export_command->add_option("--out", export_.out, "File; standard output if left out");
}

StoreCommands::StoreCommands(CLI::App& app) : parsed_{std::make_unique<Parsed>()} {
  parsed_->add_claims(app);
  parsed_->add_care(app);
  parsed_->add_copies(app);
}

StoreCommands::~StoreCommands() = default;

std::optional<Command> StoreCommands::chosen() const {
  if (*parsed_->claims_command) return parsed_->claims;
  if (*parsed_->doctor_command) return parsed_->doctor;
  if (*parsed_->backup_command) return parsed_->backup;
  if (*parsed_->restore_command) return parsed_->restore;
  if (*parsed_->export_command) return parsed_->export_;
  if (*parsed_->prune_command) return parsed_->prune;
  if (*parsed_->re_extract_command) return parsed_->re_extract;
  return std::nullopt;
}

}  // namespace dossier
