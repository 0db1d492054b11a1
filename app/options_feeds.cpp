#include "app/options_feeds.h"

#include <CLI/CLI.hpp>

namespace dossier {

struct FeedCommands::Parsed {
  FeedsAddOptions add;
  FeedsRemoveOptions remove;
  FeedsDiscoverOptions discover;
  FeedsTestOptions test;
  FeedsImportOptions import;
  FeedsExportOptions export_;
  FeedsHealthOptions health;
  CLI::App *list_command = nullptr, *add_command = nullptr, *remove_command = nullptr,
           *discover_command = nullptr, *test_command = nullptr, *import_command = nullptr,
           *export_command = nullptr, *health_command = nullptr;

  void add_editing(CLI::App& feeds);
  void add_probing(CLI::App& feeds);
  void add_lists(CLI::App& feeds);
};

void FeedCommands::Parsed::add_editing(CLI::App& feeds) {
  add_command = feeds.add_subcommand("add", "Add a feed to the configuration");
  add_command->footer("The file keeps its comments and its spacing.");
  add_command->add_option("URL", add.url, "Address of the feed")->required();
  add_command->add_option("--name", add.name, "The outlet, as it is printed");
  add_command->add_option("--tier", add.tier, "1 first party, 2 press, 3 aggregator")
      ->check(CLI::Range(1, 3));
  add_command->add_option("--category", add.category, "A category; repeated, from the outermost in")
      ->allow_extra_args(false);
  remove_command = feeds.add_subcommand("remove", "Take a feed out of the configuration");
  remove_command->footer("What was read from it stays in the store.");
  remove_command->add_option("FEED", remove.feed, "Its address or name")->required();
}

void FeedCommands::Parsed::add_probing(CLI::App& feeds) {
  discover_command = feeds.add_subcommand("discover", "Find the feeds of a page or site");
  discover_command->add_option("URL", discover.url, "A page, a site, or a feed itself")->required();
  test_command =
      feeds.add_subcommand("test", "What would be taken from a feed, and by which dossiers");
  test_command->footer(
      "Nothing is stored. Dossiers are matched against the feed's own text, or against the pages\n"
      "of so many entries as --pages says.");
  test_command->add_option("URL", test.url, "Address of the feed")->required();
  test_command->add_option("--pages", test.pages, "Fetch the pages of the first so many entries")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
}

void FeedCommands::Parsed::add_lists(CLI::App& feeds) {
  list_command = feeds.add_subcommand("list", "The feeds, and where they are asked");
  import_command = feeds.add_subcommand("import", "Add the feeds of an OPML list");
  import_command->add_option("FILE", import.file, "OPML; - for standard input")->required();
  export_command = feeds.add_subcommand("export", "The feeds as an OPML list");
  export_command->add_option("--out", export_.out, "File; standard output if left out");
  health_command = feeds.add_subcommand("health", "How each feed is, and when it is asked next");
  health_command->footer("Status 3 where a feed fails or is gone.");
  health_command->add_option("--metrics", health.metrics,
                             "Also write Prometheus text format to this file");
}

FeedCommands::FeedCommands(CLI::App& app) : parsed_{std::make_unique<Parsed>()} {
  CLI::App* feeds = app.add_subcommand("feeds", "Keep the list of feeds, and see how they are");
  feeds->require_subcommand(1);
  feeds->fallthrough();
  parsed_->add_lists(*feeds);
  parsed_->add_editing(*feeds);
  parsed_->add_probing(*feeds);
}

FeedCommands::~FeedCommands() = default;

std::optional<Command> FeedCommands::chosen() const {
  if (*parsed_->list_command) return FeedsListOptions{};
  if (*parsed_->add_command) return parsed_->add;
  if (*parsed_->remove_command) return parsed_->remove;
  if (*parsed_->discover_command) return parsed_->discover;
  if (*parsed_->test_command) return parsed_->test;
  if (*parsed_->import_command) return parsed_->import;
  if (*parsed_->export_command) return parsed_->export_;
  if (*parsed_->health_command) return parsed_->health;
  return std::nullopt;
}

}  // namespace dossier
