// Claims joined into what is claimed: one fact for the same claim made by several sources, with
// who makes it, when, and how it stands. Facts are the composer's working form of a Statement.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "extract/lexicon.h"
#include "store/source.h"

namespace dossier {

// What the graph holds on one dossier at one time.
struct TopicView {
  std::vector<Source> sources;           // With a matching passage, latest revisions, copies too
  std::vector<StoredClaim> claims;       // The confident ones of those passages
  std::vector<std::uint64_t> decisions;  // Editors' decisions that were felt in reading it, sorted

  // Against the version before (app/topic_view.h):
  std::vector<StoredClaim> retracted;   // It printed them; their sources no longer say so
  std::vector<Source> former;           // Their sources that have no matching passage left
  std::vector<std::string> read_again;  // Ids, sorted: their unchanged texts were read again since
  std::uint64_t seen = 0;               // The last arrival that was looked at
};

enum class Standing {
  attributed,    // Somebody says so
  corroborated,  // Independent voices say so
  contested,     // Others say what cannot hold beside it
  superseded,    // Its speaker has given a newer figure for the same thing
  retracted,     // The latest revision of its source no longer says so
  rejected,      // An editor's ruling
};

[[nodiscard]] std::string_view to_string(Standing standing);

struct Fact {
  std::string id;                        // From what is claimed: the same over runs and versions
  std::vector<std::string> joined;       // Ids of coarser tellings of its figure that it takes in
  Claim claim;                           // The content in its fullest telling
  const StoredClaim* fullest = nullptr;  // Who tells it so: to be cited with what it adds
  std::vector<const StoredClaim*> evidence;  // By date, then id; copies of a text left out
  std::vector<const StoredClaim*> rounded;   // Those that give its figure rounded: "78%", "77.8%"
  std::vector<std::string> voices;           // Display names, independent of each other, sorted
  std::vector<std::string> speakers;         // Who asserts it, where the texts say so; sorted
  std::string speaker;                       // The same in words: "A and B"; empty for nobody
  Day first{}, last{};                       // Of the reports
  bool superseded = false;    // The same speaker has given a newer figure for the same thing
  std::string superseded_by;  // The id of that fact
  bool is_new = false;        // Not known to the version before
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

// What a fact's id is made of: the claim without figures' notation, conditions folded.
[[nodiscard]] std::string fact_id(const StoredClaim& claim);

// Who stands behind a claim: its speaker, its holder, else who printed it.
[[nodiscard]] std::string voice_of(const StoredClaim& claim, const Source& source,
                                   const Lexicon& lexicon);

// The facts of a view, by id. `known`: the ids that the version before knew, sorted. The facts
// point into `view`.
//
// A figure joins another that it is the rounding of ("78" and "77.8" of one measurement) if both
// are of one speaker, or nobody signs the coarser one; never under other conditions, and not where
// it might be the rounding of two.
[[nodiscard]] std::vector<Fact> join_claims(const TopicView& view, const Lexicon& lexicon,
                                            const std::vector<std::string>& known);

// Weighs every fact for `now`; call it after find_tensions() (render/tension.h).
void weigh_facts(std::vector<Fact>& facts, const Lexicon& lexicon, Day now);

}  // namespace dossier
