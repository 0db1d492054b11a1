// How facts stand: who is heard independently, which figures are one, what is taken back; and which
// facts are in tension.

#include "render/standing.h"

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "render/compose.h"
#include "render/retraction.h"
#include "render/tension_names.h"

namespace dossier {
namespace {

Day day(unsigned month, unsigned day_of_month) {
  return std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

const Lexicon& lexicon() {
  static const Result<Lexicon> loaded = Lexicon::load();
  REQUIRE(loaded.has_value());
  return *loaded;
}

// A view written line by line.
class Graph {
 public:
  Graph& source(const std::string& url, Day published, const std::string& outlet) {
    Source source;
    source.url = url;
    source.id = short_id({url});
    source.outlet = outlet;
    source.published = source.first_seen = source.fetched = published;
    view_.sources.push_back(source);
    return *this;
  }
  template <typename Content>
  Graph& says(Content content, const std::string& evidence, const std::string& speaker = "") {
    StoredClaim stored;
    stored.claim.content = std::move(content);
    stored.claim.asserted_by = speaker;
    stored.claim.confidence = Confidence::confident;
    stored.source = view_.sources.back().id;
    stored.evidence_text = evidence;
    stored.id = short_id({stored.source, evidence, std::to_string(view_.claims.size())});
    view_.claims.push_back(std::move(stored));
    return *this;
  }
  [[nodiscard]] const TopicView& view() const { return view_; }
  [[nodiscard]] std::vector<Fact> facts() const {
    std::vector<Fact> facts = join_claims(view_, lexicon(), {});
    mark_superseded(facts);
    return facts;
  }
  // "figures 2": the kind and the number of facts of each tension.
  [[nodiscard]] std::string tensions() const {
    std::vector<Fact> facts = this->facts();
    std::string shown;
    for (const FactTension& tension : find_tensions(facts, lexicon())) {
      shown += tension.kind + ' ' + std::to_string(tension.facts.size()) + '\n';
    }
    return shown;
  }

 private:
  TopicView view_;
};

BenchmarkClaim score(const std::string& model, double value, const std::string& text,
                     const std::string& conditions = "") {
  BenchmarkClaim claim;
  claim.model = model;
  claim.benchmark = "Harbor Bench";
  claim.figure = Figure{value, text};
  claim.unit = "%";
  claim.conditions = conditions;
  return claim;
}

BenchmarkClaim first_place(const std::string& model) {
  BenchmarkClaim claim;
  claim.model = model;
  claim.benchmark = "Harbor Bench";
  claim.relation = Relation::rank;
  claim.rank = 1;
  return claim;
}

Stance trend(const std::string& holder, Direction direction) {
  Stance stance;
  stance.holder = holder;
  stance.target = "the gap";
  stance.topic = "open-closed-gap";
  stance.direction = direction;
  return stance;
}

TEST_CASE("who publishes is told by the registrable domain, and by the account on shared hosts") {
  CHECK(publisher_of("https://www.harbor.com/a") == "harbor.com");
  CHECK(publisher_of("https://blog.harbor.co.uk/a") == "harbor.co.uk");
  CHECK(publisher_of("https://github.com/heron-labs/heron-3") == "github.com/heron-labs");
  CHECK(publisher_of("https://github.com") == "github.com");
}

TEST_CASE("a voice counts once, and so does a publisher") {
  using Heard = std::vector<std::pair<std::string, std::string>>;
  CHECK(independent_voices({}) == 0);
  CHECK(independent_voices(Heard{{"A", "x"}, {"A", "y"}}) == 1);
  CHECK(independent_voices(Heard{{"A", "x"}, {"B", "x"}}) == 1);
  CHECK(independent_voices(Heard{{"A", "x"}, {"B", "y"}}) == 2);
  // A is heard in both, B in x alone: A must be taken in y.
  CHECK(independent_voices(Heard{{"A", "x"}, {"A", "y"}, {"B", "x"}}) == 2);
  CHECK(independent_voices(
            Heard{{"A", "x"}, {"A", "y"}, {"B", "x"}, {"B", "y"}, {"C", "x"}, {"C", "z"}}) == 3);
}

TEST_CASE("a rounded figure joins the finer one of the same speaker, and never another's") {
  struct Case {
    const char* what;
    BenchmarkClaim coarse, fine;
    std::string coarse_speaker, fine_speaker;
    std::size_t facts;
    bool coarse_first = false;
  };
  const Case cases[] = {
      {"the same speaker", score("Heron 3", 78, "78"), score("Heron 3", 77.8, "77.8"),
       "Harbor Labs", "Harbor Labs", 1},
      {"who passes it on", score("Heron 3", 78, "78"), score("Heron 3", 77.8, "77.8"), "",
       "Harbor Labs", 1},
      {"before the finer one was out", score("Heron 3", 78, "78"), score("Heron 3", 77.8, "77.8"),
       "", "Harbor Labs", 2, true},
      {"both by nobody", score("Heron 3", 78, "78"), score("Heron 3", 77.8, "77.8"), "", "", 2},
      {"another speaker", score("Heron 3", 78, "78"), score("Heron 3", 77.8, "77.8"), "Tern Lab",
       "Harbor Labs", 2},
      {"no rounding of it", score("Heron 3", 77, "77"), score("Heron 3", 77.8, "77.8"), "", "", 2},
      {"other conditions", score("Heron 3", 78, "78", "high effort"),
       score("Heron 3", 77.8, "77.8"), "", "", 2},
      {"as exact", score("Heron 3", 77.9, "77.9"), score("Heron 3", 77.8, "77.8"), "", "", 2},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    Graph graph;
    graph.source("https://a.example/1", day(3, one.coarse_first ? 2 : 4), "Gazette")
        .says(one.coarse, "Heron 3 has 78.", one.coarse_speaker)
        .source("https://b.example/1", day(3, 3), "Ledger")
        .says(one.fine, "Heron 3 has 77.8.", one.fine_speaker);
    const std::vector<Fact> facts = graph.facts();
    CHECK(facts.size() == one.facts);
    if (one.facts == 1) {
      CHECK(facts.front().benchmark()->figure->text == "77.8");
      CHECK(facts.front().rounded.size() == 1);
      CHECK(facts.front().joined.size() == 1);
    }
  }
}

TEST_CASE("what may be the rounding of two figures joins neither") {
  Graph graph;
  graph.source("https://a.example/1", day(3, 2), "Gazette")
      .says(score("Heron 3", 78, "78"), "78")
      .source("https://b.example/1", day(3, 3), "Ledger")
      .says(score("Heron 3", 77.8, "77.8"), "77.8", "Harbor Labs")
      .source("https://c.example/1", day(3, 3), "Almanac")
      .says(score("Heron 3", 78.3, "78.3"), "78.3", "Tern Lab");
  CHECK(graph.facts().size() == 3);
}

TEST_CASE(
    "two speakers in one outlet are one witness; in two they corroborate, and it is explained") {
  Graph one;
  one.source("https://a.example/1", day(3, 2), "Gazette")
      .says(score("Heron 3", 61, "61"), "Harbor Labs gives 61.", "Harbor Labs")
      .says(score("Heron 3", 61, "61"), "Tern Lab gives 61, too.", "Tern Lab");
  REQUIRE(one.facts().size() == 1);
  CHECK(one.facts().front().standing == Standing::attributed);

  Graph two;
  two.source("https://a.example/1", day(3, 2), "Gazette")
      .says(score("Heron 3", 61, "61"), "Harbor Labs gives 61.", "Harbor Labs")
      .source("https://b.example/1", day(3, 3), "Ledger")
      .says(score("Heron 3", 61, "61"), "Tern Lab gives 61.", "Tern Lab");
  const std::vector<Fact> facts = two.facts();
  REQUIRE(facts.size() == 1);
  CHECK(facts.front().standing == Standing::corroborated);
  CHECK(explain_standing(facts.front(), facts, {}, two.view(), lexicon()) ==
        "Corroborated: said independently by Harbor Labs (a.example, 2026-03-02) and Tern Lab "
        "(b.example, 2026-03-03).");
}

TEST_CASE("a newer figure of the same speaker supersedes, and contests nothing any more") {
  Graph graph;
  graph.source("https://a.example/1", day(3, 2), "Gazette")
      .says(score("Heron 3", 58, "58"), "58", "Harbor Labs")
      .source("https://b.example/1", day(3, 3), "Ledger")
      .says(score("Heron 3", 61, "61"), "61", "Tern Lab")
      .source("https://a.example/2", day(3, 9), "Gazette")
      .says(score("Heron 3", 61, "61.0"), "61.0", "Harbor Labs");
  const std::vector<Fact> facts = graph.facts();
  const auto old = std::ranges::find(facts, Standing::superseded, &Fact::standing);
  REQUIRE(old != facts.end());
  CHECK(old->benchmark()->figure->text == "58");
  CHECK(explain_standing(*old, facts, {}, graph.view(), lexicon())
            .starts_with("Said by Harbor Labs (a.example, 2026-03-02). Superseded: the same "
                         "speaker said 61"));
  CHECK(graph.tensions().empty());
}

TEST_CASE("a tension has two sides, in two sources, at one time, of one thing") {
  struct Case {
    const char* what;
    Graph graph;
    const char* tensions;
  };
  const Case cases[] = {
      {"two figures",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(score("Heron 3", 58, "58"), "58", "Harbor Labs")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(score("Heron 3", 61, "61"), "61", "Tern Lab"),
       "figures 2\n"},
      {"figures that round to each other",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(score("Heron 3", 61.2, "61.2"), "61.2", "Harbor Labs")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(score("Heron 3", 61, "61"), "61", "Tern Lab"),
       ""},
      {"figures under other conditions",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(score("Heron 3", 58, "58", "high effort"), "58", "Harbor Labs")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(score("Heron 3", 61, "61"), "61", "Tern Lab"),
       ""},
      {"two leaders",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(first_place("Heron 3"), "Heron 3 leads.")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(first_place("Osprey 2"), "Osprey 2 leads."),
       "leaders 2\n"},
      {"two leaders in one page, which tells of two days",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(first_place("Heron 3"), "Heron 3 leads.")
           .says(first_place("Osprey 2"), "Osprey 2 leads."),
       ""},
      {"a leader and its preview",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(first_place("Heron 3"), "Heron 3 leads.")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(first_place("Heron 3 Preview"), "Heron 3 Preview leads."),
       ""},
      {"leaders of the spring, in the summer",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(first_place("Heron 3"), "Heron 3 leads.")
           .source("https://b.example/1", day(3, 3), "Ledger")
           .says(first_place("Osprey 2"), "Osprey 2 leads.")
           .source("https://b.example/2", day(7, 3), "Ledger")
           .says(score("Heron 4", 70, "70"), "70"),
       ""},
      {"two trends",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(trend("Ada Quill", Direction::widening), "It widens.")
           .says(trend("Ben Rook", Direction::stable), "It holds."),
       "trend 2\n"},
      {"a holder who has come to see it otherwise",
       Graph{}
           .source("https://a.example/1", day(3, 2), "Gazette")
           .says(trend("Ada Quill", Direction::widening), "It widens.")
           .source("https://a.example/2", day(4, 2), "Gazette")
           .says(trend("Ada Quill", Direction::stable), "It holds."),
       ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(one.graph.tensions() == one.tensions);
  }
}

TEST_CASE("two texts that date one release differently are in tension; a day is no difference") {
  const auto dated = [](Day first, Day last) {
    Release release;
    release.model = "Heron 3";
    release.date = DateWindow{first, last};
    return release;
  };
  const auto graph = [&](const Release& one, const Release& other) {
    return Graph{}
        .source("https://a.example/1", day(5, 20), "Gazette")
        .says(one, "Heron 3 came out.")
        .source("https://b.example/1", day(5, 21), "Ledger")
        .says(other, "Heron 3 was released.")
        .tensions();
  };
  CHECK(graph(dated(day(5, 4), day(5, 4)), dated(day(5, 7), day(5, 7))) == "dates 1\n");
  CHECK(graph(dated(day(5, 4), day(5, 4)), dated(day(5, 5), day(5, 5))).empty());
  CHECK(graph(dated(day(5, 4), day(5, 4)), dated(day(5, 1), day(5, 31))).empty());
  CHECK(graph(dated(day(2, 4), day(2, 4)), dated(day(1, 1), day(12, 31))).empty());
}

TEST_CASE("an acronym that two sources write out differently is a tension") {
  CHECK(initials_of("Harbor Protocol Test") == "HPT");
  CHECK(initials_of("Heron") == "");
  CHECK(initials_of("the test of Harbor") == "");
  BenchmarkClaim one = score("Heron 3", 61, "61");
  one.benchmark = "Harbor Protocol Test";
  BenchmarkClaim other = score("Heron 3", 44, "44");
  other.benchmark = "Heron Planning Task";
  const auto graph = [&](const std::string& evidence) {
    return Graph{}
        .source("https://a.example/1", day(3, 2), "Gazette")
        .says(one, "On the Harbor Protocol Test (HPT), Heron 3 has 61.")
        .source("https://b.example/1", day(3, 3), "Ledger")
        .says(other, evidence)
        .tensions();
  };
  CHECK(graph("On the Heron Planning Task (HPT), Heron 3 has 44.") == "names 2\n");
  CHECK(graph("On the Heron Planning Task, Heron 3 has 44.").empty());
  CHECK(graph("On the Heron Planning Task (HPTX), Heron 3 has 44.").empty());
}

TEST_CASE("a source retracts what its text no longer says, not what it says in other words") {
  StoredClaim said;
  said.claim.content = score("Heron 3", 61.4, "61.4");
  said.evidence_text = "Heron 3 reaches 61.4% on Harbor Bench in our own runs.";
  struct Case {
    const char* text;
    bool still_says;
  };
  const Case cases[] = {
      {"Before. Heron 3 reaches 61.4% on Harbor Bench in our own runs. After.", true},
      {"In our own runs, Heron 3 now reaches about 61.4 on Harbor Bench.", true},
      {"We have withdrawn our figures for Heron 3.", false},
      {"Heron 3 reaches good results on Harbor Bench in our own runs.", false},
      {"", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(LaterText{one.text, {}}.still_says(said) == one.still_says);
  }
  // It gives another figure for the same thing: corrected, not taken back.
  StoredClaim corrected = said;
  corrected.claim.content = score("Heron 3", 59.8, "59.8");
  CHECK(LaterText{"Heron 3: 59.8", {corrected}}.still_says(said));
}

TEST_CASE("what a source took back is told once as retracted, with the words that are gone") {
  const Graph before = Graph{}
                           .source("https://a.example/1", day(3, 2), "Gazette")
                           .says(score("Heron 3", 61, "61"), "Heron 3 has 61 on Harbor Bench.")
                           .source("https://b.example/1", day(3, 2), "Ledger")
                           .says(score("Osprey 2", 44, "44"), "Osprey 2 has 44 on Harbor Bench.");
  DossierConfiguration configuration;
  configuration.id = configuration.title = "birds";
  const auto first = compose(configuration, before.view(), lexicon(), nullptr, day(3, 2));
  REQUIRE(first.has_value());

  TopicView now = before.view();
  now.sources.front().revision = 2;
  now.retracted.push_back(now.claims.front());
  now.claims.erase(now.claims.begin());
  const auto second = compose(configuration, now, lexicon(), &*first, day(3, 9));
  REQUIRE(second.has_value());
  const auto change = std::ranges::find(second->changes, "retracted", &Change::kind);
  REQUIRE(change != second->changes.end());
  CHECK(change->text == "Gazette no longer says that Heron 3 scores 61% on Harbor Bench.");
  REQUIRE(change->statements.size() == 1);
  const auto statement =
      std::ranges::find(second->statements, change->statements.front(), &Statement::id);
  REQUIRE(statement != second->statements.end());
  CHECK(statement->standing == "retracted");
  CHECK(statement->evidence.front().revision == 1);
  CHECK(statement->evidence.front().gone_in == 2);

  now.retracted.clear();
  CHECK_FALSE(compose(configuration, now, lexicon(), &*second, day(3, 16)).has_value());
}

TEST_CASE("what is new only because sources were read again is one line, and no news") {
  Graph graph;
  graph.source("https://a.example/1", day(3, 2), "Gazette")
      .says(score("Heron 3", 61, "61"), "Heron 3 has 61 on Harbor Bench.");
  DossierConfiguration configuration;
  configuration.id = configuration.title = "birds";
  const auto first = compose(configuration, graph.view(), lexicon(), nullptr, day(3, 2));
  REQUIRE(first.has_value());

  graph.says(score("Osprey 2", 44, "44"), "Osprey 2 has 44 on Harbor Bench.");
  TopicView now = graph.view();
  now.read_again = {now.sources.front().id};
  const auto second = compose(configuration, now, lexicon(), &*first, day(3, 9));
  REQUIRE(second.has_value());
  CHECK(second->read_again.size() == 1);
  std::string news;
  for (const Change& change : second->changes) news += change.text + '\n';
  CAPTURE(news);
  CHECK(news.find("One statement changed because earlier sources were read again.\n") !=
        std::string::npos);
  CHECK(news.find("Osprey") == std::string::npos);
}

}  // namespace
}  // namespace dossier
