// Other programs can read what is exported, and twice the same store gives twice the same bytes.

#include "store/export.h"

#include <catch2/catch.hpp>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/digest.h"
#include "base/json.h"
#include "store/prune.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

using Export = std::function<Result<void>(const Store&, const ExportSink&)>;

std::string exported(const Store& store, const Export& write) {
  std::string bytes;
  succeed(write(store, [&](std::string_view next) -> Result<void> {
    bytes += next;
    return {};
  }));
  return bytes;
}

Result<void> warc(const Store& store, const ExportSink& sink) {
  return export_warc(store, "dossier/test", sink);
}

void fill(Store& store) {
  Document hostile = sample_document("a", "Kimi \"K2\" <is>,\nout & \x01 about.");
  hostile.source.title = "=1+1, \"quoted\"\r\n<b>& \xEF\xBF\xBF\x02";
  hostile.source.url = "https://news.example/\xC3\xA4 b\r\nX: y";
  add(store, hostile, "a");
  add(store, sample_document("b", "Kimi K2 is late."), "b");
  add(store, sample_document("b", "Kimi K2 is here."), "b");
  succeed(store.mark_copy("b", "a"));
  succeed(store.publish({"gap", 1, at("2026-05-17T00:00:00Z"), "# One", "<p>", "{\"id\":1}", ""}));
}

// One field after another; a small reader of RFC 4180.
std::vector<std::vector<std::string>> read_csv(const std::string& bytes) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char byte = bytes[i];
    if (byte == '"' && quoted && i + 1 < bytes.size() && bytes[i + 1] == '"') {
      rows.back().back() += '"';
      ++i;
    } else if (byte == '"') {
      quoted = !quoted;
    } else if (!quoted && byte == ',') {
      rows.back().emplace_back();
    } else if (!quoted && byte == '\r') {
      REQUIRE(bytes.at(++i) == '\n');
      rows.push_back({""});
    } else {
      rows.back().back() += byte;
    }
  }
  rows.pop_back();
  return rows;
}

TEST_CASE("JSON lines tell each revision, claim, version and entity with its kind") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  fill(store);
  std::map<std::string, int> kinds;
  const std::string bytes = exported(store, export_jsonl);
  for (std::size_t start = 0; start < bytes.size();) {
    const std::size_t end = bytes.find('\n', start);
    const Json json = value_of(parse_json(std::string_view{bytes}.substr(start, end - start)));
    ++kinds[json.at("kind").get<std::string>()];
    if (json.at("kind") == "claim") CHECK(json.at("claim").at("kind") == "release");
    if (json.at("kind") == "version") CHECK(json.at("content").at("id") == 1);
    if (json.at("kind") == "entity") CHECK(json.at("canonical") == "Kimi K2");
    start = end + 1;
  }
  CHECK(kinds ==
        std::map<std::string, int>{{"claim", 3}, {"entity", 1}, {"source", 3}, {"version", 1}});
}

TEST_CASE("CSV keeps every byte of a field, commas, quotes and line ends too") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  fill(store);
  const auto rows = read_csv(exported(store, export_csv));
  REQUIRE(rows.size() == 4);
  for (const auto& row : rows) CHECK(row.size() == rows.front().size());
  const auto cell = [&](std::size_t row, const std::string& column) {
    const auto at = std::ranges::find(rows.front(), column);
    REQUIRE(at != rows.front().end());
    return rows[row][static_cast<std::size_t>(at - rows.front().begin())];
  };
  CHECK(cell(1, "title") == value_of(store.source("a"))->title);
  CHECK(cell(1, "evidence") == value_of(store.claims("a")).at(0).evidence_text);
  CHECK(cell(1, "organization") == "Moonshot AI");
  CHECK(cell(3, "revision") == "2");
  CHECK(cell(3, "published") == "2026-05-01T08:00:00Z");
}

