#include "app/options_desk.h"

#include <CLI/CLI.hpp>
#include <string>

namespace dossier {
namespace {

CLI::App* verb(CLI::App* review, ReviewOptions& options, const char* name, const char* what) {
  CLI::App* command = review->add_subcommand(name, what);
  command->callback([&options, name] { options.verb = name; });
  return command;
}

void needs(CLI::App* command, const char* name, std::string& value, const char* what) {
  command->add_option(name, value, what)->required();
}

void takes_why(CLI::App* command, ReviewOptions& options, bool required = false) {
  CLI::Option* why = command->add_option("--why", options.why, "The reason, kept in the log");
  if (required) why->required();
}

void add_claim_verbs(CLI::App* review, ReviewOptions& options) {
  CLI::App* accept = verb(review, options, "accept", "Print a claim that the extractor doubts");
  CLI::App* reject = verb(review, options, "reject", "Throw a claim out, also when read again");
  for (CLI::App* command : {accept, reject}) {
    command->add_option("CLAIM", options.subjects, "Ids, as `claims` prints them")->required();
  }
  takes_why(accept, options);
  takes_why(reject, options, true);
  CLI::App* correct = verb(review, options, "correct", "Give a field of a claim another value");
  needs(correct, "CLAIM", options.subject, "Id");
  needs(correct, "--field", options.field, "figure, model, benchmark, unit, holder, date …");
  correct->add_option("--to", options.after, "Its value; left out, the field says nothing");
  takes_why(correct, options);
  CLI::App* move = verb(review, options, "move", "Move a claim from one dossier to another");
  needs(move, "CLAIM", options.subject, "Id");
  move->add_option("--from", options.dossier, "Dossier that it leaves");
  move->add_option("--into", options.after, "Dossier that it joins");
  takes_why(move, options);
}

void add_name_verbs(CLI::App* review, ReviewOptions& options) {
  const char* what = "KIND:NAME (model, benchmark, organization, person); or a model's name";
  CLI::App* merge = verb(review, options, "merge", "Two names are one");
  needs(merge, "NAME", options.subject, what);
  needs(merge, "--into", options.after, "The name to keep");
  CLI::App* split = verb(review, options, "split", "Take the merges of a name back");
  needs(split, "NAME", options.subject, what);
  CLI::App* rename = verb(review, options, "rename", "Print a name otherwise");
  needs(rename, "NAME", options.subject, what);
  needs(rename, "--to", options.after, "As it is to be printed");
  CLI::App* describe =
      verb(review, options, "describe", "Say who makes a model, and if it is open");
  needs(describe, "NAME", options.subject, what);
  CLI::Option* maker = describe->add_option("--maker", options.maker, "Its maker");
  describe->add_option("--open", options.open, "Whether its weights are open")
      ->check(CLI::IsMember({"yes", "no"}))
      ->excludes(maker);
  CLI::App* no_name = verb(review, options, "not-a-name", "It names no model, benchmark …");
  needs(no_name, "NAME", options.subject, what);
  for (CLI::App* command : {merge, split, rename, describe, no_name}) takes_why(command, options);
}

void add_source_verbs(CLI::App* review, ReviewOptions& options) {
  CLI::App* mute = verb(review, options, "mute", "Use nothing of a source");
  CLI::App* copy = verb(review, options, "mark-copy", "It repeats another source: one voice");
  needs(copy, "--of", options.after, "Id of the original");
  CLI::App* own = verb(review, options, "mark-independent", "It repeats nobody");
  CLI::App* outlet = verb(review, options, "set-outlet", "Name the outlet of a source");
  needs(outlet, "--to", options.after, "As it is to be printed");
  CLI::App* tier = verb(review, options, "set-tier", "1 speaks for itself, 2 press, 3 passes on");
  needs(tier, "--to", options.after, "1, 2 or 3");
  for (CLI::App* command : {mute, copy, own, outlet, tier}) {
    needs(command, "SOURCE", options.subject, "Id");
    takes_why(command, options);
  }
}

void add_page_verbs(CLI::App* review, ReviewOptions& options) {
  for (const auto& [name, what] :
       {std::pair{"confirm", "A tension is one"}, std::pair{"dismiss", "A tension is none"},
        std::pair{"comment", "Say something of a tension"}}) {
    CLI::App* command = verb(review, options, name, what);
    needs(command, "ID", options.dossier, "Dossier");
    needs(command, "TENSION", options.subject, "Id, as `review queue` prints it");
    if (std::string{name} == "comment") needs(command, "--text", options.after, "The comment");
    takes_why(command, options);
  }
  const char* place = "SECTION:N, as `review sentences` prints it: 'What:2'";
  CLI::App* pin = verb(review, options, "pin", "What a sentence says goes before all else");
  CLI::App* drop = verb(review, options, "drop", "Do not print a sentence");
  CLI::App* edit = verb(review, options, "edit", "Put a sentence in other words");
  needs(edit, "--text", options.after, "The sentence; its citations stay");
  edit->add_flag("--uncited", options.uncited, "On our own word: without citation and proof");
  for (CLI::App* command : {pin, drop, edit}) {
    needs(command, "ID", options.dossier, "Dossier");
    needs(command, "PLACE", options.subject, place);
    takes_why(command, options);
  }
  CLI::App* note = verb(review, options, "note", "Add a note of the editors");
  needs(note, "ID", options.subject, "Dossier");
  needs(note, "--text", options.after, "The note");
  note->add_option("--section", options.field,
                   "Where it stays; left out: at the head of the next version");
  CLI::App* withdraw =
      verb(review, options, "withdraw", "Withdraw a sentence of a published version");
  needs(withdraw, "ID", options.subject, "Dossier");
  withdraw->add_option("VERSION", options.version, "Which")->required()->check(CLI::PositiveNumber);
  needs(withdraw, "PLACE", options.place, place);
  withdraw->add_option("--correction", options.after, "What is right instead");
  takes_why(withdraw, options, true);
  CLI::App* settle = verb(review, options, "settle", "Say what became of a forecast");
  needs(settle, "STATEMENT", options.subject, "Id");
  settle->add_option("OUTCOME", options.after, "came-true, failed or void")
      ->required()
      ->check(CLI::IsMember({"came-true", "failed", "void"}));
  takes_why(settle, options);
}

void add_looks(CLI::App* review, ReviewOptions& options) {
  CLI::App* queue = verb(review, options, "queue", "What waits for an editor, a line each");
  queue->add_option("--dossier", options.dossier, "Of one dossier");
  queue->add_option("--kind", options.field, "benchmark, release, stance, event");
  queue->add_option("--reason", options.reason, "tentative (doubted) or new")
      ->check(CLI::IsMember({"tentative", "new"}));
  queue->add_option("--source", options.source, "Of one source");
  queue->add_option("--words", options.words, "With these words");
  queue->add_option("--state", options.state, "open, decided or all")
      ->check(CLI::IsMember({"open", "decided", "all"}))
      ->capture_default_str();
  CLI::App* sentences = verb(review, options, "sentences", "A page's sentences with their places");
  needs(sentences, "ID", options.dossier, "Dossier");
  sentences->add_option("--version", options.version, "Of that version; else of the draft")
      ->check(CLI::PositiveNumber);
  CLI::App* draft = verb(review, options, "draft", "Print what would be published now");
  needs(draft, "ID", options.dossier, "Dossier");
  draft->add_option("--format", options.format, "md, html or json")
      ->check(CLI::IsMember({"md", "html", "json"}))
      ->capture_default_str();
  CLI::App* publish = verb(review, options, "publish", "Publish the draft as the next version");
  needs(publish, "ID", options.dossier, "Dossier");
  CLI::App* undo = verb(review, options, "undo", "Take a decision back");
  needs(undo, "NUMBER", options.subject, "As `review log` prints it");
  takes_why(undo, options);
  verb(review, options, "log", "Every decision: who, when, what, why");
}

CLI::App* add_serve(CLI::App& app, ServeOptions& options) {
  constexpr int kPortMax = 65'535;
  CLI::App* serve =
      app.add_subcommand("serve", "The editors' desk and the reading pages, in a browser");
  serve->footer(
      "Prints the link that opens the desk. It answers on loopback alone unless --bind says\n"
      "otherwise, reads while an update writes, and stops on Ctrl-C or SIGTERM.");
  serve->add_option("--bind", options.bind, "Address to listen at")->capture_default_str();
  serve->add_option("--port", options.port, "Port; 0: any free one")
      ->check(CLI::Range(0, kPortMax))
      ->capture_default_str();
  serve->add_option("--token-file", options.token_file,
                    "File with the token that opens the desk; else one is made up for this run");
  serve->add_option("--host", options.hosts,
                    "Name of a proxy in front of it, as browsers ask for it; may be repeated");
  serve->add_option(
      "--by", options.by,
      "Who decides, where the link names nobody; $DOSSIER_EDITOR or $USER if left out");
  serve->add_option("--out", options.out, "Folder that published pages are written to")
      ->capture_default_str();
  return serve;
}

}  // namespace

struct DeskCommands::Parsed {
  ReviewOptions review;
  ServeOptions serve;
  CLI::App *review_command = nullptr, *serve_command = nullptr;
};

DeskCommands::DeskCommands(CLI::App& app) : parsed_{std::make_unique<Parsed>()} {
  CLI::App* review = app.add_subcommand("review", "The editors' queue; each decision a command");
  parsed_->review_command = review;
  ReviewOptions& options = parsed_->review;
  review->require_subcommand(0, 1);
  review->add_option("--by", options.by, "Who decides; $DOSSIER_EDITOR or $USER if left out");
  review->add_option("--out", options.out, "Folder that published pages are written to")
      ->capture_default_str();
  review->footer(
      "Without a command: the queue on the screen, by single keys (? lists them). Decisions are\n"
      "kept beside the data and hold over every later update; none is lost, each can be undone.\n"
      "An update may be at work meanwhile, but not while a draft is published.");
  add_looks(review, options);
  add_claim_verbs(review, options);
  add_name_verbs(review, options);
  add_source_verbs(review, options);
  add_page_verbs(review, options);
  parsed_->serve_command = add_serve(app, parsed_->serve);
}

DeskCommands::~DeskCommands() = default;

std::optional<Command> DeskCommands::chosen() const {
  if (*parsed_->review_command) return parsed_->review;
  if (*parsed_->serve_command) return parsed_->serve;
  return std::nullopt;
}

}  // namespace dossier
