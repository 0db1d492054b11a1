// What was backed up comes back whole, beside a writer at work, from a damaged disk not at all.

#include "store/backup.h"

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "store/decision.h"
#include "store/doctor.h"
#include "store/snapshot.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

std::string filler(int seed) {
  std::string text = "Kimi K2 is out.";
  for (int i = 0; i < 2'000; ++i) text += " w" + std::to_string(i * 7919 + seed);
  return text;
}

std::size_t breaches_of(const std::string& place) {
  return value_of(examine(place, Treatment::look,
                          [](const Breach& breach) {
                            UNSCOPED_INFO(breach.subject + ": " + breach.message);
                          }))
      .breaches;
}

std::uintmax_t bytes_under(const std::string& place) {
  std::uintmax_t bytes = 0;
  for (const auto& file : fs::recursive_directory_iterator{place}) {
    if (file.is_regular_file()) bytes += file.file_size();
  }
  return bytes;
}

TEST_CASE("a backup comes back as the store that it was taken of") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "deep/backups";
  {
    Store writer = value_of(Store::open(store));
    add(writer, sample_document("a", "Kimi K2 is out."), "a");
  }
  const Backup first = value_of(back_up(store, place, 7));
  CHECK(first.number == 1);
  {
    Store writer = value_of(Store::open(store));
    add(writer, sample_document("b", "Kimi K2 is late."), "b");
  }
  CHECK(value_of(back_up(store, place, 7)).number == 2);
  CHECK(value_of(backups(place)).size() == 2);

  CHECK(value_of(restore(place, 0, directory / "last")).number == 2);
  fs::create_directory(directory / "old");  // Empty is as good as absent
  CHECK(value_of(restore(place, 1, directory / "old/")).number == 1);
  CHECK(breaches_of(directory / "last") == 0);
  CHECK(breaches_of(directory / "old") == 0);
  CHECK(value_of(value_of(Store::open(directory / "last")).text("b")) == "Kimi K2 is late.");
  Store old = value_of(Store::open(directory / "old"));
  CHECK_FALSE(value_of(old.source("b")));
  add(old, sample_document("c", "Kimi K2 is here."), "c");  // It is a store like any other
}

TEST_CASE("editors' decisions come back with the store, as far as they were acknowledged") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "backups";
  {
    Store writer = value_of(Store::open(store));
    add(writer, sample_document("a", "Kimi K2 is out."), "a");
  }
  Decision decision;
  decision.kind = DecisionKind::mute_source;
  decision.subject = "a";
  decision.who = "ada";
  const Decision first = value_of(append_decision(store, decision));
  std::ofstream{journal_path(store), std::ios::app} << "{\"half a l";
  value_of(back_up(store, place, 7));
  value_of(restore(place, 0, directory / "restored"));
  const auto restored = value_of(read_decisions(directory / "restored"));
  REQUIRE(restored.size() == 1);
  CHECK(restored[0].hash == first.hash);
  CHECK(breaches_of(directory / "restored") == 0);
  CHECK(value_of(append_decision(directory / "restored", decision)).number == 2);
}

TEST_CASE("a backup costs what is new, and old ones go") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "backups";
  {
    Store writer = value_of(Store::open(store));
    for (int i = 0; i < 40; ++i) add(writer, sample_document(std::to_string(i), filler(i)));
  }
  static_cast<void>(value_of(back_up(store, place, 2)));
  const std::uintmax_t once = bytes_under(place);
  for (int i = 0; i < 3; ++i) static_cast<void>(value_of(back_up(store, place, 2)));
  CHECK(bytes_under(place) < once + once / 4);
  const std::vector<Backup> kept = value_of(backups(place));
  REQUIRE(kept.size() == 2);
  CHECK((kept[0].number == 3 && kept[1].number == 4));
  CHECK(message_of(restore(place, 1, directory / "old")) ==
        "no backup 1 at " + place + "; they are 3 to 4");
}

