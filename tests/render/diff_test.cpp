// What `dossier diff` shows: by words, and by statements.

#include <algorithm>
#include <catch2/catch.hpp>

#include "render/history_page.h"
#include "render/version_diff.h"
#include "render/word_diff.h"
#include "tests/render/sample_dossier.h"

namespace dossier {
namespace {

// Both texts, put together again from the runs.
std::pair<std::string, std::string> sides(const std::vector<DiffRun>& runs) {
  std::string from, to;
  for (const DiffRun& run : runs) {
    if (run.kind != DiffRun::Kind::added) from += run.text;
    if (run.kind != DiffRun::Kind::removed) to += run.text;
  }
  return {from, to};
}

TEST_CASE("a word diff loses nothing") {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"", "a b\n"},
      {"a b\n", ""},
      {"one two three\nfour\n", "one 2 three\nfive\nfour\n"},
      {"no end", "no end at all"},
      {"  blanks  first\n\n\nx", "blanks first\nx\n"}};
  for (const auto& [from, to] : cases) {
    CAPTURE(from, to);
    CHECK(sides(diff_words(from, to)) == std::pair{from, to});
  }
}

TEST_CASE("a word diff shows the lines that differ under their headings") {
  const auto runs =
      diff_words("# T\n\n## What\n\nHeron scores 58.4 there.\nSame.\n\n## Why\n\nOld.\n",
                 "# T\n\n## What\n\nHeron scores 59.1 there.\nSame.\n\n## Why\n\nOld.\n");
  CHECK(show_word_diff(runs, DiffMarks::plain) ==
        "\n## What\nHeron scores [-58.4-] {+59.1+} there.\n");
  CHECK(show_word_diff(runs, DiffMarks::markdown) ==
        "\n## What\nHeron scores ~~58.4~~ **59.1** there.\n");
}

TEST_CASE("a diff by statements tells figures, standing and tensions that changed") {
  Dossier from = sample_dossier().dossier;
  for (const Statement& statement : from.statements) from.known_statements.push_back(statement.id);
  std::ranges::sort(from.known_statements);
  Dossier to = from;
  to.version = 3;
  for (Statement& statement : to.statements) {
    if (statement.id == "s-tern") statement.standing = "corroborated";
    if (statement.id != "s-measured") continue;
    statement.id = "s-measured-again";
    const std::size_t at = statement.claim.find("58.4\"");
    statement.claim.replace(at, 4, "59.1");
  }
  for (Section& section : to.sections) {
    for (Layout& layout : section.layouts) {
      for (DossierSentence& sentence : layout.sentences) {
        for (std::string& id : sentence.statements) {
          if (id == "s-measured") id = "s-measured-again";
        }
      }
    }
  }
  const VersionDifference found = difference(from, to);
  REQUIRE(found.figures_changed.size() == 1);
  CHECK(found.figures_changed[0].starts_with("58.4 → 59.1: "));
  REQUIRE(found.standing_changed.size() == 1);
  CHECK(found.standing_changed[0].starts_with("attributed → corroborated: "));
  CHECK(difference_as_markdown(found).find("\n## Figures changed\n\n- 58\\.4 → 59.1: ") !=
        std::string::npos);
  CHECK(difference_as_json(found).find("\"figures_changed\":[\"58.4") != std::string::npos);
  CHECK(difference_as_text(difference(from, from)).ends_with("Nothing changed\n"));
}

TEST_CASE("links into a version's folder lead there from above it, too") {
  CHECK(moved_above_folder("# T\n\nopen · [history](./)\n\n## A\n\n\\[x\\](./)\n", "gap") ==
        "# T\n\nopen · [history](gap/)\n\n## A\n\n\\[x\\](./)\n");
  CHECK(moved_above_folder("<!DOCTYPE html><a href=\"./v2.html\"><a href=\"./\">", "gap") ==
        "<!DOCTYPE html><a href=\"gap/v2.html\"><a href=\"gap/\">");
}

}  // namespace
}  // namespace dossier
