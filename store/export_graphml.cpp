#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/escape_html.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "store/claim_names.h"
#include "store/export.h"

namespace dossier {
namespace {

struct Key {
  const char* id;
  const char* of;  // "node", "edge"
  const char* type;
};
constexpr std::array<Key, 12> kKeys{{{"kind", "node", "string"},
                                     {"label", "node", "string"},
                                     {"url", "node", "string"},
                                     {"outlet", "node", "string"},
                                     {"author", "node", "string"},
                                     {"published", "node", "string"},
                                     {"fetched", "node", "string"},
                                     {"revision", "node", "int"},
                                     {"claim_kind", "node", "string"},
                                     {"confidence", "node", "string"},
                                     {"evidence", "node", "string"},
                                     {"role", "edge", "string"}}};

// XML has no place for most control characters, not even as references.
std::string xml(std::string_view text) {
  std::string kept;
  const std::string valid = to_valid_utf8(text);
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const char byte = valid[i];
    const bool control = byte >= 0 && byte < ' ' && byte != '\t' && byte != '\n';
    const std::string_view next = std::string_view{valid}.substr(i, 3);
    if (next == "\xEF\xBF\xBE" || next == "\xEF\xBF\xBF") {  // U+FFFE, U+FFFF
      i += 2;
    } else if (!control) {
      kept += byte;
    }
  }
  return escape_html(kept);
}

std::string data(const char* key, std::string_view value) {
  return value.empty() ? "" : fmt::format("<data key=\"{}\">{}</data>", key, xml(value));
}

// Ids are names in XML: no blanks, no accents.
std::string entity_id(NameKind kind, std::string_view canonical) {
  return "e-" + short_id({to_string(kind), canonical});
}

std::string node(const std::string& id, const std::string& fields) {
  return fmt::format("<node id=\"{}\">{}</node>\n", id, fields);
}

std::string edge(const std::string& from, const std::string& to, std::string_view role) {
  return fmt::format("<edge source=\"{}\" target=\"{}\">{}</edge>\n", from, to, data("role", role));
}

std::string head() {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const Key& key : kKeys) {
    text += fmt::format("<key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n",
                        key.id, key.of, key.type);
  }
  return text + "<graph id=\"claims\" edgedefault=\"directed\">\n";
}

using Entities = std::set<std::pair<NameKind, std::string>, std::less<>>;

// Which kind of entity a name in that role is first looked for as.
NameKind kind_of_role(NameRole role) {
  switch (role) {
    case NameRole::benchmark:
      return NameKind::benchmark;
    case NameRole::organization:
    case NameRole::actor:
    case NameRole::holder:
    case NameRole::speaker:
      return NameKind::organization;
    default:
      return NameKind::model;
  }
}

// The entity that a claim names, if any text mentions one of that name.
std::optional<std::string> entity_of(const ClaimName& name, const Entities& entities) {
  for (const NameKind kind : {kind_of_role(name.role), NameKind::model, NameKind::benchmark,
                              NameKind::organization, NameKind::person}) {
    if (entities.contains({kind, std::string{name.name}})) return entity_id(kind, name.name);
  }
  return std::nullopt;
}

// A source is one node, told as of its last revision.
std::string source_node(const Source& source) {
  return node(
      "s-" + source.id,
      data("kind", "source") + data("label", source.title) + data("url", source.url) +
          data("outlet", source.outlet) + data("author", source.author) +
          data("published", source.published ? format_rfc3339(*source.published) : std::string{}) +
          data("fetched", format_rfc3339(source.fetched)) +
          data("revision", std::to_string(source.revision)));
}

std::string claim_node(const StoredClaim& claim) {
  return node("c-" + claim.id, data("kind", "claim") + data("claim_kind", kind_of(claim.claim)) +
                                   data("confidence", to_string(claim.claim.confidence)) +
                                   data("evidence", claim.evidence_text) +
                                   data("revision", std::to_string(claim.revision)));
}

std::string claim_edges(const StoredClaim& claim, const Entities& entities) {
  std::string text = edge("s-" + claim.source, "c-" + claim.id, "claims");
  for (const ClaimName& name : names_in(claim.claim)) {
    if (const auto entity = entity_of(name, entities)) {
      text += edge("c-" + claim.id, *entity, to_string(name.role));
    }
  }
  return text;
}

Result<void> put_claims(const Store& store, const Source& source, const Entities& entities,
                        const ExportSink& sink) {
  auto claims = store.claims(source.id, source.revision);
  if (!claims) return tl::unexpected<Error>(claims.error());
  // What a text says twice in the same words is one claim.
  std::ranges::stable_sort(*claims, {}, &StoredClaim::id);
  const auto twins = std::ranges::unique(*claims, {}, &StoredClaim::id);
  claims->erase(twins.begin(), twins.end());
  for (const StoredClaim& claim : *claims) {
    if (auto put = sink(claim_node(claim) + claim_edges(claim, entities)); !put) return put;
  }
  return {};
}

}  // namespace

Result<void> export_graphml(const Store& store, const ExportSink& sink) {
  if (auto put = sink(head()); !put) return put;
  const auto found = store.entities();
  if (!found) return tl::unexpected<Error>(found.error());
  Entities entities;
  for (const EntityRecord& entity : *found) {
    entities.emplace(entity.kind, entity.canonical);
    auto put = sink(node(entity_id(entity.kind, entity.canonical),
                         data("kind", to_string(entity.kind)) + data("label", entity.canonical)));
    if (!put) return put;
  }
  Result<void> visited;
  auto scanned = store.for_each_source([&](const Source& source) {
    visited = sink(source_node(source));
    return visited.has_value();
  });
  if (!scanned) return scanned;
  if (!visited) return visited;
  visited = visit_revisions(store, [&](const Source& source) -> Result<void> {
    if (!source.copy_of.empty() && source.revision == 1) {
      auto put = sink(edge("s-" + source.id, "s-" + source.copy_of, "copy_of"));
      if (!put) return put;
    }
    return put_claims(store, source, entities, sink);
  });
  if (!visited) return visited;
  return sink("</graph>\n</graphml>\n");
}

}  // namespace dossier
