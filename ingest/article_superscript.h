// Raised text: exponents, and the marks of footnotes that lead nowhere.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

enum class Raised {
  plain,  // Written as it is: "1st", "TM"
  mark,   // A footnote's mark, which is no part of the text: "GPQA¹", "$3¹"
  power,  // Digits to be written small: "10²⁵", "mc²"
};

// What the raised `text` is between what stands right before and right behind it; both empty where
// a line begins or white space parts them.
[[nodiscard]] Raised raised_as(std::string_view text, std::string_view before,
                               std::string_view behind);

// "-25" as "⁻²⁵".
[[nodiscard]] std::string in_superscript(std::string_view digits);

}  // namespace dossier
