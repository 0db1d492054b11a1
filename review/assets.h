// The style and the script of the desk, carried inside the program (cmake/embed.cmake).

#pragma once

#include <string_view>

namespace dossier {

// "desk.css" or "desk.js"; empty for any other name.
[[nodiscard]] std::string_view embedded_asset(std::string_view file_name);

}  // namespace dossier
