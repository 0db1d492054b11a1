// What editors decide. A decision is a record beside the data and changes none of it; what the
// decisions amount to is told by rulings.h. They stand in a journal of their own, so that an editor
// can decide while an update holds the database: DIRECTORY/decisions.jsonl, a JSON object a line,
// append-only, each line naming the hash of the one before.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace dossier {

enum class DecisionKind {
  // subject: StoredClaim::id; before: claim_summary() (rulings.h), by which a claim that is read
  // again is known.
  accept_claim,
  reject_claim,
  correct_claim,  // field, after: the new value as text; empty: said of nothing
  move_claim,     // dossier: out of which; after: into which; either may be empty
  // subject: "model:GLM-5.1", "organization:Z.ai" …: kind of name, canonical name.
  merge_name,     // after: the canonical name that it is another spelling of
  split_name,     // Takes the merges of a name back, whoever made them
  rename,         // after: how it is to be printed
  describe_name,  // field: "maker", "open" ("yes", "no"); after: its value
  not_a_name,
  // subject: Source::id
  mute_source,
  mark_copy,         // after: the id of the original
  mark_independent,  // It repeats nobody
  describe_source,   // field: "outlet", "tier"; after: its value
  // subject: Tension::id; dossier: whose
  confirm_tension,
  dismiss_tension,
  comment_tension,  // after: the comment
  // subject: sentence_key(); dossier: whose; before: its text
  pin_sentence,
  drop_sentence,
  edit_sentence,  // after: the new text; field "uncited": it stands without proof, on our word
  // subject: the dossier's id
  add_note,           // field: a section, or empty for the head; after: the note
  withdraw_sentence,  // of a published version: field: its number, a blank, sentence_key(); before:
                      // its text; after: a correction, or empty
  publish,            // of a draft: field: the version that came of it
  // subject: Statement::id
  settle_forecast,  // after: "came true", "failed" or "void"
  // subject: the number of the decision that is taken back
  undo,
};

[[nodiscard]] std::string_view to_string(DecisionKind kind);
[[nodiscard]] std::optional<DecisionKind> decision_kind_from(std::string_view name);

struct Decision {
  std::uint64_t number = 0;  // From 1, without gaps; given by the journal
  Time when{};
  std::string who;
  DecisionKind kind = DecisionKind::undo;
  std::string subject;
  std::string dossier, field, before, after;  // As the kind says; empty where it says nothing
  std::string why;
  std::string previous;  // hash of the decision before; empty for the first
  std::string hash;      // sha256_hex() of all the above
};

// The journal of the store in that directory.
[[nodiscard]] std::string journal_path(const std::string& directory);

// All decisions, in order; none if there is no journal. A last line without its end was never
// acknowledged, and is passed over. Errors: corrupt ("DIR/decisions.jsonl:12: …": a line that
// cannot be read, a number or a hash that breaks the chain), unavailable.
[[nodiscard]] Result<std::vector<Decision>> read_decisions(const std::string& directory);

// Which of the decisions hold, by number - 1: those that no decision that holds takes back.
[[nodiscard]] std::vector<bool> holding(const std::vector<Decision>& decisions);

// Appends under a lock of the journal's own, held for this call alone, and returns once it is on
// disk. Sets number, previous and hash. `expected`: the number of the last decision that the caller
// had seen; where another on the same subject has come since, it is refused as busy ("… was decided
// meanwhile by …"). Errors: refused (no subject, nobody who decides, a rejection without a reason,
// an undo of what is not there or undone already), busy, corrupt, not_found (no such directory),
// unavailable.
[[nodiscard]] Result<Decision> append_decision(
    const std::string& directory, Decision decision,
    std::optional<std::uint64_t> expected = std::nullopt);

}  // namespace dossier
