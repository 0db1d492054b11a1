// Every promise, broken one at a time behind the store's back, is named, and what is derived is
// made again.

#include "store/doctor.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "store/decision.h"
#include "store/record_json.h"
#include "tests/store/raw_database.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

using schema::Kind;

constexpr const char* kFeed = "https://news.example/feed";

std::vector<std::string> lines_of(const std::string& place, Treatment treatment) {
  std::vector<std::string> lines;
  const Checkup checkup = value_of(examine(place, treatment, [&](const Breach& breach) {
    lines.push_back(breach.subject + ": " + breach.message + (breach.repaired ? " *" : ""));
  }));
  CHECK(checkup.breaches == lines.size());
  return lines;
}

// Two sources, one of them in two revisions, a copy, a topic, a pending entry and a version.
void fill(const std::string& place) {
  Store store = value_of(Store::open(place));
  add(store, sample_document("a", "Kimi K2 is out."), "a");
  add(store, sample_document("b", "Kimi K2 is late."), "b");
  add(store, sample_document("b", "Kimi K2 is here."), "b");
  succeed(store.mark_copy("b", "a"));
  succeed(store.put_topic("gap", {"terms", 3, "composed"}, {{"a", 1, {0}}}));
  EntryState pending;
  pending.pending = true;
  succeed(store.put_entry_state(kFeed, "c", pending));
  succeed(store.publish({"gap", 1, at("2026-05-17T00:00:00Z"), "# One", "<p>", "{}", "r"}));
  succeed(store.append_run(at("2026-05-17T00:00:00Z"), "{}"));
}

std::string as_json(const Document& document, void (*change)(StoredClaim&)) {
  StoredClaim claim = document.claims.front();
  change(claim);
  return dump_json(stored_claim_to_json(claim));
}

TEST_CASE("a store that is whole gives the doctor nothing to tell") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  fill(place);
  CHECK(lines_of(place, Treatment::look).empty());
  CHECK(lines_of(place, Treatment::repair).empty());
  std::uint64_t claims = 0;
  for (const KindUse& use : value_of(disk_use(place))) {
    if (use.kind == "claims") claims = use.records;
  }
  CHECK(claims == 3);
}

TEST_CASE("the doctor makes no store where there is none") {
  const TemporaryDirectory directory;
  for (const Treatment treatment : {Treatment::look, Treatment::repair}) {
    const auto none = examine(directory / "store", treatment, [](const Breach&) {});
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::not_found);
  }
}

struct Damage {
  const char* name;
  void (*strike)(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes);
  std::vector<std::string> told;
  bool repairable = false;
};

void put(rocksdb::DB& db, const std::string& key, const std::string& value) {
  REQUIRE(db.Put({}, key, value).ok());
}
void drop(rocksdb::DB& db, const std::string& key) {
  REQUIRE(db.Delete({}, key).ok());
}

const Document& document_a() {
  static const Document document = sample_document("a", "Kimi K2 is out.");
  return document;
}

const std::string kClaimA = document_a().claims.front().id;
const std::string kRawA = content_hash(document_a().raw);

