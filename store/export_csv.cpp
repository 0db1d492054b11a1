#include <array>
#include <initializer_list>

#include "store/export.h"

namespace dossier {
namespace {

constexpr std::array<std::string_view, 39> kColumns{
    "claim",        "kind",         "model",      "benchmark", "relation", "figure",
    "from",         "unit",         "rank",       "versus",    "aspect",   "among",
    "conditions",   "organization", "license",    "holder",    "target",   "topic",
    "polarity",     "stance_kind",  "direction",  "actor",     "action",   "object",
    "date",         "asserted_by",  "confidence", "rule",      "evidence", "evidence_start",
    "evidence_end", "source",       "revision",   "url",       "title",    "outlet",
    "author",       "published",    "fetched"};
using Row = std::array<std::string, kColumns.size()>;

constexpr std::size_t column(std::string_view name) {
  std::size_t at = 0;
  while (kColumns[at] != name) ++at;
  return at;
}

// Every field in quotes or none: quoted where RFC 4180 asks for it.
std::string field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{value};
  std::string quoted = "\"";
  for (const char byte : value) {
    if (byte == '"') quoted += '"';
    quoted += byte;
  }
  return quoted + '"';
}

template <typename Fields>
std::string line_of(const Fields& fields, const std::vector<std::string>& further) {
  std::string line;
  for (const auto& value : fields) {
    if (&value != &fields[0]) line += ',';
    line += field(value);
  }
  for (const std::string& value : further) line += ',' + field(value);
  return line + "\r\n";
}

std::string text_of(const std::optional<Figure>& figure) {
  return figure ? figure->text : std::string{};
}

std::string text_of(const std::optional<DateWindow>& window) {
  return window ? format_window(*window) : std::string{};
}

void put(Row& row, const BenchmarkClaim& claim) {
  row[column("model")] = claim.model;
  row[column("benchmark")] = claim.benchmark;
  row[column("relation")] = to_string(claim.relation);
  row[column("figure")] = text_of(claim.figure);
  row[column("from")] = text_of(claim.from);
  row[column("unit")] = claim.unit;
  if (claim.rank) row[column("rank")] = std::to_string(*claim.rank);
  row[column("versus")] = claim.versus;
  row[column("aspect")] = claim.aspect;
  row[column("among")] = claim.among;
  row[column("conditions")] = claim.conditions;
}

void put(Row& row, const Release& release) {
  row[column("model")] = release.model;
  row[column("organization")] = release.organization;
  row[column("license")] = release.license;
  row[column("date")] = text_of(release.date);
}

void put(Row& row, const Stance& stance) {
  row[column("holder")] = stance.holder;
  row[column("target")] = stance.target;
  row[column("topic")] = stance.topic;
  row[column("polarity")] = to_string(stance.polarity);
  row[column("stance_kind")] = to_string(stance.kind);
  row[column("direction")] = to_string(stance.direction);
  row[column("figure")] = text_of(stance.figure);
  row[column("unit")] = stance.unit;
  row[column("date")] = text_of(stance.due);
}

void put(Row& row, const Event& event) {
  row[column("actor")] = event.actor;
  row[column("action")] = event.action;
  row[column("object")] = event.object;
  row[column("date")] = text_of(event.date);
}

void put(Row& row, const Source& source) {
  row[column("source")] = source.id;
  row[column("revision")] = std::to_string(source.revision);
  row[column("url")] = source.url;
  row[column("title")] = source.title;
  row[column("outlet")] = source.outlet;
  row[column("author")] = source.author;
  if (source.published) row[column("published")] = format_rfc3339(*source.published);
  row[column("fetched")] = format_rfc3339(source.fetched);
}

}  // namespace

std::string claim_csv_header(const std::vector<std::string>& further) {
  return line_of(kColumns, further);
}

std::string claim_csv_row(const StoredClaim& claim, const Source& source,
                          const std::vector<std::string>& further) {
  Row row;
  row[column("claim")] = claim.id;
  row[column("kind")] = kind_of(claim.claim);
  std::visit([&](const auto& content) { put(row, content); }, claim.claim.content);
  row[column("asserted_by")] = claim.claim.asserted_by;
  row[column("confidence")] = to_string(claim.claim.confidence);
  row[column("rule")] = claim.claim.rule;
  row[column("evidence")] = claim.evidence_text;
  row[column("evidence_start")] = std::to_string(claim.claim.evidence.start);
  row[column("evidence_end")] = std::to_string(claim.claim.evidence.end);
  put(row, source);
  return line_of(row, further);
}

Result<void> export_csv(const Store& store, const ExportSink& sink) {
  if (auto begun = sink(claim_csv_header()); !begun) return begun;
  return visit_revisions(store, [&](const Source& source) -> Result<void> {
    const auto claims = store.claims(source.id, source.revision);
    if (!claims) return tl::unexpected<Error>(claims.error());
    for (const StoredClaim& claim : *claims) {
      if (auto put = sink(claim_csv_row(claim, source)); !put) return put;
    }
    return {};
  });
}

}  // namespace dossier
