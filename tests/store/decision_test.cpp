// The journal of decisions: append-only, chained, kept whatever happens to the process.

#include "store/decision.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

using enum DecisionKind;

Decision decision(DecisionKind kind, const std::string& subject, const std::string& why = "wrong") {
  Decision decision;
  decision.when = at("2026-06-01T09:00:00Z");
  decision.who = "ada";
  decision.kind = kind;
  decision.subject = subject;
  decision.why = why;
  return decision;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

TEST_CASE("decisions are read as they were made, in order, each chained to the one before") {
  const TemporaryDirectory directory;
  const std::string store = directory / "";
  CHECK(value_of(read_decisions(store)).empty());
  const Decision first = value_of(append_decision(store, decision(reject_claim, "c1")));
  Decision correction = decision(correct_claim, "c2", "misread");
  correction.field = "figure";
  correction.before = "77.8";
  correction.after = "78.8 \"\n\xff";
  const Decision second = value_of(append_decision(store, correction));
  const auto read = value_of(read_decisions(store));
  REQUIRE(read.size() == 2);
  CHECK(read[0].number == 1);
  CHECK(read[0].previous.empty());
  CHECK(read[1].previous == first.hash);
  CHECK(read[1].hash == second.hash);
  CHECK(read[1].after == "78.8 \"\n\xef\xbf\xbd");
  CHECK(read[1].kind == correct_claim);
  CHECK(read[1].when == at("2026-06-01T09:00:00Z"));
}

TEST_CASE("tampering shows, and names the line") {
  const TemporaryDirectory directory;
  const std::string store = directory / "", path = journal_path(store);
  for (const char* subject : {"c1", "c2", "c3"}) {
    (void)value_of(append_decision(store, decision(reject_claim, subject)));
  }
  const std::string good = bytes_of(path);
  const std::size_t second = good.find('\n') + 1, third = good.find('\n', second) + 1;
  struct Case {
    const char* what;
    std::string bytes;
    const char* message;
  };
  std::string altered = good;
  altered.replace(altered.find("wrong", second), 5, "right");
  const Case cases[] = {
      {"a word altered", altered, "decisions.jsonl:2: altered since it was made"},
      {"a line removed", good.substr(0, second) + good.substr(third),
       "decisions.jsonl:2: expected decision 2, got 3"},
      {"the first removed", good.substr(second), "decisions.jsonl:1: expected decision 1, got 2"},
      {"no JSON", good + "oops\n", "decisions.jsonl:4: not JSON"},
      {"an unknown kind", good + "{\"number\":4,\"kind\":\"burn\",\"when\":\"2026-06-01\"}\n",
       "decisions.jsonl:4: "},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    write(path, c.bytes);
    CHECK_THAT(message_of(read_decisions(store)), Catch::Contains(c.message));
    CHECK_FALSE(append_decision(store, decision(reject_claim, "c9")).has_value());
  }
}

TEST_CASE("a line that was being written when the process died was never made") {
  const TemporaryDirectory directory;
  const std::string store = directory / "", path = journal_path(store);
  (void)value_of(append_decision(store, decision(reject_claim, "c1")));
  write(path, bytes_of(path) + "{\"number\":2,\"when\":\"20");
  CHECK(value_of(read_decisions(store)).size() == 1);
  CHECK(value_of(append_decision(store, decision(reject_claim, "c2"))).number == 2);
  CHECK(value_of(read_decisions(store)).size() == 2);
}

TEST_CASE("what makes no sense is refused") {
  const TemporaryDirectory directory;
  const std::string store = directory / "";
  (void)value_of(append_decision(store, decision(reject_claim, "c1")));
  Decision nobody = decision(accept_claim, "c1");
  nobody.who.clear();
  struct Case {
    Decision decision;
    const char* message;
  };
  const Case cases[] = {
      {decision(reject_claim, ""), "of what?"},
      {nobody, "by whom?"},
      {decision(reject_claim, "c1", ""), "needs its reason"},
      {decision(undo, "7"), "there is no such decision"},
      {decision(undo, "one"), "there is no such decision"},
      {decision(undo, "99999999999999999999"), "there is no such decision"},
  };
  for (const Case& c : cases) {
    CHECK_THAT(message_of(append_decision(store, c.decision)), Catch::Contains(c.message));
  }
  (void)value_of(append_decision(store, decision(undo, "1")));
  CHECK_THAT(message_of(append_decision(store, decision(undo, "1"))),
             Catch::Contains("does not hold any more"));
  CHECK_FALSE(append_decision(directory / "nowhere", decision(accept_claim, "c")).has_value());
}

TEST_CASE("an undo can be undone") {
  std::vector<Decision> decisions{decision(reject_claim, "c1"), decision(undo, "1"),
                                  decision(undo, "2")};
  CHECK(holding(decisions) == std::vector<bool>{true, false, true});
  decisions.pop_back();
  CHECK(holding(decisions) == std::vector<bool>{false, true});
}

TEST_CASE("of two editors who decide on one thing, the second is told") {
  const TemporaryDirectory directory;
  const std::string store = directory / "";
  (void)value_of(append_decision(store, decision(reject_claim, "c1"), 0));
  const auto late = append_decision(store, decision(accept_claim, "c1"), 0);
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::busy);
  CHECK_THAT(late.error().message, Catch::Contains("decided meanwhile by ada"));
  CHECK(append_decision(store, decision(accept_claim, "c2"), 0).has_value());
  CHECK(append_decision(store, decision(accept_claim, "c1"), 2).has_value());
}

TEST_CASE("decisions made at once are all kept") {
  const TemporaryDirectory directory;
  const std::string store = directory / "";
  std::vector<std::thread> editors;
  for (int editor = 0; editor < 4; ++editor) {
    editors.emplace_back([&store, editor] {
      for (int i = 0; i < 10; ++i) {
        (void)append_decision(store, decision(accept_claim, std::to_string(editor * 100 + i)));
      }
    });
  }
  for (std::thread& editor : editors) editor.join();
  CHECK(value_of(read_decisions(store)).size() == 40);
}

}  // namespace
}  // namespace dossier
