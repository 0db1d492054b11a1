#include <catch2/catch.hpp>
#include <string>

#include "ingest/charset.h"

using dossier::decode_html;
using dossier::decode_json;
using dossier::decode_xml;
using dossier::Headers;
using namespace std::string_literals;

namespace {

Headers type(const char* value) {
  return {{"content-type", value}};
}

}  // namespace

TEST_CASE("XML is decoded by mark, header, declaration, UTF-8 and guess, in that order") {
  const struct {
    std::string bytes;
    Headers headers;
    const char* text;
    const char* encoding;
  } cases[] = {
      {"\xef\xbb\xbf<a>\xc3\xa9</a>", type("text/xml; charset=iso-8859-1"), "<a>é</a>", "utf-8"},
      {"<a>\xe9</a>", type("text/xml; charset=\"ISO-8859-1\""), "<a>é</a>", "iso-8859-1"},
      {"<a>\x80</a>", type("text/xml; charset=iso-8859-1"), "<a>€</a>", "iso-8859-1"},
      {"<a>\xc3\xa9</a>", type("text/xml"), "<a>é</a>", "utf-8"},
      {"<a>\xc3\xa9</a>", type("text/xml; charset=iso-8859-1"), "<a>é</a>", "utf-8"},
      {"<a>\xc3\xa9</a>", type("text/xml; charset=nonsense"), "<a>é</a>", "utf-8"},
      {"<\0a\0/\0>\0"s, {}, "<a/>", "utf-16le"},
      {"\xfe\xff\0<\0a\0/\0>"s, {}, "<a/>", "utf-16be"},
  };
  for (const auto& [bytes, headers, text, encoding] : cases) {
    INFO(text << " " << encoding);
    const auto decoded = decode_xml(bytes, headers);
    CHECK(decoded.text == text);
    CHECK(decoded.encoding == encoding);
  }
  const auto declared =
      decode_xml("<?xml version='1.0' encoding='windows-1251'?><a>\xc4\xe0</a>", {});
  CHECK(declared.encoding == "windows-1251");
  CHECK(declared.text.ends_with("<a>Да</a>"));
  CHECK(declared.warnings.empty());
}

TEST_CASE("A page says its encoding in a meta element") {
  for (const char* meta : {"<meta charset=gbk>", "<META Charset=\"GBK\">",
                           "<meta http-equiv='Content-Type' content='text/html; charset=gbk'>"}) {
    INFO(meta);
    const auto decoded = decode_html(meta + "<p>\xc4\xe3\xba\xc3"s, {});
    CHECK(decoded.encoding == "gbk");
    CHECK(decoded.text.ends_with("<p>你好"));
  }
}

TEST_CASE("A few bad bytes do not turn UTF-8 into something else") {
  const auto decoded =
      decode_xml("<?xml version='1.0' encoding='utf-8'?><a>\xc3\xa9\xc3\xa9 \xff</a>", {});
  CHECK(decoded.encoding == "utf-8");
  CHECK(decoded.text.ends_with("<a>éé \uFFFD</a>"));
  CHECK(decoded.warnings.size() == 1);
}

TEST_CASE("Without a word about it, the bytes are guessed, with a warning") {
  const auto latin = decode_html(
      "<p>na\xefve caf\xe9, fa\xe7"
      "ade, d\xe9j\xe0 vu</p>",
      {});
  CHECK(latin.text == "<p>naïve café, façade, déjà vu</p>");
  CHECK(latin.warnings.size() == 1);
}

TEST_CASE("What was decoded is well-formed whatever the bytes") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string bytes(9, static_cast<char>(byte));
    CHECK(!decode_html("<p>" + bytes, type("text/html; charset=utf-16")).encoding.empty());
    CHECK(!decode_xml(bytes, type("text/xml; charset=shift_jis")).encoding.empty());
    CHECK(!decode_json(bytes, {}).encoding.empty());
  }
}
