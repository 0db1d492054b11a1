// What decisions amount to: they hold over re-readings and revisions, and can be taken back.

#include "store/rulings.h"

#include <catch2/catch.hpp>

#include "tests/store/sample_document.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr const char* kDossier = "models";

struct Made {
  DecisionKind kind;
  std::string subject;
  std::string field = {}, before = {}, after = {}, dossier = {};
};

Rulings rulings_of(const std::vector<Made>& made) {
  std::vector<Decision> decisions;
  for (const Made& next : made) {
    Decision decision;
    decision.number = decisions.size() + 1;
    decision.when = at("2026-06-01T09:00:00Z");
    decision.who = "ada";
    decision.kind = next.kind;
    decision.subject = next.subject;
    decision.field = next.field;
    decision.before = next.before;
    decision.after = next.after;
    decision.dossier = next.dossier;
    decision.why = "because";
    decision.hash = std::to_string(decision.number);
    decisions.push_back(decision);
  }
  return Rulings{decisions};
}

StoredClaim score(const std::string& model, const std::string& figure, int revision = 1,
                  Confidence confidence = Confidence::confident) {
  Claim claim;
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = "SWE-bench Verified";
  content.figure = Figure{std::stod(figure), figure};
  content.unit = "%";
  claim.content = content;
  claim.confidence = confidence;
  const std::string text = model + " scores " + figure + "% on SWE-bench Verified.";
  claim.evidence = {0, text.size()};
  Source source;
  source.id = "s1";
  source.revision = revision;
  return store_claims(source, text, {claim}).front();
}

Made made(DecisionKind kind, const StoredClaim& claim) {
  return {kind, claim.id, {}, claim_summary(claim), {}, {}};
}

const BenchmarkClaim& benchmark_of(const std::optional<StoredClaim>& claim) {
  REQUIRE(claim.has_value());
  return std::get<BenchmarkClaim>(claim->claim.content);
}

TEST_CASE("a rejected claim stays rejected when its passage is read again") {
  const StoredClaim claim = score("Kimi K2", "71.3");
  const Rulings rulings = rulings_of({made(reject_claim, claim)});
  CHECK_FALSE(rulings.ruled(claim, kDossier));
  StoredClaim read_again = score("kimi-k2", "71.3", 2);
  read_again.evidence_text = claim.evidence_text;
  std::get<BenchmarkClaim>(read_again.claim.content).conditions = "max effort";
  CHECK(read_again.id != claim.id);
  CHECK_FALSE(rulings.ruled(read_again, kDossier));
  CHECK(rulings.ruled(score("Kimi K2", "71.9"), kDossier));
  StoredClaim elsewhere = claim;
  elsewhere.source = "s2";
  elsewhere.id = "other";
  CHECK(rulings.ruled(elsewhere, kDossier));
}

TEST_CASE("of several words on a claim the last holds, and an undone one does not") {
  const StoredClaim claim = score("Kimi K2", "71.3");
  CHECK(rulings_of({made(reject_claim, claim), made(accept_claim, claim)}).ruled(claim, kDossier));
  CHECK(rulings_of({made(reject_claim, claim), {undo, "1"}}).ruled(claim, kDossier));
  CHECK_FALSE(
      rulings_of({made(reject_claim, claim), {undo, "1"}, {undo, "2"}}).ruled(claim, kDossier));
}

TEST_CASE("an accepted claim is as good as a confident one") {
  const StoredClaim claim = score("Kimi K2", "71.3", 1, Confidence::tentative);
  const auto accepted = rulings_of({made(accept_claim, claim)}).ruled(claim, kDossier);
  REQUIRE(accepted);
  CHECK(accepted->claim.confidence == Confidence::confident);
}

TEST_CASE("a corrected figure says what it was") {
  const StoredClaim claim = score("Kimi K2", "71.3");
  Made correction = made(correct_claim, claim);
  correction.field = "figure";
  correction.after = "73.1";
  const auto ruled = rulings_of({correction}).ruled(claim, kDossier);
  CHECK(benchmark_of(ruled).figure->text == "73.1");
  CHECK(benchmark_of(ruled).figure->value == 73.1);
  REQUIRE(ruled->edits.size() == 1);
  CHECK(ruled->edits[0].before == "71.3");
  CHECK(ruled->edits[0].after == "73.1");
  CHECK(ruled->edits[0].decision == 1);
  CHECK(ruled->evidence_text == claim.evidence_text);
}

TEST_CASE("what a field cannot hold is refused") {
  const Claim claim = score("Kimi K2", "71.3").claim;
  struct Case {
    const char *field, *value, *message;
  };
  const Case cases[] = {
      {"figure", "about 70", "figure: expected a number, got about 70"},
      {"rank", "0", "rank: expected a place, got 0"},
      {"license", "MIT", "a benchmark claim has no field license"},
      {"relation", "adores", "relation: expected one of its names"},
      {"evidence", "x", "a benchmark claim has no field evidence"},
  };
  for (const Case& c : cases) {
    CHECK_THAT(message_of(corrected(claim, c.field, c.value)), Catch::Contains(c.message));
  }
  CHECK(value_of(corrected(claim, "asserted_by", "Moonshot AI")).asserted_by == "Moonshot AI");
  CHECK(std::get<BenchmarkClaim>(value_of(corrected(claim, "unit", "")).content).unit.empty());
  CHECK(std::get<BenchmarkClaim>(value_of(corrected(claim, "figure", "1,679")).content)
            .figure->value == 1679);
}

