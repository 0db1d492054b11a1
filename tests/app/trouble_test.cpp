// What the program answers when something is wrong: with the command line, the configuration, a
// feed, another run, or its own sudden end.

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

// Holds one answer of a press back until it is opened. Declared before the press, whose threads
// stand in it.
class Gate {
 public:
  // From now on, the nth caller is held.
  void close_at(int nth) {
    const std::scoped_lock lock(mutex_);
    nth_ = nth;
    calls_ = 0;
    held_ = false;
  }
  int pass() {
    std::unique_lock lock(mutex_);
    if (++calls_ != nth_) return 0;
    held_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !held_; });
    return 0;
  }
  [[nodiscard]] bool wait_for_caller() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return held_; });
  }
  void open() {
    const std::scoped_lock lock(mutex_);
    nth_ = 0;
    held_ = false;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;  // Guards all of it
  std::condition_variable changed_;
  int nth_ = 0, calls_ = 0;  // nth_ 0: nobody is held
  bool held_ = false;
};

const std::vector<std::string> kDates{"2026-03-02", "2026-03-09", "2026-03-16"};

TEST_CASE("a wrong command line is answered with status 2 and a word on stderr") {
  ExamplePress press;
  const Desk desk{press};
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"frobnicate"},
                                             {"update", "--frobnicate"},
                                             {"update", "--deadline", "soon"},
                                             {"--now", "yesterday", "list"},
                                             {"--log-format", "xml", "list"},
                                             {"show"},
                                             {"show", kExampleId, "--format", "pdf"},
                                             {"show", kExampleId, "--version", "0"},
                                             {"why", kExampleId},
                                             {"why", kExampleId, "one"},
                                             {"parse-feed"},
                                             {"parse-feed", "feed.xml", "--batch"},
                                             {"parse-feed", "feed.xml", "--header", "no colon"},
                                             {"extract", "text.txt", "--published", "someday"},
                                             {"check-robots", "--robots", "robots.txt"}}) {
    const ProgramRun run = desk.run(arguments);
    CAPTURE(arguments, run.err);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(!run.err.empty());
  }
  CHECK(press.asked() == 0);
}

TEST_CASE("help and the version are told without anything else being there") {
  ExamplePress press;
  const Desk desk{press};
  CHECK(desk.run({"--version"}).out.starts_with("dossier "));
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--help"}, {"update", "--help"}, {"why", "--help"}}) {
    const ProgramRun run = desk.run(arguments);
    CAPTURE(arguments);
    CHECK(run.status == 0);
    CHECK(contains(run.out, "dossier"));
    CHECK(run.err.empty());
  }
}

TEST_CASE("a dossier, version or citation that is not there is status 2") {
  ExamplePress press;
  const Desk desk{press};
  CHECK(desk.run({"list"}).status == 2);  // No store yet
  REQUIRE(desk.update("2026-03-02").status == 0);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"show", "nothing"},
                                             {"history", "nothing"},
                                             {"diff", "nothing"},
                                             {"why", "nothing", "1"},
                                             {"verify", "nothing"},
                                             {"show", kExampleId, "--version", "2"},
                                             {"verify", kExampleId, "--version", "2"},
                                             {"diff", kExampleId},
                                             {"diff", kExampleId, "1", "2"},
                                             {"why", kExampleId, "99"},
                                             {"why", kExampleId, "1", "--version", "2"}}) {
    const ProgramRun run = desk.run(arguments);
    CAPTURE(arguments, run.out, run.err);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(count_lines(run.err) == 1);
  }
}

