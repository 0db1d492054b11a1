// The doctor's look at the journal of editors' decisions, and at the files that all of it lies in.

#include <fmt/core.h>

#include "store/decision.h"
#include "store/doctor_impl.h"

namespace dossier {

using schema::Kind;

namespace {

// What a decision is about, where it is a record of the store. Names may stand in the lexicon
// alone; what is derived (tensions, sentences, statements) may be gone with reason.
enum class Subject { claim, source, other };

Subject subject_of(DecisionKind kind) {
  using enum DecisionKind;
  switch (kind) {
    case accept_claim:
    case reject_claim:
    case correct_claim:
    case move_claim:
      return Subject::claim;
    case mute_source:
    case mark_copy:
    case mark_independent:
    case describe_source:
      return Subject::source;
    default:
      return Subject::other;
  }
}

}  // namespace

// Blocks that no record led to are read too: damage is to be found before it is met.
void Examination::check_files() {
  if (const auto intact = database_.verify_files(); !intact) {
    found("files", intact.error().message);
  }
}

void Examination::check_decisions() {
  const auto decisions = read_decisions(database_.place());
  if (!decisions) return found("decisions", decisions.error().message);
  const std::vector<bool> holds = holding(*decisions);
  for (std::size_t i = 0; i < decisions->size(); ++i) {
    const Decision& decision = (*decisions)[i];
    if (!holds[i]) continue;
    const auto gone = [&](const char* what) {
      found(fmt::format("decision {}", decision.number),
            fmt::format("its {} {} is not there", what, decision.subject));
    };
    const Subject subject = subject_of(decision.kind);
    if (subject == Subject::claim && !is_there(schema::claim_id_key(decision.subject))) {
      gone("claim");
    }
    if (subject == Subject::source && !has_source(decision.subject)) gone("source");
  }
}

}  // namespace dossier
