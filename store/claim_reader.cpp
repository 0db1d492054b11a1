#include "store/store_impl.h"

namespace dossier {

struct ClaimReader::Impl {
  const Store::Impl& store;
  Database::Scanner scanner;

  explicit Impl(const Store::Impl& of)
      : store{of}, scanner{*of.database, schema::kind_prefix(schema::Kind::claim)} {}
};

ClaimReader::ClaimReader(const Store& store) : impl_{std::make_unique<Impl>(*store.impl_)} {}
ClaimReader::~ClaimReader() = default;

Result<std::vector<StoredClaim>> ClaimReader::claims(std::string_view source, int revision) {
  return impl_->store.list(impl_->scanner,
                           schema::revision_key(schema::Kind::claim, source, revision),
                           &stored_claim_from_json);
}

}  // namespace dossier
