// What the writers print, format by format, and that hostile text stays text.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <pugixml.hpp>

#include "base/json.h"
#include "render/atom.h"
#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "render/wording.h"
#include "tests/render/hostile_texts.h"
#include "tests/render/sample_dossier.h"
#include "tests/support/golden.h"

namespace dossier {
namespace {

Dossier one_sentence(std::string_view name, Layout text) {
  Dossier dossier;
  dossier.id = "d";
  dossier.title = "D";
  dossier.published = *parse_now("2026-06-12");
  dossier.sections = {{std::string{name}, {"A", "B"}, {std::move(text)}}};
  return dossier;
}

DossierSentence plain(std::string_view text) {
  return {SentenceKind::derived, {{SentencePart::Kind::text, std::string{text}, {}}}, {}};
}

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

// What a GFM reader sees: block types in brackets where they open, and the text.
std::string seen_by_gfm(const std::string& markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser{cmark_parser_new(CMARK_OPT_FOOTNOTES)};
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist", "tagfilter"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, FreeNode> document{cmark_parser_finish(parser.get())};
  cmark_iter* walk = cmark_iter_new(document.get());
  std::string out;
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(walk);
    if (event != CMARK_EVENT_ENTER) continue;
    const std::string type = cmark_node_get_type_string(node);
    if (type == "text")
      out += cmark_node_get_literal(node);
    else
      out += '{' + type + '}';
  }
  cmark_iter_free(walk);
  return out;
}

TEST_CASE("a whole dossier is written as the golden files have it") {
  const Dossier dossier = sample_dossier().dossier;
  check_golden("render/sample.md", write_markdown(dossier));
  check_golden("render/sample.html", write_html(dossier));
  check_golden("render/sample.json", write_json(dossier));
  const VersionSummary first{1, *parse_now("2026-05-17"), 1, {"It opens <with> \"Heron\" & Tern"}};
  check_golden("render/sample.atom.xml",
               write_atom(dossier.id, dossier.title, {first, summary_of(dossier)}));
}

TEST_CASE("no text becomes markup, wherever it stands in Markdown") {
  struct Place {
    std::string_view name;
    LayoutKind kind;
    std::string_view label;
    std::string_view before, after;  // What GFM sees around the text
  };
  const Place places[] = {
      {"a paragraph", LayoutKind::paragraph, "", "{paragraph}", ""},
      {"an item", LayoutKind::list_item, "", "{list}{item}{paragraph}", ""},
      {"a labelled item", LayoutKind::list_item, "New", "{list}{item}{paragraph}{strong}New. ", ""},
      {"an entry", LayoutKind::entry, "Ada", "{paragraph}{strong}Ada. ", ""},
      {"a cell", LayoutKind::table_row, "",
       "{table}{table_header}{table_cell}A{table_cell}B{table_row}{table_cell}", "{table_cell}"},
  };
  for (const Place& place : places) {
    for (const std::string_view text : kHostileTexts) {
      CAPTURE(place.name, text);
      const Dossier dossier =
          one_sentence("What", layout(place.kind, std::string{place.label}, {plain(text)}));
      const std::string markdown = write_markdown(dossier);
      CAPTURE(markdown);
      const std::string seen = seen_by_gfm(markdown);
      const std::string section = seen.substr(seen.find("}What{") + 5);
      CHECK(section == std::string{place.before} + clean_line(text) + std::string{place.after});
    }
  }
}

TEST_CASE("no text becomes markup in titles, labels, headings, columns and sources") {
  for (const std::string_view text : kHostileTexts) {
    CAPTURE(text);
    Dossier dossier = one_sentence("What", layout(LayoutKind::table_row, "", {plain("x")}));
    dossier.title = text;
    dossier.sections[0].columns[0] = text;
    dossier.sections.push_back(
        {std::string{text}, {}, {layout(LayoutKind::list_item, std::string{text}, {})}});
    dossier.sources = {{7,
                        "s",
                        std::string{text},
                        "https://a.example/",
                        std::string{text},
                        std::string{text},
                        std::nullopt,
                        Time{},
                        {std::string{text}}}};
    const std::string seen = seen_by_gfm(write_markdown(dossier));
    CAPTURE(seen);
    std::size_t links = 0;
    for (std::size_t at = 0; (at = seen.find("{link}", at)) != seen.npos; ++at) ++links;
    CHECK(links == 2);  // History, and the source's own address
    for (const char* markup : {"{emph}", "{code", "{html", "{image}", "{strikethrough}",
                               "{thematic", "{block_quote}", "{footnote", "{softbreak}"}) {
      CHECK(seen.find(markup) == seen.npos);
    }
  }
}

TEST_CASE("citations stay plain brackets, whatever follows them") {
  struct Case {
    std::string_view behind;
    std::string_view seen;
  };
  const Case cases[] = {
      {"(see there)", "[4][7] (see there)"},
      {": so it is", "[4][7]: so it is"},
      {".", "[4][7]."},
      {" .", "[4][7]."},
      {"and more", "[4][7] and more"},
      {"[link]", "[4][7] [link]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.behind);
    const DossierSentence cites{SentenceKind::claim,
                                {{SentencePart::Kind::citation, "", {4, 7}},
                                 {SentencePart::Kind::text, std::string{c.behind}, {}}},
                                {}};
    const std::string seen = seen_by_gfm(
        write_markdown(one_sentence("What", layout(LayoutKind::paragraph, "", {cites}))));
    CHECK(seen.substr(seen.find("}What{") + 5) == "{paragraph}" + std::string{c.seen});
  }
}

TEST_CASE("HTML escapes everything and links to http and https alone") {
  for (const std::string_view text : kHostileTexts) {
    CAPTURE(text);
    Dossier dossier = one_sentence(std::string{text},
                                   layout(LayoutKind::entry, std::string{text}, {plain(text)}));
    dossier.title = text;
    dossier.sources = {{7,
                        "s",
                        std::string{text},
                        "javascript:alert(1)",
                        std::string{text},
                        "",
                        std::nullopt,
                        Time{},
                        {}}};
    const std::string html = write_html(dossier);
    const std::string body = html.substr(html.find("<body>"));
    CHECK(body.find("<script") == body.npos);
    CHECK(body.find("<!--") == body.npos);
    CHECK(body.find("javascript:") == body.npos);
    CHECK(body.find("</style") == body.npos);
    CHECK(body.find("<b>") == body.npos);
    // But for its void elements in the head, the page is XML.
    pugi::xml_document document;
    const std::string page = body.substr(0, body.find("</html>"));
    CHECK(document.load_buffer(page.data(), page.size()));
  }
}

TEST_CASE("link_target lets through web addresses, with nothing in them that ends a link") {
  struct Case {
    std::string_view url, expected;
  };
  const Case cases[] = {
      {"https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"},
      {"HTTP://A.example/", "HTTP://A.example/"},
      {"https://a.example/a b<c>\"d\"", "https://a.example/a%20b%3Cc%3E%22d%22"},
      {"https://a.example/\n", "https://a.example/%0A"},
      {"javascript:alert(1)", ""},
      {"data:text/html,x", ""},
      {"//a.example/", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.url);
    CHECK(link_target(c.url) == c.expected);
  }
}

TEST_CASE("source_line says who, what, where, when, and only what is known") {
  CitedSource source{1,  "s", "A title", "https://a.example/", "Outlet", "Author", std::nullopt,
                     {}, {}};
  SourceLine line = source_line(source);
  CHECK(line.before == "Author");
  CHECK(line.outlet == "Outlet");
  CHECK(line.stop == ",");
  CHECK(line.day.empty());

  source.author = "";
  source.title = "Is \"it\" open?";
  source.copies = {"Mirror", "Reprint"};
  line = source_line(source);
  CHECK(line.before == "Outlet");
  CHECK(line.outlet.empty());
  CHECK(line.title == "Is 'it' open?");
  CHECK(line.stop.empty());
  CHECK(line.note == "also carried by Mirror, Reprint; counted once");
}

TEST_CASE("the record gives back the whole dossier") {
  const Dossier dossier = sample_dossier().dossier;
  const std::string record = write_record(dossier);
  const Result<Dossier> read = read_record(record);
  REQUIRE(read.has_value());
  CHECK(write_record(*read) == record);
  CHECK(write_markdown(*read) == write_markdown(dossier));
  CHECK(write_html(*read) == write_html(dossier));
  CHECK(write_json(*read) == write_json(dossier));
  CHECK(read->numbers == dossier.numbers);
  CHECK(read->known_statements == dossier.known_statements);
  CHECK(read->tensions[0].statements == dossier.tensions[0].statements);
  CHECK(read->statements[0].evidence[0].supports == dossier.statements[0].evidence[0].supports);
  CHECK_FALSE(read->sources[2].published.has_value());
}

TEST_CASE("what the history tells of a version is read from its record at a glance") {
  const std::string record = write_record(sample_dossier().dossier);
  const Result<VersionSummary> summary = summary_in(record);
  REQUIRE(summary);
  const VersionSummary expected = summary_of(sample_dossier().dossier);
  CHECK(summary->version == expected.version);
  CHECK(summary->published == expected.published);
  CHECK(summary->items == expected.items);
  CHECK_FALSE(summary->changes.empty());
  CHECK(summary->changes == expected.changes);
  for (const std::string& damaged : {std::string{}, std::string{"{}"}, record.substr(1)}) {
    const Result<VersionSummary> none = summary_in(damaged);
    REQUIRE_FALSE(none);
    CHECK(none.error().message == read_record(damaged).error().message);
  }
}

TEST_CASE("read_record refuses what it did not write, and says where") {
  const std::string good = write_record(sample_dossier().dossier);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string record = good;
    const std::size_t at = record.find(from);
    REQUIRE(at != record.npos);
    return record.replace(at, from.size(), to);
  };
  struct Case {
    std::string record, message;
  };
  const Case cases[] = {
      {"", "version record: not JSON: stopped at byte 1"},
      {"[]", "version record: : expected an object"},
      {with("\"format\":1", "\"format\":2"), "version record: /format: expected 1"},
      {with("\"published\":\"2026-06-12T23:59:59Z\"", "\"published\":\"soon\""),
       "version record: /published: expected a time (RFC 3339)"},
      {with("\"kind\":\"paragraph\"", "\"kind\":\"poem\""),
       "version record: /sections/0/layouts/0/kind: expected one of its names"},
      {with("\"start\":", "\"start\":-"),
       "version record: /statements/0/evidence/0/start: expected a number of bytes"},
  };
  for (const Case& c : cases) {
    const Result<Dossier> read = read_record(c.record);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message == c.message);
  }
  for (std::size_t size = 0; size < good.size(); size += 7) {
    CHECK_FALSE(read_record(std::string_view{good}.substr(0, size)).has_value());
  }
}

TEST_CASE("the Atom feed is well-formed, whatever the texts") {
  for (const std::string_view text : kHostileTexts) {
    CAPTURE(text);
    const std::string feed = write_atom("d", text, {{1, Time{}, 2, {std::string{text}}}});
    pugi::xml_document document;
    REQUIRE(document.load_buffer(feed.data(), feed.size()));
    CHECK(document.child("feed").child_value("title") == clean_line(text));
    CHECK(document.child("feed").child("entry").child_value("id") ==
          std::string{"tag:dossier.invalid,2026:d/v1"});
  }
}

}  // namespace
}  // namespace dossier
