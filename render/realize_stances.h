// Stances into sentences: in reported speech where the claim or a clause of the source carries it,
// in the source's words, marked as such, where only they say it. Internal to the composer.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// The claim whose words stand for the stance: the holder's own speech first, then the latest.
// nullptr where nothing is quotable.
[[nodiscard]] const StoredClaim* quotable_claim(const Page& page, const Fact& fact);
// A name as the fact's evidence has it: the initials of an institution that no source of it spells
// out, else the name.
[[nodiscard]] std::string name_in_evidence(const Fact& fact, const std::string& name);
// A holder in full, as the evidence has it: "Florian Brand", "@emollick", "CAISI" where no source
// of the fact spells it out.
[[nodiscard]] std::string holder_name(const Page& page, const Fact& fact);
// "the gap between open and closed models"; empty where the stance has no topic.
[[nodiscard]] std::string topic_phrase(const Page& page, const Stance& stance);
// Whether say_stance() and say_position() have something to print.
[[nodiscard]] bool can_be_said(const Page& page, const Fact& fact);
// Whether the source, not the holder, worded what would be printed.
[[nodiscard]] bool only_in_words_of_others(const Page& page, const Fact& fact);

// Holders who see a quantity move differently, in one sentence: "CAISI sees the gap between open
// and closed models widening [6], while Epoch AI sees it holding steady, at 3-7 months [6]."
[[nodiscard]] DossierSentence say_trends(Page& page, const std::vector<const Fact*>& facts);
// "Florian Brand argues that …[6]."; "CAISI sees the gap between … widening [6]." `lead`: words
// to put first ("On harnesses, "). Nothing where the stance has neither a direction nor words.
[[nodiscard]] std::optional<DossierSentence> say_stance(Page& page, const Fact& fact,
                                                        const std::string& lead = "");
// The position alone, for a list whose label names the holder: "Argues that … [6]."
[[nodiscard]] std::optional<DossierSentence> say_position(Page& page, const Fact& fact);
// Who has spoken up, and on what: "New voices: @ada on distillation [4], and Bo Lind on … [5]."
[[nodiscard]] DossierSentence say_new_voices(Page& page, const std::vector<const Fact*>& facts);

}  // namespace dossier
