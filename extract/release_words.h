// Words that tell a release from a mention: verbs, nouns, plans, doubts. Inside extract/ only.

#pragma once

#include <string_view>

#include "base/word_set.h"

namespace dossier::release_words {

inline constexpr auto kVerbs =
    word_set({"released",     "releases",      "releasing",   "release",        "launched",
              "launches",     "launching",     "launch",      "announced",      "announces",
              "announcing",   "announce",      "introduced",  "introduces",     "introducing",
              "introduce",    "unveiled",      "unveils",     "unveiling",      "shipped",
              "ships",        "shipping",      "dropped",     "drops",          "dropping",
              "debuted",      "debuts",        "previewed",   "previews",       "open-sourced",
              "open-sources", "open-sourcing", "open-source", "open-weighting", "open-weighted",
              "published",    "publishes",     "deployed",    "rolled",         "rolls",
              "opensourced",  "opensources",   "revealed",    "reveals",        "ship",
              "rolling",      "dropping",      "contribute",  "open-weights",   "publishing",
              "opensource",   "premiered",     "unveil",      "publish",        "reveal",
              "preview",      "previewing",    "debut",       "drop",           "open-weight",
              "debuting",     "teased",        "teases",      "teasing"});

// Verbs that mean a release only in the mouth of who releases: "we present NAME".
inline constexpr auto kOwnVerbs =
    word_set({"present", "presents", "presenting", "presented", "offer", "share", "bring",
              "welcome", "propose", "provide", "develop"});

// Verbs that make a release of a model that they follow: "GLM-5 shipped", "K3 is now live".
inline constexpr auto kArrives =
    word_set({"shipped",       "launched",  "launches", "dropped",      "drops",
              "landed",        "lands",     "debuted",  "debuts",       "arrived",
              "released",      "announced", "unveiled", "open-sourced", "introduced",
              "open-weighted", "previewed", "ships",    "arrives",      "opensourced",
              "launching",     "premiered", "dropping", "arriving",     "shipping"});

// Those that may mean a place in a ranking, or somebody else's platform, just as well.
inline constexpr auto kMoves =
    word_set({"landed", "lands", "dropped", "drops", "arrived", "arrives", "debuted", "debuts",
              "ships", "launches", "dropping", "arriving", "shipping"});

inline constexpr auto kNouns =
    word_set({"release", "releases", "launch", "launches", "rollout", "drop", "drops", "debut",
              "announcement", "unveiling", "open-sourcing", "reveal", "roll-out", "arrival",
              "availability", "introduction", "rollouts"});

// Nouns that are a model or models, or their coming out: a model in their complement is meant.
inline constexpr auto kModelNouns = word_set(
    {"model",      "models",      "version",       "versions",     "weights",    "weight",
     "checkpoint", "checkpoints", "preview",       "previews",     "family",     "families",
     "series",     "suite",       "lineup",        "line",         "variant",    "variants",
     "size",       "sizes",       "llm",           "llms",         "vlm",        "vlms",
     "moe",        "moes",        "release",       "releases",     "launch",     "availability",
     "rollout",    "drop",        "debut",         "introduction", "generation", "collection",
     "trio",       "pair",        "duo",           "update",       "updates",    "edition",
     "editions",   "embeddings",  "open-sourcing", "transcribe",   "beta"});

// Nouns told by their relation to a model: what they are "of" is another one.
inline constexpr auto kRelationNouns =
    word_set({"member", "members", "addition", "additions", "successor", "successors", "part",
              "rival", "competitor", "competitors", "alternative", "answer", "follow-up",
              "predecessor", "derivative", "derivatives", "distillation", "distillations"});

// Nouns that are no model though a model may stand before or behind them.
inline constexpr auto kOtherNouns =
    word_set({"support",        "api",           "apis",         "app",
              "apps",           "sdk",           "cli",          "plugin",
              "plugins",        "agent",         "agents",       "integration",
              "integrations",   "docs",          "paper",        "papers",
              "report",         "reports",       "kernels",      "kernel",
              "benchmark",      "benchmarks",    "demo",         "technical",
              "skill",          "skills",        "interactions", "prompts",
              "code",           "subscription",  "users",        "usage",
              "dataset",        "datasets",      "tool",         "tools",
              "library",        "framework",     "harness",      "engine",
              "feature",        "features",      "mode",         "product",
              "products",       "platform",      "service",      "guide",
              "guidance",       "course",        "post",         "blog",
              "pricing",        "price",         "prices",       "program",
              "partnership",    "livestream",    "access",       "results",
              "quants",         "quantizations", "quantization", "ggufs",
              "gguf",           "fix",           "fixes",        "speedups",
              "workflow",       "workflows",     "templates",    "template",
              "endpoint",       "drafter",       "drafters",     "head",
              "heads",          "adapter",       "adapters",     "lora",
              "loras",          "collaboration", "extension",    "function",
              "caching",        "compatibility", "inference",    "deployment",
              "grounding",      "recipe",        "recipes",      "leaderboard",
              "implementation", "uncensored",    "placements",   "placement",
              "abliterated",    "mlx",           "nvfp4",        "compiler",
              "uncensored",     "abliterated",   "mlx",          "nvfp4",
              "compiler",       "faster",        "cheaper",      "bug"});

// What is told of a model, not the model: "GLM-5 results", "scores of GLM-5".
inline constexpr auto kRecords =
    word_set({"results", "result", "figures", "figure", "scores", "score", "numbers", "evals",
              "evaluation", "evaluations", "benchmarks", "measurements", "findings", "card",
              "transcripts", "leaderboard"});

inline constexpr auto kNamed = word_set({"called", "named", "dubbed", "codenamed", "nicknamed"});
inline constexpr auto kIncludes = word_set({"including", "namely"});

// The phrase ends here: a clause, or the verb of one.
inline constexpr auto kClauseEnds =
    word_set({"that",     "which",         "while",    "who",        "whose",
              "where",    "when",          "because",  "but",        "after",
              "before",   "since",         "until",    "although",   "though",
              "if",       "whether",       "than",     "is",         "are",
              "was",      "were",          "has",      "have",       "had",
              "can",      "could",         "will",     "would",      "may",
              "says",     "said",          "claims",   "claiming",   "saying",
              "letting",  "allowing",      "showing",  "reports",    "unlike",
              "vs",       "versus",        "compared", "achieving",  "unless",
              "enabling", "outperforming", "beating",  "surpassing", "rather",
              "not",      "derived",       "led",      "tops",       "leads",
              "topping",  "marking",       "powered",  "exceeding",  "replacing",
              "instead"});

inline constexpr auto kPrepositions = word_set(
    {"of",     "for",     "to",     "with",  "in",      "on",      "at",    "via",    "through",
     "into",   "from",    "by",     "under", "over",    "against", "using", "based",  "built",
     "within", "without", "across", "as",    "inside",  "between", "like",  "around", "about",
     "during", "atop",    "onto",   "per",   "towards", "toward",  "upon",  "behind", "trained"});

// May stand between two coordinated models.
inline constexpr auto kModifiers = word_set(
    {"a",           "an",        "the",       "its",        "their",       "our",     "new",
     "two",         "three",     "four",      "and",        "smaller",     "larger",  "small",
     "large",       "big",       "open",      "dense",      "base",        "also",    "both",
     "mobile-side", "updated",   "tiny",      "multimodal", "fast",        "coding",  "specialized",
     "another",     "embedding", "flagship",  "reasoning",  "mathematics", "video",   "image",
     "speech",      "medium",    "plus",      "'s",         "first",       "preview", "lightweight",
     "companion",   "sibling",   "mid-sized", "or",         "text",        "audio",   "even",
     "more",        "other"});

inline constexpr auto kPlans = word_set(
    {"will", "plan", "plans", "planned", "planning", "upcoming", "intends", "going", "soon",
     "promised", "promises", "promising", "forthcoming", "readying", "preparing", "prepares"});

inline constexpr auto kDoubt = word_set(
    {"if",          "would",      "could",      "rumors",       "rumours",      "rumored",
     "might",       "not",        "hasn't",     "haven't",      "never",        "speculation",
     "speculate",   "speculated", "speculates", "anticipation", "potential",    "hoping",
     "hope",        "expected",   "expects",    "leak",         "leaked",       "delayed",
     "skepticism",  "awaiting",   "anticipate", "rumour",       "whether",      "too",
     "uncertainty", "possible",   "asks",       "asked",        "possibility",  "speculating",
     "wish",        "wants",      "wait",       "waiting",      "hopes",        "unless",
     "delay",       "calling",    "lack",       "working",      "than",         "without",
     "urging",      "urged",      "urges",      "inquired",     "anticipating", "instead",
     "delays",      "rumor",      "no",         "yet",          "refuses",      "refused",
     "want",        "supposed",   "begged",     "begs",         "untrue",       "false",
     "dreamed",     "nobody",     "joked",      "jokes",        "encouraging",  "encourage",
     "pretend",     "alleged",    "allegedly"});

// "since the R1 release": a date, nothing new.
inline constexpr auto kDating = word_set({"since", "before", "after", "following", "until", "ahead",
                                          "prior", "previous", "post", "older", "last"});

// May stand between who releases and the verb.
inline constexpr auto kHelpers = word_set({"has",
                                           "have",
                                           "had",
                                           "is",
                                           "just",
                                           "also",
                                           "today",
                                           "are",
                                           "opted",
                                           "to",
                                           "plans",
                                           "will",
                                           "the",
                                           "surprised",
                                           "by",
                                           "ai",
                                           "community",
                                           "then",
                                           "plan",
                                           "and",
                                           "was",
                                           "only",
                                           "announced",
                                           "now",
                                           "went",
                                           "yesterday",
                                           "ahead",
                                           "who",
                                           "meanwhile",
                                           "labs",
                                           "since",
                                           "'s",
                                           "research",
                                           "already",
                                           "now",
                                           "again",
                                           "once",
                                           "itself",
                                           "still",
                                           "team",
                                           "simultaneously",
                                           "separately",
                                           "lab",
                                           "teams",
                                           "engineers",
                                           "researchers"});

// Where a lab's own models come out; elsewhere it is somebody else's news.
inline constexpr auto kOwnPlaces =
    word_set({"huggingface", "github",  "modelscope", "kaggle",  "api",      "hub",
              "preview",     "beta",    "web",        "early",   "several",  "two",
              "three",       "four",    "late",       "limited", "research", "open-weight",
              "open",        "various", "both",       "general", "public",   "production"});

}  // namespace dossier::release_words
