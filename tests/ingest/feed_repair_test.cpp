#include <catch2/catch.hpp>
#include <string>

#include "ingest/xml_repair.h"

using dossier::repair_xml;

TEST_CASE("Well-formed XML passes through unchanged, without a warning") {
  for (const char* text : {"<a/>", "<a b=\"1\">x &amp; y</a>", "<a><![CDATA[<b> & ]]></a>",
                           "<a>\n  <b>é</b>\n</a>", "<x:a xmlns:x=\"u\"><x:b/></x:a>"}) {
    const auto repaired = repair_xml(text);
    CHECK(repaired.text == text);
    CHECK(repaired.warnings.empty());
  }
}

TEST_CASE("Ill-formed XML is put right, and every repair is told") {
  const struct {
    const char* written;
    const char* repaired;
    const char* warning;
  } cases[] = {
      {"<a>Q & A</a>", "<a>Q &amp; A</a>", "line 1: a bare & taken as text"},
      {"<a>&nbsp;&eacute;</a>", "<a>\u00a0é</a>",
       "line 1: an undeclared HTML entity decoded (2 times)"},
      {"<a>&foo;</a>", "<a>&amp;foo;</a>", "line 1: an unknown entity taken as text"},
      {"<a>1 < 2</a>", "<a>1 &lt; 2</a>", "line 1: a bare < taken as text"},
      {"<a>\n<b>x</a>", "<a>\n<b>x</b></a>", "line 2: elements not closed before their parent"},
      {"<a>x</b></a>", "<a>x</a>", "line 1: an end tag without a start tag dropped"},
      {"<a><b>x", "<a><b>x</b></a>", "line 1: the end is missing, open elements closed"},
      {"<a b=1 c='2'/>", "<a b=\"1\" c=\"2\"/>", "line 1: an attribute without quotes"},
      {"<a b=\"1\" b=\"2\"/>", "<a b=\"1\"/>", "line 1: a repeated attribute dropped"},
      {"<a b/>", "<a b=\"\"/>", "line 1: an attribute without a value"},
      {"<a>\x01x\x02</a>", "<a>x</a>", "line 1: a control character dropped (2 times)"},
      {"<a>it\u0092s</a>", "<a>it’s</a>", "line 1: a control character read as windows-1252"},
      {"<a/><b/>", "<a/>", "line 1: an element after the end dropped"},
      {"<A>x</a>", "<A>x</A>", "line 1: an end tag spelled unlike its start tag"},
      {"  <?xml version=\"1.0\"?><a/>", "<a/>", "line 1: white space before the XML declaration"},
      {"<a><![CDATA[x</a>", "<a><![CDATA[x</a>]]></a>", "line 1: markup that never ends"},
  };
  for (const auto& [written, text, warning] : cases) {
    INFO(written);
    const auto repaired = repair_xml(written);
    CHECK(repaired.text == text);
    REQUIRE(!repaired.warnings.empty());
    CHECK_THAT(repaired.warnings, Catch::VectorContains(std::string(warning)));
  }
}

TEST_CASE("Entities of the internal subset are replaced once, and cannot explode") {
  const auto simple = repair_xml("<!DOCTYPE a [<!ENTITY who \"Ann &amp; Bo\">]><a>&who;</a>");
  CHECK(simple.text == "<a>Ann &amp; Bo</a>");
  CHECK(simple.warnings.empty());

  std::string bomb = "<!DOCTYPE a [<!ENTITY e \"" + std::string(10'000, 'x') + "\">]><a>";
  for (int i = 0; i < 10'000; ++i) bomb += "&e;";
  CHECK(repair_xml(bomb + "</a>").text.size() < 2'000'000);
}

TEST_CASE("Nesting beyond the limit is dropped, its text kept") {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  deep += "x";
  for (int i = 0; i < 10'000; ++i) deep += "</a>";
  const auto repaired = repair_xml(deep);
  CHECK(repaired.text.find('x') == 256 * 3);
  CHECK(repaired.text.size() == 256 * 7 + 1);
}
