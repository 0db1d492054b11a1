// What a digest says over several dossiers: once what they share, nothing that the last one knew,
// themes under headings of our own.

#include "render/digest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/hash.h"

namespace dossier {
namespace {

Day day(unsigned month, unsigned day_of_month) {
  return std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

// One dossier's share of a graph, written line by line.
class Desk {
 public:
  explicit Desk(std::string title) { topic_.id = topic_.title = std::move(title); }
  // Later claims are this source's.
  Desk& source(const std::string& outlet, Day published) {
    Source source;
    source.url = "https://" + outlet + ".example/" + format_day(published);
    source.id = short_id({source.url});
    source.outlet = outlet;
    source.title = outlet + " of " + format_day(published);
    source.published = source.first_seen = source.fetched = published;
    topic_.view.sources.push_back(source);
    return *this;
  }
  template <typename Content>
  Desk& claim(Content content, const std::string& evidence, const std::string& asserted_by = "",
              const std::string& quotable = "", const std::string& rule = "verb") {
    StoredClaim stored;
    stored.claim.content = std::move(content);
    stored.claim.asserted_by = asserted_by;
    stored.claim.confidence = Confidence::confident;
    stored.claim.evidence = {0, evidence.size()};
    stored.claim.rule = rule;
    stored.source = topic_.view.sources.back().id;
    stored.evidence_text = evidence;
    stored.quotable_text = quotable;
    stored.id = short_id({stored.source, evidence, asserted_by});
    topic_.view.claims.push_back(std::move(stored));
    return *this;
  }
  [[nodiscard]] const DigestTopic& topic() const { return topic_; }

 private:
  DigestTopic topic_;
};

Release release(const std::string& organization, const std::string& model) {
  Release content;
  content.organization = organization;
  content.model = model;
  return content;
}

BenchmarkClaim score(const std::string& model, const std::string& benchmark, double value,
                     const std::string& text, const std::string& unit = "%") {
  BenchmarkClaim content;
  content.model = model;
  content.benchmark = benchmark;
  content.figure = Figure{value, text};
  content.unit = unit;
  return content;
}

Stance says(const std::string& holder, Polarity polarity = Polarity::support) {
  Stance content;
  content.holder = holder;
  content.target = "limits";
  content.topic = "open-weights-limits";
  content.polarity = polarity;
  content.quotable_is_speech = true;
  return content;
}

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::load();
  REQUIRE(loaded.has_value());
  return *loaded;
}

DigestPeriod week_to(Day last) {
  return {last - std::chrono::days{6}, last, false};
}

std::optional<Dossier> digest_of(const std::vector<Desk>& desks, const DigestPeriod& period,
                                 const Dossier* previous = nullptr) {
  std::vector<DigestTopic> topics;
  for (const Desk& desk : desks) topics.push_back(desk.topic());
  return compose_digest(topics, period, lexicon(), previous, period.last);
}

// A section as its sentences, one a line, with citations.
std::string show(const Dossier& digest, std::string_view name) {
  std::string lines;
  for (const Section& section : digest.sections) {
    if (section.name != name) continue;
    for (const Layout& layout : section.layouts) {
      if (!layout.label.empty()) lines += layout.label + ": ";
      for (const DossierSentence& sentence : layout.sentences) {
        for (const SentencePart& part : sentence.parts) {
          if (part.kind == SentencePart::Kind::quotation) lines += '"' + part.text + '"';
          if (part.kind == SentencePart::Kind::text) lines += part.text;
          for (const int number : part.citations) lines += " [" + std::to_string(number) + "]";
        }
        lines += '\n';
      }
    }
  }
  return lines;
}

std::vector<std::string> headings(const Dossier& digest) {
  std::vector<std::string> names;
  for (const Section& section : digest.sections) names.push_back(section.name);
  return names;
}

Desk open_models() {
  Desk desk{"Open models"};
  desk.source("Gazette", day(7, 28))
      .claim(release("Moonshot AI", "Kimi K3"), "Moonshot AI released Kimi K3.")
      .claim(score("Kimi K3", "GPQA Diamond", 81.5, "81.5"), "LMArena has K3 at 81.5% on GPQA.",
             "LMArena");
  return desk;
}

TEST_CASE("a theme is told under a heading made from its names, and titles the issue") {
  const auto digest = digest_of({open_models()}, week_to(day(7, 31)));
  REQUIRE(digest.has_value());
  CHECK(digest->id == "@digest");
  CHECK(digest->version == 1);
  CHECK(digest->title == "Kimi K3");
  CHECK(headings(*digest).at(0) == "In brief");
  CHECK(headings(*digest).at(1) == "Kimi K3, Released and Measured");
  CHECK(show(*digest, "In brief") ==
        "The days from July 25 to 31, 2026, brought one item in all, from one outlet.\n"
        "Among the news is the release of Moonshot AI's Kimi K3 [1].\n");
}

TEST_CASE("what two dossiers share is told once and counted once") {
  const auto alone = digest_of({open_models()}, week_to(day(7, 31)));
  Desk other = open_models();
  const auto both = digest_of({open_models(), other}, week_to(day(7, 31)));
  REQUIRE(alone.has_value());
  REQUIRE(both.has_value());
  CHECK(both->items == 1);
  CHECK(both->sources.size() == 1);
  std::multiset<std::string> told;
  for (const Section& section : both->sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) told.insert(plain_text(sentence));
    }
  }
  for (const std::string& sentence : told) {
    CAPTURE(sentence);
    CHECK(told.count(sentence) == 1);
  }
  CHECK(headings(*both) == headings(*alone));
}

