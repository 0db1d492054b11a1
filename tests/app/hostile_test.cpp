// Documents made to hurt, through the whole program: each ends soon, in bounded memory, with a
// result or a reason, and nothing that it prints can take a terminal over. With
// DOSSIER_FAULT_ROUNDS set it prints what each cost beside as much of an ordinary document.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string_view>

#include "base/utf8.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

// 300 ms beyond linear work, for which 2 MB a second is allowed; twice that, since a machine that
// is busy makes every second longer.
constexpr double kSecondsMax = 2 * 0.3;
constexpr double kSecondsAByte = 2 / 2e6;
constexpr std::size_t kMemoryBytesMax = 300U << 20U;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string bytes;
  bytes.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) bytes += piece;
  return bytes;
}

std::string page(const std::string& body) {
  return "<!doctype html><html><head><title>Page</title></head><body><article><h1>Page</h1>" +
         body + "</article></body></html>";
}

const std::string kParagraph =
    "<p>GLM-5.1 scores 58.4% on SWE-bench Pro, by its maker's own account, and nobody has repeated "
    "the figure since it was printed on the model card beside those of three others.</p>";

// What somebody may hide in words: escapes for terminals, marks that turn the reading direction.
const std::string kTricks =
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m \xE2\x80\xAEkcab\xE2\x80\xAC "
    "\xE2\x81\xA6x\xE2\x81\xA9 "
    "\xC2\x9B"
    "31m \x01\x02\x7f end";

std::string entity_bomb() {
  std::string dtd = "<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    dtd += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(before, 10) + "\">";
  }
  return "<?xml version=\"1.0\"?><!DOCTYPE rss [" + dtd +
         "]><rss version=\"2.0\"><channel><title>&a29;</title><item><title>&a29;</title>"
         "<link>http://one.example/1</link></item></channel></rss>";
}

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>Feed</title>" + items + "</channel></rss>";
}

std::string yaml_bomb() {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 0; k < 9; ++k) yaml += ", " + before;
    yaml += "]\n";
  }
  return yaml;
}

// `count` pieces, each with its number in place of the '#'.
std::string numbered(std::string_view piece, int count) {
  const std::size_t hash = piece.find('#');
  std::string bytes;
  for (int i = 0; i < count; ++i) {
    bytes.append(piece.substr(0, hash)).append(std::to_string(i)).append(piece.substr(hash + 1));
  }
  return bytes;
}

std::string json_feed(const std::string& members) {
  return "{\"version\":\"https://jsonfeed.org/version/1.1\"," + members + "}";
}

struct Hostile {
  const char* name;
  // FILE stands for the document, LEXICON_YAML for a configuration that names it as its lexicon,
  // FEEDS_YAML for one without feeds, TEXT for a short text.
  std::vector<std::string> command;
  std::function<std::string()> bytes;
  const char* reason = "";  // What it is refused with, in either output; empty: it may be read
};

const std::vector<std::string> kPage{"parse-article", "FILE", "--url", "http://one.example/1",
                                     "--json"};
const std::vector<std::string> kWholePage{
    "extract", "FILE", "--html", "--url", "http://one.example/1", "--json"};
const std::vector<std::string> kFeed{"parse-feed", "FILE", "--url", "http://one.example/feed",
                                     "--json"};
