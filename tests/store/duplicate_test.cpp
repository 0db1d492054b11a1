// Which texts count as one, and which of them is the original.

#include "store/duplicate.h"

#include <catch2/catch.hpp>

#include "store/store.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

// `count` words that look like prose and depend on `seed` alone.
std::string prose(int count, unsigned seed) {
  std::string text = "Kimi K2 is out.";
  for (int i = 0; i < count; ++i) {
    seed = seed * 1'664'525U + 1'013'904'223U;
    text += (i % 12 == 11 ? ". Word" : " word") + std::to_string(seed >> 20U);
  }
  return text + ".";
}

Document page(const std::string& id, const std::string& url, const std::string& text,
              const std::string& published) {
  Document document = sample_document(id, text);
  document.source.url = url;
  document.source.canonical_url = url;
  document.source.published = at(published);
  return document;
}

TEST_CASE("resemblance counts words and figures, not case, punctuation or layout") {
  const std::string text = prose(300, 1);
  std::string shouted = text;
  for (char& c : shouted) c = c == ' ' ? '\n' : static_cast<char>(std::toupper(c));
  CHECK(resemblance(shingles(text), shingles(shouted)) == 1.0);
  CHECK(resemblance(shingles(text), shingles("\u201C" + text + "\u201D\u00A0\u2014")) == 1.0);
  CHECK(resemblance(shingles(text), shingles(prose(300, 2))) < 0.02);
  CHECK(resemblance(shingles(text), shingles("Mirrored from elsewhere. " + text)) > 0.9);
  CHECK(resemblance(shingles(text + " 41.2%"), shingles(text + " 41.3%")) < 1.0);
  CHECK(resemblance({}, {}) == 0);
}

TEST_CASE("texts in scripts without blanks are compared by character") {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += static_cast<char>(0xE4);
    text += static_cast<char>(0xB8 + i % 8);
    text += static_cast<char>(0x80 + i);
  }
  CHECK(shingles(text).size() == 56);
}

TEST_CASE("a short text has no signature") {
  CHECK_FALSE(signature_of(shingles("Subscribe to read on.")));
  CHECK_FALSE(signature_of(shingles("")));
  CHECK(signature_of(shingles(prose(60, 1))));
}

TEST_CASE("near-duplicates share a band, strangers do not") {
  int found = 0, strangers = 0;
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string text = prose(200, seed);
    const auto one = bands(*signature_of(shingles(text)));
    // A fifth more words at the end: a resemblance of about 0.83
    const auto two = bands(*signature_of(shingles(text + prose(40, seed + 1'000))));
    const auto other = bands(*signature_of(shingles(prose(200, seed + 2'000))));
    bool shared = false, shared_by_stranger = false;
    for (std::size_t i = 0; i < one.size(); ++i) {
      shared = shared || one[i] == two[i];
      shared_by_stranger = shared_by_stranger || one[i] == other[i];
    }
    found += shared ? 1 : 0;
    strangers += shared_by_stranger ? 1 : 0;
  }
  CHECK(found == 50);
  CHECK(strangers == 0);
}

TEST_CASE("a mirror is the copy of its original, whichever of them is met first") {
  const std::string text = prose(200, 7);
  const Document original =
      page("o", "https://www.press.example/p/1", text, "2026-05-16T20:00:00Z");
  Document mirror = page("m", "https://mirror.example/a/1", "Mirrored for reading. " + text,
                         "2026-05-16T20:00:00Z");
  mirror.source.canonical_url = "https://www.press.example/p/1";
  for (bool mirror_first : {false, true}) {
    CAPTURE(mirror_first);
    const TemporaryDirectory directory;
    Store store = value_of(Store::open(directory / "store"));
    CHECK(add(store, mirror_first ? mirror : original, "1").copies.empty());
    CHECK(add(store, mirror_first ? original : mirror, "2").copies ==
          std::vector<std::string>{"m"});
    CHECK(value_of(store.source("m"))->copy_of == "o");
    CHECK(value_of(store.source("o"))->copy_of.empty());
  }
}

TEST_CASE("copies of copies all lead to one original, in every order") {
  const std::string text = prose(200, 9);
  std::vector<Document> documents = {
      page("a", "https://a.example/1", text, "2026-05-03T00:00:00Z"),
      page("b", "https://b.example/1", text + " Shared by b.", "2026-05-01T00:00:00Z"),
      page("c", "https://c.example/1", "By c: " + text, "2026-05-02T00:00:00Z"),
  };
  documents[0].source.published.reset();  // Undated: it cannot claim to be first
  const std::size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                   {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  for (const auto& order : orders) {
    const TemporaryDirectory directory;
    Store store = value_of(Store::open(directory / "store"));
    for (std::size_t i : order) add(store, documents[i], std::to_string(i));
    CHECK(value_of(store.source("a"))->copy_of == "b");
    CHECK(value_of(store.source("b"))->copy_of.empty());
    CHECK(value_of(store.source("c"))->copy_of == "b");
  }
}

TEST_CASE("successive states of one site's page are no copies of each other") {
  const std::string text = prose(400, 11);
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  add(store,
      page("w1", "https://board.example/1", text + " Kimi K2: 41.2%", "2026-05-01T00:00:00Z"), "1");
  add(store,
      page("w2", "https://board.example/2", text + " Kimi K2: 43.9%", "2026-05-08T00:00:00Z"), "2");
  CHECK(value_of(store.source("w2"))->copy_of.empty());
  add(store,
      page("w3", "https://board.example/3", text + " Kimi K2: 43.9%", "2026-05-09T00:00:00Z"), "3");
  CHECK(value_of(store.source("w3"))->copy_of == "w2");
}

TEST_CASE("an editor's word outlasts every comparison") {
  const std::string text = prose(200, 13);
  const TemporaryDirectory directory;
  Store store = value_of(Store::open(directory / "store"));
  add(store, page("a", "https://a.example/1", text, "2026-05-01T00:00:00Z"), "1");
  add(store, page("b", "https://b.example/1", text, "2026-05-02T00:00:00Z"), "2");
  succeed(store.mark_copy("b", ""));
  add(store, page("b", "https://b.example/1", text + " Updated.", "2026-05-02T00:00:00Z"), "2");
  CHECK(value_of(store.source("b"))->copy_of.empty());
  add(store, page("c", "https://c.example/1", text, "2026-05-03T00:00:00Z"), "3");
  CHECK(value_of(store.source("c"))->copy_of == "a");
}

}  // namespace
}  // namespace dossier
