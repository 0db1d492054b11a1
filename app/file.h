// Files, whole.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace dossier {

// Errors: not_found, with the file's name.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

// Writes beside it and renames, so that no reader sees half a file. Makes missing folders.
// Errors: unavailable.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace dossier
