// The set phrases of what stands around articles. All take case-folded text on one line.

#pragma once

#include <string_view>

namespace dossier {

// Invitations to go elsewhere or do something: "Read more", "Follow us".
[[nodiscard]] bool is_call_to_action(std::string_view text);
// "Photo: …", "… / Getty Images".
[[nodiscard]] bool is_photo_credit(std::string_view text);
// Headings of what follows an article: "Related articles", "Discussion (4)".
[[nodiscard]] bool is_tail_heading(std::string_view text);

}  // namespace dossier
