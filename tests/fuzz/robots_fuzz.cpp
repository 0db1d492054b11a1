// A robots.txt up to the first zero byte, and the address asked for behind it.

#include <algorithm>

#include "ingest/robots.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_robots(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  const auto robots = Robots::parse(bytes.substr(0, end));
  const std::string path(bytes.substr(std::min(end + 1, bytes.size())));
  (void)robots.allows("dossier/0.1", "https://news.example.com/" + path);
}

}  // namespace dossier
