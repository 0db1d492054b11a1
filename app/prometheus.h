// Figures for a monitor: Prometheus's text format, as its node exporter reads it from a file.

#pragma once

#include <string>
#include <vector>

#include "app/crawl.h"
#include "app/feed_health.h"

namespace dossier {

// `last_run` may be null.
[[nodiscard]] std::string write_prometheus(const std::vector<FeedHealth>& feeds,
                                           const CrawlTotals* last_run, Time now);

}  // namespace dossier
