// How a dossier's parts read as text, the same in every format: leads, blanks around citations,
// table rows, the line of a source. The writers use it; verify.h must not.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/dossier.h"

namespace dossier {

// What stands before the sentences of a layout: "2026-07-31:" in the Timeline, "CAISI." in other
// places; empty without a label.
[[nodiscard]] std::string lead_of(const Section& section, const Layout& layout);

// The parts with control characters dropped, white space collapsed and the blanks around
// citations put right: the writer prints one blank before each citation that does not follow
// another, and everything else as it stands. Empty parts are left out.
[[nodiscard]] std::vector<SentencePart> printed_parts(const DossierSentence& sentence);

// The sentence as it reads without its citations.
[[nodiscard]] std::string spoken_text(const DossierSentence& sentence);

// The sentences of a table row as one: cells joined by " | ", empty ones left out; statements
// and citations of all of them. Of kind claim if a cell is one that cites.
[[nodiscard]] DossierSentence row_sentence(const Layout& row);

// Without control characters, on one line.
[[nodiscard]] std::string clean_line(std::string_view text);

// The entry of a source but for its number and address: `Author, "Title," Outlet, 2026-01-05.`
struct SourceLine {
  std::string before;  // `Florian Brand`, or the outlet where no author is known
  std::string title;   // Double quotation marks inside it are single ones
  std::string stop;    // "," or, at the end, "."; none if the title has a mark of its own
  std::string outlet;  // Empty where it stands in front
  std::string day;     // Empty where unknown
  std::string note;    // "also carried by Reader Mirror; counted once"
};
[[nodiscard]] SourceLine source_line(const CitedSource& source);

// An http or https address that may become a link, with what could end the link encoded; empty
// for every other scheme.
[[nodiscard]] std::string link_target(std::string_view url);

// "1 item", "144 items".
[[nodiscard]] std::string item_count(int items);

// The heading of a section: "What's new in v4" for "What's new".
[[nodiscard]] std::string heading_of(const Section& section, int version);

}  // namespace dossier