const std::vector<std::string> kText{"extract", "FILE", "--json"};
const std::vector<std::string> kSettings{"--config", "FILE", "update", "--dry-run"};
const std::vector<std::string> kLexicon{"--config", "LEXICON_YAML", "extract", "TEXT", "--json"};
const std::vector<std::string> kOpml{"--config", "FEEDS_YAML", "feeds", "import", "FILE"};
const std::vector<std::string> kRobots{
    "check-robots", "--robots", "FILE",
    "--agent",      "dossier",  "http://one.example/" + std::string(2'000, 'a')};

std::vector<Hostile> hostile_documents() {
  return {
      // Pages
      {"elements nested 200,000 deep", kPage,
       [] { return page(repeated("<div>", 200'000) + kParagraph); }},
      {"formatting left open", kPage, [] { return page(repeated("<b><i><u><p>a", 60'000)); },
       "error"},
      {"tables in tables", kPage,
       [] { return page(repeated("<table><tr><td>", 30'000) + kParagraph); }, "error"},
      {"20,000 attributes on one tag", kPage,
       [] {
         std::string tag = "<p";
         for (int i = 0; i < 20'000; ++i) tag += " a" + std::to_string(i) + "=1";
         return page(tag + ">a</p>" + kParagraph);
       }},
      {"an attribute of 2 MB", kPage,
       [] { return page("<p title=\"" + std::string(2'000'000, 'a') + "\">a</p>" + kParagraph); }},
      {"entities only", kPage, [] { return page("<p>" + repeated("&amp;&lt;&#x41;", 80'000)); }},
      {"entities without an end", kPage, [] { return page("<p>" + repeated("&", 500'000)); }},
      {"a line of 1 MB", kWholePage,
       [] { return page("<p>" + repeated("words and more words ", 50'000) + "</p>"); }},
      {"a word of 1 MB", kWholePage, [] { return page("<p>" + std::string(1'000'000, 'a')); }},
      {"NULs", kWholePage, [] { return page(std::string(100'000, '\0') + kParagraph); }},
      {"broken UTF-8", kWholePage,
       [] { return page("<p>" + repeated("\xC3\xE2\x80\xF0\x9F\xFF a ", 50'000) + kParagraph); }},
      {"names that hide escapes", kWholePage, [] { return page("<p>" + kTricks + kParagraph); }},
      {"JSON-LD nested 100,000 deep", kPage,
       [] {
         return "<html><head><script type=\"application/ld+json\">" + repeated("[", 100'000) +
                "</script></head><body><article>" + repeated(kParagraph, 5) + "</article></body>";
       }},
      {"a comment that never ends", kPage, [] { return page("<!--" + repeated("--!", 300'000)); }},
      {"20 MB", kPage, [] { return page(std::string(20'000'000, 'a')); }, "error"},
      {"2 MB of claims", kWholePage,
       [] { return page("<p>" + repeated("GLM-5.1 scores 58.4% on SWE-bench Pro. ", 50'000)); }},
      {"100,000 links", kWholePage,
       [] { return page(kParagraph + numbered("<a href=/a#>link</a> ", 90'000)); }},
      {"lists in lists", kWholePage, [] { return page(repeated("<ul><li>GLM-5.1", 5'000)); },
       "error"},
      {"a table of 45,000 rows", kWholePage,
       [] {
         return page("<table><tr><th>Model<th>SWE-bench Pro" +
                     repeated("<tr><td>GLM-5.1<td>58.4", 45'000));
       }},
      {"a table of 5,000 columns", kWholePage,
       [] {
         return page("<table><tr>" + repeated("<th>SWE-bench Pro", 5'000) +
                     repeated("<tr><td>GLM-5.1" + repeated("<td>58.4", 5'000), 20));
       }},
      {"marks of direction", kWholePage,
       [] {
         return page("<p>" + repeated("\xE2\x80\xAE\xE2\x81\xA6"
                                      "a",
                                      100'000));
       }},
      {"names with hyphens that are not seen", kWholePage,
       [] { return page("<p>" + repeated("GLM\xC2\xAD-5.1 ", 60'000)); }},
      {"JSON-LD of 20,000 members", kPage,
       [] {
         return page("<script type=\"application/ld+json\">{" + numbered("\"k#\":1,", 20'000) +
                     "\"a\":1}</script>" + repeated(kParagraph, 3));
       }},
      {"a picture", kPage, [] { return "\x89PNG\r\n\x1a\n" + std::string(10'000, '\x01'); },
       "error"},
      // Feeds
      {"a billion laughs", kFeed, entity_bomb},
      {"XML nested 200,000 deep", kFeed, [] { return rss(repeated("<item>", 200'000)); }},
      {"an item of 200,000 categories", kFeed,
       [] { return rss("<item><title>a</title>" + repeated("<category>a</category>", 200'000)); }},
      {"100,000 items", kFeed,
       [] { return rss(repeated("<item><title>a</title><guid>b</guid></item>", 100'000)); }},
      {"content of 10 MB", kFeed,
       [] {
         return rss("<item><title>a</title><description>" + std::string(10'000'000, '&') +
                    "</description></item>");
       }},
      {"20 MB of ampersands", kFeed,
       [] {
         return rss("<item><title>a</title><description>" + std::string(19'900'000, '&') +
                    "</description></item>");
       },
       "beyond a limit"},
      {"20 MB of less-than signs", kFeed,
       [] {
         return rss("<item><title>a</title><description><![CDATA[" + std::string(19'900'000, '<') +
                    "]]></description></item>");
       },
       "more content"},
      {"a feed of NULs", kFeed, [] { return rss(std::string(100'000, '\0')); }},
      {"a feed of broken UTF-8", kFeed,
       [] { return rss("<item><title>" + repeated("\xC3\xFF", 100'000) + "</title></item>"); }},
      {"CDATA without an end", kFeed,
       [] { return rss("<item><title><![CDATA[" + repeated("]]", 200'000)); }},
      {"JSON nested 200,000 deep", kFeed, [] { return repeated("[", 200'000); }, "error"},
      {"JSON objects nested 200,000 deep", kFeed,
       [] {
         return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":" +
                repeated("{\"a\":", 200'000);
       },
       "error"},
      {"JSON of 200,000 members", kFeed,
       [] { return json_feed(numbered("\"k#\":1,", 200'000) + "\"items\":[]"); }, "error"},
      {"JSON of 1,900,000 figures", kFeed,
       [] { return json_feed("\"items\":[" + repeated("1,", 1'900'000) + "1]"); }},
      {"JSON of 9,000,000 figures", kFeed,
       [] { return json_feed("\"items\":[" + repeated("1,", 9'000'000) + "1]"); }, "error"},
      {"an item of 100,000 links", kFeed,
       [] {
         return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>a</title>" +
                numbered("<link href=\"/#\"/>", 100'000) + "</entry></feed>";
       }},
      {"200,000 attributes", kFeed,
       [] { return rss("<item" + numbered(" a#=\"1\"", 200'000) + "><title>a</title></item>"); }},
      {"tags that do not match", kFeed, [] { return rss(repeated("<a></b>", 300'000)); }},
      {"content nested 200,000 deep", kFeed,
       [] {
         return rss("<item><description>" + repeated("&lt;div&gt;", 200'000) +
                    "</description></item>");
       }},
      {"a title that hides escapes", kFeed,
       [] { return rss("<item><title>" + kTricks + "</title></item>"); }},
      // Texts
      {"a text of one line of 1 MB", kText, [] { return repeated("GLM-5.1 leads and ", 60'000); }},
      {"a text of one word", kText, [] { return std::string(1'000'000, 'a'); }},
      {"nothing but figures", kText, [] { return repeated("58.4% 1,679 ", 80'000); }},
      {"nothing but dots", kText, [] { return std::string(500'000, '.'); }},
      {"nothing but versions", kText, [] { return "GLM-" + repeated("1.", 300'000); }},
      {"nothing but quotation marks", kText, [] { return repeated("\"", 500'000); }},
      {"nothing but brackets", kText,
       [] { return repeated("(", 300'000) + repeated(")", 300'000); }},
      {"one sentence of 20,000 names", kText,
       [] {
         return repeated("GLM-5.1 beats Claude Opus 4.7 on SWE-bench Pro by 3.1 points, ", 20'000);
       }},
      {"a list of 50,000 items", kText, [] { return repeated("- GLM-5.1: 58.4%\n", 50'000); }},
      {"a table of 50,000 rows", kText,
       [] { return "Model\tSWE-bench Pro\n" + repeated("GLM-5.1\t58.4\n", 50'000); }},
      {"a line of 5 MB", kText,
       [] { return repeated("GLM-5.1 scores 58.4% on SWE-bench Pro. ", 130'000); }, "2 MiB"},
      {"100,000 names", kText, [] { return numbered("GLM-#.1, ", 100'000); }},
      {"30,000 releases", kText, [] { return numbered("Z.ai released GLM-#.1.\n\n", 30'000); }},
      {"a list in a list, 1,800 deep", kText,
       [] {
         std::string text;
         for (std::size_t i = 0; i < 1'800; ++i) text += std::string(i, ' ') + "- item\n";
         return text;
       }},
      {"20,000 stances", kText,
       [] { return repeated("Sam Altman says we should not ban open weights. ", 20'000); }},
      {"nothing but line ends", kText, [] { return std::string(1'000'000, '\n'); }},
      {"a text of NULs", kText, [] { return std::string(500'000, '\0'); }},
      {"a text of broken UTF-8", kText, [] { return repeated("\xE2\x80\xF0\x9F a", 150'000); }},
      {"combining marks", kText, [] { return "a" + repeated("\xCC\x81", 300'000); }},
      // Configurations
      {"aliases that multiply", kSettings, yaml_bomb, "not accepted"},
      {"an alias that is its own list", kSettings, [] { return std::string{"a: &a [*a]\n"}; },
       "not accepted"},
      {"lists nested 100,000 deep", kSettings, [] { return repeated("[", 100'000); }, "deep"},
      {"maps nested 100,000 deep", kSettings, [] { return repeated("{a: ", 100'000); }, "deep"},
      {"a list nested by blanks", kSettings, [] { return repeated("- ", 100'000); }, "deep"},
      {"60,000 unknown keys", kSettings, [] { return numbered("k#: 1\n", 60'000); }, "unknown key"},
      {"a configuration of NULs", kSettings, [] { return std::string(100'000, '\0'); }, ":1: "},
      {"a configuration that hides escapes", kSettings, [] { return "\"" + kTricks + "\": 1\n"; },
       ":1: "},
      {"a scalar of 3 MB", kSettings,
       [] { return "lexicon: " + std::string(3'000'000, 'a') + "\n"; }, "1 MB"},
      {"braces of 1 MB", kSettings, [] { return std::string(1'000'000, '{'); }, "deep"},
      {"500,000 values", kSettings, [] { return "feeds: [" + repeated("a,", 500'000) + "]"; },
       "200000 values"},
      // The user's lexicon
      {"a lexicon of aliases that multiply", kLexicon, yaml_bomb, "not accepted"},
      {"a lexicon nested 100,000 deep", kLexicon, [] { return repeated("[", 100'000); }, "deep"},
      {"a lexicon of 20,000 names", kLexicon,
       [] { return "organizations:\n" + numbered("  - {name: Maker #}\n", 20'000); }},
      {"a lexicon of NULs", kLexicon, [] { return std::string(100'000, '\0'); }, ":1: "},
      // Lists of feeds
      {"20,000 feeds in 20,000 folders", kOpml,
       [] {
         return "<opml><body>" + repeated("<outline text=\"a\">", 20'000) +
                numbered("<outline xmlUrl=\"http://one.example/#\"/>", 20'000);
       }},
      {"20,000 categories", kOpml,
       [] {
         return "<opml><body>" +
                numbered("<outline text=\"c\"><outline xmlUrl=\"http://one.example/#\"/></outline>",
                         20'000) +
                "</body></opml>";
       }},
      {"a list that hides escapes", kOpml,
       [] {
         return "<opml><body><outline text=\"" + kTricks + "\" xmlUrl=\"" + kTricks +
                "\"/></body></opml>";
       }},
      {"a configuration of 20 MB", kSettings,
       [] { return "# " + std::string(20'000'000, 'a') + "\nfeeds: []\n"; }, "FILE"},
      // robots.txt
      {"stars that multiply", kRobots,
       [] { return "User-agent: *\nDisallow: /" + repeated("*a", 2'000) + "b$\n"; }},
      {"50,000 rules", kRobots,
       [] { return "User-agent: *\n" + repeated("Disallow: /*a*a*b\n", 50'000); }},
  };
}

// Nothing that a terminal would obey, or that turns a line around.
bool is_safe_to_print(const std::string& out) {
  return for_display(out) == out && is_valid_utf8(out);
}

// A document of that kind that means no harm, of about a megabyte.
std::string ordinary(const std::vector<std::string>& command) {
  constexpr int kPieces = 6'000;
  const std::string words = kParagraph.substr(3, kParagraph.size() - 7);
  if (command == kPage || command == kWholePage) return page(repeated(kParagraph, kPieces));
  if (command == kText) return repeated(words + "\n\n", kPieces);
  if (command == kFeed) {
    return rss(numbered(
        "<item><title>a</title><guid>#</guid><description>" + words + "</description></item>",
        kPieces));
  }
  if (command == kSettings) return "feeds:\n" + numbered("  - url: http://h#.example/\n", 20'000);
  if (command == kLexicon) return "organizations:\n" + numbered("  - {name: Maker #}\n", 20'000);
  if (command == kOpml) {
    return "<opml><body>" + numbered("<outline xmlUrl=\"http://h#.example/\"/>", 5'000) +
           "</body></opml>";
  }
  return "User-agent: *\n" + repeated("Disallow: /private\n", 50'000);
}

// One document through the program, in a directory of its own.
ProgramRun read_hostile(const std::vector<std::string>& command, std::string bytes) {
  const TemporaryDirectory directory;
  std::map<std::string, std::string> places;
  for (const std::string name : {"FILE", "LEXICON_YAML", "FEEDS_YAML", "TEXT"}) {
    places[name] = directory / name;
  }
  write_bytes(places["FILE"], bytes);
  bytes = {};  // Not to be counted among what the program takes
  write_bytes(places["LEXICON_YAML"], "feeds: []\nlexicon: FILE\n");
  write_bytes(places["FEEDS_YAML"], "feeds: []\n");
  write_bytes(places["TEXT"], "GLM-5.1 scores 58.4% on SWE-bench Pro.");
  std::vector<std::string> words{DOSSIER_PROGRAM};
  for (const std::string& word : command) {
    words.push_back(places.contains(word) ? places[word] : word);
  }
  return run_program(words);
}

// What as many bytes of an ordinary document cost.
double ordinary_seconds(const std::vector<std::string>& command, std::size_t bytes) {
  static std::map<std::vector<std::string>, double> of_a_byte;
  const auto [found, is_new] = of_a_byte.try_emplace(command);
  if (is_new) {
    std::string document = ordinary(command);
    const auto size = static_cast<double>(document.size());
    found->second = read_hostile(command, std::move(document)).cpu_seconds / size;
  }
  return found->second * static_cast<double>(bytes);
}

TEST_CASE("hostile documents end soon, in bounded memory, with a result or a reason") {
  const bool tells = std::getenv("DOSSIER_FAULT_ROUNDS") != nullptr;
  if (tells) std::printf("%-40s %9s %9s %9s %9s\n", "document", "MB", "s", "ordinary s", "MB used");
  for (const Hostile& hostile : hostile_documents()) {
    CAPTURE(hostile.name);
    std::string bytes = hostile.bytes();
    const std::size_t size = bytes.size();
    const ProgramRun run = read_hostile(hostile.command, std::move(bytes));
    CAPTURE(run.status, run.err.substr(0, 500), run.out.substr(0, 500));
    CHECK(run.status <= 2);
    CHECK(run.cpu_seconds < kSecondsMax + kSecondsAByte * static_cast<double>(size));
    CHECK(run.memory_bytes < kMemoryBytesMax);
    CHECK((run.out + run.err).find(hostile.reason) != std::string::npos);
    CHECK(run.err.size() < 2'000);
    CHECK(is_safe_to_print(run.err));
    CHECK(run.out.find('\x1b') == std::string::npos);
    if (!tells) continue;
    std::printf("%-40s %9.2f %9.2f %9.2f %9.0f\n", hostile.name, static_cast<double>(size) / 1e6,
                run.cpu_seconds, ordinary_seconds(hostile.command, size),
                static_cast<double>(run.memory_bytes) / 1e6);
  }
}

// A press of one feed whose items are hostile pages.
HttpReply answer(const HttpCall& call, const std::vector<Hostile>& documents) {
  if (call.path == "/robots.txt") return {.status = 404, .body = ""};
  if (call.path == "/feed") {
    std::string items = "<item><title>" + kTricks + "</title><link>/fine</link></item>";
    for (std::size_t i = 0; i < documents.size(); ++i) {
      items += "<item><title>" + std::to_string(i) + " " + kTricks + "</title><link>/" +
               std::to_string(i) + "</link></item>";
    }
    return {.body = rss(items), .content_type = "application/rss+xml"};
  }
  if (call.path == "/fine") return {.body = page(repeated(kParagraph, 3) + "<p>" + kTricks)};
  const auto index = std::strtoul(call.path.c_str() + 1, nullptr, 10);
  return {.body = index < documents.size() ? documents[index].bytes() : ""};
}

TEST_CASE("an update over hostile pages stores the others, and what it prints is harmless") {
  std::vector<Hostile> documents = hostile_documents();
  std::erase_if(documents, [](const Hostile& hostile) {
    return hostile.command != kPage && hostile.command != kWholePage;
  });
  const HttpServer server{[&](const HttpCall& call) { return answer(call, documents); }};
  const TemporaryDirectory directory;
  write_bytes(
      directory / "feeds.yaml",
      "defaults: {host_delay: 0s, allow_private: true}\nfeeds:\n  - url: " + server.url("/feed") +
          "\ndossiers:\n  - {id: glm, title: GLM, match: {any: [GLM-5.1]}}\n");
  const auto run = [&](std::vector<std::string> arguments) {
    std::vector<std::string> command{DOSSIER_PROGRAM, "--config",          directory / "feeds.yaml",
                                     "--store",       directory / "store", "--now",
                                     "2026-03-02"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_program(command);
  };
  const ProgramRun update = run({"-v", "update", "--out", directory / "pages"});
  CAPTURE(update.err);
  CHECK((update.status == 0 || update.status == 3));
  CHECK(update.memory_bytes < kMemoryBytesMax);
  CHECK(is_safe_to_print(update.err));
  CHECK(update.err.find("deep") != std::string::npos);  // Refused with its reason
  CHECK(run({"doctor"}).status == 0);
  CHECK(run({"verify"}).status == 0);
  for (const std::vector<std::string>& question : {std::vector<std::string>{"list"},
                                                   {"claims"},
                                                   {"claims", "--format", "table"},
                                                   {"show", "glm"},
                                                   {"history", "glm"},
                                                   {"why", "glm", "1"}}) {
    const ProgramRun told = run(question);
    CAPTURE(question, told.err);
    CHECK(told.status == 0);
    CHECK(is_safe_to_print(told.out));
  }
}

// What a first update over one page costs, with a dossier that all of it belongs to.
double seconds_of_update(const std::string& body) {
  const HttpServer server{[&](const HttpCall& call) -> HttpReply {
    if (call.path == "/robots.txt") return {.status = 404, .body = ""};
    if (call.path != "/feed") return {.body = body};
    return {.body = rss("<item><title>Page</title><link>/page</link></item>"),
            .content_type = "application/rss+xml"};
  }};
  const TemporaryDirectory directory;
  write_bytes(
      directory / "feeds.yaml",
      "defaults: {host_delay: 0s, allow_private: true}\nfeeds:\n  - url: " + server.url("/feed") +
          "\ndossiers:\n  - {id: glm, title: GLM, match: {any: [GLM]}}\n");
  const ProgramRun run = run_program({DOSSIER_PROGRAM, "--config", directory / "feeds.yaml",
                                      "--store", directory / "store", "--now", "2026-03-02",
                                      "update", "--out", directory / "pages", "--json"});
  CAPTURE(run.err);
  REQUIRE(run.status == 0);
  CHECK(last_line(run.out).at("versions_published").size() == 1);
  return run.cpu_seconds;
}

TEST_CASE("four times the claims of one page take four times the time, not sixteen times") {
  for (const std::string sentence :
       {"GLM-#.1 scores 58.4% on SWE-bench Pro. ", "Z.ai released GLM-#.1 today. ",
        "Z.ai will release GLM-# in May 2027. ", "GLM-# leads SWE-bench Pro. "}) {
    CAPTURE(sentence);
    const auto page_of = [&](int claims) {
      return page(repeated(kParagraph, 3) + "<p>" + numbered(sentence, claims));
    };
    const double few = seconds_of_update(page_of(2'000));
    CHECK(seconds_of_update(page_of(8'000)) < 8 * few);
  }
}

}  // namespace
}  // namespace dossier
