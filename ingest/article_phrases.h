// The set phrases of what stands around articles. All take case-folded text on one line.

#pragma once

#include <string_view>

namespace dossier {

// Invitations to go elsewhere or do something: "Read more", "Follow us".
[[nodiscard]] bool is_call_to_action(std::string_view text);
// A whole sentence that speaks of something else than the site and its reader, whatever its first
// words: "Sign up numbers fell 12% in May."
[[nodiscard]] bool is_statement(std::string_view text);
// "Photo: …", "… / Getty Images".
[[nodiscard]] bool is_photo_credit(std::string_view text);
// Headings of what follows an article: "Related articles", "Discussion (4)".
[[nodiscard]] bool is_tail_heading(std::string_view text);
// Those of them that also stand in the midst of a text: "Subscribe now", "Related: …".
[[nodiscard]] bool is_passing_invitation(std::string_view text);

}  // namespace dossier
