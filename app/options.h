// The command line as a value. The files options*.cpp alone know the library that reads it.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"

namespace dossier {

enum class LogFormat { text, json };

struct GlobalOptions {
  std::string config = "./feeds.yaml";
  std::string store = "./dossier-store";
  bool config_given = false;  // By the user, rather than by default
  std::optional<Time> now;    // Absent: the clock
  bool quiet = false;
  bool verbose = false;
  bool json = false;
  LogFormat log_format = LogFormat::text;
};

struct UpdateOptions {
  std::string out = "./out";
  bool all = false;      // Ignore schedules and freshness, still conditional
  bool dry_run = false;  // Fetch and extract nothing: say what is due
  std::optional<std::chrono::seconds> deadline;
  std::string only;     // A feed's URL or name; empty: all
  std::string metrics;  // A file for a monitor; empty: none
};

struct ListOptions {};

struct ShowOptions {
  std::string id;
  int version = 0;  // 0: the last
  std::string format = "md";
};

struct HistoryOptions {
  std::string id;
};

struct DiffOptions {
  std::string id;
  int from = 0, to = 0;  // 0: the last but one, the last
  std::string format = "text";
  bool by_words = false;  // Of the pages, rather than by statements
};

struct WhyOptions {
  std::string id;  // A dossier; without a number, a statement, a claim, a source or a spelling
  int number = 0;
  int version = 0;
};

struct VerifyOptions {
  std::string id;    // Empty: every dossier
  int version = 0;   // 0: every version
  std::string file;  // An altered Markdown to check instead of the stored bytes
};

// Names are compared as the lexicon knows them; an empty one is no filter.
struct ClaimsOptions {
  std::string dossier;  // Empty: every source
  std::string model, benchmark, holder, organization;
  std::string kind;                 // "benchmark", "release", "stance", "event"
  std::optional<Day> since, until;  // Of the day that the source bears
  std::string source;               // An id
  bool confident = false;
  std::optional<Time> as_of;  // What had been fetched by then
  std::string standing;       // "attributed", "corroborated" …; empty: any
  bool explain = false;       // Say how each stands, and why
  std::string format;         // "table", "csv", "json"; empty: a line each
};

// The commands that look after the store.
struct DoctorOptions {
  bool repair = false;
};
struct BackupOptions {
  std::string directory;
  std::uint32_t keep = 7;
  bool list = false;  // Tell which there are, and take none
};
struct RestoreOptions {
  std::string directory;
  std::uint32_t number = 0;  // 0: the last
};
struct ExportOptions {
  std::string format = "jsonl";
  std::string out;  // A file; empty: standard output
};
struct PruneOptions {
  int older_than_days = 0;
  bool cited = false;  // Also what a version cites
  bool dry_run = false;
};

// The editors' queue, and every decision as a command: `verb` names it, the rest is what it takes.
struct ReviewOptions {
  std::string verb;  // "accept", "queue", "log" …; empty: the queue on the screen
  std::string by;    // Who decides
  std::string subject, dossier, field, after, why;  // As of a Decision
  std::vector<std::string> subjects;                // Claims to accept or reject
  std::string place;                                // "What:2"
  std::string maker, open;
  bool uncited = false;
  int version = 0;
  std::string reason, source, words, state = "open";  // Filters of the queue
  std::string format = "md", out = "./out";
};

// The editors' desk in the browser.
struct ServeOptions {
  std::string bind = "127.0.0.1";
  int port = 8420;                 // 0: any free one
  std::string token_file;          // Empty: a token of this run
  std::vector<std::string> hosts;  // Names that a proxy in front of it answers to
  std::string by;                  // Who comes in by a link that names nobody
  std::string out = "./out";
};

// Reads the stored texts again.
struct ReExtractOptions {
  std::string source;        // An id; empty: all
  std::optional<Day> since;  // Fetched from this day on
};

// The commands that keep the list of feeds.
struct FeedsListOptions {};
struct FeedsAddOptions {
  std::string url, name;
  std::vector<std::string> category;
  int tier = 0;  // 0: not given
};
struct FeedsRemoveOptions {
  std::string feed;  // Address or name
};
struct FeedsDiscoverOptions {
  std::string url;
};
struct FeedsTestOptions {
  std::string url;
  int pages = 0;  // To be fetched
};
struct FeedsImportOptions {
  std::string file;  // "-": standard input
};
struct FeedsExportOptions {
  std::string out;  // A file; empty: standard output
};
struct FeedsHealthOptions {
  std::string metrics;  // A file; empty: none
};

// A newsletter over all dossiers.
struct DigestOptions {
  std::string since = "last";
  std::string flavor = "plain";
  bool eml = false;
  std::string from, to, unsubscribe;  // Of the mail
  std::string out;                    // A file or a folder; empty: standard output
  bool preview = false;
  int issue = 0;  // A published one again; 0: the next
};

// The four single stages: a file in, JSON out. With `batch`, JSON lines on standard input.
struct StageInput {
  std::string file;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  bool batch = false;
};
struct ParseFeedOptions {
  StageInput input;
};
struct ParseArticleOptions {
  StageInput input;
  bool explain = false;  // Say of each part of the page why it was kept or dropped
};
struct ExtractOptions {
  StageInput input;
  std::string published;
  std::string author;
  bool html = false;
  bool explain = false;         // Show each find with its rule and confidence
  std::string format = "text";  // Of an explanation: text or html; with --json, JSON
};
struct CheckRobotsOptions {
  std::string robots, agent, url;
};

using Command =
    std::variant<UpdateOptions, ListOptions, ShowOptions, HistoryOptions, DiffOptions, WhyOptions,
                 VerifyOptions, ClaimsOptions, DoctorOptions, BackupOptions, RestoreOptions,
                 ExportOptions, PruneOptions, ReExtractOptions, ReviewOptions, ServeOptions,
                 ParseFeedOptions, ParseArticleOptions, ExtractOptions, CheckRobotsOptions,
                 FeedsListOptions, FeedsAddOptions, FeedsRemoveOptions, FeedsDiscoverOptions,
                 FeedsTestOptions, FeedsImportOptions, FeedsExportOptions, FeedsHealthOptions,
                 DigestOptions>;

struct Options {
  GlobalOptions global;
  Command command;
};

// Reads the command line. An int is the exit status of a run that ends here: 0 after --help or
// --version, 2 after a mistake, which has been told on stderr.
[[nodiscard]] std::variant<Options, int> read_options(int argc, const char* const* argv);

}  // namespace dossier
