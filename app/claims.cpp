// dossier claims: what the store holds, filtered.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/claim_standings.h"
#include "app/commands.h"
#include "app/report.h"
#include "app/session.h"
#include "app/topic_view.h"
#include "base/json.h"
#include "base/utf8.h"
#include "extract/claim_json.h"
#include "store/claim_names.h"
#include "store/export.h"

namespace dossier {
namespace {

// A name that is asked for, in every spelling that the lexicon knows of it, and the parts of a
// claim that it may play.
struct NameFilter {
  std::set<std::string> keys;  // name_key() of each
  std::vector<NameRole> roles;

  [[nodiscard]] bool accepts(const std::vector<ClaimName>& names) const {
    return std::ranges::any_of(names, [&](const ClaimName& name) {
      return std::ranges::find(roles, name.role) != roles.end() &&
             keys.contains(name_key(name.name));
    });
  }
};

NameFilter name_filter(const std::string& name, const std::vector<NameKind>& kinds,
                       std::vector<NameRole> roles, const Lexicon& lexicon) {
  NameFilter filter{{name_key(name)}, std::move(roles)};
  for (const NameKind kind : kinds) {
    if (const auto entry = lexicon.find(name, kind)) filter.keys.insert(name_key(entry->canonical));
  }
  for (const std::string& alias : lexicon.aliases(name)) filter.keys.insert(name_key(alias));
  return filter;
}

class ClaimFilter {
 public:
  ClaimFilter(const ClaimsOptions& options, std::vector<NameFilter> names)
      : options_{options}, names_{std::move(names)} {}

  [[nodiscard]] bool accepts(const Source& source) const {
    if (!options_.source.empty() && source.id != options_.source) return false;
    const Day day = day_of(source.published.value_or(source.first_seen));
    return (!options_.since || day >= *options_.since) &&
           (!options_.until || day <= *options_.until);
  }
  [[nodiscard]] bool accepts(const StoredClaim& claim) const {
    if (options_.confident && claim.claim.confidence != Confidence::confident) return false;
    if (!options_.kind.empty() && kind_of(claim.claim) != options_.kind) return false;
    if (names_.empty()) return true;
    const std::vector<ClaimName> names = names_in(claim.claim);
    return std::ranges::all_of(names_, [&](const NameFilter& f) { return f.accepts(names); });
  }

 private:
  const ClaimsOptions& options_;
  std::vector<NameFilter> names_;
};

ClaimFilter claim_filter(const Lexicon& lexicon, const ClaimsOptions& options) {
  using enum NameRole;
  std::vector<NameFilter> names;
  const auto add = [&](const std::string& name, const std::vector<NameKind>& kinds,
                       std::vector<NameRole> roles) {
    if (!name.empty()) names.push_back(name_filter(name, kinds, std::move(roles), lexicon));
  };
  add(options.model, {NameKind::model}, {model, versus, target, object});
  add(options.benchmark, {NameKind::benchmark}, {benchmark, target, object});
  add(options.holder, {NameKind::person, NameKind::organization}, {holder, speaker});
  add(options.organization, {NameKind::organization},
      {organization, holder, actor, object, target, speaker});
  return ClaimFilter{options, std::move(names)};
}

// Prints claims as they come; they come by source, evidence and id.
class ClaimPrinter {
 public:
  // `standings` (may be nullptr): print how each claim stands, too; those alone that stand as
  // asked. Must outlive the printer.
  ClaimPrinter(const Report& report, std::string format, const ClaimsOptions& options,
               const ClaimStandings* standings)
      : report_{report}, format_{std::move(format)}, options_{options}, standings_{standings} {
    if (format_ == "csv") {
      report_.result(standings_ == nullptr ? claim_csv_header()
                                           : claim_csv_header({"standing", "statement", "why"}));
    }
    if (format_ == "table") {
      report_.result(fmt::format("{:<12}  {:<10}  {:<9}  {:<20}  {}{}\n", "CLAIM", "DAY", "KIND",
                                 "OUTLET", standings_ != nullptr ? "STANDING      " : "",
                                 "WHAT IS SAID"));
    }
  }

  void print(const StoredClaim& claim, const Source& source) const {
    if (standings_ != nullptr && !options_.standing.empty() &&
        standings_->standing_of(claim) != options_.standing) {
      return;
    }
    print_line(claim, source);
    if (standings_ != nullptr && options_.explain && (format_ == "table" || format_.empty())) {
      report_.result("    " + for_display(on_one_line(standings_->explain(claim))) + "\n");
    }
  }

 private:
  void print_line(const StoredClaim& claim, const Source& source) const {
    const Fact* fact = standings_ == nullptr ? nullptr : standings_->statement_of(claim.id);
    if (format_ == "csv") {
      std::vector<std::string> further;
      if (standings_ != nullptr) {
        further = {standings_->standing_of(claim), fact == nullptr ? "" : fact->id,
                   options_.explain ? standings_->explain(claim) : ""};
      }
      report_.result(claim_csv_row(claim, source, further));
    } else if (format_ == "json") {
      Json json{{"id", claim.id}, {"source", claim.source}, {"revision", claim.revision}};
      json.update(claim_to_json(claim.claim));
      json["text"] = claim.evidence_text;
      if (standings_ != nullptr) {
        json["standing"] = standings_->standing_of(claim);
        if (fact != nullptr) json["statement"] = fact->id;
        if (options_.explain) json["why"] = standings_->explain(claim);
      }
      report_.result(dump_json(json) + "\n");
    } else if (format_ == "table") {
      report_.result(table_row(claim, source));
    } else {
      report_.result(fmt::format("{}  {}  {}{}\n", claim.id, kind_of(claim.claim),
                                 standing_column(claim), for_display(claim.evidence_text)));
    }
  }

