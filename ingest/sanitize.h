// Foreign HTML made safe to store and to show.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

// An HTML fragment rebuilt from an allowlist of elements and attributes: tags balanced, text
// and attributes escaped anew, addresses made absolute against `base_url` (which may be empty)
// and kept only with a harmless scheme. Scripts, styles, frames and their like are gone, with
// what they held. Linear; nesting beyond 256 is flattened. Safe to apply twice. Any thread.
[[nodiscard]] std::string sanitize_html(std::string_view html, std::string_view base_url);

// Whether an address could run code or smuggle a page: javascript:, vbscript:, data:text/html …
[[nodiscard]] bool is_unsafe_url(std::string_view url);

}  // namespace dossier
