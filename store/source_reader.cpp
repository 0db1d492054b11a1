#include "store/store_impl.h"

namespace dossier {

struct SourceReader::Impl {
  const Store::Impl& store;
  Database::Scanner claims;

  explicit Impl(const Store::Impl& of)
      : store{of}, claims{*of.database, schema::kind_prefix(schema::Kind::claim)} {}
};

SourceReader::SourceReader(const Store& store) : impl_{std::make_unique<Impl>(*store.impl_)} {}
SourceReader::~SourceReader() = default;

// By key, which a table's filter answers, where a scan would begin in each table of the store.
Result<std::optional<Source>> SourceReader::source(std::string_view id) {
  auto source = impl_->store.latest(id);
  if (!source || !*source) return source;
  const auto mark = impl_->store.copy_mark(id);
  if (!mark) return tl::unexpected<Error>(mark.error());
  if (*mark) (*source)->copy_of = (*mark)->original;
  return source;
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
