// Which proxy an address is fetched through: what curl and its kin read from the environment.

#pragma once

#include <string>
#include <string_view>

#include "ingest/url.h"

namespace dossier {

struct ProxySettings {
  std::string http, https;  // Empty: none
  std::string exempt;       // As in no_proxy: "localhost,.example.org", or "*"
};

// `configured` for everything; where it is empty, http_proxy, https_proxy, all_proxy and
// no_proxy. HTTP_PROXY in capitals is not read: a CGI server fills it with what a client sends.
[[nodiscard]] ProxySettings proxy_settings(std::string_view configured);

// The proxy for an address, or empty for none.
[[nodiscard]] std::string proxy_for(const ProxySettings& settings, const Url& url);

}  // namespace dossier
