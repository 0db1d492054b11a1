// The arrays that `dossier extract` prints.

#include "extract/extraction_json.h"

#include <catch2/catch.hpp>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

Json extraction_json(const MarkedText& text, const ExtractionJsonOptions& options = {}) {
  Extraction extraction;
  extraction.mentions = text.mentions;
  extraction.claims = find_benchmark_claims(text.reading());
  return extraction_to_json(text.article, text.context, extraction, options);
}

TEST_CASE("an extraction prints mentions and claims with byte offsets") {
  const MarkedText text("{Orion|model} scores 58% on {GPQA|benchmark}.");
  CHECK(dump_json(extraction_json(text)) ==
        R"({"mentions":[{"start":0,"end":5,"type":"model","canonical":"Orion"},)"
        R"({"start":20,"end":24,"type":"benchmark","canonical":"GPQA"}],)"
        R"("benchmark_claims":[{"start":0,"end":25,"model":"Orion","benchmark":"GPQA",)"
        R"("relation":"score","value":58,"unit":"%","rank":null,"versus":null,)"
        R"("asserted_by":null}],"releases":[],"stances":[]})");
}

TEST_CASE("the text is printed where it is asked for") {
  const MarkedText text("Nothing here.");
  CHECK_FALSE(extraction_json(text).contains("text"));
  ExtractionJsonOptions options;
  options.with_text = true;
  CHECK(extraction_json(text, options)["text"] == "Nothing here.");
}

}  // namespace
}  // namespace dossier
