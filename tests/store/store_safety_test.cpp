// What the store promises when things go wrong: killed, full, held, altered, too new.

#include <rocksdb/db.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

#include "store/schema.h"
#include "store/store.h"
#include "tests/store/raw_database.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

namespace fs = std::filesystem;

// What a process killed at this instant leaves behind: the files as the system has them.
void copy_as_if_killed(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

fs::path log_of(const std::string& directory) {
  fs::path found;
  for (const auto& file : fs::directory_iterator{directory}) {
    if (file.path().extension() == ".log" && file.path() > found) found = file.path();
  }
  REQUIRE_FALSE(found.empty());
  return found;
}

TEST_CASE("a second writer is told that the store is held") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  const Store store = value_of(Store::open(place));
  const auto second = Store::open(place);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::busy);
  CHECK(second.error().message == "store " + place + " is held by another run");
}

TEST_CASE("a store can be opened again once it is closed or moved from") {
  const TemporaryDirectory directory;
  Store first = value_of(Store::open(directory / "one"));
  first = value_of(Store::open(directory / "two"));
  CHECK(Store::open(directory / "one").has_value());
}

TEST_CASE("short runs leave few tables, and write no large one again") {
  const TemporaryDirectory directory;
  const auto tables = [&] {
    std::set<std::pair<std::uintmax_t, std::string>> by_size;
    for (const auto& file : fs::directory_iterator{directory / "store"}) {
      if (file.path().extension() == ".sst") {
        by_size.emplace(file.file_size(), file.path().filename().string());
      }
    }
    return by_size;
  };
  {
    Store store = value_of(Store::open(directory / "store"));
    for (int i = 0; i < 200; ++i) {
      const std::string id = "source-" + std::to_string(i);
      add(store, sample_document(id, "Kimi K2 is " + id + "."), id);
    }
  }
  const auto large = *tables().rbegin();
  for (int run = 0; run < 20; ++run) {
    Store store = value_of(Store::open(directory / "store"));
    succeed(store.append_run(at("2026-05-02T08:00:00Z"), "{}"));
  }
  CHECK(tables().contains(large));
  CHECK(tables().size() < 20);
}

TEST_CASE("a store that was killed has each document whole or not at all, wherever its log ends") {
  const TemporaryDirectory directory;
  const std::string live = directory / "live", killed = directory / "killed";
  Store store = value_of(Store::open(live));
  const std::vector<std::string> ids = {"a", "b", "c"};
  std::string filler;
  for (int i = 0; i < 60; ++i) filler += " word" + std::to_string(i);
  for (const std::string& id : ids) {
    add(store, sample_document(id, "Kimi K2 is " + id + "." + filler), id);
  }
  const auto whole_size = fs::file_size(log_of(live));

  int cuts = 0;
  std::size_t most = 0;
  for (std::uintmax_t size = 0; size <= whole_size; size += 1 + whole_size / 40, ++cuts) {
    CAPTURE(size);
    copy_as_if_killed(live, killed);
    fs::resize_file(log_of(killed), size);
    // The very first bytes are those that make it a store at all.
    const auto reopened = Store::open(killed);
    REQUIRE(reopened.has_value());
    std::size_t present = 0;
    for (const std::string& id : ids) {
      const bool there = value_of(reopened->source(id)).has_value();
      const bool entry =
          value_of(reopened->entry_state("https://news.example/feed", id)).has_value();
      CHECK(there == entry);
      if (!there) continue;
      ++present;
      const Source source = value_of(reopened->source(id)).value();
      CHECK(value_of(reopened->claims(id)).size() == 1);
      CHECK(value_of(reopened->text(id)).starts_with("Kimi K2 is " + id));
      CHECK_FALSE(value_of(reopened->raw(source.raw_hash)).empty());
      CHECK(value_of(reopened->passages(id)).size() == 1);
      CHECK(value_of(reopened->mentions(id)).size() == 1);
    }
    CHECK(present >= most);  // And in the order in which they were written
    most = present;
  }
  CHECK(cuts > 30);
  copy_as_if_killed(live, killed);
  CHECK(value_of(value_of(Store::open(killed)).source("c")));
}