TEST_CASE("a mistake in the configuration is told with file and line, and nothing is fetched") {
  ExamplePress press;
  const Desk desk{press};
  struct Case {
    std::string yaml, message;
  };
  for (const Case& mistake : std::vector<Case>{
           {"feeds:\n  - url: http://one.example/feed\n    colour: blue\n", "feeds.yaml:3: "},
           {"feeds:\n  - url: gopher://one.example/feed\n", "feeds.yaml:2: "},
           {"feeds: [\n", "feeds.yaml:"},
           {"lexicon: missing.yaml\nfeeds:\n  - url: http://one.example/feed\n"
            "dossiers:\n  - {id: a, title: A, match: {any: [a]}}\n",
            "missing.yaml"}}) {
    write_bytes(desk.path("feeds.yaml"), mistake.yaml);
    const ProgramRun run = desk.update("2026-03-02");
    CAPTURE(mistake.yaml, run.err);
    CHECK(run.status == 2);
    CHECK(contains(run.err, mistake.message));
    CHECK(count_lines(run.err) == 1);
  }
  std::filesystem::remove(desk.path("feeds.yaml"));
  CHECK(desk.update("2026-03-02").status == 2);
  CHECK(press.asked() == 0);
  CHECK_FALSE(std::filesystem::exists(desk.path("store")));
}

TEST_CASE("--dry-run says which feeds are due and asks none; --only asks one") {
  ExamplePress press;
  const Desk desk{press};
  const ProgramRun dry = desk.update("2026-03-02", {"--dry-run"});
  CHECK(dry.status == 0);
  CHECK(count_lines(dry.out) == 3);
  CHECK(press.asked() == 0);
  CHECK_FALSE(std::filesystem::exists(desk.path("store")));
  const ProgramRun one = desk.update("2026-03-02", {"--only", "Tally Lab", "--json"});
  CHECK(one.status == 0);
  CHECK(last_line(one.out).at("feeds") == 1);
  CHECK(desk.update("2026-03-02", {"--only", "Nobody"}).status == 2);
}

TEST_CASE("while one run holds the store another is status 4, and readers are not held up") {
  Gate gate;
  ExamplePress press;
  const Desk desk{press};
  REQUIRE(desk.update("2026-03-02").status == 0);
  press.before_each([&](const HttpCall&) { return gate.pass(); });
  gate.close_at(1);
  StartedProgram first{desk.update_command("2026-03-09")};
  REQUIRE(gate.wait_for_caller());
  const ProgramRun second = desk.update("2026-03-09");
  CHECK(second.status == 4);
  CHECK(second.out.empty());
  CHECK(count_lines(second.err) == 1);
  CHECK(contains(second.err, desk.path("store") + " is held by another run: process "));
  CHECK(contains(second.err, " (dossier --config "));
  CHECK(contains(second.err, "), since 20"));
  CHECK(desk.run({"list"}).out.starts_with(std::string{kExampleId} + "  v1"));
  CHECK(desk.run({"verify"}).status == 0);
  gate.open();
  CHECK(first.wait().status == 0);
  CHECK(desk.run({"list"}).out.starts_with(std::string{kExampleId} + "  v2"));
}

TEST_CASE("a feed that fails is told once, costs the others nothing, and is told when it is back") {
  ExamplePress press;
  const Desk desk{press};
  std::atomic<bool> broken = true;
  press.before_each([&](const HttpCall& call) {
    return broken && call.host.starts_with("northwind.") && call.path == "/feed" ? 500 : 0;
  });
  const ProgramRun first = desk.update("2026-03-02", {"--json"});
  CHECK(first.status == 3);
  CHECK(count_lines(first.err) == 1);
  CHECK(contains(first.err, "northwind"));
  CHECK(contains(first.err, "500"));
  const Json done = last_line(first.out);
  CHECK(done.at("feeds_failed") == 1);
  CHECK(done.at("sources_new").get<int>() >= 2);
  CHECK(done.at("versions_published").size() == 1);
  CHECK(done.at("failures").size() == 1);

  const ProgramRun second = desk.update("2026-03-09");
  CHECK(second.status == 3);
  CHECK(second.err.empty());
  const ProgramRun told = desk.update("2026-03-09", {"--all", "-v"});
  CHECK(contains(told.err, "500"));

  broken = false;
  const ProgramRun third = desk.update("2026-03-16");
  CHECK(third.status == 0);
  CHECK(count_lines(third.err) == 1);
  CHECK(contains(third.err, "works again"));
  CHECK(desk.update("2026-03-16", {"--all"}).err.empty());
  CHECK(desk.run({"verify"}).status == 0);
}

