// What an editor's forms do: each becomes one decision or several in the journal, or an answer that
// says why not.

#pragma once

#include "review/shell.h"

namespace dossier {

// POST /decide: kind, subject, dossier, field, after, why, seen, back. A decision that somebody
// made meanwhile on the same subject is shown beside what was wanted, and nothing is lost.
[[nodiscard]] WebReply decide(const Visit& visit);
// POST /decide-all: the same of several claims: kind, why, subject (repeated).
[[nodiscard]] WebReply decide_all(const Visit& visit);
// POST /correct: subject, and a field "f_NAME" for each that the claim has; those that differ
// become decisions.
[[nodiscard]] WebReply correct(const Visit& visit);
// POST /publish: dossier.
[[nodiscard]] WebReply publish_draft(const Visit& visit);

}  // namespace dossier