TEST_CASE("a document that the disk has no room for leaves nothing, and the next run carries on") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  Document large = sample_document("large", "Kimi K2 is large.");
  for (int i = 0; i < 200'000; ++i) large.raw += std::to_string(i * 7919);
  {
    Store store = value_of(Store::open(place));
    add(store, sample_document("small", "Kimi K2 is small."), "small");
    // A limit on the size of files stands in for a full disk.
    struct rlimit before {};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    struct rlimit limited = before;
    limited.rlim_cur = fs::file_size(log_of(place)) + 100'000;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limited) == 0);
    const auto added = store.add_document(large, "https://news.example/feed", "large", {});
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    static_cast<void>(std::signal(SIGXFSZ, handler));
    REQUIRE_FALSE(added);
    CHECK(added.error().code == ErrorCode::unavailable);
    CHECK_FALSE(value_of(store.source("large")));
  }
  Store store = value_of(Store::open(place));
  CHECK(value_of(store.source("small")));
  CHECK_FALSE(value_of(store.source("large")));
  CHECK_FALSE(value_of(store.entry_state("https://news.example/feed", "large")));
  add(store, large, "large");
  CHECK(value_of(store.source("large")));
}

TEST_CASE("a reader sees what was written before it came, beside a writer that goes on") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  Store writer = value_of(Store::open(place));
  add(writer, sample_document("a", "Kimi K2 is out."), "a");
  {
    const Store reader = value_of(Store::open_for_reading(place));
    add(writer, sample_document("b", "Kimi K2 is late."), "b");
    CHECK(value_of(reader.text("a")) == "Kimi K2 is out.");
    CHECK(value_of(reader.claims("a")).size() == 1);
    CHECK_FALSE(value_of(reader.source("b")));
  }
  const Store later = value_of(Store::open_for_reading(place));
  CHECK(value_of(later.text("b")) == "Kimi K2 is late.");
}

TEST_CASE("readers find every document of a writer that is at work") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  Store writer = value_of(Store::open(place));
  for (int i = 0; i < 40; ++i) {
    const std::string id = "s" + std::to_string(i);
    add(writer, sample_document(id, "Kimi K2 is number " + id + "."), id);
    if (i % 4 != 0) continue;
    const Store reader = value_of(Store::open_for_reading(place));
    CHECK(value_of(reader.text(id)) == "Kimi K2 is number " + id + ".");
  }
}

TEST_CASE("a reader leaves nothing behind and finds no store where there is none") {
  const TemporaryDirectory directory;
  const auto absent = Store::open_for_reading(directory / "store");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == ErrorCode::not_found);
  CHECK(absent.error().message == "no store at " + (directory / "store"));
  CHECK_FALSE(fs::exists(directory / "store"));

  const std::string readers = directory / "readers";
  fs::create_directory(readers);
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", readers.c_str(), 1);
  { const Store writer = value_of(Store::open(directory / "store")); }
  {
    const Store reader = value_of(Store::open_for_reading(directory / "store"));
    CHECK_FALSE(fs::is_empty(readers));
  }
  CHECK(fs::is_empty(readers));
  if (before == nullptr) {
    unsetenv("TMPDIR");
  } else {
    setenv("TMPDIR", kept.c_str(), 1);
  }
}

TEST_CASE("a newer format is refused, for reading and for writing") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  { const Store store = value_of(Store::open(place)); }
  with_database(place, [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
    REQUIRE(db.Put({}, schema::format_key(), std::to_string(schema::kFormat + 1)).ok());
  });
  for (const auto& open : {&Store::open, &Store::open_for_reading}) {
    const auto refused = open(place);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::malformed);
    CHECK(refused.error().message == "store " + place + " has format " +
                                         std::to_string(schema::kFormat + 1) +
                                         ", and this program knows up to " +
                                         std::to_string(schema::kFormat) + ": use a newer dossier");
  }
}

TEST_CASE("a store of format 1 is brought up to date when a writer opens it") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  Document first = sample_document("b", "Kimi K2 is out."),
           second = sample_document("a", "K3 too.");
  second.source.fetched = at("2026-05-03T08:00:00Z");
  {
    Store store = value_of(Store::open(place));
    add(store, first);
    add(store, second);
  }
  with_database(place, [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
    for (const schema::Kind kind : {schema::Kind::arrival, schema::Kind::claim_id}) {
      const std::string prefix = schema::kind_prefix(kind);
      REQUIRE(
          db.DeleteRange({}, db.DefaultColumnFamily(), prefix, schema::after_prefix(prefix)).ok());
    }
    REQUIRE(db.Put({}, schema::format_key(), "1").ok());
  });
  CHECK(message_of(Store::open_for_reading(place)) ==
        "store " + place + " is empty or of an older format: run `dossier update` first");
  const Store store = value_of(Store::open(place));
  const std::vector<Arrival> arrivals = value_of(store.arrivals());
  REQUIRE(arrivals.size() == 2);
  CHECK((arrivals[0].number == 1 && arrivals[0].source == "b"));
  CHECK((arrivals[1].number == 2 && arrivals[1].source == "a" && arrivals[1].revision == 1));
  CHECK(value_of(store.claim(first.claims.front().id)).has_value());
}

