#include "app/options.h"

#include <CLI/CLI.hpp>

#include "app/options_desk.h"
#include "app/options_digest.h"
#include "app/options_feeds.h"
#include "app/options_store.h"
#include "app/version.h"

namespace dossier {
namespace {

// "Name: value" → {"Name", "value"}
std::pair<std::string, std::string> header_from(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) throw CLI::ValidationError("--header", "expected 'Name: value'");
  const std::size_t start = text.find_first_not_of(' ', colon + 1);
  return {text.substr(0, colon), start == std::string::npos ? "" : text.substr(start)};
}

// "90s", "15m", "2h"; plain digits are seconds.
std::chrono::seconds duration_from(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const std::string unit = text.substr(digits);
  const long factor = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
  if (digits == 0 || digits > 8 || factor == 0) {
    throw CLI::ValidationError("--deadline", "expected a duration such as 90s, 15m or 2h");
  }
  return std::chrono::seconds{std::stol(text.substr(0, digits)) * factor};
}

void add_stage_input(CLI::App* command, StageInput& input, const char* what) {
  command->add_option("FILE", input.file, what);
  command->add_option("--url", input.url, "Address that the bytes came from");
  command->add_option_function<std::vector<std::string>>(
      "--header",
      [&input](const std::vector<std::string>& headers) {
        for (const std::string& header : headers) input.headers.push_back(header_from(header));
      },
      "Response header, 'Name: value'; may be repeated");
  command->add_flag("--batch", input.batch,
                    "Read JSON lines {\"id\",\"file\",\"url\",\"http_headers\"} from standard "
                    "input, print {\"id\",\"result\"} lines");
}

}  // namespace

