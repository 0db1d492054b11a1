#include "store/export.h"
#include "store/record_json.h"

namespace dossier {
namespace {

Result<void> put_line(const ExportSink& sink, std::string_view kind, const Json& fields) {
  Json json{{"kind", kind}};
  json.update(fields);
  return sink(dump_json(json) + "\n");
}

Result<void> put_source(const Store& store, const Source& source, const ExportSink& sink) {
  Json json = source_to_json(source);
  if (!source.copy_of.empty()) json["copy_of"] = source.copy_of;
  if (auto put = put_line(sink, "source", json); !put) return put;
  const auto claims = store.claims(source.id, source.revision);
  if (!claims) return tl::unexpected<Error>(claims.error());
  for (const StoredClaim& claim : *claims) {
    if (auto put = put_line(sink, "claim", stored_claim_to_json(claim)); !put) return put;
  }
  return {};
}

Result<void> put_version(const VersionRecord& version, const ExportSink& sink) {
  const auto content = parse_json(version.json);
  Json json{{"dossier", version.dossier},
            {"version", version.version},
            {"published", format_rfc3339(version.published)}};
  if (content) {
    json["content"] = *content;
  } else {
    json["content"] = version.json;  // As published, whatever it is
  }
  return put_line(sink, "version", json);
}

}  // namespace

Result<void> visit_revisions(const Store& store,
                             const std::function<Result<void>(const Source&)>& visit) {
  Result<void> visited;
  auto scanned = store.for_each_revision([&](const Source& source) {
    visited = visit(source);
    return visited.has_value();
  });
  return scanned ? visited : scanned;
}

Result<void> export_jsonl(const Store& store, const ExportSink& sink) {
  auto sources =
      visit_revisions(store, [&](const Source& source) { return put_source(store, source, sink); });
  if (!sources) return sources;
  const auto ids = store.dossiers();
  if (!ids) return tl::unexpected<Error>(ids.error());
  for (const std::string& id : *ids) {
    const auto numbers = store.versions(id);
    if (!numbers) return tl::unexpected<Error>(numbers.error());
    for (const int number : *numbers) {
      const auto version = store.version(id, number);
      if (!version) return tl::unexpected<Error>(version.error());
      if (!*version) continue;
      if (auto put = put_version(**version, sink); !put) return put;
    }
  }
  const auto entities = store.entities();
  if (!entities) return tl::unexpected<Error>(entities.error());
  for (const EntityRecord& entity : *entities) {
    const Json json{{"of", to_string(entity.kind)},
                    {"canonical", entity.canonical},
                    {"aliases", entity.aliases}};
    if (auto put = put_line(sink, "entity", json); !put) return put;
  }
  return {};
}

}  // namespace dossier
