// What is put into a store is what comes out of it, also after it was closed.

#include "store/store.h"

#include <fmt/core.h>

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

constexpr const char* kFeed = "https://news.example/feed";

TEST_CASE("a document comes back as it was put in, from an open and from a reopened store") {
  const TemporaryDirectory directory;
  const Document document = sample_document("a1", "Kimi K2 is out. It leads.");
  {
    Store store = value_of(Store::open(directory / "store"));
    const Store::Added added = add(store, document);
    CHECK(added.new_source);
    CHECK_FALSE(added.new_revision);
    CHECK(added.revision == 1);
    CHECK(added.new_claims == 1);
    CHECK(value_of(store.text("a1")) == document.text);
  }
  Store store = value_of(Store::open(directory / "store"));
  const Source source = value_of(store.source("a1")).value();
  CHECK(source.url == document.source.url);
  CHECK(source.title == document.source.title);
  CHECK(source.published == document.source.published);
  CHECK_FALSE(source.updated);
  CHECK(source.text_hash == content_hash(document.text));
  CHECK(source.copy_of.empty());
  CHECK(value_of(store.text("a1")) == document.text);
  CHECK(value_of(store.raw(source.raw_hash)) == document.raw);
  CHECK(value_of(store.mentions("a1")).at(0).canonical == "Kimi K2");
  CHECK(value_of(store.passages("a1")).at(0).span == TextSpan{0, document.text.size()});
  const StoredClaim claim = value_of(store.claims("a1")).at(0);
  CHECK(claim.id == document.claims[0].id);
  CHECK(claim.evidence_text == "Kimi K2 is out.");
  CHECK(claim.support_texts == std::vector<std::string>{"Kimi"});
  CHECK(std::get<Release>(claim.claim.content).organization == "Moonshot AI");
}

TEST_CASE("what is not there is absent or not_found, as its function says") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  CHECK_FALSE(value_of(store.source("nobody")));
  CHECK(store.text("nobody").error().code == ErrorCode::not_found);
  CHECK(message_of(store.claims("nobody")) == "no source nobody");
  CHECK(store.raw("nobody").error().code == ErrorCode::not_found);
  CHECK(store.mark_copy("nobody", "").error().code == ErrorCode::not_found);
  CHECK_FALSE(value_of(store.feed_state(kFeed)));
  CHECK_FALSE(value_of(store.version("gap", 1)));
  CHECK(value_of(store.dossiers()).empty());
  add(store, sample_document("a1", "Kimi K2 is out."));
  CHECK(message_of(store.text("a1", 2)) == "source a1 has no revision 2");
  CHECK_FALSE(value_of(store.source("a")));
}

TEST_CASE("the same text again changes the entry's state and nothing else") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  Document document = sample_document("a1", "Kimi K2 is out.");
  add(store, document);
  document.source.title = "Another title";
  EntryState state;
  state.etag = "\"2\"";
  const Store::Added added = value_of(store.add_document(document, kFeed, "entry", state));
  CHECK_FALSE(added.new_source);
  CHECK_FALSE(added.new_revision);
  CHECK(added.revision == 1);
  CHECK(added.new_claims == 0);
  CHECK(value_of(store.source("a1"))->title == "About a1");
  const EntryState kept = value_of(store.entry_state(kFeed, "entry")).value();
  CHECK(kept.etag == "\"2\"");
  CHECK(kept.source == "a1");
}

TEST_CASE("another text is the next revision, and earlier ones stay readable") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  const std::string texts[] = {"Kimi K2 is out.", "Kimi K2 is late.", "Kimi K2 is out."};
  Document first = sample_document("a1", texts[0]);
  add(store, first);
  for (int revision : {2, 3}) {
    Document next = sample_document("a1", texts[revision - 1]);
    next.source.first_seen = next.source.fetched = at("2026-06-01T00:00:00Z");
    const Store::Added added = add(store, next);
    CHECK(added.new_revision);
    CHECK(added.revision == revision);
  }
  std::vector<std::string> ids;
  for (int revision : {1, 2, 3}) {
    CAPTURE(revision);
    CHECK(value_of(store.text("a1", revision)) == texts[revision - 1]);
    const StoredClaim claim = value_of(store.claims("a1", revision)).at(0);
    CHECK(claim.revision == revision);
    CHECK(claim.evidence_text == texts[revision - 1]);
    CHECK(std::ranges::find(ids, claim.id) == ids.end());
    ids.push_back(claim.id);
  }
  const Source latest = value_of(store.source("a1")).value();
  CHECK(latest.revision == 3);
  CHECK(latest.first_seen == first.source.first_seen);
  CHECK(latest.fetched == at("2026-06-01T00:00:00Z"));

  // A claim's id does not depend on the revision that the caller guessed.
  Document right = first;
  right.source.revision = 3;
  CHECK(store_claims(right.source, right.text, {first.claims[0].claim}).at(0).id == ids[2]);
}

