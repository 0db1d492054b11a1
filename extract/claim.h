// What a source says: who claims what about which model, who takes which side. Kinds and
// fields follow the annotation guidelines for benchmark claims, releases and stances; events
// and trends are what a dossier on a dispute needs besides.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text_span.h"
#include "base/time.h"

namespace dossier {

// A figure as a source prints it: "1,679" is {1679, "1,679"}.
struct Figure {
  double value = 0;
  std::string text;  // Digits as printed, without the unit; words too ("three")
};

// score: a value. rank: a place. beats, trails, ties: against `versus`, with or without a
// margin in `figure`. change: from `from` (if given) to `figure`.
enum class Relation { score, rank, beats, trails, ties, change };

struct BenchmarkClaim {
  std::string model;      // Canonical; or a class: "open-weight models"
  std::string benchmark;  // Canonical
  Relation relation = Relation::score;
  std::optional<Figure> figure;
  std::optional<Figure> from;
  std::string unit;  // "%", "elo", "points", "x", "months" or empty
  std::optional<int> rank;
  std::string versus;
  std::string aspect;  // The part of the benchmark that is meant: "accuracy", "win rate", "Gaming";
                       // empty: its headline figure. Figures of two aspects never conflict
  std::string among;   // The class that a rank holds within: "open-weight models"; empty: all
  std::string conditions;  // "max effort", "with the SWE-agent harness"; empty if none is said
};

struct Release {
  std::string organization;  // Empty where the text names none
  std::string model;
  std::string license;
  std::string total_parameters, active_parameters;  // "309B"
  bool planned = false;                             // Announced, and not said to be out
  std::optional<DateWindow> date;                   // Only where the text dates it
};

enum class Polarity { support, oppose, mixed };
enum class StanceKind { assessment, forecast, demand };
enum class Direction { none, widening, stable, narrowing };

struct Stance {
  std::string holder;
  std::string
      target;  // What it is about: a canonical name where there is one, else the text's words
  std::string topic;  // Id of a disputed topic (extract/topic.h), or empty
  Polarity polarity = Polarity::support;
  StanceKind kind = StanceKind::assessment;
  Direction direction = Direction::none;  // For topics that are a quantity over time: the gap
  std::optional<Figure> figure;           // "3-7" of "a gap of 3-7 months"
  std::string unit;
  TextSpan quotable;  // The clause that says it best, fit to stand in quotation marks; may be empty
  bool quotable_is_speech = false;  // It already stood in quotation marks: the holder's own words
  bool second_hand = false;         // Told by somebody else than the holder ("according to Axios")
  std::optional<DateWindow> due;    // Forecasts
};

// Dated, who did what.
struct Event {
  std::string actor;
  std::string action;  // What was done, as a past participle: "accused", "published", "joined"
  std::string object;  // The canonical name of what it was done to or with; empty if none is named
  TextSpan quotable;  // What completes the action, in the text's words; empty: `object` says it all
  std::optional<DateWindow> date;
};

// A place in the source beside the evidence itself that a field rests on: the heading that
// names the benchmark, the sentence before that names the model in full.
struct Support {
  std::string field;  // "model", "benchmark", "holder", "organization" …
  TextSpan span;
};

// How sure a rule is, calibrated on texts it was not made from. Only `confident` is printed;
// the rest waits in the editors' queue.
enum class Confidence { tentative, confident };

struct Claim {
  std::variant<BenchmarkClaim, Release, Stance, Event> content;
  TextSpan evidence;  // The sentence, row or item
  std::vector<Support> supports;
  std::string asserted_by;  // Whom the text attributes it to; empty: the source itself
  Confidence confidence = Confidence::tentative;
  std::string rule;  // What found it, for --explain
};

// By evidence; those of one evidence keep their order.
void sort_by_evidence(std::vector<Claim>& claims);

[[nodiscard]] std::string_view to_string(Relation relation);
[[nodiscard]] std::string_view to_string(Polarity polarity);
[[nodiscard]] std::string_view to_string(StanceKind kind);
[[nodiscard]] std::string_view to_string(Direction direction);
[[nodiscard]] std::string_view to_string(Confidence confidence);
// "benchmark", "release", "stance", "event"
[[nodiscard]] std::string_view kind_of(const Claim& claim);

}  // namespace dossier
