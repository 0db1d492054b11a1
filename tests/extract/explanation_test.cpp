// What `dossier extract --explain` shows a person.

#include "extract/explanation.h"

#include <catch2/catch.hpp>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

using Catch::Matchers::Contains;

Extraction found_in(const MarkedText& text) {
  Extraction extraction;
  extraction.mentions = text.mentions;
  extraction.claims = find_benchmark_claims(text.reading());
  return extraction;
}

TEST_CASE("each name is marked where it stands, and each claim told below its block") {
  const MarkedText text("{V4|model|DeepSeek V4} scores 58% on {GPQA|benchmark}.\n\nNothing here.");
  const std::string shown = explain_as_text(text.article, found_in(text), false);
  CHECK_THAT(shown, Contains("[V4] scores 58% on [GPQA].\n"));
  CHECK_THAT(shown, Contains("V4 → DeepSeek V4: model"));
  CHECK_THAT(shown, Contains("benchmark DeepSeek V4 · GPQA · score 58 %"));
  CHECK_THAT(shown, Contains("\nNothing here.\n"));
  CHECK_THAT(shown, !Contains("\x1b"));
}

TEST_CASE("colours take the place of brackets") {
  const MarkedText text("{GPQA|benchmark} is hard.");
  CHECK_THAT(explain_as_text(text.article, found_in(text), true),
             Contains("\x1b[33mGPQA\x1b[0m is hard."));
}

TEST_CASE("what a source wrote cannot act on the terminal or the page") {
  const MarkedText text("{GPQA|benchmark} \x1b[2J<script>alert(1)</script> \u202Etxet");
  CHECK_THAT(explain_as_text(text.article, found_in(text), false),
             Contains("[GPQA] [2J<script>alert(1)</script> txet"));
  const std::string html = explain_as_html(text.article, found_in(text));
  CHECK_THAT(html, !Contains("<script>"));
  CHECK_THAT(html, Contains("&lt;script&gt;alert(1)&lt;/script&gt; txet"));
  CHECK_THAT(html, Contains("<mark class=\"benchmark\""));
}

}  // namespace
}  // namespace dossier