TEST_CASE("sources are visited once each, by id, in their latest revision") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  for (const char* id : {"b", "a1", "a", "c"}) add(store, sample_document(id, "Kimi K2 is out."));
  add(store, sample_document("a", "Kimi K2 is late."));
  succeed(store.mark_copy("c", "a"));
  std::string seen;
  const auto show = [&](const Source& source) {
    seen += source.id + std::to_string(source.revision) + source.copy_of + " ";
    return true;
  };
  succeed(store.for_each_source(show));
  CHECK(seen == "a2 a11 b1 c1a ");
  seen.clear();
  succeed(store.for_each_source([&](const Source& source) { return show(source), false; }));
  CHECK(seen == "a2 ");
}

TEST_CASE("an editor's mark can be set and taken back") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  add(store, sample_document("a", "Kimi K2 is out."));
  add(store, sample_document("b", "Kimi K2 is late."));
  succeed(store.mark_copy("b", "a"));
  CHECK(value_of(store.source("b"))->copy_of == "a");
  succeed(store.mark_copy("b", ""));
  CHECK(value_of(store.source("b"))->copy_of.empty());
}

TEST_CASE("a feed's state and its entries are its own") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  FeedState state;
  state.url = kFeed;
  state.etag = "W/\"1\"";
  state.last_attempt = at("2026-05-02T08:00:00Z");
  state.failures = 2;
  state.last_error = "timed out";
  succeed(store.put_feed_state(state));
  const FeedState kept = value_of(store.feed_state(kFeed)).value();
  CHECK(kept.etag == state.etag);
  CHECK(kept.last_attempt == state.last_attempt);
  CHECK_FALSE(kept.last_success);
  CHECK(kept.failures == 2);
  CHECK(kept.last_error == "timed out");

  EntryState waiting;
  waiting.pending = true;
  waiting.failures = 1;
  const std::string odd_key{"\0\xFF guid", 7};
  succeed(store.put_entry_state(kFeed, "one", waiting));
  succeed(store.put_entry_state(kFeed, odd_key, waiting));
  succeed(store.put_entry_state(kFeed, "done", {}));
  succeed(store.put_entry_state("https://other.example/", "two", waiting));
  const auto pending = value_of(store.pending_entries(kFeed));
  REQUIRE(pending.size() == 2);
  CHECK(pending[0].key == odd_key);
  CHECK(pending[1].key == "one");
  CHECK(pending[1].state.failures == 1);
  CHECK(pending[1].entry.link == "one");  // No more was kept of it
  CHECK(value_of(store.feeds_waiting({"https://none.example/", kFeed, "https://x.example/"})) ==
        std::set<std::string>{kFeed});
  succeed(store.put_entry_state(kFeed, "one", {}));
  CHECK(value_of(store.pending_entries(kFeed)).size() == 1);
}

TEST_CASE("an entry that waits for its page is kept as the feed gave it") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  PendingEntry waiting{"https://a.example/1", {}, {}};
  waiting.entry.link = "https://a.example/1?from=feed";
  waiting.entry.title = "One";
  waiting.entry.summary_html = "<p>In short</p>";
  waiting.entry.published = at("2026-05-02T08:00:00Z");
  waiting.entry.authors = {{"Ada", "ada@a.example", ""}};
  succeed(store.put_pending(kFeed, waiting));
  CHECK(value_of(store.count_pending(kFeed)) == 1);
  PendingEntry kept = value_of(store.pending_entries(kFeed)).at(0);
  CHECK(kept.state.pending);
  CHECK(kept.entry.link == waiting.entry.link);
  CHECK(kept.entry.title == "One");
  CHECK(kept.entry.summary_html == "<p>In short</p>");
  CHECK(kept.entry.published == waiting.entry.published);
  CHECK(kept.entry.authors.at(0).name == "Ada");

  kept.state.failures = 2;  // Another try failed: the entry stays
  succeed(store.put_entry_state(kFeed, kept.key, kept.state));
  CHECK(value_of(store.pending_entries(kFeed)).at(0).entry.title == "One");
  kept.state.pending = false;
  succeed(store.put_entry_state(kFeed, kept.key, kept.state));
  CHECK(value_of(store.count_pending(kFeed)) == 0);
}

TEST_CASE("robots.txt is kept by origin") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  CHECK_FALSE(value_of(store.robots("https://a.example")));
  succeed(
      store.put_robots("https://a.example", {200, "User-agent: *", at("2026-05-02T08:00:00Z")}));
  const RobotsRecord kept = value_of(store.robots("https://a.example")).value();
  CHECK(kept.status == 200);
  CHECK(kept.body == "User-agent: *");
  CHECK(kept.fetched == at("2026-05-02T08:00:00Z"));
}

TEST_CASE("spellings of a name are gathered over all documents") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  add(store, sample_document("a", "Kimi K2 is out."));
  add(store, sample_document("b", "Kimi-K2 now leads."));
  Document document = sample_document("c", "Moonshot AI is here.");
  document.mentions[0].kind = NameKind::organization;
  document.mentions[0].canonical = "Moonshot AI";
  add(store, document);
  std::string shown;
  for (const EntityRecord& entity : value_of(store.entities())) {
    shown += std::string{to_string(entity.kind)} + " " + entity.canonical + ":";
    for (const std::string& alias : entity.aliases) shown += " <" + alias + ">";
    shown += "\n";
  }
  CHECK(shown ==
        "model Kimi K2: <Kimi K2> <Kimi-K2 now>\n"
        "organization Moonshot AI: <Moonshot AI>\n");
}

