// How a fact stands, and why: who makes it independently of whom, what contests it, what has
// replaced it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "render/fact.h"
#include "render/tension.h"

namespace dossier {

// Who publishes at an address: the registrable domain ("www.interconnects.ai" →
// "interconnects.ai"), with the account where a host has many ("github.com/zai-org").
[[nodiscard]] std::string publisher_of(std::string_view url);

// How many of the pairs (voice, publisher) can be taken so that no voice and no publisher comes
// twice: two voices in one outlet are one witness, and so is one voice in two outlets.
[[nodiscard]] std::size_t independent_voices(
    const std::vector<std::pair<std::string, std::string>>& heard);

// Marks what a speaker's newer figure, under the same conditions, has replaced.
void mark_superseded(std::vector<Fact>& facts);

// Why a fact stands as it does, in sentences: "Corroborated: Z.ai (z.ai) and LiveBench
// (livebench.ai) give it independently of each other."
[[nodiscard]] std::string explain_standing(const Fact& fact, const std::vector<Fact>& facts,
                                           const std::vector<FactTension>& tensions,
                                           const TopicView& view, const Lexicon& lexicon);

}  // namespace dossier
