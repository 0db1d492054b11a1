// One version of a dossier, ready to be written: sections of sentences, each with what it rests
// on. compose.h makes it; markdown.h, html.h and dossier_json.h write it; verify.h proves it.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/source.h"

namespace dossier {

enum class SentenceKind {
  claim,    // Rests on claims of sources, and cites them
  derived,  // Said of the graph itself (counts, dates, "no new tensions"); recomputed by verify
  editor,   // An editor's own words
};

// A run of a sentence. Words of a source stand in a `quotation`, and only there.
struct SentencePart {
  enum class Kind { text, quotation, citation } kind = Kind::text;
  std::string text;            // Text and quotations, unescaped; quotations without their marks
  std::vector<int> citations;  // Citations: the numbers, ascending
};

struct DossierSentence {
  SentenceKind kind = SentenceKind::claim;
  std::vector<SentencePart> parts;
  std::vector<std::string> statements;  // Ids of the statements that it rests on
};

// The text with its quotation marks and without its citations; and the citations alone.
[[nodiscard]] std::string plain_text(const DossierSentence& sentence);
[[nodiscard]] std::vector<int> citations_of(const DossierSentence& sentence);

// How a run of sentences is laid out.
enum class LayoutKind {
  paragraph,  // Running text
  list_item,  // One item of a bullet list
  table_row,  // One row; `cells` divide it. Each cell is a sentence of its own
  entry,      // A labelled entry: a label in bold, then running text (Perspectives)
};

struct Layout {
  LayoutKind kind = LayoutKind::paragraph;
  std::string label;                       // Timeline: the date; entries and items: the bold lead
  std::vector<DossierSentence> sentences;  // table_row: one a cell, possibly without parts
};

struct Section {
  std::string name;                  // As in the design: "What's new", "What", …
  std::vector<std::string> columns;  // Of the table, if the section has one
  std::vector<Layout> layouts;
};

struct CitedSource {
  int number = 0;  // Stable over versions
  std::string id, title, url, outlet, author;
  std::optional<Time> published;
  Time fetched{};
  std::vector<std::string> copies;  // Outlets that carry the same text: counted once
};

// What a statement rests on, kept with the version so that it can be proved for ever.
struct StatementEvidence {
  std::string source;  // CitedSource::id
  int revision = 1;
  std::string claim;                  // StoredClaim::id
  std::size_t start = 0, end = 0;     // Bytes of the source's text
  std::string text;                   // Those bytes
  std::vector<std::string> supports;  // Further passages that a field rests on
  std::vector<ClaimEdit> edits = {};  // What an editor corrected in the claim
  int gone_in = 0;                    // The later revision that no longer says so; 0: none
};

// The same claim made by one or several sources.
struct Statement {
  std::string id;                   // From content: what is claimed, not by whom it is carried
  std::string kind;                 // "benchmark", "release", "stance", "event"
  std::string claim;                // The typed claim as JSON, in the form of extract/claim_json.h
  std::string standing;             // In the words of render/fact.h
  std::vector<std::string> voices;  // Who makes it, independent of each other
  std::vector<StatementEvidence> evidence;
};

struct Tension {
  std::string id;    // From what it is about
  std::string kind;  // "figures", "leaders", "trend", "sides", "dates", "names"
  std::vector<std::string> statements;
};

// A change against the version before.
struct Change {
  std::string kind;  // "new", "corroborated", "contested", "figure_changed", "tension_opened" …
  std::string text;  // One line, for history and the feed of versions
  std::vector<std::string> statements;
};

struct Dossier {
  std::string id, title;
  int version = 1;
  Time published{};
  int items = 0;                  // Voices with at least one matching passage, since the beginning
  bool open = true;               // The editor's word
  std::string status;             // "growing", "active", "quiet", "dormant"
  std::vector<Section> sections;  // Without Sources, which the writers make from `sources`
  std::vector<CitedSource> sources;  // The cited ones, by number
  std::vector<Change> changes;
  std::vector<Statement> statements;  // Those that sentences rest on, by id
  std::vector<Tension> tensions;
  // The composer's memory, for the next version.
  std::map<std::string, int> numbers;         // Source id → citation number, for ever
  std::vector<std::string> known_statements;  // All that matched by now, printed or not; sorted
  std::uint64_t seen = 0;                     // The last arrival that was looked at
  std::vector<std::string> read_again;        // Statements that changed as sources were read again
  std::vector<std::string> questions;         // Ids of the open ones
  std::vector<std::uint64_t> decisions;       // The editors' that bear on it (Decision::number)
};

}  // namespace dossier
