// A dossier as one HTML page that needs nothing else: no script, no font, no picture, the style
// inside (page_style.h). It reads on a phone, on a wide screen, by day and night, and on paper.

#pragma once

#include <string>

#include "render/dossier.h"

namespace dossier {

// The page, ending in a newline. Everything that came from a source is escaped; only http and
// https addresses become links, and the page's own policy forbids whatever might slip through.
// Citations link to #source-N and tell the outlet and date on hover.
[[nodiscard]] std::string write_html(const Dossier& dossier);

}  // namespace dossier
