// Pages that were tampered with: what an outsider would do by hand to the Markdown of a published
// version, in every section, one alteration a page. verify must find each of them.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dossier {

struct AlteredPage {
  std::string kind;    // "digit changed"
  std::string before;  // The line as it was; empty if a line was added
  std::string after;
  std::string markdown;
  // Whether the evidence alone must tell. Where it is false, the page still says what its sources
  // say: a true sentence told twice, left out or in another place. Only the record tells.
  bool evidence_tells = true;
};

struct PageToAlter {
  std::string markdown;
  std::string record;              // VersionRecord::record
  std::vector<std::string> texts;  // Of its sources, to borrow words from
};

// Up to `per_kind` of each kind that the page has a place for, all different. The same page and
// seed give the same alterations.
[[nodiscard]] std::vector<AlteredPage> altered_pages(const PageToAlter& page, int per_kind,
                                                     std::uint32_t seed);

// Harmless edits: other line ends, blanks, wrapped paragraphs. verify must find nothing in them.
[[nodiscard]] std::vector<AlteredPage> harmless_edits(const std::string& markdown);

}  // namespace dossier