  [[nodiscard]] std::string standing_column(const StoredClaim& claim) const {
    return standings_ == nullptr ? "" : fmt::format("{:<12}  ", standings_->standing_of(claim));
  }

  // The names with what they do, then the words that say so.
  [[nodiscard]] std::string table_row(const StoredClaim& claim, const Source& source) const {
    std::string names;
    for (const ClaimName& name : names_in(claim.claim)) {
      names += fmt::format("{} {}; ", to_string(name.role), name.name);
    }
    const std::string day =
        source.published ? format_day(day_of(*source.published)) : std::string{"-"};
    return fmt::format("{:<12}  {:<10}  {:<9}  {:<20}  {}{}\n", claim.id, day, kind_of(claim.claim),
                       for_display(on_one_line(source.outlet)), standing_column(claim),
                       for_display(names + on_one_line(claim.evidence_text)));
  }

  const Report& report_;
  std::string format_;
  const ClaimsOptions& options_;
  const ClaimStandings* standings_;
};

void print_sorted(std::vector<StoredClaim> claims, const Source& source, const ClaimFilter& filter,
                  const ClaimPrinter& printer) {
  std::erase_if(claims, [&](const StoredClaim& claim) { return !filter.accepts(claim); });
  std::ranges::sort(claims, {}, [](const StoredClaim& claim) {
    return std::tie(claim.claim.evidence, claim.id);
  });
  for (const StoredClaim& claim : claims) printer.print(claim, source);
}

// The members of a dossier; a source at a time.
int print_dossier(const GlobalOptions& global, const ClaimsOptions& options, const Store& store,
                  const ClaimFilter& filter, const ClaimPrinter& printer, const Report& report) {
  const auto configuration = load_configuration(global.config);
  if (!configuration) {
    report.trouble(configuration.error().message);
    return kBadUsage;
  }
  const auto wanted =
      std::ranges::find(configuration->dossiers, options.dossier, &DossierConfiguration::id);
  if (wanted == configuration->dossiers.end()) {
    report.trouble(options.dossier + ": no dossier of that name in " + global.config);
    return kBadUsage;
  }
  const auto topics = gather_topics(store, {*wanted});
  if (!topics) return report.failure(topics.error());
  const auto rulings = load_rulings(global.store);
  if (!rulings) return report.failure(rulings.error());
  for (const TopicMember& member : topics->front().members) {
    auto view = read_view(store, {member}, *rulings, wanted->id);
    if (!view) return report.failure(view.error());
    if (view->sources.empty()) continue;  // Muted
    const Source& source = view->sources.front();
    if (filter.accepts(source)) print_sorted(std::move(view->claims), source, filter, printer);
  }
  return kDone;
}

Result<void> print_all(const ClaimsOptions& options, const Store& store, const ClaimFilter& filter,
                       const ClaimPrinter& printer) {
  Result<void> read;
  const auto visit = [&](const Source& source) {
    if (!filter.accepts(source)) return true;
    auto claims = options.as_of ? store.claims_as_of(source.id, source.revision, *options.as_of)
                                : store.claims(source.id, source.revision);
    if (!claims) return read = tl::unexpected(claims.error()), false;
    print_sorted(std::move(*claims), source, filter, printer);
    return true;
  };
  Result<void> visited;
  if (options.as_of) {
    const auto revisions = revisions_as_of(store, *options.as_of);
    if (!revisions) return tl::unexpected(revisions.error());
    visited = store.for_each_revision([&](const Source& source) {
      const auto then = revisions->find(source.id);
      return then == revisions->end() || then->second != source.revision || visit(source);
    });
  } else {
    visited = store.for_each_source(visit);
  }
  return visited ? read : visited;
}

// What sources took back stands in earlier revisions.
void print_retracted(const ClaimStandings& standings, const ClaimFilter& filter,
                     const ClaimPrinter& printer) {
  const TopicView& view = standings.retracted();
  for (const Source& source : view.sources) {
    if (!filter.accepts(source)) continue;
    std::vector<StoredClaim> claims;
    std::ranges::copy_if(view.claims, std::back_inserter(claims),
                         [&](const StoredClaim& claim) { return claim.source == source.id; });
    print_sorted(std::move(claims), source, filter, printer);
  }
}

}  // namespace

int run_claims(const GlobalOptions& global, const ClaimsOptions& options) {
  const Report report{global};
  const auto store = Store::open_for_reading(global.store);
  if (!store) return report.failure(store.error());
  const auto lexicon = load_lexicon(global);
  if (!lexicon) {
    report.trouble(lexicon.error().message);
    return kBadUsage;
  }
  const ClaimFilter filter = claim_filter(*lexicon, options);
  std::optional<ClaimStandings> standings;
  if (!options.standing.empty() || options.explain) {
    const auto rulings = load_rulings(global.store);
    if (!rulings) return report.failure(rulings.error());
    auto read = ClaimStandings::read(*store, *lexicon, *rulings, options.as_of);
    if (!read) return report.failure(read.error());
    standings = std::move(*read);
  }
  const ClaimPrinter printer{report,
                             options.format.empty() && global.json ? "json" : options.format,
                             options, standings ? &*standings : nullptr};
  if (!options.dossier.empty()) {
    return print_dossier(global, options, *store, filter, printer, report);
  }
  if (standings && options.standing == to_string(Standing::retracted)) {
    print_retracted(*standings, filter, printer);
    return kDone;
  }
  const auto printed = print_all(options, *store, filter, printer);
  return printed ? kDone : report.failure(printed.error());
}

}  // namespace dossier
