// Addresses of the web (RFC 3986, as the WHATWG URL standard reads them; libcurl's parser).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dossier {

struct Url {
  std::string scheme, host, path, query;  // Host in lower case; path starts with '/'
  std::string port;                       // Empty for the scheme's own

  [[nodiscard]] std::string origin() const;  // "https://host:port", no port if default
};

// http and https only; nothing for all else, and for what is no address.
[[nodiscard]] std::optional<Url> parse_url(std::string_view url);

// `reference` made absolute against `base` (RFC 3986, section 5); `reference` unchanged where
// `base` is empty or no URL. Any scheme.
[[nodiscard]] std::string resolve_url(std::string_view base, std::string_view reference);

// One spelling for one page: scheme and host in lower case, no default port, no fragment, no
// tracking parameters (utm_*, fbclid …), no trailing "index.html". For comparison and ids.
[[nodiscard]] std::string canonical_url(std::string_view url);

// The registrable domain (public suffix list): "www.interconnects.ai" → "interconnects.ai";
// the host itself for addresses and unlisted suffixes.
[[nodiscard]] std::string registrable_domain(std::string_view host);

}  // namespace dossier
