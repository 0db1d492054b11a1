// What the built program does when the machine fails it: no room, no descriptors, no network,
// a clock that goes backwards, files that were damaged. DOSSIER_FAULT_ROUNDS sets how often what is
// random is tried (small by default); scripts/faults sets it high and prints the tallies.

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include "tests/support/example_desk.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::vector<std::string> kDates{"2026-03-02", "2026-03-09", "2026-03-16"};

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

std::size_t rounds(std::size_t otherwise) {
  const char* text = std::getenv("DOSSIER_FAULT_ROUNDS");
  return text == nullptr ? otherwise : std::strtoul(text, nullptr, 10);
}

// What was tried how often, and what came of it: for the table of docs/reliability.md.
void tell(const std::string& fault, const std::map<std::string, int>& outcomes) {
  if (std::getenv("DOSSIER_FAULT_ROUNDS") == nullptr) return;
  std::printf("%-28s", fault.c_str());
  for (const auto& [outcome, count] : outcomes) std::printf("  %s: %d", outcome.c_str(), count);
  std::printf("\n");
}

// A command of a desk under a limit of prlimit(1).
ProgramRun run_limited(const std::string& limit, const std::vector<std::string>& command) {
  std::vector<std::string> limited{"/usr/bin/prlimit", limit, "--"};
  limited.insert(limited.end(), command.begin(), command.end());
  return run_program(limited);
}

std::string claims_of(const Desk& desk) {
  return desk.run({"claims", "--json"}).out;
}

// One for all: the ids of sources come from their addresses.
ExamplePress& the_press() {
  static ExamplePress press;
  return press;
}

// The three weeks without any fault, and what they leave.
struct Undisturbed {
  Desk desk{the_press()};
  std::string claims, history;

  Undisturbed() {
    for (const std::string& date : kDates) {
      if (desk.update(date).status != 0) throw std::runtime_error("the example failed");
    }
    claims = claims_of(desk);
    history = desk.run({"history", kExampleId, "--json"}).out;
  }
};

const Undisturbed& undisturbed() {
  static const Undisturbed weeks;
  return weeks;
}

// A store that a fault may have cut short is whole, or is not there yet.
void check_whole(const Desk& desk) {
  const ProgramRun doctor = desk.run({"doctor"});
  INFO(doctor.out << doctor.err);
  const bool none_yet =
      contains(doctor.err, "no store at") || contains(doctor.err, "is empty or of an older format");
  CHECK((doctor.status == 0 || none_yet));
}

// With the fault gone, the next runs end where undisturbed ones do.
void check_carries_on(const Desk& desk) {
  for (const std::string& date : kDates) {
    const ProgramRun run = desk.update(date, {"--all"});
    INFO(run.err);
    CHECK(run.status == 0);
  }
  CHECK(claims_of(desk) == undisturbed().claims);
  CHECK(desk.run({"doctor"}).status == 0);
  CHECK(desk.run({"verify"}).status == 0);
}

TEST_CASE("a disk that is full at any size ends the run with a word, and the next one carries on") {
  ExamplePress& press = the_press();
  std::map<std::string, int> outcomes;
  const std::size_t steps = rounds(10);
  const double most = 400'000;
  for (std::size_t step = 0; step < steps; ++step) {
    // Small sizes matter most: evenly over the logarithm.
    const double share = static_cast<double>(step) / static_cast<double>(steps);
    const auto bytes = static_cast<long>(std::pow(most, share)) - 1;
    CAPTURE(bytes);
    const Desk desk{press};
    const ProgramRun run =
        run_limited("--fsize=" + std::to_string(bytes), desk.update_command(kDates[0]));
    CAPTURE(run.err);
    CHECK((run.status == 0 || run.status == 1));
    // What it says of it goes to a file under the same limit.
    if (run.status == 1 && bytes > 500) CHECK(contains(run.err, "File too large"));
    ++outcomes["status " + std::to_string(run.status)];
    check_whole(desk);
    if (step % 4 == 0) check_carries_on(desk);
  }
  tell("file-size limit", outcomes);
  CHECK(outcomes["status 1"] > 0);
}

