// Every record reads back as it was written, and says what is wrong with one that cannot be read.

#include "store/record_json.h"

#include <catch2/catch.hpp>

#include "tests/store/sample_document.h"

namespace dossier {
namespace {

// What comes of writing, reading and writing again.
template <typename T>
void check_round_trip(const T& value, Json (*to_json)(const T&),
                      Result<T> (*from_json)(const Json&), const std::string& expected) {
  const std::string written = dump_json(to_json(value));
  CHECK(written == expected);
  const T read = value_of(from_json(value_of(parse_json(written))));
  CHECK(dump_json(to_json(read)) == expected);
}

TEST_CASE("records are written with the fields that say something") {
  Source source;
  source.id = "a1";
  source.first_seen = source.fetched = at("2026-05-02T08:00:00Z");
  check_round_trip(source, &source_to_json, &source_from_json,
                   R"({"id":"a1","first_seen":"2026-05-02T08:00:00Z",)"
                   R"("fetched":"2026-05-02T08:00:00Z","tier":2,"revision":1})");
  source.url = "https://a.example/";
  source.canonical_url = "https://b.example/";
  source.title = "\u201CT\u201D";
  source.outlet = "O";
  source.author = "A";
  source.feed_url = "https://a.example/feed";
  source.published = source.updated = at("2026-05-01T00:00:00Z");
  source.revision = 2;
  source.text_hash = "t";
  source.raw_hash = "r";
  check_round_trip(source, &source_to_json, &source_from_json,
                   R"({"id":"a1","url":"https://a.example/","canonical_url":"https://b.example/",)"
                   "\"title\":\"\u201CT\u201D\","
                   R"("outlet":"O","author":"A","feed_url":"https://a.example/feed",)"
                   R"("published":"2026-05-01T00:00:00Z","updated":"2026-05-01T00:00:00Z",)"
                   R"("first_seen":"2026-05-02T08:00:00Z","fetched":"2026-05-02T08:00:00Z",)"
                   R"("tier":2,"revision":2,"text_hash":"t","raw_hash":"r"})");

  check_round_trip(std::vector<Passage>{{{3, 9}, {{0, 2}}, {}}, {{9, 12}, {}, {7, 8}}},
                   &passages_to_json, &passages_from_json,
                   R"([{"span":[3,9],"headings":[[0,2]]},{"span":[9,12],"introduction":[7,8]}])");
  check_round_trip(
      std::vector<Mention>{{{0, 4}, NameKind::person, "Ada", {9, 12}, "r"}}, &mentions_to_json,
      &mentions_from_json,
      R"([{"span":[0,4],"kind":"person","canonical":"Ada","antecedent":[9,12],"rule":"r"}])");
  check_round_trip(EntryState{}, &entry_state_to_json, &entry_state_from_json, "{}");
  check_round_trip(EntryState{"h", "s", "e", "l", true, 3, {}, {}, "k", "g"}, &entry_state_to_json,
                   &entry_state_from_json,
                   R"({"entry_hash":"h","source":"s","etag":"e","last_modified":"l",)"
                   R"("pending":true,"failures":3,"same_as":"k","guid":"g"})");
  check_round_trip(CopyMark{"a", true}, &copy_mark_to_json, &copy_mark_from_json,
                   R"({"original":"a","by":"hand"})");
  check_round_trip(RunRecord{at("2026-05-02T08:00:00Z"), "{}"}, &run_to_json, &run_from_json,
                   R"({"started":"2026-05-02T08:00:00Z","line":"{}"})");
}

TEST_CASE("a claim keeps what proves it") {
  const Document document = sample_document("a1", "Kimi K2 is out. It leads.");
  const StoredClaim& claim = document.claims.at(0);
  const StoredClaim read = value_of(stored_claim_from_json(stored_claim_to_json(claim)));
  CHECK(read.id == claim.id);
  CHECK(read.evidence_text == "Kimi K2 is out.");
  CHECK(read.support_texts == claim.support_texts);
  CHECK(read.claim.evidence == claim.claim.evidence);
  CHECK(dump_json(stored_claim_to_json(read)) == dump_json(stored_claim_to_json(claim)));
}

TEST_CASE("what cannot be read is named by its place") {
  struct Case {
    std::string json, message;
  };
  const auto message = [](const std::string& json, const auto& from_json) {
    return message_of(from_json(value_of(parse_json(json))));
  };
  const Case sources[] = {
      {"[]", ": expected an object"},
      {"{}", "/id: expected a text"},
      {R"({"id":"a"})", "/first_seen: expected a time"},
      {R"({"id":"a","first_seen":"May"})", "/first_seen: expected a time"},
      {R"({"id":"a","first_seen":"2026-05-02T08:00:00Z","fetched":"2026-05-02T08:00:00Z",)"
       R"("revision":0})",
       "/revision: expected 1 or more"},
      {R"({"id":"a","published":7})", "/published: expected a text"},
  };
  for (const Case& c : sources) CHECK(message(c.json, &source_from_json) == c.message);
  CHECK(message("{}", &passages_from_json) == "expected a list");
  CHECK(message("[7]", &passages_from_json) == "/passage: expected an object");
  CHECK(message(R"([{"span":[0,1],"kind":"planet"}])", &mentions_from_json) ==
        "/mention/kind: expected model, benchmark, organization or person");
  CHECK(message(R"({"id":"a","source":"s"})", &stored_claim_from_json) ==
        "/claim: expected an object");
  CHECK(message(R"({"id":"a","source":"s","claim":{"kind":"hunch"}})", &stored_claim_from_json) ==
        "/claim: /kind: expected benchmark, release, stance or event");
  CHECK(message(R"({"id":"a","source":"s","supports":[1],"claim":{}})", &stored_claim_from_json) ==
        "/supports: expected texts");
}

}  // namespace
}  // namespace dossier
