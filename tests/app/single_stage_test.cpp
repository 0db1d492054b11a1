// The single stages: a file in, JSON out.

#include <catch2/catch.hpp>

#include "base/json.h"
#include "tests/support/run_program.h"

namespace dossier {
namespace {

constexpr const char* kFeed =
    "<rss version=\"2.0\"><channel><title>Tea &amp; Weights</title>"
    "<link>http://press.example/</link><description>A letter</description>"
    "<item><title>First</title><link>/first.html</link>"
    "<pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate></item></channel></rss>";

constexpr const char* kPage =
    "<!doctype html><html lang=\"en\"><head><title>Seven points</title>"
    "<meta property=\"article:published_time\" content=\"2026-03-02T09:00:00Z\"></head><body>"
    "<article><h1>Seven points</h1><p>GLM-5.1 scores 58.4% on SWE-bench Pro, by its maker's own "
    "account. The figure was printed on the model card, beside the figures of three others, and "
    "nobody has repeated it since.</p><p>The harness is not named on the card, and neither is the "
    "budget that each problem was given, so that the figure stands alone for now.</p>"
    "</article></body></html>";

constexpr const char* kText =
    "Z.ai released GLM-5.1 under the MIT license.\n\n"
    "GLM-5.1 scores 58.4% on SWE-bench Pro.\n";

// A directory with the files that a test names, and the program run in it.
class Bench {
 public:
  std::string file(const std::string& name, const std::string& bytes) const {
    write_bytes(directory_ / name, bytes);
    return directory_ / name;
  }
  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }
  [[nodiscard]] static ProgramRun run(std::vector<std::string> arguments,
                                      const std::string& input = "") {
    arguments.insert(arguments.begin(), DOSSIER_PROGRAM);
    return run_program(arguments, input);
  }

