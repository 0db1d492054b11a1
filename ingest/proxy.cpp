#include "ingest/proxy.h"

#include <algorithm>
#include <cstdlib>

namespace dossier {
namespace {

std::string first_set(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value && *value) return value;
  }
  return {};
}

// "example.org" and ".example.org" both mean the host and all that is under it.
bool is_exempt(std::string_view list, std::string_view host) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(", "), list.size());
    std::string_view name = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (name == "*") return true;
    if (name.starts_with('.')) name.remove_prefix(1);
    if (name.empty() || !host.ends_with(name)) continue;
    if (host.size() == name.size() || host[host.size() - name.size() - 1] == '.') return true;
  }
  return false;
}

}  // namespace

ProxySettings proxy_settings(std::string_view configured) {
  if (!configured.empty()) return {std::string{configured}, std::string{configured}, ""};
  return {first_set({"http_proxy", "all_proxy", "ALL_PROXY"}),
          first_set({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}),
          first_set({"no_proxy", "NO_PROXY"})};
}

std::string proxy_for(const ProxySettings& settings, const Url& url) {
  std::string_view host = url.host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (is_exempt(settings.exempt, host)) return {};
  return url.scheme == "https" ? settings.https : settings.http;
}

}  // namespace dossier
