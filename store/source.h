// What is kept of the world: sources, their text and their claims. Values only; store.h is the
// door.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "extract/extraction.h"

namespace dossier {

// An article as stored. Four times that must not be confused: when its publisher says that it
// appeared (`published`) and was changed (`updated`), and when we first saw and last fetched it.
// One that nobody gave stays absent.
struct Source {
  std::string id;   // short_id() of its canonical address: stable over revisions
  std::string url;  // Where it was fetched
  std::string canonical_url;
  std::string title;
  std::string outlet;    // "Interconnects"
  std::string author;    // Empty if unknown
  std::string feed_url;  // The feed that brought it
  std::optional<Time> published, updated;
  Time first_seen{}, fetched{};
  int tier = 2;           // Of its feed: 1 speaks for itself, 2 press, 3 passes on
  int revision = 1;       // Counts the texts that its publisher gave it
  std::string text_hash;  // content_hash() of the text
  std::string raw_hash;   // content_hash() of the raw bytes; key of the snapshot
  std::string copy_of;    // Id of the source whose text this one repeats; empty: an original
};

// What an editor corrected in a claim.
struct ClaimEdit {
  std::string field, before, after;
  std::uint64_t decision = 0;  // Decision::number
};

// A claim with what proves it, copied out of the text so that a later extractor cannot move it.
struct StoredClaim {
  std::string id;      // From content: source, revision, evidence span, kind and fields
  std::string source;  // Source::id
  int revision = 1;
  Claim claim;
  std::string evidence_text;               // The bytes at claim.evidence
  std::vector<std::string> support_texts;  // The bytes at each of claim.supports
  std::string quotable_text;     // The bytes of the stance's or event's quotable span; may be empty
  std::vector<ClaimEdit> edits;  // Set by Rulings::ruled() alone, never stored
};

// All that follows from one fetched page: written together or not at all.
struct Document {
  Source source;
  std::string raw;      // As fetched: the page, or the feed's own HTML of the entry
  std::string headers;  // Of the page's answer, a line each: "Name: value"; empty: no page
  std::string text;     // Article::text
  std::vector<Mention> mentions;
  std::vector<Passage> passages;
  std::vector<StoredClaim> claims;
};

// Makes a document's claims storable. `text` is the article's.
[[nodiscard]] std::vector<StoredClaim> store_claims(const Source& source, const std::string& text,
                                                    const std::vector<Claim>& claims);

}  // namespace dossier