TEST_CASE("a disk that fills up under a backup costs no backup that is there") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  REQUIRE(desk.update(kDates[0]).status == 0);
  const std::string place = desk.path("backup");
  REQUIRE(desk.run({"backup", place}).status == 0);
  REQUIRE(desk.update(kDates[1]).status == 0);
  const std::string listed = desk.run({"backup", place, "--list"}).out;
  std::map<std::string, int> outcomes;
  const std::size_t steps = rounds(6);
  for (std::size_t step = 0; step < steps; ++step) {
    const long bytes = static_cast<long>(step * 120'000 / steps);
    CAPTURE(bytes);
    const ProgramRun run =
        run_limited("--fsize=" + std::to_string(bytes), desk.command({"backup", place}));
    CAPTURE(run.err);
    CHECK((run.status == 0 || run.status == 1));
    if (run.status == 1 && bytes > 500) CHECK(contains(run.err, "File too large"));
    ++outcomes["status " + std::to_string(run.status)];
    if (run.status == 0) break;
    CHECK(desk.run({"backup", place, "--list"}).out == listed);
    CHECK(desk.run({"doctor"}).status == 0);
  }
  tell("file-size limit, backup", outcomes);
  CHECK(outcomes["status 1"] > 0);
  CHECK(desk.run({"backup", place}).status == 0);
  const std::string expected = claims_of(desk);
  fs::remove_all(desk.path("store"));
  CHECK(desk.run({"restore", place}).status == 0);
  CHECK(claims_of(desk) == expected);
}

TEST_CASE("a disk that is full takes no half of a decision") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  REQUIRE(desk.update(kDates[0]).status == 0);
  const std::string journal = desk.path("store/decisions.jsonl");
  const std::vector<std::string> note{"review", "--by",    "editor",    "note", kExampleId,
                                      "--text", "A note.", "--section", "What"};
  REQUIRE(desk.run(note).status == 0);
  const std::string before = bytes_of(journal);
  const auto most = static_cast<long>(2 * before.size());
  std::map<std::string, int> outcomes;
  const std::size_t steps = rounds(6);
  for (std::size_t step = 0; step < steps; ++step) {
    const long bytes = static_cast<long>(step) * most / static_cast<long>(steps);
    CAPTURE(bytes);
    const ProgramRun run = run_limited("--fsize=" + std::to_string(bytes), desk.command(note));
    CAPTURE(run.err);
    CHECK(run.status == 1);
    ++outcomes["status " + std::to_string(run.status)];
    CHECK(bytes_of(journal) == before);
  }
  tell("file-size limit, decision", outcomes);
  CHECK(desk.run(note).status == 0);
  CHECK(desk.run({"doctor"}).status == 0);
}

