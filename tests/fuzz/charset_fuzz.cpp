// Any bytes, declared in one of several ways, come out as well-formed UTF-8.

#include "base/utf8.h"
#include "ingest/charset.h"
#include "tests/fuzz/doors.h"

namespace dossier {

void fuzz_charset(std::string_view bytes) {
  constexpr std::string_view kTypes[] = {"text/html",
                                         "text/html; charset=utf-8",
                                         "text/html; charset=windows-1252",
                                         "text/xml",
                                         "text/html; charset=gb18030",
                                         "text/html; charset=shift_jis",
                                         "text/html; charset=",
                                         "text/html; charset=utf-16"};
  const std::string_view type = kTypes[choice_of(bytes).number % std::size(kTypes)];
  const Headers headers = {{"Content-Type", std::string(type)}};
  for (const auto decode : {decode_html, decode_xml, decode_json}) {
    require(is_valid_utf8(decode(bytes, headers).text), "what is decoded is UTF-8");
  }
}

}  // namespace dossier
