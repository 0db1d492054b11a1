// Opening and closing, versions and runs. Feeds are in store_feeds.cpp, documents in
// store_documents.cpp.

#include "store/store.h"

#include <functional>

#include "base/hash.h"
#include "store/store_impl.h"

namespace dossier {

Store::Store(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& directory) {
  auto database = Database::open(directory);
  if (!database) return tl::unexpected<Error>(std::move(database.error()));
  return Store{std::make_unique<Impl>(Impl{std::move(*database)})};
}

Result<Store> Store::open_for_reading(const std::string& directory) {
  auto database = Database::open_for_reading(directory);
  if (!database) return tl::unexpected<Error>(std::move(database.error()));
  return Store{std::make_unique<Impl>(Impl{std::move(*database)})};
}

Result<void> Store::publish(const VersionRecord& version) {
  const auto last = impl_->database->last(schema::dossier_prefix(version.dossier));
  if (!last) return tl::unexpected<Error>(last.error());
  const int last_version = *last ? schema::last_number((*last)->first) : 0;
  if (version.version != last_version + 1) {
    return fail(ErrorCode::refused, fmt::format("{}: version {} cannot follow version {}",
                                                version.dossier, version.version, last_version));
  }
  Batch batch = impl_->database->batch();
  VersionMeta meta;
  meta.published = version.published;
  for (const VersionPart& part : kVersionParts) {
    const std::string& bytes = version.*part.bytes;
    meta.*part.hash = content_hash(bytes);
    batch.put(schema::version_bytes_key(version.dossier, version.version, part.letter), bytes,
              Family::bytes);
  }
  batch.put(schema::version_key(version.dossier, version.version),
            dump_json(version_meta_to_json(meta)));
  return impl_->database->write(std::move(batch), Database::Durability::synced);
}

Result<std::optional<VersionRecord>> Store::version(std::string_view dossier, int number) const {
  if (number < 0) return std::nullopt;
  if (number == 0) {
    const auto last = impl_->database->last(schema::dossier_prefix(dossier));
    if (!last) return tl::unexpected<Error>(last.error());
    if (!*last) return std::nullopt;
    number = schema::last_number((*last)->first);
  }
  const auto meta = impl_->read(schema::version_key(dossier, number), &version_meta_from_json);
  if (!meta) return tl::unexpected<Error>(meta.error());
  if (!*meta) return std::nullopt;
  VersionRecord version;
  version.dossier = dossier;
  version.version = number;
  version.published = (*meta)->published;
  for (const VersionPart& part : kVersionParts) {
    const std::string key = schema::version_bytes_key(dossier, number, part.letter);
    auto bytes = impl_->bytes_companion(key);
    if (!bytes) return tl::unexpected<Error>(std::move(bytes.error()));
    if (content_hash(*bytes) != (**meta).*part.hash) {
      return impl_->corrupt(key, "not the bytes that were published");
    }
    version.*part.bytes = std::move(*bytes);
  }
  return version;
}

Result<std::vector<int>> Store::versions(std::string_view dossier) const {
  std::vector<int> numbers;
  const auto scanned = impl_->database->scan(schema::dossier_prefix(dossier),
                                             [&](std::string_view key, std::string_view) {
                                               numbers.push_back(schema::last_number(key));
                                               return true;
                                             });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  return numbers;
}

Result<std::vector<std::string>> Store::dossiers() const {
  std::vector<std::string> ids;
  const auto scanned = impl_->database->scan(schema::kind_prefix(schema::Kind::version),
                                             [&](std::string_view key, std::string_view) {
                                               const std::string_view id = schema::first_text(key);
                                               if (ids.empty() || ids.back() != id)
                                                 ids.emplace_back(id);
                                               return true;
                                             });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  return ids;
}

Result<void> Store::append_run(Time started, std::string_view json) {
  const auto last = impl_->database->last(schema::kind_prefix(schema::Kind::run));
  if (!last) return tl::unexpected<Error>(last.error());
  const std::uint64_t number = *last ? schema::last_long_number((*last)->first) + 1 : 1;
  Batch batch = impl_->database->batch();
  batch.put(schema::number_key(schema::Kind::run, number),
            dump_json(run_to_json({started, std::string{json}})));
  return impl_->database->write(std::move(batch));
}

Result<std::vector<RunRecord>> Store::runs() const {
  return impl_->list(schema::kind_prefix(schema::Kind::run), &run_from_json);
}

Result<void> Store::sync() {
  return impl_->database->sync();
}

}  // namespace dossier
