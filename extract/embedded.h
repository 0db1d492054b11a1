// The files of extract/lexicon/ as the program carries them (cmake/embed.cmake makes the .cpp).

#pragma once

#include <string_view>

namespace dossier {

// The bytes of a file of extract/lexicon/, by its bare name ("models.yaml"); empty for a file
// that is not there. Lives as long as the program.
[[nodiscard]] std::string_view embedded_lexicon(std::string_view file_name);

}  // namespace dossier
