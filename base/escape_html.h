// Text that stands in HTML as itself, between tags and between double quotation marks.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace dossier
