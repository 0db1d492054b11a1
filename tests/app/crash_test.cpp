// Killed at random moments, again and again, the program loses nothing and leaves nothing half
// done. DOSSIER_CRASH_ROUNDS sets how many kills (a hundred by default), DOSSIER_CRASH_SEED which.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "store/decision.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kKillsAWeek = 4;
const std::vector<std::string> kDates{"2026-03-02", "2026-03-09", "2026-03-16"};

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// All that a reader could see: the claims, every version, and the pages.
std::map<std::string, std::string> visible(const Desk& desk) {
  std::map<std::string, std::string> seen;
  seen["claims"] = desk.run({"claims", "--json"}).out;
  seen["history"] = desk.run({"history", kExampleId, "--json"}).out;
  for (const auto& file : fs::recursive_directory_iterator{desk.path("pages")}) {
    if (!file.is_regular_file()) continue;
    seen[fs::relative(file.path(), desk.path("pages")).string()] = bytes_of(file.path().string());
  }
  return seen;
}

// What is left of a killed run is whole, or is no store yet.
void check_whole(const Desk& desk) {
  const ProgramRun doctor = desk.run({"doctor"});
  INFO(doctor.out << doctor.err);
  const bool none_yet = doctor.err.find("no store at") != std::string::npos ||
                        doctor.err.find("is empty or of an older format") != std::string::npos;
  CHECK((doctor.status == 0 || none_yet));
}

// The claims and the versions that readers were shown, which nobody may lose.
std::set<std::string> acknowledged(const Desk& desk) {
  std::set<std::string> lines;
  for (const std::vector<std::string>& question :
       {std::vector<std::string>{"claims", "--json"}, {"history", kExampleId, "--json"}}) {
    const std::string out = desk.run(question).out;
    for (std::size_t start = 0, end = 0; (end = out.find('\n', start)) != out.npos;
         start = end + 1) {
      lines.insert(out.substr(start, end - start));
    }
  }
  return lines;
}

unsigned kills() {
  return from_environment("DOSSIER_CRASH_ROUNDS", 100);
}
void tell(const char* what, unsigned rounds) {
  if (std::getenv("DOSSIER_CRASH_ROUNDS") != nullptr) std::printf("%-28s  %u\n", what, rounds);
}
std::mt19937 dice() {
  return std::mt19937{from_environment("DOSSIER_CRASH_SEED", 20260302)};
}

TEST_CASE("killed at random moments, updates end as if nothing had happened") {
  ExamplePress press;
  const Desk undisturbed{press};
  Clock::duration longest{};
  for (const std::string& date : kDates) {
    const auto started = Clock::now();
    REQUIRE(undisturbed.update(date).status == 0);
    longest = std::max(longest, Clock::now() - started);
  }
  const auto expected = visible(undisturbed);

  const unsigned rounds = kills();
  std::mt19937 random = dice();
  std::uniform_int_distribution<Clock::duration::rep> moment{0, longest.count()};
  for (unsigned killed = 0; killed < rounds;) {
    CAPTURE(killed);
    const Desk desk{press};
    std::set<std::string> seen;
    for (const std::string& date : kDates) {
      for (int i = 0; i < kKillsAWeek; ++i, ++killed) {
        StartedProgram cut_off{desk.update_command(date)};
        std::this_thread::sleep_for(Clock::duration{moment(random)});
        cut_off.kill_now();
        cut_off.wait();
        check_whole(desk);
        std::set<std::string> now = acknowledged(desk);
        CHECK(std::ranges::includes(now, seen));
        seen = std::move(now);
      }
      CHECK(desk.update(date).status == 0);
    }
    CHECK(desk.run({"doctor"}).status == 0);
    CHECK(visible(desk) == expected);
  }
  tell("updates killed", rounds);
}

// In a process of its own: decides again and again, and says on the pipe what it was acknowledged.
[[noreturn]] void decide_for_ever(const std::string& store, int pipe) {
  for (;;) {
    Decision decision;
    decision.kind = DecisionKind::add_note;
    decision.who = "editor";
    decision.subject = decision.dossier = kExampleId;
    decision.after = "A note.";
    const auto made = append_decision(store, decision);
    if (!made || write(pipe, &made->number, sizeof made->number) != sizeof made->number) _exit(1);
  }
}

TEST_CASE("killed at random moments, an editor loses no decision that was acknowledged") {
  const TemporaryDirectory store;
  std::mt19937 random = dice();
  const unsigned rounds = kills() / 4;
  std::uint64_t last = 0;
  for (unsigned killed = 0; killed < rounds; ++killed) {
    CAPTURE(killed);
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const pid_t editor = fork();
    REQUIRE(editor >= 0);
    if (editor == 0) decide_for_ever(store.path().string(), ends[1]);
    close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 20'000});
    kill(editor, SIGKILL);
    waitpid(editor, nullptr, 0);
    std::uint64_t acknowledged_last = last;
    for (std::uint64_t number = 0; read(ends[0], &number, sizeof number) == sizeof number;) {
      acknowledged_last = number;
    }
    close(ends[0]);
    const auto decisions = read_decisions(store.path().string());
    REQUIRE(decisions.has_value());
    CHECK(decisions->size() >= acknowledged_last);
    last = decisions->size();
  }
  CHECK(last > 0);
  tell("decisions killed", rounds);
}

TEST_CASE(
    "killed at random moments, a backup leaves those before it whole, and the next one works") {
  ExamplePress press;
  const Desk desk{press};
  for (const std::string& date : kDates) REQUIRE(desk.update(date).status == 0);
  const std::string place = desk.path("backups");
  const auto started = Clock::now();
  REQUIRE(desk.run({"backup", place}).status == 0);
  std::uniform_int_distribution<Clock::duration::rep> moment{0, (Clock::now() - started).count()};
  std::mt19937 random = dice();
  const unsigned rounds = kills() / 4;
  for (unsigned killed = 0; killed < rounds; ++killed) {
    CAPTURE(killed);
    StartedProgram cut_off{desk.command({"backup", place})};
    std::this_thread::sleep_for(Clock::duration{moment(random)});
    cut_off.kill_now();
    cut_off.wait();
    CHECK(desk.run({"backup", place, "--list"}).status == 0);
    if (killed % 5 != 0) continue;
    CHECK(desk.run({"backup", place}).status == 0);
    fs::remove_all(desk.path("restored"));
    std::vector<std::string> restore = desk.command({"restore", place});
    *(std::ranges::find(restore, "--store") + 1) = desk.path("restored");
    CHECK(run_program(restore).status == 0);
  }
  CHECK(desk.run({"doctor"}).status == 0);
  tell("backups killed", rounds);
}

}  // namespace
}  // namespace dossier
