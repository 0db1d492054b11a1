#include "app/options_digest.h"

#include <CLI/CLI.hpp>

namespace dossier {

struct DigestCommand::Parsed {
  CLI::App* command = nullptr;
  DigestOptions digest;
};

DigestCommand::DigestCommand(CLI::App& app) : parsed_{std::make_unique<Parsed>()} {
  DigestOptions& digest = parsed_->digest;
  CLI::App* command = app.add_subcommand("digest", "A newsletter over all dossiers");
  parsed_->command = command;
  command->footer(
      "Published as the next version of @digest, which show, history and verify know; with\n"
      "'publish: review' in the configuration it stays a draft. Status 0 also where there was\n"
      "nothing new and nothing was published.");
  CLI::Option* since =
      command
          ->add_option("--since", digest.since,
                       "7d: so many days; YYYY-MM-DD: from that day on; last: where the last "
                       "published digest ended")
          ->capture_default_str();
  command->add_option("--flavor", digest.flavor, "Front matter and footnotes as it takes them")
      ->check(CLI::IsMember({"plain", "hugo", "jekyll", "buttondown", "ghost", "substack"}))
      ->capture_default_str();
  CLI::Option* eml =
      command->add_flag("--eml", digest.eml, "A mail: plain text and HTML in one message");
  command->add_option("--from", digest.from, "Sender of the mail, 'Name <address>'")->needs(eml);
  command->add_option("--to", digest.to, "Its recipients, parted by commas")->needs(eml);
  command->add_option("--unsubscribe", digest.unsubscribe, "For its List-Unsubscribe header")
      ->needs(eml);
  command->add_option("--out", digest.out, "File or folder; standard output if left out");
  command->add_flag("--preview", digest.preview, "Print what would be published, and stop");
  command->add_option("--issue", digest.issue, "A published issue again, by its number")
      ->check(CLI::PositiveNumber)
      ->excludes(since);
}

DigestCommand::~DigestCommand() = default;

std::optional<Command> DigestCommand::chosen() const {
  if (*parsed_->command) return parsed_->digest;
  return std::nullopt;
}

}  // namespace dossier
