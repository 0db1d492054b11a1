// Response headers: names compare without case (RFC 9110, section 5.1).

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dossier {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of that name, or empty. The view lives as long as `headers`.
[[nodiscard]] std::string_view find_header(const Headers& headers, std::string_view name);

}  // namespace dossier