const std::vector<Damage> kDamages{
    {"a text is gone",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Delete({}, bytes, schema::text_key("a", 1)).ok());
     },
     {"source a revision 1: its text is missing"}},
    {"a text is another",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Put({}, bytes, schema::text_key("a", 1), "Kimi K3 is out.").ok());
     },
     {"source a revision 1: its text is not the one that was stored"}},
    {"raw bytes are gone",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Delete({}, bytes, schema::raw_key(kRawA)).ok());
     },
     {"source a revision 1: its raw bytes are missing"}},
    {"raw bytes are others",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Put({}, bytes, schema::raw_key(kRawA), "<p>").ok());
     },
     {"source a revision 1: its raw bytes are not as fetched"}},
    {"raw bytes are nobody's",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Put({}, bytes, schema::raw_key("0"), "<p>").ok());
     },
     {"raw bytes 0: no revision was made of them"}},
    {"a passage and a mention reach beyond the text",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::revision_key(Kind::passages, "a", 1),
           dump_json(passages_to_json({{{0, 99}, {}, {}}})));
       put(db, schema::revision_key(Kind::mentions, "a", 1),
           dump_json(mentions_to_json({{{98, 99}, NameKind::model, "Kimi K2", {}, "test"}})));
     },
     {"source a revision 1: a passage lies outside its text",
      "source a revision 1: a mention lies outside its text"}},
    {"a claim's evidence was moved",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_key("a", 1, 0), as_json(document_a(), [](StoredClaim& claim) {
             claim.evidence_text = "Kimi K3 is out.";
           }));
     },
     {"source a revision 1 claim 0 (" + kClaimA +
      "): its evidence is not what the text says "
      "there"}},
    {"a claim's evidence lies beyond the text",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_key("a", 1, 0), as_json(document_a(), [](StoredClaim& claim) {
             claim.claim.evidence = {14, 99};
           }));
     },
     {"source a revision 1 claim 0 (" + kClaimA + "): its evidence lies outside the text"}},
    {"a claim cannot be read",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_key("a", 1, 0), "{\"id\"");
     },
     {"source a revision 1 claim 0: cannot be read: not JSON: stopped at byte 6",
      "claim id " + kClaimA + ": it leads to no claim *"}},
    {"a claim's id leads nowhere",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) { drop(db, schema::claim_id_key(kClaimA)); },
     {"source a revision 1 claim 0 (" + kClaimA + "): its id leads nowhere *"},
     true},
    {"a claim's id leads to another claim",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_id_key(kClaimA), schema::claim_key("b", 1, 0));
     },
     {"source a revision 1 claim 0 (" + kClaimA + "): its id leads elsewhere *"},
     true},
    {"an id leads to no claim",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_id_key("x"), schema::claim_key("b", 1, 7));
     },
     {"claim id x: it leads to no claim *"},
     true},
    {"claims of no revision",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::claim_key("z", 1, 0), "{}");
     },
     {"source z revision 1: claims of it are there, and it is not"}},
    {"the first revision is gone",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       drop(db, schema::revision_key(Kind::source, "b", 1));
     },
     {"source b revision 2: a revision before it is missing",
      "raw bytes " + content_hash("<p>Kimi K2 is late.</p>") + ": no revision was made of them",
      "source b revision 1: claims of it are there, and it is not",
      "source b revision 1: passages of it are there, and it is not",
      "source b revision 1: mentions of it are there, and it is not",
      "source b revision 1: a text of it are there, and it is not",
      "arrival 2: source b revision 1 is not there"}},
    {"the last arrival is missing",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       drop(db, schema::number_key(Kind::arrival, 3));
     },
     {"source b revision 2: it never arrived *"},
     true},
    {"an arrival in between is missing",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       drop(db, schema::number_key(Kind::arrival, 2));
     },
     {"arrival 3: the one before it is 1", "source b revision 1: it never arrived *"}},
    {"a topic has seen more than came",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::topic_key("gap"), dump_json(topic_state_to_json({"terms", 9, ""})));
     },
     {"topic gap: it has seen arrivals that are not there *"},
     true},
    {"a member is no source",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::member_key("gap", "z"), dump_json(topic_member_to_json({"z", 1, {0}})));
     },
     {"topic gap member z: revision 1 is not there *"},
     true},
    {"a member's passage is not there",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::member_key("gap", "a"), dump_json(topic_member_to_json({"a", 1, {0, 4}})));
     },
     {"topic gap member a: a passage is not there *"},
     true},
    {"a copy of a copy",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::copy_key("a"), dump_json(copy_mark_to_json({"b", false})));
     },
     {"copy a: its original b is a copy itself", "copy b: its original a is a copy itself"}},
    {"a copy of nothing",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::copy_key("b"), dump_json(copy_mark_to_json({"z", false})));
     },
     {"copy b: its original z is not there"}},
    {"an entry's source is not there",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       EntryState state;
       state.source = "z";
       put(db, schema::entry_key(Kind::entry, kFeed, "a"), dump_json(entry_state_to_json(state)));
     },
     {"entry a of feed " + content_hash(kFeed) + ": its source z is not there"}},
    {"the index of pending entries is wrong both ways",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       drop(db, schema::entry_key(Kind::pending, kFeed, "c"));
       put(db, schema::entry_key(Kind::pending, kFeed, "a"), "");
     },
     {"entry c of feed " + content_hash(kFeed) + ": it is pending, and not listed so *",
      "entry a of feed " + content_hash(kFeed) + ": it is listed as pending, and is not *"},
     true},
    {"a version's bytes were altered, and another's left behind",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* bytes) {
       REQUIRE(db.Put({}, bytes, schema::version_bytes_key("gap", 1, 'm'), "# Two").ok());
       REQUIRE(db.Delete({}, bytes, schema::version_bytes_key("gap", 1, 'h')).ok());
       REQUIRE(db.Put({}, bytes, schema::version_bytes_key("gap", 2, 'm'), "# Two").ok());
     },
     {"dossier gap v1: its part m is not what was published",
      "dossier gap v1: its part h is missing",
      "dossier gap v2: bytes of it are there, and it is not"}},
    {"a version is skipped",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, schema::version_key("gap", 3), "{}");
     },
     {"dossier gap v3: a version before it is missing",
      "dossier gap v3: cannot be read: /published: expected a time"}},
    {"records that no number fits",
     [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle*) {
       put(db, "q1", "{}");
       put(db, "u1", "{}");
       put(db, "sz", "{}");
       put(db, "v", "{}");
       put(db, "c", "{}");
       put(db, "e", "{}");
       put(db, "p", "");
       put(db, "d", "");
       put(db, schema::revision_key(Kind::member, "gap", 1), "7");
     },
     {}},
};

