// Killed at random moments, again and again, the program loses nothing and leaves nothing half
// done. DOSSIER_CRASH_ROUNDS sets how many kills (a hundred by default), DOSSIER_CRASH_SEED which.

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

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

  const unsigned rounds = from_environment("DOSSIER_CRASH_ROUNDS", 100);
  const unsigned seed = from_environment("DOSSIER_CRASH_SEED", 20260302);
  CAPTURE(seed);
  std::mt19937 random{seed};
  std::uniform_int_distribution<Clock::duration::rep> moment{0, longest.count()};
  for (unsigned killed = 0; killed < rounds;) {
    CAPTURE(killed);
    const Desk desk{press};
    for (const std::string& date : kDates) {
      for (int i = 0; i < kKillsAWeek; ++i, ++killed) {
        StartedProgram cut_off{desk.update_command(date)};
        std::this_thread::sleep_for(Clock::duration{moment(random)});
        cut_off.kill_now();
        cut_off.wait();
        check_whole(desk);
      }
      CHECK(desk.update(date).status == 0);
    }
    CHECK(desk.run({"doctor"}).status == 0);
    CHECK(visible(desk) == expected);
  }
}

}  // namespace
}  // namespace dossier
