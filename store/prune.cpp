#include "store/prune.h"

#include <set>
#include <utility>

#include "base/json.h"
#include "store/database.h"
#include "store/record_json.h"
#include "store/schema.h"

namespace dossier {
namespace {

constexpr std::size_t kPagesMax = 500;  // In one batch; it holds keys alone

// The hashes of the pages that nothing keeps.
Result<std::set<std::string>> prunable(const Database& database, const PruneTerms& terms) {
  std::set<std::string> old, kept;
  std::optional<Error> error;
  const auto scanned = database.scan(
      schema::kind_prefix(schema::Kind::source), [&](std::string_view, std::string_view value) {
        const auto json = parse_json(value);
        const auto source = json ? source_from_json(*json) : tl::unexpected<Error>(json.error());
        // What cannot be read is no reason to forget anything; the doctor tells.
        if (!source) return error = source.error(), false;
        if (source->raw_hash.empty()) return true;
        const bool keep =
            source->fetched >= terms.fetched_before || (terms.is_kept && terms.is_kept(source->id));
        (keep ? kept : old).insert(source->raw_hash);
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return within("store " + database.place(), std::move(*error));
  for (const std::string& hash : kept) old.erase(hash);
  return old;
}

}  // namespace

Result<Pruned> prune(const std::string& directory, const PruneTerms& terms) {
  const auto database =
      terms.dry_run ? Database::open_for_reading(directory) : Database::open_existing(directory);
  if (!database) return tl::unexpected<Error>(database.error());
  Database& store = **database;
  const auto hashes = prunable(store, terms);
  if (!hashes) return tl::unexpected<Error>(hashes.error());

  Pruned pruned;
  const std::string record = dump_json(Json{{"pruned", format_rfc3339(terms.now)}});
  Batch batch = store.batch();
  std::size_t waiting = 0;
  const auto write = [&]() -> Result<void> {
    if (waiting == 0) return {};
    waiting = 0;
    return store.write(std::exchange(batch, store.batch()), Database::Durability::synced);
  };
  for (const std::string& hash : *hashes) {
    const auto raw = store.get(schema::raw_key(hash), Family::bytes);
    if (!raw) return tl::unexpected<Error>(raw.error());
    if (!*raw) continue;  // Forgotten before
    ++pruned.pages;
    pruned.bytes += (*raw)->size();
    if (terms.dry_run) continue;
    batch.put(schema::pruned_key(hash), record);
    batch.erase(schema::raw_key(hash), Family::bytes);
    if (++waiting < kPagesMax) continue;
    if (auto written = write(); !written) return tl::unexpected<Error>(written.error());
  }
  if (auto written = write(); !written) return tl::unexpected<Error>(written.error());
  if (pruned.pages == 0 || terms.dry_run) return pruned;
  const auto done = store.compact(schema::kind_prefix(schema::BytesKind::raw), Family::bytes);
  if (!done) return tl::unexpected<Error>(done.error());
  return pruned;
}

}  // namespace dossier