TEST_CASE("a store whose first run was killed while it was made is not ready, and becomes so") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* db = nullptr;
    REQUIRE(rocksdb::DB::Open(options, place, &db).ok());
    delete db;  // Without the family for bytes
  }
  CHECK(message_of(Store::open_for_reading(place)) ==
        "store " + place + " is empty or of an older format: run `dossier update` first");
  CHECK(Store::open(place).has_value());
  CHECK(Store::open_for_reading(place).has_value());
}

TEST_CASE("a database that is no store is left alone") {
  const TemporaryDirectory directory;
  const std::string place = directory / "other";
  with_database(place, [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
    REQUIRE(db.Put({}, "key", "value").ok());
  });
  const auto refused = Store::open(place);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::malformed);
  CHECK(refused.error().message == place + " holds a database that is no store");
}

TEST_CASE("what was altered behind the store's back is called corrupt, with its key") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    Store store = value_of(Store::open(place));
    add(store, sample_document("a", "Kimi K2 is out."));
    add(store, sample_document("b", "Kimi K2 is late."));
    succeed(store.publish({"gap", 1, at("2026-05-17T00:00:00Z"), "# One", "<p>", "{}", ""}));
  }
  with_database(place, [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
    REQUIRE(db.Put({}, schema::revision_key(schema::Kind::source, "a", 1), "{\"id\": 7}").ok());
    REQUIRE(db.Put({}, schema::claim_key("b", 1, 0), "{\"id\": \"x").ok());
    REQUIRE(db.Delete({}, bytes, schema::text_key("b", 1)).ok());
    REQUIRE(db.Put({}, bytes, schema::version_bytes_key("gap", 1, 'm'), "# Two").ok());
  });
  const Store store = value_of(Store::open(place));
  CHECK(store.source("a").error().code == ErrorCode::corrupt);
  CHECK(message_of(store.source("a")) ==
        "store " + place + ": record sa.....: /id: expected a text");
  CHECK(store.for_each_source([](const Source&) { return true; }).error().code ==
        ErrorCode::corrupt);
  CHECK(message_of(store.claims("b")) ==
        "store " + place + ": record cb.........: not JSON: stopped at byte 10");
  CHECK(message_of(store.text("b")) == "store " + place + ": record tb.....: missing");
  CHECK(message_of(store.version("gap", 1)) ==
        "store " + place + ": record vgap.....m: not the bytes that were published");
}

TEST_CASE("files that are no database are called corrupt, and a place that is a file unavailable") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  { const Store store = value_of(Store::open(place)); }
  std::ofstream{fs::path{place} / "CURRENT"} << "nonsense\n";
  const auto torn = Store::open(place);
  REQUIRE_FALSE(torn);
  CHECK(torn.error().code == ErrorCode::corrupt);

  std::ofstream{directory / "file"} << "text";
  const auto file = Store::open(directory / "file");
  REQUIRE_FALSE(file);
  CHECK(file.error().code == ErrorCode::unavailable);
}

TEST_CASE("keys keep sources, dossiers and entries apart") {
  using namespace schema;
  CHECK_FALSE(revision_key(Kind::source, "a1", 1).starts_with(source_prefix(Kind::source, "a")));
  CHECK(revision_key(Kind::source, "a", 255) < revision_key(Kind::source, "a", 256));
  CHECK(revision_key(Kind::source, "a", 9) < revision_key(Kind::source, "a1", 1));
  CHECK(revision_key(Kind::source, std::string_view{"a\0b", 3}, 1) ==
        revision_key(Kind::source, "ab", 1));
  CHECK(last_number(version_key("gap", 70'000)) == 70'000);
  CHECK(last_long_number(number_key(Kind::run, 1ULL << 40U)) == 1ULL << 40U);
  CHECK(first_text(version_key("gap", 1)) == "gap");
  CHECK(after_prefix("a\xFF") == "b");
  const auto alias = read_alias_key(alias_key(NameKind::person, "Ada", "A. L."));
  REQUIRE(alias);
  CHECK(alias->kind == NameKind::person);
  CHECK(alias->canonical == "Ada");
  CHECK(alias->spelling == "A. L.");
}

}  // namespace
}  // namespace dossier
