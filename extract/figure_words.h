// Words that tell what a number in a sentence is: a count, a share, a difference, a score.

#pragma once

#include <array>
#include <string_view>

#include "base/word_set.h"

namespace dossier::figure_words {

inline constexpr auto kNumberWords =
    std::to_array<std::string_view>({"one", "two", "three", "four", "five", "six", "seven", "eight",
                                     "nine", "ten", "eleven", "twelve"});

inline constexpr auto kOrdinals =
    std::to_array<std::string_view>({"first", "second", "third", "fourth", "fifth", "sixth",
                                     "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"});

inline constexpr auto kMonths =
    word_set({"january",   "february", "march",    "april",    "may",  "june", "july", "august",
              "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
              "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"});

// What is counted, paid or waited for: a number before one of these is no result.
inline constexpr auto kCounted =
    word_set({"token",      "tokens",     "parameters", "params",    "parameter", "billion",
              "million",    "trillion",   "thousand",   "hundred",   "minutes",   "minute",
              "seconds",    "second",     "days",       "day",       "weeks",     "week",
              "years",      "year",       "year-old",   "steps",     "step",      "gpus",
              "gpu",        "experts",    "expert",     "languages", "language",  "users",
              "stars",      "downloads",  "times",      "time",      "layers",    "heads",
              "tools",      "tool",       "models",     "model",     "agents",    "agent",
              "subagents",  "sub-agents", "frames",     "lines",     "people",    "employees",
              "dollars",    "cents",      "bit",        "bits",      "gb",        "mb",
              "tb",         "kb",         "tok",        "tps",       "fps",       "ms",
              "epochs",     "iterations", "rounds",     "turns",     "samples",   "examples",
              "papers",     "pages",      "images",     "videos",    "votes",     "comments",
              "categories", "domains",    "benchmarks", "tasks",     "teams",     "countries",
              "companies",  "startups",   "runs",       "attempts",  "calls",     "requests",
              "variants",   "sizes",      "versions",   "releases",  "repos",     "repositories",
              "nodes",      "cores",      "chips",      "h100",      "h100s",     "b200",
              "watts",      "kwh",        "hz",         "context",   "shot",      "shots",
              "fewer",      "cheaper",    "faster",     "slower",    "less",      "discount",
              "off",        "rows",       "questions",  "problems",  "ci",        "confidence",
              "quota",      "speedup",    "reduction",  "decrease",  "drop",      "cost"});

// Counts that are results where a benchmark is at hand.
inline constexpr auto kSolved =
    word_set({"problems", "questions", "tasks", "competitions", "issues", "puzzles"});

// A share of one of these is no score, however the words before it go: "21% fewer output tokens".
inline constexpr auto kShareOf =
    word_set({"tokens",    "token",   "cost",       "costs",    "price",     "prices", "cheaper",
              "speed",     "latency", "memory",     "quota",    "size",      "usage",  "fewer",
              "faster",    "compute", "budget",     "revenue",  "traffic",   "users",  "margin",
              "reduction", "cheaply", "throughput", "discount", "parameters"});

// What follows is how much better or worse something has become.
inline constexpr auto kGained = word_set(
    {"gained", "gains",    "gain",    "gaining", "lost",    "loses",  "lose", "losing", "shed",
     "sheds",  "shedding", "slipped", "slips",   "climbed", "climbs", "rose", "rises",  "fell",
     "falls",  "dropped",  "drops",   "jumped",  "jumps",   "added",  "adds"});

inline constexpr auto kLoose = word_set({"around", "about", "approximately", "roughly", "nearly",
                                         "almost", "over", "approx", "circa", "up-to"});

// Words that end like a plural and are none, or are no thing that is counted.
inline constexpr auto kNoPlural =
    word_set({"as", "is", "was", "versus", "vs", "this", "its", "his", "across", "scores", "points",
              "plus", "has", "does", "hours", "'s"});

}  // namespace dossier::figure_words
