// The grammar of model names: a family, then versions, sizes, variants and efforts, joined by
// hyphens, blanks, slashes or nothing. "gemma-4-26B-A4B-it", "GPT-5.6 Sol xhigh", "K2.6".

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon_data.h"

namespace dossier {

enum class NamePartKind {
  version,  // "5.1", "V3.2", "4o", "5.x"; "4-6" in accounts of a model, for 4.6
  stamp,    // "0731", "25.08", "2025-01-25", "06-05"
  size,     // "26B", "A4B", "8x7B"
  variant,  // "Flash", "Instruct"
  effort,   // "xhigh", "High"
  other,    // A word behind a hyphen that we do not know: "-Captioner"
};

struct NamePart {
  NamePartKind kind = NamePartKind::version;
  std::string_view text;  // As printed
  bool slashed = false;   // One of several: the "7B" of "1.5B/7B"
};

struct ModelReading {
  std::size_t end = 0;  // Of the last part; where reading began if there is none
  std::vector<NamePart> parts;
};

// Reads what follows a family's name that ends at `at`. With `start_of_name`, the first part
// itself begins at `at` (short forms: "V4 Pro Max"). `text` is the article; the views are into it.
[[nodiscard]] ModelReading read_model_parts(std::string_view text, std::size_t at,
                                            const ModelFamily& family, bool start_of_name = false);

// What kind of part a word is by itself, if it is one in this family.
[[nodiscard]] std::optional<NamePartKind> part_kind(std::string_view word,
                                                    const ModelFamily& family);

// "Claude Opus 4.5" for Claude and {"4.5", "Opus"}; one spelling for all ways to print a name. A
// full date is no part of it: "claude-opus-4-5-20251101" is Claude Opus 4.5.
[[nodiscard]] std::string canonical_model(const ModelFamily& family,
                                          const std::vector<NamePart>& parts);

// "4.6" for "4-6": a version with dots for hyphens.
[[nodiscard]] std::string plain_version(std::string_view printed);

// Open or closed, by the family and the parts that say otherwise.
[[nodiscard]] Weights weights_of(const ModelFamily& family, const std::vector<NamePart>& parts);

// Words that name a rung of a family's ladder and can stand alone: Flash, Pro, Mini …
[[nodiscard]] bool is_tier(std::string_view word);

// How canonical names print a variant that many families have ("instruct" → "Instruct"); empty for
// another word.
[[nodiscard]] std::string_view common_variant(const std::string& lower);

[[nodiscard]] std::string to_lower_ascii(std::string_view text);

}  // namespace dossier