// A file system of its own, for root; nothing elsewhere.
class SmallDisk {
 public:
  SmallDisk(const std::string& at, long bytes) : at_{at} {
    fs::create_directories(at);
    const std::string options = "size=" + std::to_string(bytes);
    mounted_ = mount("none", at.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) umount2(at_.c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] bool grow(long bytes) const {
    const std::string options = "size=" + std::to_string(bytes);
    return mount("none", at_.c_str(), "tmpfs", MS_REMOUNT, options.c_str()) == 0;
  }
  [[nodiscard]] bool make_read_only() const {
    return mount("none", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }

 private:
  std::string at_;
  bool mounted_ = false;
};

constexpr long kRoom = 64L << 20;

TEST_CASE("a small disk that fills up ends the run with a word, and the next one carries on") {
  ExamplePress& press = the_press();
  std::map<std::string, int> outcomes;
  const std::size_t steps = rounds(6);
  for (std::size_t step = 0; step < steps; ++step) {
    const long bytes = 4096 + static_cast<long>(step) * 900'000 / static_cast<long>(steps);
    CAPTURE(bytes);
    const Desk desk{press};
    const SmallDisk disk{desk.path("store"), bytes};
    if (!disk.mounted()) {
      WARN("no file system can be mounted here: not tried");
      return;
    }
    const ProgramRun run = desk.update(kDates[0]);
    CAPTURE(run.err);
    CHECK((run.status == 0 || run.status == 1));
    if (run.status == 1) CHECK_FALSE(run.err.empty());
    ++outcomes["status " + std::to_string(run.status)];
    check_whole(desk);
    REQUIRE(disk.grow(kRoom));
    if (step % 3 == 0) check_carries_on(desk);
  }
  tell("full disk (tmpfs)", outcomes);
  CHECK(outcomes["status 1"] > 0);
}

TEST_CASE("a store that cannot be written can be read, and an update says why it ends") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  const SmallDisk disk{desk.path("store"), kRoom};
  if (!disk.mounted()) {
    WARN("no file system can be mounted here: not tried");
    return;
  }
  REQUIRE(desk.update(kDates[0]).status == 0);
  REQUIRE(disk.make_read_only());
  const ProgramRun run = desk.update(kDates[1]);
  CHECK(run.status == 1);
  CHECK(contains(run.err, "Read-only file system"));
  CHECK(desk.run({"list"}).status == 0);
  CHECK(desk.run({"verify"}).status == 0);
  CHECK(desk.run({"doctor"}).status == 0);
}

TEST_CASE("too few file descriptors end a run with a word, and the next one carries on") {
  ExamplePress& press = the_press();
  std::map<std::string, int> outcomes;
  const Desk before{press};
  REQUIRE(before.update(kDates[0]).status == 0);
  for (int count = 4; count <= 40; count += 3) {
    CAPTURE(count);
    const Desk desk{press};
    if (count % 2 == 0) fs::copy(before.path("store"), desk.path("store"));
    const ProgramRun run =
        run_limited("--nofile=" + std::to_string(count), desk.update_command(kDates[0], {"--all"}));
    CAPTURE(run.err);
    // 127: not even its libraries could be loaded. 3: there were enough for the store alone.
    CHECK((run.status == 0 || run.status == 1 || run.status == 3 || run.status == 127 ||
           (run.status == 2 && contains(run.err, "cannot be read"))));
    if (run.status != 0) CHECK_FALSE(run.err.empty());
    ++outcomes["status " + std::to_string(run.status)];
    check_whole(desk);
    if (count % 9 == 4) check_carries_on(desk);
  }
  tell("few descriptors", outcomes);
}

TEST_CASE("a clock that goes backwards loses nothing and publishes nothing twice") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  for (const char* date : {"2026-03-09", "2026-03-02", "2025-01-01", "2026-03-16", "2026-03-02"}) {
    CAPTURE(date);
    press.set_date("2026-03-16");
    const ProgramRun run =
        desk.run({"--now", date, "update", "--out", desk.path("pages"), "--json"});
    INFO(run.err);
    CHECK(run.status == 0);
    CHECK(desk.run({"doctor"}).status == 0);
    CHECK(desk.run({"verify"}).status == 0);
  }
  CHECK(desk.run({"list"}).status == 0);
}

// --- The network, and those who end us

TEST_CASE("SIGTERM and SIGINT end a run in good order, and the next one carries on") {
  ExamplePress& press = the_press();
  for (const int signal : {SIGTERM, SIGINT}) {
    CAPTURE(signal);
    const Desk desk{press};
    std::atomic<bool> reached = false;
    press.before_each([&](const HttpCall& call) {
      if (call.path == "/issue-41.html") {
        reached = true;
        std::this_thread::sleep_for(300ms);
      }
      return 0;
    });
    StartedProgram run{desk.update_command(kDates[0])};
    for (int i = 0; i < 1'000 && !reached; ++i) std::this_thread::sleep_for(10ms);
    run.send(signal);
    const ProgramRun ended = run.wait();
    press.before_each({});
    CAPTURE(ended.err);
    CHECK(ended.status == 3);
    CHECK_FALSE(ended.err.empty());
    check_whole(desk);
    check_carries_on(desk);
  }
}

TEST_CASE("a host that no name server knows costs the other feeds nothing") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  std::string yaml = bytes_of(desk.path("feeds.yaml"));
  yaml.insert(yaml.find("feeds:\n") + 7, "  - url: http://nowhere.invalid/feed\n");
  write_bytes(desk.path("feeds.yaml"), yaml);
  const ProgramRun run = desk.update(kDates[0], {"--json"});
  CAPTURE(run.err);
  CHECK(run.status == 3);
  CHECK(contains(run.err, "nowhere.invalid"));
  CHECK(last_line(run.out).at("feeds_failed") == 1);
  CHECK(last_line(run.out).at("versions_published").size() == 1);
}

