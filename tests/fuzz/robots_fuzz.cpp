// A robots.txt up to the first zero byte, and the address asked for behind it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\0'), size);
  const auto robots = dossier::Robots::parse(bytes.substr(0, end));
  const std::string path(bytes.substr(std::min(end + 1, size)));
  (void)robots.allows("dossier/0.1", "https://news.example.com/" + path);
  return 0;
}
