// Blocks told by shape alone.

#include "ingest/plain_text.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace dossier {
namespace {

// A letter a block: h heading, p paragraph, i item, q quotation, t table row, c code.
std::string shapes(const Article& article) {
  std::string shown;
  for (const Block& block : article.blocks) shown += "hpiqtc"[static_cast<int>(block.kind)];
  return shown;
}

TEST_CASE("blocks of a plain text are told by shape") {
  struct Case {
    std::string_view text, blocks;
  };
  const Case cases[] = {
      {"", ""},
      {"\n \n", ""},
      {"One sentence.\n\nAnother one.", "pp"},
      {"Results\n\nOrion 2 is out.", "hp"},
      {"# Results\n\nOrion 2 is out.", "hp"},
      {"Models\n\nGeneral purpose\n\nOrion 2 is out.", "hhp"},
      {"Independent numbers:\n\nAlpha Index: 57\n\nBeta Elo: 1668\n\nGamma: 53%, #1", "piii"},
      {"Sizes\n\nOrion 1B\n\nOrion 2B\n\nOrion 4B\n\nAll are open.", "hiihp"},
      {"Alpha-1 by Lab: It is the successor of Alpha.\n\nBeta-2 by Lab: Another one.", "ii"},
      {"A long entry that says who did what to whom on which day, and then bears no full stop at "
       "its end but a handle @someone",
       "i"},
      {"Results:\n\nOrion: 52 on Alpha Index\n\nup 10 points from before\n\nText.", "piip"},
      {"Some call it a draw @someone\n\nOthers do not @other", "ii"},
      {"Share\n\nOrion is out.", "pp"},
      {"- one\n- two\n  carried on\n- three", "iii"},
      {"Prose that a mailer has broken into lines\nof about the same length, so that it is\none "
       "paragraph.",
       "p"},
      {"> quoted\n> words", "q"},
      {"```\nx = 1\n\ny = 2\n```\n\nText.", "ccp"},
      {"Model\tScore\nOrion\t57", "tt"},
      {"| Model | Score |\n|---|---|\n| Orion | 57 |", "ttt"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(shapes(article_from_plain_text(std::string(c.text))) == c.blocks);
  }
}

TEST_CASE("blocks lie in the text in order and cover all but the white space") {
  const Article article =
      article_from_plain_text("Title\n\nFirst: one.\n\n- a\n- b\r\n\r\n  Last one.  \n");
  std::size_t end = 0;
  for (const Block& block : article.blocks) {
    CHECK(block.span.start >= end);
    const std::string_view between(article.text.data() + end, block.span.start - end);
    CHECK(between.find_first_not_of(" \r\n") == std::string_view::npos);
    end = block.span.end;
  }
  CHECK(article.title == "Title");
  CHECK(article.text.substr(end) == "  \n");
}

TEST_CASE("items of one list share a group, those of another do not") {
  const Article article = article_from_plain_text("- a\n- b\n\nText between.\n\n- c");
  REQUIRE(shapes(article) == "iipi");
  CHECK(article.blocks[0].group == article.blocks[1].group);
  CHECK(article.blocks[0].group != article.blocks[3].group);
  CHECK(article.blocks[2].group == 0);
}

TEST_CASE("a table's cells are spans of the text, without the rule under its header") {
  const Article article = article_from_plain_text("| Model | Score |\n|---|---|\n| Orion | 57 |");
  REQUIRE(article.tables.size() == 1);
  const auto& rows = article.tables[0].rows;
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[1].size() == 2);
  CHECK(rows[0][0].header);
  CHECK_FALSE(rows[1][0].header);
  CHECK(text_at(article.text, rows[1][1].span) == "57");
}

}  // namespace
}  // namespace dossier
