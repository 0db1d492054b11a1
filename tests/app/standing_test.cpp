// Texts read again with the built program, and the questions of how claims stand.

#include <catch2/catch.hpp>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

ProgramRun succeed(const ProgramRun& run) {
  INFO(run.err);
  REQUIRE(run.status == 0);
  return run;
}

// The lexicon without a family of models: what an earlier one did not know.
void forget_family(const Desk& desk, const std::string& family) {
  std::string lexicon = bytes_of(desk.path("lexicon.yaml"));
  const std::size_t line = lexicon.find("  - {family: " + family);
  REQUIRE(line != std::string::npos);
  lexicon.erase(line, lexicon.find('\n', line) - line + 1);
  write_bytes(desk.path("lexicon.yaml"), lexicon);
}

std::string whats_new(const Json& dossier) {
  std::string text;
  for (const Json& section : dossier.at("sections")) {
    if (section.at("name") != "What's new") continue;
    for (const Json& sentence : section.at("sentences")) {
      text += sentence.at("text").get<std::string>() + '\n';
    }
  }
  return text;
}

TEST_CASE("a better lexicon corrects the graph; one line says so, and versions stay as they are") {
  ExamplePress press;
  const Desk desk{press};
  const std::string lexicon = bytes_of(desk.path("lexicon.yaml"));
  forget_family(desk, "Skerry");
  succeed(desk.update("2026-03-02"));
  succeed(desk.update("2026-03-09"));
  const std::string second = desk.page(std::string{kExampleId} + "/v2.md");

  write_bytes(desk.path("lexicon.yaml"), lexicon);
  const Json read =
      last_line(succeed(desk.run({"--now", "2026-03-10", "re-extract", "--json"})).out);
  CHECK(read.at("read").get<int>() > 0);
  CHECK(read.at("changed").get<int>() > 0);
  CHECK(read.at("parsed_otherwise") == 0);
  CHECK(read.at("without_bytes") == 0);
  CHECK(last_line(succeed(desk.run({"re-extract", "--json"})).out).at("changed") == 0);
  succeed(desk.run({"doctor"}));
  succeed(desk.run({"verify"}));

  succeed(desk.update("2026-03-10"));
  CHECK(desk.page(std::string{kExampleId} + "/v2.md") == second);
  const std::string news = whats_new(desk.version(3));
  CAPTURE(news);
  CHECK(news.find("changed because earlier sources were read again.") != std::string::npos);
  CHECK(news.find("Skerry") == std::string::npos);
  succeed(desk.run({"verify"}));
  succeed(desk.run({"doctor"}));
}

TEST_CASE("claims are told with their standing, and why explains a claim, a statement and a name") {
  ExamplePress press;
  const Desk desk{press};
  succeed(desk.update("2026-03-02"));
  succeed(desk.update("2026-03-09"));
  const ProgramRun contested = succeed(desk.run({"claims", "--json", "--explain", "--confident"}));
  const Json claim = last_line(contested.out);
  CHECK(claim.contains("standing"));
  REQUIRE(claim.contains("statement"));
  const std::string id = claim.at("id"), statement = claim.at("statement");

  const Json of_claim = last_line(succeed(desk.run({"why", id, "--json"})).out);
  const Json of_statement = last_line(succeed(desk.run({"why", statement, "--json"})).out);
  CHECK(of_claim.at("statement") == statement);
  CHECK(of_claim.at("why") == claim.at("why"));
  CHECK(of_statement.at("why") == claim.at("why"));
  CHECK(last_line(succeed(desk.run({"why", "Borealis 2.1 Flash", "--json"})).out).at("canonical") ==
        "Borealis 2.1 Flash");
  CHECK(desk.run({"why", "nobody knows this"}).status == 2);

  // Nothing was there before the first update.
  CHECK(succeed(desk.run({"claims", "--explain", "--as-of", "2026-03-01"})).out.empty());
  const ProgramRun table =
      succeed(desk.run({"claims", "--standing", "attributed", "--format", "csv"}));
  CHECK(table.out.find(",standing,statement,why\r\n") != std::string::npos);
  CHECK(desk.run({"claims", "--standing", "doubtful"}).status == 2);
}

}  // namespace
}  // namespace dossier
