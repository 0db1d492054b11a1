// The program's own version.

#pragma once

#include <string_view>

namespace dossier {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace dossier
