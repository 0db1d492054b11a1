// Passages: what a dossier matches.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "extract/extraction.h"
#include "ingest/plain_text.h"

namespace dossier {
namespace {

std::string show(const Article& article) {
  std::string shown;
  for (const Passage& passage : find_passages(article)) {
    if (!shown.empty()) shown += '\n';
    for (const TextSpan heading : passage.headings) {
      shown += text_at(article.text, heading);
      shown += " > ";
    }
    if (!passage.introduction.empty()) {
      shown += text_at(article.text, passage.introduction);
      shown += " ";
    }
    shown += '[';
    shown += text_at(article.text, passage.span);
    shown += ']';
  }
  return shown;
}

TEST_CASE("a passage is a heading, an item with its introduction, or a run of paragraphs") {
  CHECK(show(article_from_plain_text("# Top\n\nOne.\n\n## Lower\n\nTheir numbers:\n\n"
                                     "- Alpha: 5\n- Beta: 6\n\nTwo.\n\n# Next\n\nThree.")) ==
        "[# Top]\n"
        "# Top > [One.]\n"
        "# Top > [## Lower]\n"
        "# Top > ## Lower > [Their numbers:]\n"
        "# Top > ## Lower > Their numbers: [- Alpha: 5]\n"
        "# Top > ## Lower > Their numbers: [- Beta: 6]\n"
        "# Top > ## Lower > [Two.]\n"
        "[# Next]\n"
        "# Next > [Three.]");
}

TEST_CASE("a long run of paragraphs is cut") {
  CHECK(show(article_from_plain_text("A.\n\nB.\n\nC.\n\nD.\n\nE.")) ==
        "[A.\n\nB.\n\nC.\n\nD.]\n[E.]");
  const std::string much(2000, 'x');
  const Article article = article_from_plain_text(much + ".\n\n" + much + ".");
  CHECK(find_passages(article).size() == 2);
}

TEST_CASE("a table is one passage") {
  CHECK(show(article_from_plain_text("Scores:\n\nModel\tScore\nOrion\t57\n\nEnd.")) ==
        "[Scores:]\nScores: [Model\tScore\nOrion\t57]\n[End.]");
}

TEST_CASE("an item below another is introduced by it") {
  CHECK(show(article_from_plain_text("- Alpha\n  - Beta\n- Gamma")) ==
        "[- Alpha]\n- Alpha [- Beta]\n[- Gamma]");
}

}  // namespace
}  // namespace dossier