TEST_CASE("each revision arrives once, numbered in order") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  CHECK(value_of(store.last_arrival()) == 0);
  add(store, sample_document("a", "Kimi K2 is out."), "1");
  add(store, sample_document("b", "Kimi K2 is open."), "2");
  add(store, sample_document("a", "Kimi K2 is out."), "1");
  add(store, sample_document("a", "Kimi K2 is not out."), "1");
  std::string told;
  for (const Arrival& arrival : value_of(store.arrivals(1))) {
    told += fmt::format("{} {}/{}, ", arrival.number, arrival.source, arrival.revision);
  }
  CHECK(told == "2 b/1, 3 a/2, ");
  CHECK(value_of(store.last_arrival()) == 3);
}

TEST_CASE("a claim is found by its id, and a name by its spellings") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  const Document document = sample_document("a", "Kimi K2 is out.");
  add(store, document);
  const auto claim = value_of(store.claim(document.claims.front().id));
  REQUIRE(claim);
  CHECK(claim->evidence_text == "Kimi K2 is out.");
  CHECK_FALSE(value_of(store.claim("no such id")));
  CHECK(value_of(store.spellings(NameKind::model, "Kimi K2")) ==
        std::vector<std::string>{"Kimi K2"});
  CHECK(value_of(store.spellings(NameKind::person, "Kimi K2")).empty());
}

TEST_CASE("a topic's members are kept, changed, dropped, and gathered afresh") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  CHECK(value_of(store.topic_state("gap")).terms.empty());
  succeed(store.put_topic("gap", {"terms 1", 7, {}}, {{"a", 1, {0, 2}}, {"b", 1, {1}}}));
  succeed(store.put_topic("gap-2", {"other", 7, {}}, {{"c", 1, {0}}}));
  succeed(store.put_topic("gap", {"terms 1", 9, "basis"}, {{"a", 2, {1}}, {"b", 2, {}}}));
  const TopicState state = value_of(store.topic_state("gap"));
  CHECK((state.terms == "terms 1" && state.seen == 9 && state.composed == "basis"));
  auto members = value_of(store.topic_members("gap"));
  REQUIRE(members.size() == 1);
  CHECK((members[0].source == "a" && members[0].revision == 2));
  CHECK(members[0].passages == std::vector<std::size_t>{1});
  succeed(store.put_topic("gap", {"terms 2", 9, {}}, {{"d", 1, {0}}}, true));
  members = value_of(store.topic_members("gap"));
  REQUIRE(members.size() == 1);
  CHECK(members[0].source == "d");
  CHECK(value_of(store.topic_members("gap-2")).size() == 1);
}

TEST_CASE("a version is kept as bytes, and none can be written twice or out of turn") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  const auto version = [](int number) {
    const std::string n = std::to_string(number);
    return VersionRecord{"gap",        number,     at("2026-05-17T23:59:59Z"),
                         "# v" + n,    "<h1>" + n, "{\"v\":" + n + "}",
                         "memory " + n};
  };
  CHECK(message_of(store.publish(version(2))) == "gap: version 2 cannot follow version 0");
  succeed(store.publish(version(1)));
  succeed(store.publish(version(2)));
  VersionRecord altered = version(1);
  altered.markdown = "# rewritten";
  CHECK(message_of(store.publish(altered)) == "gap: version 1 cannot follow version 2");
  CHECK(store.publish(version(4)).error().code == ErrorCode::refused);

  VersionRecord other = version(1);
  other.dossier = "gap-2";
  succeed(store.publish(other));

  CHECK(value_of(store.dossiers()) == std::vector<std::string>{"gap", "gap-2"});
  CHECK(value_of(store.versions("gap")) == std::vector<int>{1, 2});
  const VersionRecord first = value_of(store.version("gap", 1)).value();
  CHECK(first.markdown == "# v1");
  CHECK(first.html == "<h1>1");
  CHECK(first.json == "{\"v\":1}");
  CHECK(first.record == "memory 1");
  CHECK(first.published == at("2026-05-17T23:59:59Z"));
  CHECK(value_of(store.version("gap", 0))->version == 2);
  CHECK_FALSE(value_of(store.version("gap", 3)));
  CHECK_FALSE(value_of(store.version("gap", -1)));
}

TEST_CASE("runs are kept in the order in which they came, whatever their clocks say") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  succeed(store.append_run(at("2026-06-01T00:00:00Z"), R"({"feeds":2})"));
  succeed(store.append_run(at("2026-05-01T00:00:00Z"), R"({"feeds":1})"));
  succeed(store.sync());
  const auto runs = value_of(store.runs());
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].json == R"({"feeds":2})");
  CHECK(runs[1].started == at("2026-05-01T00:00:00Z"));
}

}  // namespace
}  // namespace dossier
