// A base up to the first line break, and a reference behind it.

#include <algorithm>

#include "ingest/sanitize.h"
#include "ingest/url.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_url(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string url =
      resolve_url(bytes.substr(0, end), bytes.substr(std::min(end + 1, bytes.size())));
  (void)is_unsafe_url(url);
  const std::string canonical = canonical_url(url);
  if (const auto parsed = parse_url(canonical)) (void)registrable_domain(parsed->host);
  require(canonical_url(canonical) == canonical, "one spelling for one page");
}

}  // namespace dossier
