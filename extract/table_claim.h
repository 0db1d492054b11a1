// Benchmark claims in tables: models by rows or by columns, the other axis or the text above
// naming the benchmark. Tables of prices, downloads or hardware are left alone.

#pragma once

#include <vector>

#include "extract/extraction.h"

namespace dossier {

[[nodiscard]] std::vector<Claim> find_table_claims(const Reading& reading);

}  // namespace dossier
