// One spelling, two things: an acronym that sources write out in two ways. Internal to tension.h.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/tension.h"

namespace dossier {

// The initials of a name of two words at least, small words left out: "Agent Protocol Test" →
// "APT". Empty for other names.
[[nodiscard]] std::string initials_of(std::string_view name);

// Facts about two benchmarks, models or makers whose sources print one acronym for both names.
void add_name_tensions(const std::vector<Fact>& facts, std::vector<FactTension>& tensions);

}  // namespace dossier