TEST_CASE("GraphML is well-formed, and its edges join nodes that are there") {
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  fill(store);
  pugi::xml_document document;
  REQUIRE(document.load_string(exported(store, export_graphml).c_str()));
  std::set<std::string> nodes, roles;
  const pugi::xml_node graph = document.child("graphml").child("graph");
  for (const pugi::xml_node node : graph.children("node")) {
    const std::string id = node.attribute("id").value();
    CHECK(nodes.insert(id).second);
    CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == id.npos);
  }
  CHECK(nodes.size() == 2 + 3 + 1);  // Sources, claims, entities
  for (const pugi::xml_node edge : graph.children("edge")) {
    CHECK(nodes.contains(edge.attribute("source").value()));
    CHECK(nodes.contains(edge.attribute("target").value()));
    roles.insert(edge.child("data").text().get());
  }
  CHECK(roles == std::set<std::string>{"claims", "copy_of", "model"});
}

struct WarcRecord {
  std::map<std::string, std::string> headers;
  std::string block;
};

std::vector<WarcRecord> read_warc(const std::string& bytes) {
  std::vector<WarcRecord> records;
  for (std::size_t at = 0; at < bytes.size();) {
    REQUIRE(bytes.compare(at, 10, "WARC/1.1\r\n") == 0);
    at += 10;
    WarcRecord record;
    while (bytes.compare(at, 2, "\r\n") != 0) {
      const std::size_t end = bytes.find("\r\n", at);
      const std::string line = bytes.substr(at, end - at);
      const std::size_t colon = line.find(": ");
      REQUIRE(colon != line.npos);
      record.headers[line.substr(0, colon)] = line.substr(colon + 2);
      at = end + 2;
    }
    const std::size_t length = std::stoul(record.headers.at("Content-Length"));
    record.block = bytes.substr(at + 2, length);
    at += 2 + length;
    REQUIRE(bytes.compare(at, 4, "\r\n\r\n") == 0);
    at += 4;
    records.push_back(std::move(record));
  }
  return records;
}

TEST_CASE("WARC holds the bytes of every revision that still has them, with digests") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    Store store = value_of(Store::open(place));
    fill(store);
  }
  const auto records = read_warc(exported(value_of(Store::open_for_reading(place)), warc));
  REQUIRE(records.size() == 4);
  CHECK(records[0].headers.at("WARC-Type") == "warcinfo");
  CHECK(records[1].headers.at("WARC-Target-URI") == "https://news.example/%C3%A4%20b%0D%0AX:%20y");
  CHECK(records[3].block == "<p>Kimi K2 is here.</p>");
  CHECK(records[3].headers.at("WARC-Date") == "2026-05-02T08:00:00Z");
  std::set<std::string> ids;
  for (const WarcRecord& record : records) {
    CHECK(record.headers.at("WARC-Block-Digest") == "sha1:" + sha1_base32(record.block));
    const std::string id = record.headers.at("WARC-Record-ID");
    CHECK(id.size() == std::string{"<urn:uuid:00000000-0000-8000-8000-000000000000>"}.size());
    CHECK(ids.insert(id).second);
  }
  CHECK(value_of(prune(place, {at("2030-01-01T00:00:00Z"), {}, at("2030-01-01T00:00:00Z"), false}))
            .pages == 3);
  CHECK(read_warc(exported(value_of(Store::open_for_reading(place)), warc)).size() == 1);
}

TEST_CASE("exports are the same bytes each time, also of an empty store; a full sink ends them") {
  const TemporaryDirectory directory;
  const Store empty = value_of(Store::open(directory / "empty"));
  Store store = value_of(Store::open(directory / "store"));
  fill(store);
  for (const Export& write :
       {Export{export_jsonl}, Export{export_csv}, Export{export_graphml}, Export{warc}}) {
    CHECK(exported(store, write) == exported(store, write));
    CHECK(exported(empty, write).size() < exported(store, write).size());
    const auto full = write(store, [](std::string_view) -> Result<void> {
      return fail(ErrorCode::unavailable, "full");
    });
    CHECK(message_of(full) == "full");
  }
}

}  // namespace
}  // namespace dossier
