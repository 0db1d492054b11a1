// dossier digest: issues of a newsletter over the example press, published like dossiers.

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// Three weeks of the press, with an issue after the first and the second.
struct Newsroom {
  ExamplePress press;
  Desk desk{press};
  ProgramRun first, second;

  Newsroom() {
    REQUIRE(desk.update("2026-03-02").status == 0);
    first = digest("2026-03-02", {"--since", "30d"});
    REQUIRE(desk.update("2026-03-09").status == 0);
    second = digest("2026-03-09", {});
  }
  [[nodiscard]] ProgramRun digest(const std::string& date, std::vector<std::string> options) const {
    std::vector<std::string> arguments{"--now", date, "digest"};
    std::ranges::move(options, std::back_inserter(arguments));
    return desk.run(arguments);
  }
};

const Newsroom& newsroom() {
  static const Newsroom room;
  return room;
}

TEST_CASE("issues are published as versions of @digest, and each is proved") {
  const Newsroom& room = newsroom();
  CAPTURE(room.first.err, room.second.err);
  CHECK(room.first.status == 0);
  CHECK(room.first.out.starts_with("# "));
  CHECK(contains(room.first.out, "\n## Sources\n"));
  CHECK(room.second.status == 0);
  CHECK(contains(room.desk.run({"list"}).out, "@digest  v2  2026-03-09"));
  CHECK(contains(room.desk.run({"-v", "verify", "@digest"}).err, "2 versions checked, 0 findings"));
  CHECK(room.desk.run({"verify"}).status == 0);
  CHECK(room.desk.run({"doctor"}).status == 0);
  CHECK(contains(room.desk.run({"show", "@digest", "--version", "1"}).out, "## Sources"));
}

TEST_CASE("an issue does not repeat the one before") {
  const Newsroom& room = newsroom();
  const Json first =
      parse_json(room.desk.run({"show", "@digest", "--version", "1", "--format", "json"}).out)
          .value();
  for (const Json& section : first.at("sections")) {
    for (const Json& sentence : section.at("sentences")) {
      if (sentence.at("kind") != "claim") continue;
      const auto text = sentence.at("text").get<std::string>();
      CAPTURE(text);
      CHECK_FALSE(contains(room.second.out, text));
    }
  }
}

TEST_CASE("without anything new nothing is published, and it says so") {
  const Newsroom& room = newsroom();
  const ProgramRun again = room.digest("2026-03-09", {});
  CHECK(again.status == 0);
  CHECK(again.out.empty());
  CHECK(again.err == "dossier: digest: nothing new since v2 of 2026-03-09; nothing published\n");
  CHECK(room.digest("2026-03-10", {}).out.empty());
  CHECK(contains(room.desk.run({"list"}).out, "@digest  v2"));
}

TEST_CASE("a preview publishes nothing, and an issue can be had again in any flavor") {
  const Newsroom& room = newsroom();
  CHECK(room.digest("2026-03-12", {"--since", "30d", "--preview"}).status == 0);
  CHECK(contains(room.desk.run({"list"}).out, "@digest  v2"));
  CHECK(room.digest("2026-03-12", {"--issue", "1"}).out == room.first.out);
  CHECK(room.digest("2026-03-12", {"--issue", "1", "--flavor", "hugo"}).out.starts_with("+++\n"));
  const ProgramRun mail = room.digest("2026-03-12", {"--issue", "1", "--eml"});
  CHECK(mail.out.starts_with("Date: Mon, 2 Mar 2026 23:59:59 +0000\r\n"));
  const ProgramRun wrong = room.digest("2026-03-12", {"--since", "soon"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err == "dossier: --since soon: expected 7d, YYYY-MM-DD or last\n");
}

}  // namespace
}  // namespace dossier
