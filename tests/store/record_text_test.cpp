// Records read from their text at once are what they are when read as JSON first.

#include "store/record_text.h"

#include <catch2/catch.hpp>

#include "store/record_json.h"
#include "tests/store/sample_document.h"

namespace dossier {
namespace {

constexpr const char* kSource =
    R"({"id":"a1","url":"https://a.example/","canonical_url":"https://b.example/","title":"A \"T\"",)"
    R"("outlet":"Ö","author":"A","feed_url":"https://a.example/feed",)"
    R"("published":"2026-05-01T00:00:00Z","updated":"2026-05-01T00:00:00Z",)"
    R"("first_seen":"2026-05-02T08:00:00Z","fetched":"2026-05-02T08:00:00Z",)"
    R"("tier":1,"revision":2,"text_hash":"t","raw_hash":"r"})";
constexpr const char* kBenchmark =
    R"({"id":"c","source":"a1","revision":3,"claim":{"kind":"benchmark","model":"Kimi K2",)"
    R"("benchmark":"GPQA","relation":"beats","figure":{"value":58.4,"text":"58.40"},)"
    R"("from":{"value":50,"text":"50"},"unit":"%","rank":2,"versus":"GLM-5","aspect":"win rate",)"
    R"("among":"open models","conditions":"max effort","evidence":[3,90],)"
    R"("supports":[{"field":"model","span":[0,2]},{"field":"benchmark","span":[5,9]}],)"
    R"("asserted_by":"Epoch AI","confidence":"confident","rule":"table"},)"
    R"("evidence":"It scores 58.40 %.","supports":["Ki","GPQA"]})";
constexpr const char* kRelease =
    R"({"id":"c","source":"a1","revision":1,"claim":{"kind":"release","organization":"Moonshot AI",)"
    R"("model":"Kimi K2","license":"MIT","total_parameters":"1T","active_parameters":"32B",)"
    R"("planned":true,"date":"2026-Q3","evidence":[0,15],"confidence":"tentative","rule":"verb"},)"
    R"("evidence":"Kimi K2 is out."})";
constexpr const char* kStance =
    R"({"id":"c","source":"a1","revision":1,"claim":{"kind":"stance","holder":"Ada","target":"gap",)"
    R"("topic":"open-gap","polarity":"mixed","stance":"forecast","direction":"narrowing",)"
    R"("figure":{"value":-0.5,"text":"half"},"unit":"months","quotable":[4,9],"speech":true,)"
    R"("second_hand":true,"due":"2027","evidence":[0,15],"confidence":"confident"},)"
    R"("evidence":"Ada: it closes.","quotable":"it\ncl"})";
constexpr const char* kEvent =
    R"({"id":"c","source":"a1","revision":1,"claim":{"kind":"event","actor":"Ada","action":"joined",)"
    R"("object":"Acme","quotable":[4,9],"date":"2026-05-01","evidence":[0,15],)"
    R"("confidence":"tentative"},"evidence":"Ada joined Acme","quotable":"joine"})";
constexpr const char* kPassages =
    R"([{"span":[3,9],"headings":[[0,2],[2,3]]},{"span":[9,12],"introduction":[7,8]}])";
constexpr const char* kMember = R"({"revision":2,"passages":[0,3],"came":7,"read":9})";

// One kind of record: what its text says, by both ways, written again; empty: it cannot be read.
struct Ways {
  std::string (*own)(const std::string& text);
  std::string (*json)(const std::string& text);
};

template <typename T, Result<T> (*FromJson)(const Json&), Json (*ToJson)(const T&)>
constexpr Ways ways() {
  return {[](const std::string& text) {
            const auto read = read_own_text<T>(text);
            return read ? dump_json(ToJson(*read)) : std::string{};
          },
          [](const std::string& text) {
            const auto json = parse_json(text);
            const auto read = json ? FromJson(*json) : tl::unexpected<Error>(json.error());
            return read ? dump_json(ToJson(*read)) : std::string{};
          }};
}

constexpr Ways kSourceWays = ways<Source, &source_from_json, &source_to_json>();
constexpr Ways kClaimWays = ways<StoredClaim, &stored_claim_from_json, &stored_claim_to_json>();
constexpr Ways kPassagesWays = ways<std::vector<Passage>, &passages_from_json, &passages_to_json>();
constexpr Ways kMemberWays = ways<TopicMember, &topic_member_from_json, &topic_member_to_json>();

struct Case {
  const char* text;
  const Ways& ways;
};
constexpr Case kCases[] = {
    {kSource, kSourceWays}, {kBenchmark, kClaimWays}, {kRelease, kClaimWays},
    {kStance, kClaimWays},  {kEvent, kClaimWays},     {kPassages, kPassagesWays},
    {kMember, kMemberWays}, {"[]", kPassagesWays},    {R"({"revision":1})", kMemberWays},
};

TEST_CASE("a record is read from the text that we write") {
  for (const Case& c : kCases) {
    INFO(c.text);
    const std::string read = c.ways.own(c.text);
    CHECK_FALSE(read.empty());
    CHECK(read == c.ways.json(c.text));
  }
}

TEST_CASE("what is read from another text is what JSON says it is") {
  std::size_t read = 0, left = 0;
  for (const Case& c : kCases) {
    const std::string text = c.text;
    const auto check = [&](const std::string& altered) {
      const std::string own = c.ways.own(altered);
      ++(own.empty() ? left : read);
      if (own.empty() || own == c.ways.json(altered)) return;
      INFO(altered);
      CHECK(own == c.ways.json(altered));
    };
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const std::string before = text.substr(0, at), after = text.substr(at);
      for (const char* put : {"", "0", "-", ".", "e9", "\"", ",", "}", "]", "null", " ", "\xC3"}) {
        check(before + put + after);
        if (!after.empty()) check(before + put + after.substr(1));
      }
      // A member twice, members of another order, the end of another record.
      const std::size_t comma = text.find(',', at);
      if (comma != text.npos) check(before + text.substr(comma) + after);
    }
  }
  CHECK(read > 1'000);
  CHECK(left > 1'000);
}

TEST_CASE("what is not as we write it is left to JSON") {
  struct {
    const char* text;
    const Ways& ways;
  } const cases[] = {
      {"", kMemberWays},
      {"{}", kMemberWays},
      {R"({"revision":1,"news":2})", kMemberWays},
      {R"({"passages":[1],"revision":1})", kMemberWays},
      {R"({"revision":1,"revision":2})", kMemberWays},
      {R"({"revision":1,"passages":[1.5]})", kMemberWays},
      {R"({"revision":4294967297})", kMemberWays},
      {R"([{"span":[9,3]}])", kPassagesWays},
      {R"([{"span":[1,2,3]}])", kPassagesWays},
      {R"({"id":"","first_seen":"2026-05-02T08:00:00Z","fetched":"2026-05-02T08:00:00Z","revision":1})",
       kSourceWays},
      {R"({"id":"a","source":"s","claim":{"model":"m","kind":"release"}})", kClaimWays},
      {R"({"id":"a","source":"s","claim":{"kind":"benchmark","model":"m"}})", kClaimWays},
      {R"({"id":"a","source":"s","claim":{"kind":"event","rule":"r","actor":"A"}})", kClaimWays},
      {R"({"id":"a","source":"s"})", kClaimWays},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(c.ways.own(c.text).empty());
  }
}

}  // namespace
}  // namespace dossier
