// The files of extract/lexicon/ as the program carries them (extract/compile_lexicon.cpp makes the
// .cpp).

#pragma once

#include <string_view>

#include "base/yaml_tree.h"

namespace dossier {

// A file of extract/lexicon/, by its bare name ("models.yaml"), which must be one of those that the
// build lists. Lives as long as the program.
[[nodiscard]] YamlNode embedded_lexicon(std::string_view file_name);

}  // namespace dossier
