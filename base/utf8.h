// UTF-8 as the rest of the program relies on it.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

// `bytes` with every ill-formed sequence replaced by U+FFFD (Unicode 15, 3.9, "maximal
// subparts"), so that everything after it may assume well-formed text.
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

// Unicode case folding, full width and length may change; for comparison, never for print.
[[nodiscard]] std::string fold_case(std::string_view text);

// A name as names are compared: case-folded, with everything but letters, digits, '.' and
// '+' removed, so that "GLM 5.1", "glm-5.1" and "GLM\u20115.1" are one.
[[nodiscard]] std::string name_key(std::string_view name);

// White space (also U+00A0 and its kin) collapsed to single blanks and trimmed.
[[nodiscard]] std::string on_one_line(std::string_view text);

// Text from outside as a terminal or a page may show it: without escapes, control characters (but
// line feeds and tabs) and bidirectional marks, which could make it read otherwise than it is.
[[nodiscard]] std::string for_display(std::string_view text);

// At most `bytes` bytes of `text`, cut at a code-point boundary.
[[nodiscard]] std::string_view clip(std::string_view text, std::size_t bytes);

}  // namespace dossier
