// Claims joined into what is claimed: one fact for the same claim made by several sources, with
// who makes it, when, and how it stands. Facts are the composer's working form of a Statement.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "extract/lexicon.h"
#include "store/source.h"

namespace dossier {

// What the graph holds on one dossier at one time.
struct TopicView {
  std::vector<Source> sources;      // With a matching passage, latest revisions, copies too
  std::vector<StoredClaim> claims;  // The confident ones of those passages
};

enum class Standing { attributed, corroborated, contested };

[[nodiscard]] std::string_view to_string(Standing standing);

struct Fact {
  std::string id;                        // From what is claimed: the same over runs and versions
  Claim claim;                           // The content in its fullest telling
  const StoredClaim* fullest = nullptr;  // Who tells it so: to be cited with what it adds
  std::vector<const StoredClaim*> evidence;  // By date, then id; copies of a text left out
  std::vector<std::string> voices;           // Display names, independent of each other, sorted
  std::vector<std::string> speakers;         // Who asserts it, where the texts say so; sorted
  std::string speaker;                       // The same in words: "A and B"; empty for nobody
  Day first{}, last{};                       // Of the reports
  bool superseded = false;  // The same speaker has given a newer figure for the same thing
  bool is_new = false;      // Not known to the version before
  Standing standing = Standing::attributed;
  double weight = 0;  // Salience; comparable within one view

  [[nodiscard]] const BenchmarkClaim* benchmark() const {
    return std::get_if<BenchmarkClaim>(&claim.content);
  }
  [[nodiscard]] const Release* release() const { return std::get_if<Release>(&claim.content); }
  [[nodiscard]] const Stance* stance() const { return std::get_if<Stance>(&claim.content); }
  [[nodiscard]] const Event* event() const { return std::get_if<Event>(&claim.content); }
};

// A source's day: of publication, else when we first saw it.
[[nodiscard]] Day report_day(const Source& source);

// Whom a figure is from: whom the text names, else the page's author where he speaks for himself
// (the maker of his model, a measurer of his board, a feed of tier 1). Empty for nobody.
[[nodiscard]] std::string speaker_of(const StoredClaim& claim, const Source& source,
                                     const Lexicon& lexicon);

// The facts of a view, by id. `known`: the ids that the version before knew, sorted. The facts
// point into `view`.
[[nodiscard]] std::vector<Fact> join_claims(const TopicView& view, const Lexicon& lexicon,
                                            const std::vector<std::string>& known);

// A tension between facts: both sides' indexes into the facts given.
struct FactTension {
  std::string id;
  std::string kind;                // "figures", "leaders", "trend", "sides"
  std::string topic;               // What it is about, for sorting and for the id
  std::vector<const Fact*> facts;  // At least two, the sides in order of first report
  double weight = 0;
};

// Marks what a speaker's newer figure, under the same conditions, has replaced.
void mark_superseded(std::vector<Fact>& facts);

// Tensions by rule, heaviest first. Facts that two sides contest get Standing::contested.
[[nodiscard]] std::vector<FactTension> find_tensions(std::vector<Fact>& facts,
                                                     const Lexicon& lexicon);

// Weighs every fact for `now`; call it after find_tensions().
void weigh_facts(std::vector<Fact>& facts, const Lexicon& lexicon, Day now);

}  // namespace dossier
