// Any bytes as JSON: read or refused, and what was read is written and read as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dossier;
  const auto json = parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  const std::string written = dump_json(*json);
  const auto again = parse_json(written);
  if (!again || dump_json(*again) != written) std::abort();
  return 0;
}
