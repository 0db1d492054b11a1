// What Lexicon holds, for the stages inside extract/: entries, and one index over all names.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/lexicon.h"
#include "extract/name_index.h"
#include "extract/name_set.h"

namespace dossier {

// What a name is that stands for a lab and for its models alike.
enum class BareName { model, organization, either, none };

struct ModelFamily {
  std::string name;    // "GLM"
  std::string prefix;  // In canonical names, where it differs: "GPT" for "Codex 5.3"
  std::string maker;
  Weights weights = Weights::unknown;
  std::string version_join = "-", part_join = "-";
  BareName bare = BareName::model;
  bool exact = false;
  std::vector<std::string> letters;          // "v", "r": lower case
  std::string implied_letter;                // "K": of every version, printed or not
  std::unordered_set<std::string> variants;  // Lower case; words of this family alone
  std::vector<std::string> variant_phrases;  // Those of several words, as printed
  std::unordered_map<std::string, std::string> variant_spelling;  // "sol" → "Sol"
  std::unordered_set<std::string> open_parts, closed_parts;       // Lower case
  std::unordered_set<std::string> alone;                          // "r1"
  std::vector<std::string> products;
};

// A name below a family that can stand alone: "Opus", "Maverick".
struct ModelSeries {
  std::string word;           // "Maverick"
  std::string full;           // "Llama 4 Maverick"; empty: family and word
  bool needs_family = false;  // Counts only where the article names the family
};

enum class OrganizationRole {
  plain,
  lab,     // Also the name of its models
  either,  // Also a leaderboard
};

struct LexiconName {
  std::string name;                    // Canonical
  std::string by;                      // Benchmarks: who runs it; people: whom they work for
  std::vector<std::string> spellings;  // Folded
  std::vector<std::string> names;      // By name_key(); those that are no account's
  bool needs_context = false;
  OrganizationRole role = OrganizationRole::plain;
  std::string given;  // People: their first name, if no other of them has it
};

enum class PatternKind : std::uint8_t {
  family,
  series,
  product,  // No name of ours, though it holds one: "Claude Code"
  benchmark,
  organization,
  person,
};

struct LexiconPattern {
  PatternKind kind = PatternKind::family;
  std::uint32_t entry = 0;   // Into the list of its kind; series: into series, with `family`
  std::uint32_t family = 0;  // Of series
  std::string exact;         // As it must be printed; empty: in any case
};

struct Lexicon::Data {
  std::vector<ModelFamily> families;
  std::vector<ModelSeries> series;
  std::vector<LexiconName> benchmarks, organizations, people;
  NameSet first_names;            // As printed
  NameSet accounts;               // As printed
  NameSet organization_accounts;  // By name_key()
  NameSet no_families;            // Lower case; what no model is named after

  NameIndex names;                                    // Folded
  std::vector<std::vector<LexiconPattern>> patterns;  // What each of them may be
  // By name_key(), alternatives too; models are found by the index.
  std::unordered_map<std::string, std::uint32_t> benchmark_of, organization_of, person_of;
};

}  // namespace dossier
