#include "review/material.h"

#include <algorithm>
#include <utility>

#include "render/dossier_json.h"

namespace dossier {
namespace {

bool is_in(const StoredClaim& claim, const std::vector<Passage>& passages,
           const std::vector<std::size_t>& matching) {
  return std::ranges::any_of(matching, [&](std::size_t i) {
    return i < passages.size() && passages[i].span.overlaps(claim.claim.evidence);
  });
}

Result<SourceMaterial> read_source(const Store& store, const TopicMember& member) {
  auto source = store.source(member.source);
  if (!source) return tl::unexpected(source.error());
  if (!*source) {
    return fail(ErrorCode::corrupt, "a dossier's source is missing: " + member.source);
  }
  const auto passages = store.passages(member.source);
  if (!passages) return tl::unexpected(passages.error());
  auto claims = store.claims(member.source);
  if (!claims) return tl::unexpected(claims.error());
  std::erase_if(
      *claims, [&](const StoredClaim& claim) { return !is_in(claim, *passages, member.passages); });
  return SourceMaterial{std::move(**source), std::move(*claims)};
}

}  // namespace

Result<DossierMaterial> read_material(const Store& store, const DossierConfiguration& dossier) {
  DossierMaterial material{dossier.id, dossier.title, {}, {}, {}};
  const auto members = store.topic_members(dossier.id);
  if (!members) return tl::unexpected(members.error());
  for (const TopicMember& member : *members) {
    auto source = read_source(store, member);
    if (!source) return tl::unexpected(source.error());
    material.sources.push_back(std::move(*source));
  }
  const auto version = store.version(dossier.id, 0);
  if (!version) return tl::unexpected(version.error());
  if (*version) {
    auto record = read_record((*version)->record);
    if (!record) return within(dossier.id, record.error());
    material.published = std::move(*record);
  }
  return material;
}

Result<std::vector<DossierMaterial>> read_materials(
    const Store& store, const std::vector<DossierConfiguration>& dossiers) {
  std::vector<DossierMaterial> materials;
  for (const DossierConfiguration& dossier : dossiers) {
    auto material = read_material(store, dossier);
    if (!material) return tl::unexpected(material.error());
    materials.push_back(std::move(*material));
  }
  return materials;
}

}  // namespace dossier
