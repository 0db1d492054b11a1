// Who speaks where nobody in the sentence does: the author of a first-person document, the name
// in the heading above, the "@x:" over a list, the one whom a block quotation quotes.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extraction.h"
#include "extract/stance_words.h"

namespace dossier {

enum class ScopeKind { none, author, heading, label, quotation };

// Who speaks in a block, as far as what stands around it says.
struct Scope {
  ScopeKind kind = ScopeKind::none;
  std::string holder;            // Canonical; empty: nobody, or nobody we can name
  TextSpan named_at;             // Where the text names the holder; empty for the author
  bool is_organization = false;  // The holder is no person
  bool is_known = false;         // The lexicon has the organization
  bool is_guess = false;         // A paragraph after "…:" may be the author's again
  bool silent = false;           // Headings, code, tables, quotations of unknown people: no stance
};

struct SpeakerMap {
  bool first_person = false;  // The document argues in the first person
  std::string author;         // Its author, "author" where it bears no name
  std::vector<Scope> blocks;  // One for each block of the article
};

[[nodiscard]] SpeakerMap map_speakers(const Reading& reading);

// The person that a byline names: "Nathan Roe" for "Outlet (Nathan Roe)".
[[nodiscard]] std::string author_of_byline(std::string_view byline);

// Whether a byline is a house's and not a person's: "Lumen Team", a known organization.
[[nodiscard]] bool is_house(const Reading& reading, std::string_view author);

// Who a bare first name is: the author, somebody named in full in the article, or the only one
// in the lexicon. Other names stand for themselves.
struct FullName {
  std::string name;
  TextSpan named_at;    // Where the article has it in full; may be empty
  bool is_sure = true;  // False: a first name that fits nobody, or several
};
[[nodiscard]] FullName full_name(const Reading& reading, const Mention& mention);

// The mentions of people and organizations that stand in a span, as indexes, in text order.
[[nodiscard]] std::vector<std::size_t> speakers_in(const Reading& reading, TextSpan span);

// The mention of a person or an organization that covers a word.
[[nodiscard]] std::optional<std::size_t> speaker_at(const Reading& reading, const Word& word);

}  // namespace dossier
