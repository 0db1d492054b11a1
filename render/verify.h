// Proves a published version again: from the stored bytes of its sources, its record and the
// Markdown as printed. It reads both by itself and shares no code with what wrote them, so that a
// mistake there cannot hide itself here.
//
// What is proved, sentence by sentence: it is the recorded one; its citations are the sources of
// its evidence, and resolve; its evidence stands at its place in the source; its figures, dates
// and names stand in that evidence; its quotations are verbatim, and nothing is borrowed without
// quotation marks. docs/verification.md tells the rules and what they cannot see.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dossier {

struct Finding {
  int version = 0;
  std::string section;  // Empty: the page as a whole, or what it rests on
  int sentence = 0;     // Within the section, counted from 1; table rows count as one. 0: none
  std::string message;
  std::string subject = {};  // The name, figure or date that nothing proves; empty for the rest

  bool operator==(const Finding&) const = default;
};

// "v3 What, sentence 2: figure 58.4 stands in none of its evidence", on one line.
[[nodiscard]] std::string to_string(const Finding& finding);

// What is to be proved. The views must outlive the call only.
struct VersionToProve {
  std::string_view record;    // VersionRecord::record
  std::string_view markdown;  // As published, or an altered copy
  std::string_view json;      // As published; empty: not looked at
  std::string_view previous;  // The record of the version before; empty: none, or not at hand
  // Off: sentences need not be the recorded ones, and the evidence alone judges them. For
  // measuring what it proves; a page is published only with both.
  bool compares_record = true;
};

// The text of a source in a revision, as the store keeps it.
using SourceText = std::function<Result<std::string>(std::string_view source, int revision)>;
// Other spellings of a canonical name, so that "Sonnet 4" may prove "Claude Sonnet 4". They must
// come from a list of names, never from the version itself. May be empty.
using NameAliases = std::function<std::vector<std::string>(std::string_view canonical)>;

// Empty if everything holds. A record that cannot be read is a finding, too. `source_text` is
// asked once for each revision of a source.
[[nodiscard]] std::vector<Finding> verify(const VersionToProve& version,
                                          const SourceText& source_text,
                                          const NameAliases& aliases = {});

}  // namespace dossier
