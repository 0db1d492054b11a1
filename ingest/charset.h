// Bytes from the web as UTF-8, with the name of the encoding they were read in.
//
// Labels mean what browsers take them to mean (WHATWG Encoding): "iso-8859-1" is read as
// windows-1252, "gb2312" as GBK; the name reported is the one that was declared.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/headers.h"

namespace dossier {

struct DecodedText {
  std::string text;      // Well-formed UTF-8 without a byte order mark
  std::string encoding;  // IANA name in lower case: "utf-8", "windows-1252", "utf-16le" …
  std::vector<std::string> warnings;  // "declared utf-8, read as windows-1252" …; one line each
};

// Of an HTML page. The first that fits the bytes: byte order mark, the charset of Content-Type,
// <meta> in the first 2 KiB, UTF-8, a guess from the bytes, windows-1252. Any thread.
[[nodiscard]] DecodedText decode_html(std::string_view bytes, const Headers& headers);

// Of XML (RFC 7303): byte order mark, the charset of Content-Type, XML declaration, UTF-8, a
// guess. The declaration stays in the text, and says what it said. Any thread.
[[nodiscard]] DecodedText decode_xml(std::string_view bytes, const Headers& headers);

// Of JSON (RFC 8259): UTF-8, -16 or -32, by byte order mark or by where the zero bytes are.
[[nodiscard]] DecodedText decode_json(std::string_view bytes, const Headers& headers);

}  // namespace dossier
