#include "store/store_impl.h"

namespace dossier {

struct SourceReader::Impl {
  const Store::Impl& store;
  Database::Scanner sources, claims;

  explicit Impl(const Store::Impl& of)
      : store{of},
        sources{*of.database, schema::kind_prefix(schema::Kind::source)},
        claims{*of.database, schema::kind_prefix(schema::Kind::claim)} {}
};

SourceReader::SourceReader(const Store& store) : impl_{std::make_unique<Impl>(*store.impl_)} {}
SourceReader::~SourceReader() = default;

Result<std::optional<Source>> SourceReader::source(std::string_view id) {
  std::string last_key, last_value;
  const auto scanned = impl_->sources.scan(schema::source_prefix(schema::Kind::source, id),
                                           [&](std::string_view key, std::string_view value) {
                                             last_key = key;
                                             last_value = value;
                                             return true;
                                           });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (last_key.empty()) return std::nullopt;
  Result<Source> source = impl_->store.decode(last_key, last_value, &source_from_json);
  if (!source) return tl::unexpected<Error>(std::move(source.error()));
  const auto mark = impl_->store.copy_mark(id);
  if (!mark) return tl::unexpected<Error>(mark.error());
  if (*mark) source->copy_of = (*mark)->original;
  return std::move(*source);
}

Result<std::vector<StoredClaim>> SourceReader::claims(std::string_view source, int revision) {
  return impl_->store.list(impl_->claims,
                           schema::revision_key(schema::Kind::claim, source, revision),
                           &stored_claim_from_json);
}

Result<std::vector<Passage>> SourceReader::passages(std::string_view source, int revision) {
  return impl_->store.read_companion(schema::revision_key(schema::Kind::passages, source, revision),
                                     &passages_from_json);
}

}  // namespace dossier
