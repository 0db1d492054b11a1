// What can be named: models, benchmarks, organizations, people; and where a text names them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_span.h"

namespace dossier {

enum class NameKind { model, benchmark, organization, person };

[[nodiscard]] std::string_view to_string(NameKind kind);

// One place where a text names something. The span is the name alone: no article, no
// possessive, no punctuation around it.
struct Mention {
  TextSpan span;
  NameKind kind = NameKind::model;
  std::string canonical;  // The full usual name: "DeepSeek V4 Flash" for a bare "Flash"
  // Where the full name that a short form stands for was found in the same article; empty for
  // names that stand in full, and for those that the lexicon alone resolves.
  TextSpan antecedent;
  std::string rule;  // What found it, for --explain
};

}  // namespace dossier
