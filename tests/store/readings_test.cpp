// Texts read again: what a better extractor finds takes the place of what stood there, and what
// stood there stays to be read.

#include <catch2/catch.hpp>

#include "store/doctor.h"
#include "tests/store/raw_database.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

constexpr const char* kText = "Kimi K2 is out. GLM-5 is late.";

Claim released(const std::string& model, TextSpan evidence) {
  Claim claim;
  claim.content = Release{"", model, "", "", "", false, {}};
  claim.evidence = evidence;
  claim.rule = "better";
  return claim;
}

// The sample's own find, and another one.
Rereading better_reading(const Document& document) {
  return {document.source.id,
          1,
          document.mentions,
          document.passages,
          {document.claims.front().claim, released("GLM-5", {16, 30})},
          at("2026-06-01T00:00:00Z"),
          "dossier/2"};
}

void check_whole(const std::string& place) {
  const auto tell = [](const Breach& breach) {
    FAIL_CHECK(breach.subject + ": " + breach.message);
  };
  CHECK(value_of(examine(place, Treatment::look, tell)).breaches == 0);
}

std::vector<std::string> ids(const std::vector<StoredClaim>& claims) {
  std::vector<std::string> ids;
  for (const StoredClaim& claim : claims) ids.push_back(claim.id);
  return ids;
}

TEST_CASE("another reading takes the place of the claims, which stay readable by id and by time") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  const Document document = sample_document("a", kText);
  const std::string kept = document.claims.front().id;
  {
    Store store = value_of(Store::open(place));
    add(store, document);
    const auto done = value_of(store.read_again(better_reading(document)));
    CHECK(done.changed);
    CHECK(done.gained == 1);
    CHECK(done.lost == 0);
    CHECK(value_of(store.claims("a")).size() == 2);

    // A third reading finds nothing at all.
    Rereading empty = better_reading(document);
    empty.claims.clear();
    empty.read = at("2026-07-01T00:00:00Z");
    CHECK(value_of(store.read_again(empty)).lost == 2);
    CHECK(value_of(store.claims("a")).empty());
    CHECK(value_of(store.claim(kept)).value().id == kept);

    CHECK(ids(value_of(store.claims_as_of("a", 1, at("2026-05-03T00:00:00Z")))) ==
          std::vector{kept});
    CHECK(value_of(store.claims_as_of("a", 1, at("2026-06-02T00:00:00Z"))).size() == 2);
    CHECK(value_of(store.claims_as_of("a", 1, at("2026-07-02T00:00:00Z"))).empty());
    CHECK(value_of(store.readings("a", 1)).size() == 2);
  }
  check_whole(place);
}

TEST_CASE("a reading arrives once, and one that finds the same leaves no trace") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  const Document document = sample_document("a", kText);
  add(store, document);
  CHECK_FALSE(value_of(store.read_again({"a",
                                         1,
                                         document.mentions,
                                         document.passages,
                                         {document.claims.front().claim},
                                         {},
                                         "same"}))
                  .changed);
  CHECK(value_of(store.last_arrival()) == 1);

  CHECK(value_of(store.read_again(better_reading(document))).changed);
  CHECK_FALSE(value_of(store.read_again(better_reading(document))).changed);
  const auto arrivals = value_of(store.arrivals());
  REQUIRE(arrivals.size() == 2);
  CHECK(arrivals[1].reading == 2);
  CHECK(arrivals[1].revision == 1);
}

TEST_CASE("only the latest revision is read again") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    Store store = value_of(Store::open(place));
    const Document first = sample_document("a", kText);
    add(store, first);
    CHECK(value_of(store.read_again(better_reading(first))).changed);
    add(store, sample_document("a", "Kimi K2 is here."));
    CHECK(message_of(store.read_again(better_reading(first))) ==
          "source a: revision 1 is not its latest, 2");
    CHECK(message_of(store.read_again({"b", 1, {}, {}, {}, {}, ""})) == "no source b");
  }
  check_whole(place);
}

TEST_CASE("the doctor names a reading that is missing") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    Store store = value_of(Store::open(place));
    const Document document = sample_document("a", kText);
    add(store, document);
    CHECK(value_of(store.read_again(better_reading(document))).changed);
  }
  with_database(place, [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
    const std::string key = schema::reading_key(schema::Kind::reading, "a", 1, 2);
    REQUIRE(db.Delete(rocksdb::WriteOptions{}, key).ok());
  });
  std::vector<std::string> lines;
  static_cast<void>(examine(place, Treatment::look, [&](const Breach& breach) {
    lines.push_back(breach.subject + ": " + breach.message);
  }));
  CHECK(lines ==
        std::vector<std::string>{
            "source a revision 1: claims of reading 1 are kept, and reading 2 is missing"});
}

}  // namespace
}  // namespace dossier
