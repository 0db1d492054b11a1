// Any bytes as JSON: read or refused, and what was read is written and read as the same.

#include "base/json.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_json(std::string_view bytes) {
  const auto json = parse_json(bytes);
  if (!json) return;
  const std::string written = dump_json(*json);
  const auto again = parse_json(written);
  require(again && dump_json(*again) == written, "JSON is written and read as the same");
}

}  // namespace dossier