TEST_CASE("a proxy that is gone, or dies half way, fails the feeds and nothing else") {
  ExamplePress& press = the_press();
  const Desk desk{press};
  const std::string yaml = bytes_of(desk.path("feeds.yaml"));
  const auto set_proxy = [&](int port) {
    std::string with = yaml;
    with.insert(with.find("defaults:\n") + 10,
                "  proxy: http://127.0.0.1:" + std::to_string(port) + "\n");
    write_bytes(desk.path("feeds.yaml"), with);
  };
  int port = 0;
  {
    std::atomic<int> calls = 0;
    const HttpServer proxy{[&](const HttpCall&) {
      // It answers robots.txt and then cuts every answer short.
      if (++calls <= 3) return HttpReply{.status = 404, .body = ""};
      return HttpReply{.status = 502, .body = "gone"};
    }};
    port = proxy.port();
    set_proxy(port);
    const ProgramRun dying = desk.update(kDates[0]);
    CAPTURE(dying.err);
    CHECK(dying.status == 3);
    check_whole(desk);
  }
  const ProgramRun dead = desk.update(kDates[0], {"--all"});
  CAPTURE(dead.err);
  CHECK(dead.status == 3);
  check_whole(desk);
  write_bytes(desk.path("feeds.yaml"), yaml);
  check_carries_on(desk);
}

// --- Damage

struct Damage {
  std::string file, what;
  bool is_cut = false;
};

// Flips a bit of a file, or cuts it, somewhere.
Damage damage(const fs::path& file, std::mt19937& random) {
  std::string bytes = bytes_of(file.string());
  std::uniform_int_distribution<std::size_t> place{0, bytes.size() - 1};
  const std::size_t at = place(random);
  Damage done{file.filename().string(), "", random() % 3 == 0};
  if (done.is_cut) {
    bytes.resize(at);
    done.what = "cut at " + std::to_string(at);
  } else {
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (random() % 8)));
    done.what = "bit flipped in byte " + std::to_string(at);
  }
  write_bytes(file.string(), bytes);
  return done;
}

