// Any text as a date of a page and of a feed.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/page_date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = dossier::to_valid_utf8({reinterpret_cast<const char*>(data), size});
  (void)dossier::read_page_date(text);
  (void)dossier::find_page_date(text);
  (void)dossier::parse_feed_date(text);
  return 0;
}