TEST_CASE("a page that cannot be had just now is tried again by the next run") {
  ExamplePress press;
  const Desk desk{press};
  std::atomic<bool> broken = true;
  press.before_each(
      [&](const HttpCall& call) { return broken && call.path == "/issue-41.html" ? 503 : 0; });
  const ProgramRun first = desk.update("2026-03-02", {"--json"});
  CHECK(first.status == 0);
  CHECK(first.err.empty());
  CHECK(last_line(first.out).at("pages_postponed") == 1);
  broken = false;
  const Json second = last_line(desk.update("2026-03-02", {"--all", "--json"}).out);
  CHECK(second.at("sources_new") == 1);
  CHECK(second.at("pages_postponed") == 0);
}

TEST_CASE("a deadline stops a run in good order, and the next one carries on") {
  Gate gate;
  ExamplePress press;
  const Desk desk{press};
  press.before_each(
      [&](const HttpCall& call) { return call.path == "/issue-41.html" ? gate.pass() : 0; });
  gate.close_at(1);
  const ProgramRun run = desk.update("2026-03-02", {"--deadline", "1s", "--json"});
  gate.open();
  CHECK(run.status == 3);
  CHECK(contains(run.err, "deadline"));
  CHECK(last_line(run.out).at("deadline_reached") == true);
  CHECK(desk.update("2026-03-02", {"--all"}).status == 0);
  const Desk undisturbed{press};
  REQUIRE(undisturbed.update("2026-03-02").status == 0);
  CHECK(desk.run({"claims", "--json"}).out == undisturbed.run({"claims", "--json"}).out);
}

void update_undisturbed(const Desk& desk) {
  for (const std::string& date : kDates) {
    const ProgramRun run = desk.update(date);
    CAPTURE(date, run.err);
    CHECK(run.status == 0);
    CHECK(run.err.empty());
  }
}

void check_same(const Desk& desk, const Desk& undisturbed) {
  CHECK(desk.run({"claims", "--json"}).out == undisturbed.run({"claims", "--json"}).out);
  for (const char* version : {"/v1", "/v2", "/v3"}) {
    for (const char* format : {".md", ".html", ".json"}) {
      const std::string name = std::string{kExampleId} + version + format;
      CAPTURE(name);
      CHECK(desk.page(name) == undisturbed.page(name));
    }
  }
  CHECK(desk.run({"list"}).out == undisturbed.run({"list"}).out);
  CHECK(desk.run({"verify"}).status == 0);
}

TEST_CASE("killed at any moment and run again, an update ends as if nothing had happened") {
  Gate gate;
  ExamplePress press;
  const Desk undisturbed{press};
  REQUIRE(undisturbed.update("2026-03-02").status == 0);
  const int calls = press.asked();
  update_undisturbed(undisturbed);

  SECTION("before the nth page is answered") {
    press.before_each([&](const HttpCall&) { return gate.pass(); });
    for (int nth = 1; nth <= calls; ++nth) {
      CAPTURE(nth);
      const Desk desk{press};
      gate.close_at(nth);
      StartedProgram cut_off{desk.update_command("2026-03-02")};
      REQUIRE(gate.wait_for_caller());
      cut_off.kill_now();
      CHECK(cut_off.wait().status == 128 + 9);
      gate.open();
      update_undisturbed(desk);
      check_same(desk, undisturbed);
    }
  }

  SECTION("after so many milliseconds, week by week") {
    for (const auto moment : {10ms, 30ms, 50ms, 70ms, 100ms}) {
      CAPTURE(moment.count());
      const Desk desk{press};
      for (const std::string& date : kDates) {
        StartedProgram cut_off{desk.update_command(date)};
        std::this_thread::sleep_for(moment);
        cut_off.kill_now();
        cut_off.wait();
        CHECK(desk.update(date).status == 0);
      }
      check_same(desk, undisturbed);
    }
  }
}

}  // namespace
}  // namespace dossier