TEST_CASE("backups are taken beside a writer that goes on, each of one instant") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "backups";
  Store writer = value_of(Store::open(store));
  add(writer, sample_document("0", filler(0)), "0");
  std::jthread writing{[&](const std::stop_token& stop) {
    for (int i = 1; i < 3'000 && !stop.stop_requested(); ++i) {
      const Document document = sample_document(std::to_string(i), filler(i));
      if (!writer.add_document(document, "https://news.example/feed", document.source.id, {})) {
        return;
      }
    }
  }};
  std::vector<std::uint32_t> numbers;
  for (int i = 0; i < 4; ++i) numbers.push_back(value_of(back_up(store, place, 7)).number);
  writing.request_stop();
  writing.join();
  std::size_t before = 0;
  for (const std::uint32_t number : numbers) {
    const std::string restored = directory / ("restored" + std::to_string(number));
    static_cast<void>(value_of(restore(place, number, restored)));
    CHECK(breaches_of(restored) == 0);
    const std::uint64_t arrivals = value_of(value_of(Store::open(restored)).last_arrival());
    CHECK(arrivals >= std::max<std::size_t>(before, 1));
    before = arrivals;
  }
  CHECK(breaches_of(store) == 0);
}

TEST_CASE("a snapshot leaves nothing behind, not even that of a run that was killed") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store";
  { const Store writer = value_of(Store::open(store)); }
  fs::create_directory(fs::path{store} / "snapshot-killed");
  {
    const Snapshot snapshot = value_of(Snapshot::take(store));
    const Snapshot other = value_of(Snapshot::take(store));
    CHECK(fs::exists(snapshot.path()));  // The other one left it alone
    CHECK_FALSE(fs::exists(fs::path{store} / "snapshot-killed"));
  }
  for (const auto& file : fs::directory_iterator{store}) {
    CHECK_FALSE(file.path().filename().string().starts_with("snapshot"));
  }
}

TEST_CASE("what cannot be backed up or restored is told plainly, and nothing is left half done") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "backups";
  CHECK(message_of(back_up(store, place, 7)) == "no store at " + store);
  CHECK(message_of(restore(place, 0, directory / "r")) == "no backup at " + place);
  CHECK(message_of(backups(place)) == "no backup at " + place);
  {
    Store writer = value_of(Store::open(store));
    for (int i = 0; i < 4; ++i) add(writer, sample_document(std::to_string(i), filler(i)));
  }
  fs::create_directory(directory / "photos");
  std::ofstream{directory / "photos/one"} << "x";
  CHECK(message_of(back_up(store, directory / "photos", 7)) ==
        (directory / "photos") + " is not empty and holds no backups");
  static_cast<void>(value_of(back_up(store, place, 7)));
  CHECK(message_of(restore(place, 0, store)) ==
        "store " + store + " is not empty: restore to another");

  fs::path largest;
  for (const auto& file : fs::recursive_directory_iterator{place}) {
    if (file.path().extension() == ".sst" &&
        (largest.empty() || file.file_size() > fs::file_size(largest))) {
      largest = file.path();
    }
  }
  REQUIRE_FALSE(largest.empty());
  {
    std::fstream file{largest, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(100);
    file.put('\x7F').put('\x01');
  }
  const auto damaged = restore(place, 0, directory / "r");
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::corrupt);
  CHECK(damaged.error().message.starts_with("backup 1 at " + place + " is damaged: "));
  CHECK_FALSE(fs::exists(directory / "r"));
  CHECK_FALSE(fs::exists(directory / "r.restoring"));
}

TEST_CASE("a backup that the disk has no room for is told, and the earlier one stays") {
  const TemporaryDirectory directory;
  const std::string store = directory / "store", place = directory / "backups";
  {
    Store writer = value_of(Store::open(store));
    add(writer, sample_document("a", "Kimi K2 is out."), "a");
  }
  static_cast<void>(value_of(back_up(store, place, 7)));
  {
    Store writer = value_of(Store::open(store));
    for (int i = 0; i < 40; ++i) add(writer, sample_document(std::to_string(i), filler(i)));
  }
  // A limit on the size of files stands in for a full disk.
  struct rlimit before {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  struct rlimit limited = before;
  limited.rlim_cur = 50'000;
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &limited) == 0);
  const auto full = back_up(store, place, 7);
  const auto unwritten = restore(place, 0, directory / "ok");
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  static_cast<void>(std::signal(SIGXFSZ, handler));
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::unavailable);
  CHECK(unwritten.has_value());  // The first one is small
  CHECK(breaches_of(directory / "ok") == 0);
  CHECK(breaches_of(store) == 0);
  static_cast<void>(value_of(back_up(store, place, 7)));
  CHECK(value_of(restore(place, 0, directory / "all")).number >= 2);
  CHECK(breaches_of(directory / "all") == 0);
}

}  // namespace
}  // namespace dossier
