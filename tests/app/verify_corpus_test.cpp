// Pages of the example press, altered as an outsider would alter them: verify finds nearly all by
// the record, and most by the evidence alone. The floors only rise; docs/verification.md tells how
// the figures come about. And what was published once is shown for ever as it was.

#include <catch2/catch.hpp>

#include "store/store.h"
#include "tests/support/corpus_score.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

constexpr double kFoundMin = 0.99;
constexpr double kFoundByEvidenceMin = 0.90;
constexpr double kFalseAlarmsMax = 0.01;

TEST_CASE("verify finds what was altered, and lets good pages pass") {
  ExamplePress press;
  const Desk desk{press};
  for (const char* date : {"2026-03-02", "2026-03-09", "2026-03-16"}) {
    REQUIRE(desk.update(date).status == 0);
  }
  const auto score = score_corpus(desk.path("store"), {.per_kind = 2, .seed = 1, .dossier = ""});
  REQUIRE(score);
  const CorpusCount total = total_of(*score);
  INFO(table_of(*score));
  CHECK(total.made >= 200);
  CHECK(total.found >= kFoundMin * total.made);
  CHECK(total.found_by_evidence >= kFoundByEvidenceMin * total.for_evidence);
  CHECK(score->false_sentences <= kFalseAlarmsMax * score->sentences);
  CHECK(score->harmless_refused == 0);
}

TEST_CASE("a version is shown as it was stored, whatever program wrote it") {
  ExamplePress press;
  const Desk desk{press};
  // Bytes that no writer of today would give, with a record of fewer members.
  const VersionRecord old{
      "old",
      1,
      *parse_now("2025-01-05"),
      "# Old\r\n\nclosed · v1 · 2025-01-05 · 1 item · [history](old/)\n\n## What\n\nAs it was.",
      "<!DOCTYPE html><title>Old</title>\n\t<p>As it was.\n",
      "{ \"id\" : \"old\" }",
      R"({"format":1,"id":"old","title":"Old","version":1,"published":"2025-01-05T00:00:00Z",)"
      R"("items":1,"open":false,"status":"quiet","sections":[],"sources":[],"changes":[],)"
      R"("statements":[],"tensions":[],"numbers":{},"known_statements":[]})"};
  {
    auto store = Store::open(desk.path("store"));
    REQUIRE(store);
    REQUIRE(store->publish(old));
  }
  const std::pair<const char*, const std::string*> forms[] = {
      {"md", &old.markdown}, {"html", &old.html}, {"json", &old.json}};
  for (const auto& [format, bytes] : forms) {
    const ProgramRun run = desk.run({"show", "old", "--version", "1", "--format", format});
    CHECK(run.status == 0);
    CHECK(run.out == *bytes);
  }
  CHECK(desk.run({"history", "old"}).status == 0);
}

}  // namespace
}  // namespace dossier
