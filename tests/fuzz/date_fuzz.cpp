// Any text as a date: of a page, of a feed, of a configuration.

#include "base/time.h"
#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/page_date.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_date(std::string_view bytes) {
  const std::string text = to_valid_utf8(bytes);
  (void)read_page_date(text);
  (void)find_page_date(text);
  (void)parse_feed_date(text);
  (void)parse_now(text);
  if (const auto time = parse_rfc3339(text)) {
    require(parse_rfc3339(format_rfc3339(*time)) == time, "a time is written and read as the same");
  }
}

}  // namespace dossier
