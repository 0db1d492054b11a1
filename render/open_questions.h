// Internal to the composer.

#pragma once

#include <string>
#include <vector>

#include "render/sections.h"

namespace dossier {

// The section; `open` gets the ids of the questions that stand open, for the next version.
[[nodiscard]] Section write_open_questions(const Material& material,
                                           std::vector<std::string>& open);

}  // namespace dossier
