// The record of a version as the verifier reads it: by itself, straight from the JSON, and only
// what a proof needs. Internal to verify.h.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace dossier::proof {

// In texts to be compared, a citation stands between these two, so that it cannot be confused
// with brackets that a source printed; no blanks stand around it.
inline constexpr char kCiteOpen = '\x01';
inline constexpr char kCiteClose = '\x02';

// White space collapsed, the blanks around citations dropped.
[[nodiscard]] std::string comparable(std::string_view text);
// For people: "\x01" "4" "\x02" as " [4]".
[[nodiscard]] std::string readable(std::string_view comparable_text);

struct Evidence {
  std::string source;
  int revision = 1;
  std::size_t start = 0, end = 0;
  std::string text;
  std::vector<std::string> supports;
  std::vector<std::string> corrections;  // What an editor put in the place of the source's words
  int gone_in = 0;                       // The later revision that no longer has the text; 0: none
};

// What a statement says, field by field; empty where it says nothing.
struct Content {
  std::string kind;  // "benchmark", "release", "stance", "event"
  std::string model, benchmark, versus, unit, aspect, among, conditions;
  std::string relation;      // "score", "rank", "beats", "trails", "ties", "change"
  std::string figure, from;  // As the source prints them
  std::optional<double> value, old_value;
  std::optional<double> rank;
  std::string organization, license, total_parameters, active_parameters;
  bool planned = false;
  std::string holder, target, polarity, stance, direction;
  std::string actor, action, object;
  std::optional<DateWindow> date;
};

struct Claimed {
  std::string id;
  std::string standing;
  Content content;
  std::vector<std::string> names;   // Model, benchmark, holder … of the claim
  std::vector<DateWindow> windows;  // Its date and due window
  std::vector<std::string> voices;
  std::vector<Evidence> evidence;
};

struct Sentence {
  std::string kind;
  std::string text;  // As comparable()
  std::vector<std::string> statements;
  std::vector<int> citations;  // Ascending, no repeats
};

// What stands in one block of the page: a paragraph, an item, a row.
struct Block {
  std::string lead;                 // As printed before the sentences, "CAISI."; empty: none
  std::vector<Sentence> sentences;  // A row is one sentence, cells joined by " | "
  bool is_row = false;
  [[nodiscard]] std::string text() const;  // All of it, as comparable()
};

struct RecordedSection {
  std::string name;
  std::vector<std::string> columns;
  std::vector<Block> blocks;
};

struct RecordedSource {
  int number = 0;
  std::string id, title, url, outlet, author;
  std::optional<Day> published;
  std::optional<Day> fetched;
  std::vector<std::string> copies;
};

struct Record {
  std::string id, title;
  int version = 0;
  std::optional<Day> published;
  long long items = 0;
  bool open = true;
  std::vector<RecordedSection> sections;
  std::vector<RecordedSource> sources;
  std::map<std::string, std::vector<std::string>> tensions;  // Statements by id of the tension
  std::map<std::string, Claimed, std::less<>> statements;
  std::vector<std::string> known;  // Ids of the statements of all versions until this one, sorted
  std::vector<std::string> read_again;  // Ids of those that changed as sources were read again
};

[[nodiscard]] Result<Record> read(std::string_view record_json);
// What a version is held against of the one before it: all but sections and sources, and of the
// statements the ids alone.
[[nodiscard]] Result<Record> read_as_before(std::string_view record_json);

}  // namespace dossier::proof
