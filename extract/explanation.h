// A text as a person checks it: every name marked where it stands, and under each block the claims
// found in it, with their fields, their confidence and the rule that made them.

#pragma once

#include <string>

#include "extract/extraction.h"

namespace dossier {

// Lines for a terminal: names in the colour of their kind, or, without colours, in brackets.
// Control characters of the text are left out.
[[nodiscard]] std::string explain_as_text(const Article& article, const Extraction& extraction,
                                          bool colours);

// One HTML page that needs no script: names marked, claims beside their blocks.
[[nodiscard]] std::string explain_as_html(const Article& article, const Extraction& extraction);

// A claim on one line: "GLM-5.1 · SWE-bench Pro · score 58.4 % · with the Forge harness".
[[nodiscard]] std::string summary_of(const Claim& claim);

}  // namespace dossier