std::vector<fs::path> files_of(const std::string& store, const std::string& kind) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator{store}) {
    const std::string name = file.path().filename().string();
    if (contains(name, kind) && file.is_regular_file() && file.file_size() > 0) {
      files.push_back(file.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

// Everything that readers of a store are shown, or the trouble that they are told of.
std::string told_to_readers(const Desk& desk) {
  std::string told;
  for (const std::vector<std::string>& question : {std::vector<std::string>{"claims", "--json"},
                                                   {"history", kExampleId, "--json"},
                                                   {"show", kExampleId, "--format", "json"}}) {
    const ProgramRun run = desk.run(question);
    told += std::to_string(run.status) + run.out;
  }
  return told;
}

void check_damage(const std::string& kind, const Desk& whole, ExamplePress& press,
                  const std::string& backup) {
  const std::string expected = told_to_readers(whole);
  std::map<std::string, int> outcomes;
  std::mt19937 random{20260302};
  const std::size_t tries = rounds(6);
  for (std::size_t i = 0; i < tries; ++i) {
    const Desk desk{press};
    fs::copy(whole.path("store"), desk.path("store"));
    const auto files = files_of(desk.path("store"), kind);
    REQUIRE_FALSE(files.empty());
    const Damage done = damage(files[random() % files.size()], random);
    CAPTURE(done.file, done.what);
    const ProgramRun doctor = desk.run({"doctor"});
    CAPTURE(doctor.out, doctor.err);
    if (doctor.status == 0) {
      // Not seen: then nothing that anybody reads may differ.
      ++outcomes["harmless"];
      CHECK(told_to_readers(desk) == expected);
      continue;
    }
    ++outcomes["named"];
    CHECK(doctor.status == 1);
    fs::remove_all(desk.path("store"));
    CHECK(desk.run({"restore", backup}).status == 0);
    CHECK(told_to_readers(desk) == expected);
  }
  tell("damaged " + kind, outcomes);
  CHECK(outcomes["named"] > 0);
}

// A store whose last run was killed before it could move its log into a table.
void leave_a_log(const Desk& desk) {
  for (int wait = 40; wait < 4'000; wait += 10) {
    fs::remove_all(desk.path("store"));
    StartedProgram cut_off{desk.update_command(kDates[0])};
    std::this_thread::sleep_for(std::chrono::milliseconds{wait});
    cut_off.kill_now();
    cut_off.wait();
    if (!fs::exists(desk.path("store"))) continue;
    const auto logs = files_of(desk.path("store"), ".log");
    if (!logs.empty() && fs::file_size(logs.back()) > 10'000) return;
  }
  FAIL("no run could be killed in time");
}

TEST_CASE("a log that is damaged before its end is told, and not read as if it ended there") {
  ExamplePress& press = the_press();
  const Desk whole{press};
  leave_a_log(whole);
  const std::string expected = told_to_readers(whole);
  const std::string backup = whole.path("backup");
  REQUIRE(whole.run({"backup", backup}).status == 0);
  const Desk undisturbed_week{press};
  REQUIRE(undisturbed_week.update(kDates[0]).status == 0);
  const std::string first_week = claims_of(undisturbed_week);
  std::map<std::string, int> outcomes;
  std::mt19937 random{20260302};
  const std::size_t tries = rounds(6);
  for (std::size_t i = 0; i < tries; ++i) {
    const Desk desk{press};
    fs::copy(whole.path("store"), desk.path("store"));
    const fs::path log = files_of(desk.path("store"), ".log").back();
    const Damage done = damage(log, random);
    CAPTURE(log.string(), done.what);
    const ProgramRun doctor = desk.run({"doctor"});
    const ProgramRun update = desk.update(kDates[0]);
    CAPTURE(doctor.out, doctor.err, update.err);
    if (update.status == 0) {
      // What was lost is the end of the log, which cannot be told from a kill: it is fetched again.
      ++outcomes[done.is_cut ? "cut: as after a kill" : "flipped: as after a kill"];
      CHECK(desk.run({"doctor"}).status == 0);
      CHECK(claims_of(desk) == first_week);
      continue;
    }
    ++outcomes[done.is_cut ? "cut: named" : "flipped: named"];
    CHECK(update.status == 1);
    // A run that was killed when it had told how much it wrote is missed by that count.
    CHECK((contains(update.err, log.filename().string()) ||
           (done.is_cut && contains(update.err, "a log was cut"))));
    CHECK(doctor.status == 1);
    fs::remove_all(desk.path("store"));
    CHECK(desk.run({"restore", backup}).status == 0);
    CHECK(told_to_readers(desk) == expected);
  }
  tell("damaged log", outcomes);
  CHECK(outcomes["flipped: named"] > 0);
}

TEST_CASE("damage to a store's files is named by the doctor, and a backup brings all of it back") {
  ExamplePress& press = the_press();
  const Desk whole{press};
  for (const std::string& date : kDates) REQUIRE(whole.update(date).status == 0);
  const std::string backup = whole.path("backup");
  REQUIRE(whole.run({"backup", backup}).status == 0);
  for (const std::string kind : {".sst", "MANIFEST", "CURRENT"}) {
    DYNAMIC_SECTION(kind) {
      check_damage(kind, whole, press, backup);
    }
  }
}

}  // namespace
}  // namespace dossier