std::variant<Options, int> read_options(int argc, const char* const* argv) {
  Options options;
  GlobalOptions& global = options.global;
  std::string now;
  std::string log_format = "text";

  CLI::App app{
      "Crawls feeds, keeps who claims what about which model, and publishes versioned dossiers\n"
      "with numbered citations. Every sentence can be traced to stored bytes: see 'why' and "
      "'verify'.",
      "dossier"};
  app.set_version_flag("--version", std::string{"dossier "} + std::string{kVersion});
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Exit status: 0 done; 1 unexpected failure; 2 bad usage or configuration, or an unknown ID;\n"
      "3 some feeds failed or the deadline came; 4 another run holds the store; 5 verification\n"
      "failed. Try 'dossier COMMAND --help'.");
  app.add_option("--config", global.config, "Configuration: feeds and dossiers")
      ->capture_default_str();
  app.add_option("--store", global.store, "Folder of the claim graph")->capture_default_str();
  app.add_option("--now", now,
                 "The time to work at: RFC 3339, or a date, which means its last second (UTC)");
  app.add_flag("-q,--quiet", global.quiet, "Print nothing but trouble");
  app.add_flag("-v,--verbose", global.verbose, "Tell what is done, feed by feed");
  app.add_flag("--json", global.json, "Machine-readable output");
  app.add_option("--log-format", log_format, "How trouble is told on stderr")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();

  UpdateOptions update;
  std::string deadline;
  CLI::App* update_command =
      app.add_subcommand("update", "Crawl what is due, extract, publish new versions");
  update_command->footer(
      "Safe from cron: quiet on success, one line on stderr for a feed that begins to fail.\n"
      "Run it again at any time; what is there already is not taken twice.");
  update_command->add_option("--out", update.out, "Folder that the pages are written to")
      ->capture_default_str();
  update_command->add_flag("--all", update.all, "Ask every feed, due or not");
  update_command->add_flag("--dry-run", update.dry_run, "Say which feeds are due, and stop");
  update_command->add_option("--deadline", deadline,
                             "Stop in good order after this long: 90s, 15m, 2h");
  update_command->add_option("--only", update.only, "One feed alone, by address or name");
  update_command->add_option("--metrics", update.metrics,
                             "Write Prometheus text format to this file");

  CLI::App* list = app.add_subcommand("list", "Dossiers with their latest versions");

  ShowOptions show;
  CLI::App* show_command = app.add_subcommand("show", "Print a version of a dossier");
  show_command->add_option("ID", show.id, "Dossier")->required();
  show_command->add_option("--version", show.version, "Version number; the latest if left out")
      ->check(CLI::PositiveNumber);
  show_command->add_option("--format", show.format, "md, html, json or txt")
      ->check(CLI::IsMember({"md", "html", "json", "txt"}))
      ->capture_default_str();

  HistoryOptions history;
  CLI::App* history_command =
      app.add_subcommand("history", "Versions of a dossier and what each brought");
  history_command->add_option("ID", history.id, "Dossier")->required();

  DiffOptions diff;
  CLI::App* diff_command = app.add_subcommand(
      "diff", "What changed between two versions, by statements rather than by text");
  diff_command->add_option("ID", diff.id, "Dossier")->required();
  diff_command->add_option("A", diff.from, "From this version; the last but one if left out")
      ->check(CLI::PositiveNumber);
  diff_command->add_option("B", diff.to, "To this version; the last if left out")
      ->check(CLI::PositiveNumber);
  diff_command->add_option("--format", diff.format, "text or md; JSON with --json")
      ->check(CLI::IsMember({"text", "md"}))
      ->capture_default_str();
  diff_command->add_flag("--text", diff.by_words, "The words of the two pages, instead");

  WhyOptions why;
  CLI::App* why_command = app.add_subcommand(
      "why",
      "The source behind a citation, with the exact passages that are cited from it; or how a "
      "statement stands, and why");
  why_command
      ->add_option(
          "ID", why.id,
          "Dossier; without N, the id of a statement or a claim, or a name as sources print it")
      ->required();
  why_command->add_option("N", why.number, "Citation number: 4 for [4]")
      ->check(CLI::PositiveNumber);
  why_command->add_option("--version", why.version, "Version; the latest if left out")
      ->check(CLI::PositiveNumber);

  VerifyOptions verify;
  CLI::App* verify_command =
      app.add_subcommand("verify", "Prove every sentence again from the stored bytes");
  verify_command->add_option("ID", verify.id, "Dossier; every one if left out");
  verify_command->add_option("--version", verify.version, "Version; every one if left out")
      ->check(CLI::PositiveNumber);
  verify_command->add_option("--file", verify.file,
                             "Check this Markdown against the version's evidence");

  const DigestCommand digest_command{app};
  const StoreCommands store_commands{app};
  const FeedCommands feed_commands{app};
  const DeskCommands desk_commands{app};

  ParseFeedOptions parse_feed;
  CLI::App* parse_feed_command = app.add_subcommand("parse-feed", "One feed: a file in, JSON out");
  add_stage_input(parse_feed_command, parse_feed.input, "RSS, Atom, RDF, CDF or JSON Feed");
  ParseArticleOptions parse_article;
  CLI::App* parse_article_command =
      app.add_subcommand("parse-article", "One page: a file in, JSON out");
  add_stage_input(parse_article_command, parse_article.input, "HTML page");
  parse_article_command->add_flag("--explain", parse_article.explain,
                                  "Show why each part of the page was kept or dropped, a line "
                                  "each; with --json, add these to the JSON");
  ExtractOptions extract;
  CLI::App* extract_command =
      app.add_subcommand("extract", "Mentions, claims, releases and stances of one text, as JSON");
  add_stage_input(extract_command, extract.input, "Plain text, or HTML with --html");
  extract_command->add_option("--published", extract.published, "Date of the text, YYYY-MM-DD");
  extract_command->add_option("--author", extract.author, "Its author");
  extract_command->add_flag("--html", extract.html, "The file is an HTML page");
  extract_command->add_flag("--explain", extract.explain,
                            "Show the text with every find marked, its confidence and the rule "
                            "that made it; with --json, add these to the JSON");
  extract_command->add_option("--format", extract.format, "Of --explain: text or html")
      ->check(CLI::IsMember({"text", "html"}))
      ->capture_default_str();
  extract_command->footer(
      "With --config, the configuration's own lexicon is read too. Offsets are UTF-8 bytes.");
  CheckRobotsOptions robots;
  CLI::App* robots_command =
      app.add_subcommand("check-robots", "Whether a robots.txt allows an address");
  robots_command->add_option("--robots", robots.robots, "The robots.txt")->required();
  robots_command->add_option("--agent", robots.agent, "Product token of the crawler")->required();
  robots_command->add_option("URL", robots.url, "Address")->required();

  try {
    app.parse(argc, argv);
    global.config_given = app.count("--config") > 0;
    if (app.count("--now") > 0) {
      global.now = parse_now(now);
      if (!global.now) {
        throw CLI::ValidationError("--now", "expected RFC 3339 or YYYY-MM-DD, got " + now);
      }
    }
    global.log_format = log_format == "json" ? LogFormat::json : LogFormat::text;
    if (!deadline.empty()) update.deadline = duration_from(deadline);
    const bool stage = *parse_feed_command || *parse_article_command || *extract_command;
    const StageInput& input = *parse_feed_command      ? parse_feed.input
                              : *parse_article_command ? parse_article.input
                                                       : extract.input;
    if (stage && input.file.empty() != input.batch) {
      throw CLI::ValidationError("FILE", "expected a file, or --batch");
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }

  if (*update_command) options.command = update;
  if (*list) options.command = ListOptions{};
  if (*show_command) options.command = show;
  if (*history_command) options.command = history;
  if (*diff_command) options.command = diff;
  if (*why_command) options.command = why;
  if (*verify_command) options.command = verify;
  if (const auto command = digest_command.chosen()) options.command = *command;
  if (const auto command = store_commands.chosen()) options.command = *command;
  if (const auto command = feed_commands.chosen()) options.command = *command;
  if (const auto command = desk_commands.chosen()) options.command = *command;
  if (*parse_feed_command) options.command = parse_feed;
  if (*parse_article_command) options.command = parse_article;
  if (*extract_command) options.command = extract;
  if (*robots_command) options.command = robots;
  return options;
}

}  // namespace dossier
