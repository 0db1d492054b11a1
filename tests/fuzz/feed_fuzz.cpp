// Any bytes as a feed.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)dossier::parse_feed(bytes, "https://news.example.com/feed.xml");
  return 0;
}
