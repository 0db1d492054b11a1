#include "app/why_statement.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/claim_standings.h"
#include "app/session.h"
#include "base/json.h"
#include "base/utf8.h"
#include "extract/claim_json.h"
#include "render/dossier_json.h"

namespace dossier {
namespace {

std::string kind_name(NameKind kind) {
  switch (kind) {
    case NameKind::model:
      return "model";
    case NameKind::benchmark:
      return "benchmark";
    case NameKind::organization:
      return "organization";
    case NameKind::person:
      return "person";
  }
  return {};
}

// A spelling that stands for more than one name is ambiguous: each text decides for itself, and
// this tells which names there are.
std::vector<EntityRecord> meanings_of(const std::vector<EntityRecord>& entities,
                                      const std::string& spelling) {
  const std::string key = name_key(spelling);
  std::vector<EntityRecord> meanings;
  for (const EntityRecord& entity : entities) {
    const auto is_it = [&](const std::string& name) { return name_key(name) == key; };
    if (is_it(entity.canonical) || std::ranges::any_of(entity.aliases, is_it)) {
      meanings.push_back(entity);
    }
  }
  return meanings;
}

// "open-model-gap v7 [12]": the last versions that rest on it.
Result<std::vector<std::string>> cited_in(const Store& store, const std::string& statement,
                                          const std::string& claim) {
  std::vector<std::string> places;
  const auto dossiers = store.dossiers();
  if (!dossiers) return tl::unexpected(dossiers.error());
  for (const std::string& id : *dossiers) {
    const auto version = store.version(id, 0);
    if (!version) return tl::unexpected(version.error());
    if (!*version) continue;
    const auto dossier = read_record((*version)->record);
    if (!dossier) return tl::unexpected(dossier.error());
    for (const Statement& printed : dossier->statements) {
      for (const StatementEvidence& evidence : printed.evidence) {
        if (printed.id != statement && evidence.claim != claim) continue;
        const auto number = dossier->numbers.find(evidence.source);
        if (number == dossier->numbers.end()) continue;
        std::string place = fmt::format("{} v{} [{}]", id, dossier->version, number->second);
        if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
      }
    }
  }
  return places;
}

struct Explained {
  std::string statement;  // Id; empty: part of none
  std::string claim;      // Id, if a claim was asked for
  std::string content;    // JSON
  std::string standing, why;
  std::vector<StoredClaim> evidence;
};

Json to_json(const Explained& explained, const std::vector<std::string>& places) {
  Json evidence = Json::array();
  for (const StoredClaim& claim : explained.evidence) {
    evidence.push_back(Json{{"claim", claim.id},
                            {"source", claim.source},
                            {"revision", claim.revision},
                            {"start", claim.claim.evidence.start},
                            {"end", claim.claim.evidence.end},
                            {"text", claim.evidence_text}});
  }
  const auto content = parse_json(explained.content);
  return Json{{"statement", explained.statement},
              {"content", content ? *content : Json(nullptr)},
              {"standing", explained.standing},
              {"why", explained.why},
              {"evidence", evidence},
              {"cited_in", places}};
}

int tell(const GlobalOptions& global, const Explained& explained, const Store& store,
         const Report& report) {
  const auto places = cited_in(store, explained.statement, explained.claim);
  if (!places) return report.failure(places.error());
  if (global.json) {
    report.result(dump_json(to_json(explained, *places)) + "\n");
    return kDone;
  }
  report.result(fmt::format(
      "{}\n  {}\n  {}: {}\n",
      explained.statement.empty() ? "claim " + explained.claim : "statement " + explained.statement,
      for_display(explained.content), explained.standing, for_display(explained.why)));
  for (const StoredClaim& claim : explained.evidence) {
    const auto source = store.source(claim.source);
    if (!source) return report.failure(source.error());
    report.result(fmt::format("\n  claim {}, source {} revision {}, bytes {}-{}\n", claim.id,
                              claim.source, claim.revision, claim.claim.evidence.start,
                              claim.claim.evidence.end));
    if (*source) report.result(fmt::format("    {}\n", for_display((*source)->url)));
    report.result(fmt::format("    {}\n", for_display(claim.evidence_text)));
  }
  if (!places->empty()) {
    std::string line;
    for (const std::string& place : *places) line += (line.empty() ? "" : ", ") + place;
    report.result("\n  cited in " + line + "\n");
  }
  return kDone;
}

int tell_meanings(const GlobalOptions& global, const std::vector<EntityRecord>& meanings,
                  const Report& report) {
  for (const EntityRecord& entity : meanings) {
    if (global.json) {
      report.result(dump_json(Json{{"kind", kind_name(entity.kind)},
                                   {"canonical", entity.canonical},
                                   {"aliases", entity.aliases},
                                   {"ambiguous", meanings.size() > 1}}) +
                    "\n");
      continue;
    }
    std::string aliases;
    for (const std::string& alias : entity.aliases)
      aliases += (aliases.empty() ? "" : ", ") + alias;
    report.result(fmt::format("{} {}: printed as {}\n", kind_name(entity.kind),
                              for_display(entity.canonical), for_display(aliases)));
  }
  if (!global.json && meanings.size() > 1) {
    report.result(
        fmt::format("ambiguous: it may be any of these {}; each text decides\n", meanings.size()));
  }
  return kDone;
}

std::vector<StoredClaim> evidence_of(const Fact& fact) {
  std::vector<StoredClaim> claims;
  for (const auto* list : {&fact.evidence, &fact.rounded}) {
    for (const StoredClaim* claim : *list) claims.push_back(*claim);
  }
  return claims;
}

}  // namespace

int why_reference(const GlobalOptions& global, const std::string& reference, const Store& store,
                  const Report& report) {
  const auto lexicon = load_lexicon(global);
  if (!lexicon) {
    report.trouble(lexicon.error().message);
    return kBadUsage;
  }
  const auto rulings = load_rulings(global.store);
  if (!rulings) return report.failure(rulings.error());
  const auto claim = store.claim(reference);
  if (!claim) return report.failure(claim.error());
  const auto standings = ClaimStandings::read(store, *lexicon, *rulings);
  if (!standings) return report.failure(standings.error());
  if (*claim) {
    const Fact* fact = standings->statement_of(reference);
    return tell(
        global,
        {fact == nullptr ? "" : fact->id, reference, dump_json(content_to_json((*claim)->claim)),
         standings->standing_of(**claim), standings->explain(**claim),
         fact == nullptr ? std::vector{**claim} : evidence_of(*fact)},
        store, report);
  }
  if (const Fact* fact = standings->statement(reference)) {
    return tell(
        global,
        {fact->id, "", dump_json(content_to_json(fact->claim)),
         std::string{to_string(fact->standing)}, standings->explain(*fact), evidence_of(*fact)},
        store, report);
  }
  const auto entities = store.entities();
  if (!entities) return report.failure(entities.error());
  const std::vector<EntityRecord> meanings = meanings_of(*entities, reference);
  if (!meanings.empty()) return tell_meanings(global, meanings, report);
  report.trouble(reference +
                 ": no statement, claim or name of the store; of a dossier, name a "
                 "citation, as in: why " +
                 reference + " 4");
  return kBadUsage;
}

}  // namespace dossier
