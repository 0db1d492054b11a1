// Words that tell a release from a mention: verbs, nouns, plans, doubts.

#pragma once

#include <array>
#include <string_view>

namespace dossier::release_words {

inline constexpr auto kVerbs = std::to_array<std::string_view>(
    {"released",     "releases",      "releasing",   "release",        "launched",
     "launches",     "launching",     "launch",      "announced",      "announces",
     "announcing",   "announce",      "introduced",  "introduces",     "introducing",
     "introduce",    "unveiled",      "unveils",     "unveiling",      "shipped",
     "ships",        "shipping",      "dropped",     "drops",          "dropping",
     "debuted",      "debuts",        "previewed",   "previews",       "open-sourced",
     "open-sources", "open-sourcing", "open-source", "open-weighting", "open-weighted",
     "published",    "publishes",     "deployed",    "rolled",         "rolls",
     "opensourced",  "opensources",   "revealed",    "reveals",        "ship",
     "rolling",      "dropping",      "contribute",  "open-weights"});

// Verbs that make a release of a model that they follow: "GLM-5 shipped", "K3 is now live".
inline constexpr auto kArrives = std::to_array<std::string_view>(
    {"shipped", "launched", "launches", "dropped", "drops", "landed", "lands", "debuted", "debuts",
     "arrived", "released", "announced", "unveiled", "open-sourced", "introduced", "open-weighted",
     "previewed"});

inline constexpr auto kNouns =
    std::to_array<std::string_view>({"release", "releases", "launch", "launches", "rollout", "drop",
                                     "drops", "debut", "announcement", "unveiling", "open-sourcing",
                                     "reveal", "roll-out", "arrival", "availability"});

// What stands between a verb and a model that is not what was released.
inline constexpr auto kNotObject = std::to_array<std::string_view>(
    {"upgrade", "update", "successor", "derived",  "from",      "over",      "since",
     "based",   "than",   "unlike",    "compared", "versus",    "vs",        "support",
     "built",   "using",  "for",       "against",  "replacing", "benchmark", "benchmarks",
     "dataset", "paper",  "report",    "faster",   "cheaper",   "grounding", "letting",
     "skill",   "skills", "tool",      "plugin",   "sdk",       "app",       "with",
     "in",      "on",     "via",       "through",  "into",      "at",        "alongside"});

inline constexpr auto kPlans = std::to_array<std::string_view>(
    {"will", "plan", "plans", "planned", "planning", "upcoming", "intends", "going", "soon",
     "promised", "promises", "promising"});

inline constexpr auto kDoubt = std::to_array<std::string_view>(
    {"if",        "would",      "could",      "rumors",       "rumours",     "rumored",
     "might",     "not",        "hasn't",     "haven't",      "never",       "speculation",
     "speculate", "speculated", "speculates", "anticipation", "anticipated", "potential",
     "hoping",    "hope",       "expected",   "expects",      "leak",        "leaked",
     "delayed",   "skepticism", "awaiting",   "anticipate",   "rumour",      "whether",
     "too",       "uncertainty"});

// "since the R1 release": a date, nothing new.
inline constexpr auto kDating = std::to_array<std::string_view>(
    {"since", "before", "after", "following", "until", "ahead", "prior", "previous"});

// What a model's name makes a name of something else: "GPT-5 support", "MedGemma technical report".
inline constexpr auto kTools = std::to_array<std::string_view>(
    {"support",     "api",          "app",    "sdk",          "cli",     "plugin",    "agents",
     "integration", "docs",         "paper",  "report",       "kernels", "benchmark", "demo",
     "technical",   "skill",        "skills", "interactions", "prompts", "for",       "code",
     "plugins",     "subscription", "users",  "usage",        "agent"});

// What is told of a model, not the model: "GLM-5 results", "scores of GLM-5".
inline constexpr auto kRecords = std::to_array<std::string_view>(
    {"results", "result", "figures", "figure", "scores", "score", "numbers", "evals", "evaluation",
     "evaluations", "benchmarks", "measurements", "findings", "card", "transcripts",
     "leaderboard"});

// May stand between who releases and the verb.
inline constexpr auto kHelpers = std::to_array<std::string_view>(
    {"has",       "have",      "had",   "is",    "just",      "also",      "today",
     "opted",     "to",        "plans", "will",  "the",       "surprised", "by",
     "community", "then",      "plan",  "and",   "was",       "only",      "announced",
     "went",      "yesterday", "ahead", "who",   "meanwhile", "labs",      "since",
     "research",  "already",   "now",   "again", "once",      "itself",    "still"});

}  // namespace dossier::release_words