TEST_CASE("each breach is named, and repaired if it is of what is derived") {
  for (const Damage& damage : kDamages) {
    CAPTURE(damage.name);
    const TemporaryDirectory directory;
    const std::string place = directory / "store";
    fill(place);
    with_database(place, damage.strike);
    std::vector<std::string> told = lines_of(place, Treatment::look);
    std::vector<std::string> expected = damage.told;
    for (std::string& line : expected) {
      if (line.ends_with(" *")) line.resize(line.size() - 2);
    }
    if (!expected.empty()) CHECK(told == expected);
    CHECK_FALSE(told.empty());
    const std::vector<std::string> treated = lines_of(place, Treatment::repair);
    if (!damage.told.empty()) CHECK(treated == damage.told);
    if (damage.repairable) CHECK(lines_of(place, Treatment::look).empty());
    if (damage.repairable) CHECK(value_of(Store::open(place)).last_arrival().value() == 3);
  }
}

TEST_CASE("a decision on what is gone is named, and so is a journal that was altered") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  fill(place);
  const auto decide = [&](DecisionKind kind, const std::string& subject) {
    Decision decision;
    decision.kind = kind;
    decision.subject = subject;
    decision.who = "ada";
    decision.why = "a test";
    value_of(append_decision(place, decision));
  };
  decide(DecisionKind::mute_source, "a");
  decide(DecisionKind::dismiss_tension, "long gone with reason");
  CHECK(lines_of(place, Treatment::look).empty());
  decide(DecisionKind::reject_claim, "c0ffee");
  decide(DecisionKind::mute_source, "nobody");
  const std::vector<std::string> told{"decision 3: its claim c0ffee is not there",
                                      "decision 4: its source nobody is not there"};
  CHECK(lines_of(place, Treatment::look) == told);
  CHECK(lines_of(place, Treatment::repair) == told);
  decide(DecisionKind::undo, "3");
  decide(DecisionKind::undo, "4");
  CHECK(lines_of(place, Treatment::look).empty());

  std::string journal;
  {
    std::ifstream file{journal_path(place)};
    journal.assign(std::istreambuf_iterator<char>{file}, {});
  }
  journal.replace(journal.find("nobody"), 6, "anyone");
  std::ofstream{journal_path(place)} << journal;
  CHECK(lines_of(place, Treatment::look) ==
        std::vector<std::string>{"decisions: " + journal_path(place) +
                                 ":4: altered since it was made"});
}

TEST_CASE("damage to a table is named with its file, whether or not a record led there") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  fill(place);
  value_of(Store::open(place));  // Flushes on closing
  std::string table;
  for (const auto& file : std::filesystem::directory_iterator{place}) {
    if (file.path().extension() == ".sst") table = file.path().string();
  }
  REQUIRE_FALSE(table.empty());
  std::fstream file{table, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(10);
  file.put('\x7f');
  file.close();
  std::string told;
  const auto looked = examine(place, Treatment::look, [&](const Breach& breach) {
    told += breach.subject + ": " + breach.message + '\n';
  });
  if (!looked) told = looked.error().message;  // It may be a table that opening reads
  CAPTURE(told, table);
  CHECK(told.find(std::filesystem::path{table}.filename().string()) != std::string::npos);
}

}  // namespace
}  // namespace dossier
