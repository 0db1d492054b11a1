// Identity from content: equal bytes, equal id, on every machine and in every run.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dossier {

// 32 lower-case hex digits of XXH3-128 (canonical big-endian form). Not for secrets.
[[nodiscard]] std::string content_hash(std::string_view bytes);

// The first 12 of them, for ids that people see; `parts` are joined so that no two lists
// of parts give the same bytes.
[[nodiscard]] std::string short_id(std::initializer_list<std::string_view> parts);

}  // namespace dossier
