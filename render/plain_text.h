// A dossier or a digest as plain text, for mail and for terminals: 72 columns, citations as
// [4], and the sources with their addresses below.

#pragma once

#include <string>

#include "render/dossier.h"

namespace dossier {

// Ends in a newline. No line but an address is longer than 72 code points, if words allow it.
[[nodiscard]] std::string write_plain_text(const Dossier& dossier);

}  // namespace dossier
