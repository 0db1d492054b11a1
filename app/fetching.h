// How the configuration wants pages to be fetched.

#pragma once

#include "app/configuration.h"
#include "ingest/fetcher.h"

namespace dossier {

[[nodiscard]] FetchOptions fetch_options(const Configuration& configuration);

}  // namespace dossier
