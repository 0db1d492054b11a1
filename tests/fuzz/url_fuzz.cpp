// A base up to the first line break, and a reference behind it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/sanitize.h"
#include "ingest/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  const std::string url = resolve_url(bytes.substr(0, end), bytes.substr(std::min(end + 1, size)));
  (void)is_unsafe_url(url);
  const std::string canonical = canonical_url(url);
  if (const auto parsed = parse_url(canonical)) (void)registrable_domain(parsed->host);
  // One spelling for one page.
  if (canonical_url(canonical) != canonical) std::abort();
  return 0;
}