 private:
  TemporaryDirectory directory_;
};

Json json_of(const std::string& text) {
  CAPTURE(text);
  const auto json = parse_json(text);
  REQUIRE(json.has_value());
  return *json;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (std::size_t end; (end = text.find('\n', start)) != text.npos; start = end + 1) {
    lines.push_back(text.substr(start, end - start));
  }
  return lines;
}

TEST_CASE("parse-feed prints a feed as JSON, with addresses made absolute") {
  const Bench bench;
  const ProgramRun run =
      Bench::run({"parse-feed", bench.file("feed.xml", kFeed), "--url", "http://press.example/feed",
                  "--header", "Content-Type: application/rss+xml", "--json"});
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  const Json parsed = json_of(run.out);
  CHECK(parsed.at("feed").at("format") == "rss20");
  CHECK(parsed.at("feed").at("title") == "Tea & Weights");
  REQUIRE(parsed.at("entries").size() == 1);
  CHECK(parsed.at("entries").at(0).at("link") == "http://press.example/first.html");
  CHECK(parsed.at("entries").at(0).at("published") == "2026-03-02T09:00:00Z");
}

TEST_CASE("what is no feed is answered with an error, and status 1") {
  const Bench bench;
  const ProgramRun run =
      Bench::run({"parse-feed", bench.file("note.txt", "Dear reader"), "--json"});
  CHECK(run.status == 1);
  CHECK(json_of(run.out).at("error").get<std::string>().starts_with("not a feed"));
  const ProgramRun missing = Bench::run({"parse-feed", bench.path("missing.xml"), "--json"});
  CHECK(missing.status == 1);
  CHECK(missing.out.empty());
  CHECK(missing.err.find("missing.xml") != std::string::npos);
}

TEST_CASE("parse-article prints the article of a page") {
  const Bench bench;
  const ProgramRun run = Bench::run({"parse-article", bench.file("page.html", kPage), "--url",
                                     "http://press.example/seven.html", "--json"});
  CHECK(run.status == 0);
  const Json article = json_of(run.out);
  CHECK(article.at("title") == "Seven points");
  CHECK(article.at("text").get<std::string>().find("58.4%") != std::string::npos);
}

TEST_CASE("extract prints what a text claims, with byte offsets into it") {
  const Bench bench;
  const ProgramRun run =
      Bench::run({"extract", bench.file("note.txt", kText), "--json", "--published", "2026-03-02"});
  CHECK(run.status == 0);
  const Json found = json_of(run.out);
  CHECK(found.at("mentions").size() >= 4);
  REQUIRE(found.at("benchmark_claims").size() == 1);
  const Json& claim = found.at("benchmark_claims").at(0);
  CHECK(claim.at("model") == "GLM-5.1");
  CHECK(claim.at("benchmark") == "SWE-bench Pro");
  CHECK(claim.at("value") == 58.4);
  const auto start = claim.at("start").get<std::size_t>();
  const auto end = claim.at("end").get<std::size_t>();
  CHECK(std::string{kText}.substr(start, end - start) == "GLM-5.1 scores 58.4% on SWE-bench Pro.");
  REQUIRE(found.at("releases").size() == 1);
  CHECK(found.at("releases").at(0).at("license") == "MIT");
  CHECK(found.at("stances").empty());
}

TEST_CASE("extract --html reads the article of a page, and prints the text it counts in") {
  const Bench bench;
  const ProgramRun run = Bench::run({"extract", bench.file("page.html", kPage), "--html", "--url",
                                     "http://press.example/seven.html", "--json"});
  CHECK(run.status == 0);
  const Json found = json_of(run.out);
  const auto text = found.at("text").get<std::string>();
  REQUIRE(!found.at("benchmark_claims").empty());
  const Json& claim = found.at("benchmark_claims").at(0);
  CHECK(text.substr(claim.at("start").get<std::size_t>(), 7) == "GLM-5.1");
}

TEST_CASE("--batch answers every line in order, also those it can do nothing with") {
  const Bench bench;
  const std::string feed = bench.file("feed.xml", kFeed);
  const std::string note = bench.file("note.txt", "Dear reader");
  const std::string input =
      Json{{"id", "a"}, {"file", feed}, {"base_url", "http://press.example/feed"}}.dump() + "\n" +
      Json{{"id", 2}, {"file", note}}.dump() + "\n\nnot JSON\n" +
      Json{{"id", "c"}, {"file", bench.path("missing.xml")}}.dump() + "\n" +
      Json{{"id", "d"}, {"file", 7}}.dump() + "\n" +
      Json{{"id", "e"},
           {"file", feed},
           {"url", "http://other.example/feed"},
           {"http_headers", {{"Content-Type", "application/rss+xml"}}}}
          .dump() +
      "\n";
  const ProgramRun run = Bench::run({"parse-feed", "--batch", "--json"}, input);
  CHECK(run.status == 0);
  const std::vector<std::string> lines = lines_of(run.out);
  REQUIRE(lines.size() == 6);
  const Json first = json_of(lines[0]);
  CHECK(first.at("id") == "a");
  CHECK(first.at("result").at("entries").at(0).at("link") == "http://press.example/first.html");
  CHECK(json_of(lines[1]).at("id") == 2);
  for (const std::size_t failed : {1, 2, 3, 4}) {
    CAPTURE(lines[failed]);
    CHECK(json_of(lines[failed]).at("result").contains("error"));
  }
  CHECK(json_of(lines[2]).at("id").is_null());
  CHECK(json_of(lines[5]).at("result").at("entries").at(0).at("link") ==
        "http://other.example/first.html");
}

TEST_CASE("extract --batch gives each text what it gets alone") {
  const Bench bench;
  const std::string note = bench.file("note.txt", kText);
  const Json alone = json_of(Bench::run({"extract", note, "--json"}).out);
  const ProgramRun run = Bench::run({"extract", "--batch", "--json"},
                                    Json{{"id", 1}, {"file", note}}.dump() + "\n" +
                                        Json{{"id", 2}, {"file", note}}.dump() + "\n");
  const std::vector<std::string> lines = lines_of(run.out);
  REQUIRE(lines.size() == 2);
  CHECK(json_of(lines[0]).at("result") == alone);
  CHECK(json_of(lines[1]).at("result") == alone);
}

TEST_CASE("check-robots says allow or disallow") {
  const Bench bench;
  const std::string robots =
      bench.file("robots.txt", "User-agent: *\nDisallow: /drafts/\n\nUser-agent: owl\nAllow: /\n");
  struct Case {
    std::string agent, url, answer;
  };
  for (const Case& each : std::vector<Case>{{"lark", "http://press.example/drafts/1", "disallow\n"},
                                            {"lark", "http://press.example/news", "allow\n"},
                                            {"owl", "http://press.example/drafts/1", "allow\n"}}) {
    CAPTURE(each.agent, each.url);
    const ProgramRun run =
        Bench::run({"check-robots", "--robots", robots, "--agent", each.agent, each.url});
    CHECK(run.status == 0);
    CHECK(run.out == each.answer);
  }
}

TEST_CASE("extract --explain shows the text with its finds, as text, as HTML, and in the JSON") {
  const Bench bench;
  const std::string file = bench.file("text.txt", kText);
  const ProgramRun text = Bench::run({"extract", file, "--explain"});
  CHECK(text.status == 0);
  CHECK_THAT(text.out, Catch::Contains("[GLM-5.1] scores 58.4% on [SWE-bench Pro]."));
  CHECK_THAT(text.out, Catch::Contains("GLM-5.1 · SWE-bench Pro · score 58.4 %"));
  const ProgramRun html = Bench::run({"extract", file, "--explain", "--format", "html"});
  CHECK(html.status == 0);
  CHECK_THAT(html.out, Catch::StartsWith("<!DOCTYPE html>"));
  const ProgramRun json = Bench::run({"extract", file, "--explain", "--json"});
  CHECK(json_of(json.out).at("mentions").at(0).contains("rule"));
}

TEST_CASE("extract knows the names of the configuration that it is given") {
  const Bench bench;
  const std::string file = bench.file("text.txt", "Quibble came out on Monday.\n");
  bench.file("names.yaml", "models:\n  - family: Quibble\n    maker: Tea Labs\n");
  const std::string config = bench.file("feeds.yaml",
                                        "feeds:\n  - url: http://press.example/feed\n"
                                        "lexicon: names.yaml\n");
  CHECK(json_of(Bench::run({"extract", file, "--json"}).out).at("mentions").empty());
  const ProgramRun run = Bench::run({"--config", config, "extract", file, "--json"});
  CAPTURE(run.err);
  CHECK(run.status == 0);
  REQUIRE(json_of(run.out).at("mentions").size() == 1);
  CHECK(json_of(run.out).at("mentions").at(0).at("canonical") == "Quibble");
}

}  // namespace
}  // namespace dossier
