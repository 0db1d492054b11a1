// The words around the word that tells of a release: whether it is doubted or still to come, and
// where the model's name stands before it.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/clause.h"

namespace dossier {

// "the release of", "a launch": the word at `i` is a noun, though the verb has the same form.
[[nodiscard]] bool is_noun_at(const std::vector<Token>& tokens, std::size_t i);
// "were released", "newly released"
[[nodiscard]] bool is_passive_at(const std::vector<Token>& tokens, std::size_t i);
// "if", "rumored", "not" in the same stretch before token `at`.
// "is released", "has been launched": what follows the verb is no object.
[[nodiscard]] bool is_passive(const std::vector<Token>& tokens, std::size_t verb);
[[nodiscard]] bool is_doubted(const std::vector<Token>& tokens, std::size_t at);
// "will", "plans to", "to be released", "promised" around it: announced, not yet out.
[[nodiscard]] bool is_planned(const std::vector<Token>& tokens, std::size_t at);

// Each goes back from `i` over what may stand between a name and its verb, and gives one past it:
// a bracket ("NAME (Preview) shipped"), nouns ("the NAME models were released"), up to a few plain
// words ("NAME running on a host was released"; `i` itself if no model stands there).
[[nodiscard]] std::size_t before_bracket(const std::vector<Token>& tokens, std::size_t i);
[[nodiscard]] std::size_t before_nouns(const std::vector<Token>& tokens, std::size_t i);
[[nodiscard]] std::size_t behind_model_before(const std::vector<Token>& tokens, std::size_t i);

}  // namespace dossier
