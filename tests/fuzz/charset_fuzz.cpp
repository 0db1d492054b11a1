// Any bytes, declared in one of several ways, come out as well-formed UTF-8.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "ingest/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dossier;
  constexpr std::string_view kTypes[] = {"text/html",
                                         "text/html; charset=utf-8",
                                         "text/html; charset=windows-1252",
                                         "text/xml",
                                         "text/html; charset=gb18030",
                                         "text/html; charset=shift_jis",
                                         "text/html; charset=",
                                         "text/html; charset=utf-16"};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view type = size == 0 ? kTypes[0] : kTypes[data[0] % std::size(kTypes)];
  const Headers headers = {{"Content-Type", std::string(type)}};
  for (const auto decode : {decode_html, decode_xml, decode_json}) {
    if (!is_valid_utf8(decode(bytes, headers).text)) std::abort();
  }
  return 0;
}
