#include "app/fetching.h"

#include "app/version.h"

namespace dossier {

FetchOptions fetch_options(const Configuration& configuration) {
  FetchOptions options;
  options.user_agent = configuration.user_agent.empty() ? "dossier/" + std::string{kVersion}
                                                        : configuration.user_agent;
  options.proxy = configuration.proxy;
  options.ca_file = configuration.ca_file;
  options.allow_private = configuration.allow_private;
  options.host_delay = configuration.host_delay;
  options.limits.body_bytes_max = configuration.body_bytes_max;
  return options;
}

}  // namespace dossier