TEST_CASE("a claim can be moved to another dossier") {
  const StoredClaim claim = score("Kimi K2", "71.3", 1, Confidence::tentative);
  Made move = made(move_claim, claim);
  move.dossier = kDossier;
  move.after = "others";
  const Rulings rulings = rulings_of({move});
  CHECK_FALSE(rulings.ruled(claim, kDossier));
  const auto there = rulings.ruled(claim, "others");
  REQUIRE(there);
  CHECK(there->claim.confidence == Confidence::confident);
  CHECK(rulings.sources_into("others") == std::vector<std::string>{"s1"});
  CHECK(rulings.sources_into(kDossier).empty());
}

TEST_CASE("names are merged, chains followed, circles survived, and merges taken back") {
  const auto model_of = [](const Rulings& rulings, const char* name) {
    return benchmark_of(rulings.ruled(score(name, "50"), kDossier)).model;
  };
  const Made first{merge_name, "model:Kimi K-2", {}, {}, "Kimi K2", {}};
  const Made second{merge_name, "model:Kimi K2", {}, {}, "Kimi K2 Instruct", {}};
  const Made back{merge_name, "model:Kimi K2 Instruct", {}, {}, "Kimi K-2", {}};
  CHECK(model_of(rulings_of({first}), "Kimi K-2") == "Kimi K2");
  CHECK(model_of(rulings_of({{merge_name, "model:Kimi Two", {}, {}, "Kimi K2", {}}, second}),
                 "Kimi Two") == "Kimi K2 Instruct");
  CHECK_FALSE(model_of(rulings_of({first, second, back}), "Kimi K2").empty());
  const Made split{split_name, "model:Kimi Two", {}, {}, {}, {}};
  const Rulings taken_back =
      rulings_of({{merge_name, "model:Kimi Two", {}, {}, "Kimi K2", {}}, split});
  CHECK(model_of(taken_back, "Kimi Two") == "Kimi Two");
  CHECK(taken_back.spellings("Kimi K2") == std::vector<std::string>{"Kimi Two"});
  CHECK(model_of(rulings_of({{rename, "model:Kimi K2", {}, {}, "Kimi K2 (0711)", {}}}),
                 "kimi k2") == "Kimi K2 (0711)");
  CHECK_FALSE(rulings_of({{not_a_name, "model:Kimi K2"}}).ruled(score("Kimi K2", "50"), kDossier));
}

TEST_CASE("who makes a model, and whether it is open, is the editors' word") {
  const Lexicon lexicon = value_of(Lexicon::load());
  const Lexicon told =
      lexicon.described(rulings_of({{describe_name, "model:GLM-5", "maker", {}, "Somebody", {}},
                                    {describe_name, "model:GLM-5", "open", {}, "no", {}},
                                    {describe_name, "model:Zebra 1", "open", {}, "yes", {}}})
                            .descriptions());
  CHECK(told.find("glm 5", NameKind::model)->maker == "Somebody");
  CHECK(told.find("GLM-5", NameKind::model)->weights == Weights::closed);
  CHECK(told.find("GLM-5.1", NameKind::model)->maker ==
        lexicon.find("GLM-5.1", NameKind::model)->maker);
  CHECK(told.find("Zebra 1", NameKind::model)->weights == Weights::open);
}

TEST_CASE("sources are muted, joined, parted and described") {
  Source source;
  source.id = "s1";
  source.copy_of = "s0";
  CHECK_FALSE(rulings_of({{mute_source, "s1"}}).ruled(source));
  CHECK(rulings_of({{mark_independent, "s1"}}).ruled(source)->copy_of.empty());
  CHECK(rulings_of({{mark_copy, "s1", {}, {}, "s9", {}}}).ruled(source)->copy_of == "s9");
  CHECK(rulings_of({{describe_source, "s1", "outlet", {}, "The Wire", {}}}).ruled(source)->outlet ==
        "The Wire");
  CHECK(rulings_of({{describe_source, "s1", "tier", {}, "3", {}}}).ruled(source)->tier == 3);
  CHECK(rulings_of({{mute_source, "s2"}}).ruled(source)->copy_of == "s0");
}

TEST_CASE("what is decided on a dossier's page is kept under its id") {
  const Rulings rulings = rulings_of({
      {dismiss_tension, "t1", {}, {}, {}, kDossier},
      {comment_tension, "t1", {}, {}, "Two harnesses.", kDossier},
      {edit_sentence, "What:a1", "uncited", "It was so.", "It is so.", kDossier},
      {drop_sentence, "What:b2", {}, "It may be so.", {}, kDossier},
      {add_note, kDossier, "", {}, "We corrected a figure.", {}},
      {withdraw_sentence, kDossier, "3", "It never was.", "It was.", {}},
      {settle_forecast, "f1", {}, {}, "came true", {}},
  });
  REQUIRE(rulings.tension(kDossier, "t1") != nullptr);
  CHECK(rulings.tension(kDossier, "t1")->verdict == TensionRuling::Verdict::dismissed);
  CHECK(rulings.tension(kDossier, "t1")->comments.size() == 1);
  CHECK(rulings.dismissed_tensions(kDossier) == std::set<std::string>{"t1"});
  CHECK(rulings.dismissed_tensions("others").empty());
  const auto sentences = rulings.sentences(kDossier);
  CHECK(sentences.at("What:a1").text == "It is so.");
  CHECK(sentences.at("What:a1").uncited);
  CHECK(sentences.at("What:b2").dropped);
  CHECK(rulings.notes(kDossier).at(0).text == "We corrected a figure.");
  CHECK(rulings.withdrawals(kDossier).at(0).version == 3);
  CHECK(rulings.forecast("f1") == "came true");
  CHECK(rulings.forecast("f2").empty());
  CHECK_FALSE(rulings.basis().empty());
  CHECK(Rulings{}.empty());
}

}  // namespace
}  // namespace dossier
