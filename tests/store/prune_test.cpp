#include "store/prune.h"

#include <catch2/catch.hpp>

#include "store/doctor.h"
#include "tests/store/sample_document.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

Document fetched_at(const std::string& id, const std::string& text, const char* when) {
  Document document = sample_document(id, text);
  document.source.fetched = document.source.first_seen = at(when);
  return document;
}

bool has_raw(const Store& store, const std::string& id) {
  return store.raw(value_of(store.source(id)).value().raw_hash).has_value();
}

TEST_CASE("old pages are forgotten but those that are kept, and the rest stays") {
  const TemporaryDirectory directory;
  const std::string place = directory / "store";
  {
    Store store = value_of(Store::open(place));
    add(store, fetched_at("cited", "Kimi K2 is out.", "2026-01-01T00:00:00Z"), "1");
    add(store, fetched_at("old", "Kimi K2 is late.", "2026-01-01T00:00:00Z"), "2");
    add(store, fetched_at("new", "Kimi K2 is here.", "2026-03-01T00:00:00Z"), "3");
    // The page of an old source that a new one was made of too.
    add(store, fetched_at("twin1", "Kimi K2 is twice.", "2026-01-01T00:00:00Z"), "4");
    add(store, fetched_at("twin2", "Kimi K2 is twice.", "2026-03-01T00:00:00Z"), "5");
  }
  PruneTerms terms{at("2026-02-01T00:00:00Z"),
                   [](std::string_view source) { return source == "cited"; },
                   at("2026-03-03T00:00:00Z"), true};
  Pruned pruned = value_of(prune(place, terms));
  CHECK(pruned.pages == 1);
  CHECK(pruned.bytes == std::string{"<p>Kimi K2 is late.</p>"}.size());
  CHECK(has_raw(value_of(Store::open_for_reading(place)), "old"));
  terms.dry_run = false;
  CHECK(value_of(prune(place, terms)).pages == 1);
  CHECK(value_of(prune(place, terms)).pages == 0);
  {
    const Store store = value_of(Store::open_for_reading(place));
    CHECK_FALSE(has_raw(store, "old"));
    for (const char* id : {"cited", "new", "twin1", "twin2"}) CHECK(has_raw(store, id));
    CHECK(value_of(store.text("old")) == "Kimi K2 is late.");
    CHECK(value_of(store.claims("old")).size() == 1);
  }
  const auto tell = [](const Breach& breach) {
    FAIL_CHECK(breach.subject + ": " + breach.message);
  };
  CHECK(value_of(examine(place, Treatment::look, tell)).breaches == 0);

  // The same page again, as a further revision's: it is there, and that is well too.
  {
    Store store = value_of(Store::open(place));
    Document again = fetched_at("old", "Kimi K2 is elsewhere.", "2026-03-04T00:00:00Z");
    again.raw = "<p>Kimi K2 is late.</p>";
    add(store, again, "2");
    CHECK(has_raw(store, "old"));
  }
  CHECK(value_of(examine(place, Treatment::look, tell)).breaches == 0);
}

TEST_CASE("there is nothing to prune where there is no store, nor is one made") {
  const TemporaryDirectory directory;
  CHECK(message_of(prune(directory / "store", {})) == "no store at " + (directory / "store"));
}

}  // namespace
}  // namespace dossier
