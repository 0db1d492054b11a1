// What waits for an editor, as values.

#include "review/queue.h"

#include <catch2/catch.hpp>

#include "review/alike.h"
#include "review/excerpt.h"
#include "tests/store/sample_document.h"

namespace dossier {
namespace {

constexpr const char* kText = "Kimi K2 is out. It scores 41.2 on Alpha.";

DossierMaterial material_of(std::vector<Claim> claims) {
  Document document = sample_document("00000000aaaa", kText);
  DossierMaterial material{"gap", "The gap", {}, {}, {}};
  material.sources = {{document.source, store_claims(document.source, document.text, claims)}};
  return material;
}

Claim release(std::string model, Confidence confidence) {
  Claim claim;
  claim.content = Release{"Moonshot AI", std::move(model), "", "", "", false, {}};
  // By place, whatever their ids are.
  claim.evidence = confidence == Confidence::tentative ? TextSpan{0, 15} : TextSpan{16, 40};
  claim.confidence = confidence;
  return claim;
}

Decision on_claim(DecisionKind kind, const StoredClaim& claim, std::uint64_t number) {
  Decision decision;
  decision.number = number;
  decision.kind = kind;
  decision.subject = claim.id;
  decision.before = claim_summary(claim);
  decision.why = "test";
  return decision;
}

// "tentative Kimi K2; new Kimi K3"
std::string show(const std::vector<WaitingClaim>& claims) {
  std::string text;
  for (const WaitingClaim& claim : claims) {
    if (!text.empty()) text += "; ";
    text += claim.reason ? std::string{to_string(*claim.reason)} : "printed";
    text += ' ' + std::get<Release>(claim.claim.claim.content).model;
  }
  return text;
}

std::string show(const Excerpt& excerpt) {
  std::string text = excerpt.cut_before ? "…" : "";
  for (const ExcerptPart& part : excerpt.parts) {
    switch (part.mark) {
      case ExcerptPart::Mark::none:
        text += part.text;
        break;
      case ExcerptPart::Mark::support:
        text += "(" + part.text + ")";
        break;
      case ExcerptPart::Mark::evidence:
        text += "[" + part.text + "]";
        break;
    }
  }
  return text + (excerpt.cut_after ? "…" : "");
}

}  // namespace

TEST_CASE("what is tentative waits, and what came in since the last version") {
  DossierMaterial material = material_of(
      {release("Kimi K2", Confidence::tentative), release("Kimi K3", Confidence::confident)});
  const Rulings none;
  CHECK(show(waiting_claims(material, none)) == "tentative Kimi K2; new Kimi K3");
  material.published = Dossier{};
  material.published->published = at("2026-05-03T08:00:00Z");
  CHECK(show(waiting_claims(material, none)) == "tentative Kimi K2");
  CHECK(show(waiting_claims(material, none, true)) == "tentative Kimi K2; printed Kimi K3");
}

TEST_CASE("what was decided is told apart from what is open, and filters look at both") {
  const DossierMaterial material = material_of(
      {release("Kimi K2", Confidence::tentative), release("Kimi K3", Confidence::confident)});
  const StoredClaim& first = material.sources.front().claims.front();
  const Rulings rulings{{on_claim(DecisionKind::reject_claim, first, 1)}};
  const auto claims = waiting_claims(material, rulings);
  REQUIRE(claims.size() == 2);
  const QueueCounts counts = count(claims, {}, {}, {});
  CHECK(counts.tentative == 0);
  CHECK(counts.fresh == 1);
  CHECK(counts.decided == 1);

  const auto accepted_by = [&](const QueueFilter& filter) {
    return std::ranges::count_if(claims,
                                 [&](const WaitingClaim& one) { return accepts(filter, one); });
  };
  QueueFilter filter;
  CHECK(accepted_by(filter) == 1);
  filter.state = QueueState::decided;
  CHECK(accepted_by(filter) == 1);
  filter.state = QueueState::all;
  CHECK(accepted_by(filter) == 2);
  filter.words = "kimi k3";
  CHECK(accepted_by(filter) == 1);
  filter.words = "the example";  // Its outlet
  CHECK(accepted_by(filter) == 2);
  filter.kind = "stance";
  CHECK(accepted_by(filter) == 0);
  filter.kind = "release";
  filter.reason = "new";
  CHECK(accepted_by(filter) == 1);
  filter.source = "00000000bbbb";
  CHECK(accepted_by(filter) == 0);
}

TEST_CASE("names alike are asked about, names of other numbers are not") {
  struct Case {
    NameKind kind;
    std::string_view one, other;
    bool alike;
  };
  using enum NameKind;
  for (const Case& each : std::vector<Case>{
           {model, "GLM-5.1", "GLM 5.1 ", true},
           {model, "GLM-5.1", "GLM-5.2", false},
           {model, "Claude Opus 4.7", "Opus 4.7", true},
           {model, "Claude Opus 4.7", "Claude 4.7 Opus", true},
           {model, "Mistral Large 3", "Mistrall Large 3", true},
           {model, "GLM-5", "GLM-5 Turbo", false},
           {model, "K2", "M2", false},
           {model, "DeepSeek V4 Flash", "DeepSeek V4 Flush", true},
           {person, "Tri Lin", "T. Lin", true},
           {person, "Tri Lin", "Ann Lin", false},
           {person, "Tri Lin", "Lin", true},
           {organization, "Moonshot AI", "Moonshoot AI", true},
           {organization, "Moonshot AI", "Mistral AI", false},
           {benchmark, "SWE-bench Pro", "SWE bench pro", true},
           {benchmark, "AIME 2025", "AIME 2026", false},
       }) {
    INFO(each.one << " and " << each.other);
    CHECK(are_alike(each.kind, each.one, each.other) == each.alike);
    CHECK(are_alike(each.kind, each.other, each.one) == each.alike);
  }
}

TEST_CASE("an excerpt is cut between words and marks what the claim rests on") {
  struct Case {
    TextSpan evidence;
    std::vector<TextSpan> supports;
    std::size_t around;
    std::string shown;
  };
  for (const Case& each : std::vector<Case>{
           {{0, 15}, {}, 100, "[Kimi K2 is out.] It scores 41.2 on Alpha."},
           {{16, 40}, {{0, 7}}, 100, "(Kimi K2) is out. [It scores 41.2 on Alpha.]"},
           {{16, 40}, {{0, 7}}, 9, "…is out. [It scores 41.2 on Alpha.]"},
           {{0, 15}, {{5, 7}}, 5, "[Kimi K2 is out.] It…"},
           {{30, 90}, {}, 10, ""},
           {{16, 28}, {{30, 99}}, 4, "…[It scores 41].2…"},
       }) {
    CHECK(show(excerpt_of(kText, each.evidence, each.supports, each.around)) == each.shown);
  }
}

TEST_CASE("a claim is told in brief, and field by field as an editor would correct it") {
  Claim claim;
  BenchmarkClaim benchmark;
  benchmark.model = "GLM-5.1";
  benchmark.benchmark = "SWE-bench Pro";
  benchmark.figure = Figure{58.4, "58.4"};
  benchmark.unit = "%";
  benchmark.aspect = "accuracy";
  claim.content = benchmark;
  CHECK(in_brief(claim) == "GLM-5.1, SWE-bench Pro (accuracy): 58.4 %");
  std::string shown;
  for (const ClaimField& field : fields_of(claim)) {
    if (!field.value.empty()) shown += field.name + "=" + field.value + " ";
  }
  CHECK(shown ==
        "model=GLM-5.1 benchmark=SWE-bench Pro relation=score figure=58.4 unit=% aspect=accuracy ");
  // Each field can be given back as it stands.
  for (const ClaimField& field : fields_of(claim)) {
    INFO(field.name);
    CHECK(corrected(claim, field.name, field.value).has_value());
  }
}

}  // namespace dossier
