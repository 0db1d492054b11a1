// Small inline pictures for a page: the Timeline as dots on an axis, and the figures of the
// Benchmarks table as bars. They are drawn from what the sections print, say nothing else, and
// carry the same as text for those who do not see them. Colors come from page_style.h.

#pragma once

#include <string>

#include "render/dossier.h"

namespace dossier {

// An <svg> on one line; empty where fewer than three entries are dated, or all on one day.
[[nodiscard]] std::string timeline_chart(const Section& timeline);

// A <figure> of small charts, one a benchmark of at least two figures of like unit; empty if there
// is none. Self-reported, independent and relayed figures look different, also without color.
[[nodiscard]] std::string score_charts(const Section& benchmarks);

}  // namespace dossier