TEST_CASE("what was reported before the period is no news") {
  CHECK_FALSE(digest_of({open_models()}, week_to(day(8, 10))).has_value());
}

TEST_CASE("an issue that follows leaves out what the last one knew, and takes in what came late") {
  Desk desk = open_models();
  const auto first = digest_of({desk}, week_to(day(7, 31)));
  REQUIRE(first.has_value());
  const DigestPeriod next{day(8, 1), day(8, 7), true};
  CHECK_FALSE(digest_of({desk}, next, &*first).has_value());

  desk.source("Almanac", day(7, 30)).claim(release("Z.ai", "GLM-5.2"), "Z.ai released GLM-5.2.");
  const auto second = digest_of({desk}, next, &*first);
  REQUIRE(second.has_value());
  CHECK(second->version == 2);
  CHECK(show(*second, "In short").find("GLM-5.2") != std::string::npos);
  for (const std::string& heading : headings(*second)) {
    CAPTURE(heading);
    CHECK(show(*second, heading).find("Kimi K3") == std::string::npos);
  }
}

TEST_CASE("sources are numbered afresh in each issue, in the order in which a reader meets them") {
  Desk desk = open_models();
  const auto first = digest_of({desk}, week_to(day(7, 31)));
  desk.source("Almanac", day(8, 3)).claim(release("Z.ai", "GLM-5.2"), "Z.ai released GLM-5.2.");
  const auto second = digest_of({desk}, {day(8, 1), day(8, 7), true}, &*first);
  REQUIRE(second.has_value());
  REQUIRE(second->sources.size() == 1);
  CHECK(second->sources[0].number == 1);
  CHECK(second->sources[0].outlet == "Almanac");

  int highest = 0;
  for (const Section& section : first->sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        for (const int number : citations_of(sentence)) {
          CHECK(number <= highest + 1);
          highest = std::max(highest, number);
        }
      }
    }
  }
  CHECK(highest == static_cast<int>(first->sources.size()));
}

TEST_CASE("a debate needs two voices to be a theme; one voice is told in short") {
  Desk desk{"Policy"};
  desk.source("Gazette", day(7, 28))
      .claim(says("Ada Brink"), "Ada Brink: \"limits would cost us dearly\".", "",
             "limits would cost us dearly");
  const auto one = digest_of({desk}, week_to(day(7, 31)));
  REQUIRE(one.has_value());
  for (const std::string& heading : headings(*one)) CHECK(heading != "Limits on Open Weights");
  desk.source("Ledger", day(7, 29))
      .claim(says("Tom Reed"), "Tom Reed: \"no law can undo a download\".", "",
             "no law can undo a download");
  const auto two = digest_of({desk}, week_to(day(7, 31)));
  REQUIRE(two.has_value());
  CHECK(two->title == "Limits on open-weight models");
  CHECK(show(*two, "Limits on Open Weights").find("Tom Reed") != std::string::npos);
}

TEST_CASE("rows of tables make no theme: a board is told in one sentence") {
  Desk desk{"Boards"};
  desk.source("LiveBench", day(7, 28));
  for (const auto& [model, value] : {std::pair{"Kimi K3", 79.2}, std::pair{"GLM-5.2", 73.2},
                                     std::pair{"DeepSeek V4 Flash", 65.5}}) {
    desk.claim(score(model, "LiveBench", value, std::to_string(value).substr(0, 4), ""),
               std::string{model} + " " + std::to_string(value), "", "", "table");
  }
  const auto digest = digest_of({desk}, week_to(day(7, 31)));
  REQUIRE(digest.has_value());
  CHECK(headings(*digest) == std::vector<std::string>{"In brief", "On the boards"});
}

TEST_CASE("where open and closed models stand follows from one source's figures") {
  Desk desk{"Boards"};
  desk.source("Gazette", day(7, 28))
      .claim(score("Kimi K3", "Artificial Analysis Intelligence Index", 57, "57", ""),
             "Artificial Analysis has Kimi K3 at 57.", "Artificial Analysis")
      .claim(score("Claude Fable 5", "Artificial Analysis Intelligence Index", 60, "60", ""),
             "Artificial Analysis has Claude Fable 5 at 60.", "Artificial Analysis");
  const auto digest = digest_of({desk}, week_to(day(7, 31)));
  REQUIRE(digest.has_value());
  CHECK(show(*digest, "Implications") ==
        "Between open and closed: By Artificial Analysis' figures, Kimi K3 stands at 57 on the "
        "Artificial Analysis Intelligence Index, and Claude Fable 5 at 60 [1].\n");
}

TEST_CASE("an excluded fact leaves no trace") {
  const auto whole = digest_of({open_models()}, week_to(day(7, 31)));
  REQUIRE(whole.has_value());
  std::vector<std::string> all;
  for (const Statement& statement : whole->statements) all.push_back(statement.id);
  std::ranges::sort(all);
  CHECK_FALSE(compose_digest({open_models().topic()}, week_to(day(7, 31)), lexicon(), nullptr,
                             day(7, 31), all)
                  .has_value());
}

}  // namespace
}  // namespace dossier
