#include "app/claim_standings.h"

#include <fmt/core.h>

#include <algorithm>

#include "render/retraction.h"

namespace dossier {
namespace {

// Each source at its revision of that time, with its claims as they were read then.
Result<TopicView> read_everything(const Store& store, const Rulings& rulings,
                                  const std::map<std::string, int>& revisions,
                                  std::optional<Time> as_of,
                                  std::map<std::string, std::string>& rejected) {
  TopicView view;
  Result<void> read;
  const auto visited = store.for_each_revision([&](const Source& source) {
    const auto wanted = revisions.find(source.id);
    if (wanted == revisions.end() || wanted->second != source.revision) return true;
    auto ruled_source = rulings.ruled(source);
    if (!ruled_source) return true;
    auto claims = as_of ? store.claims_as_of(source.id, source.revision, *as_of)
                        : store.claims(source.id, source.revision);
    if (!claims) return read = tl::unexpected(claims.error()), false;
    for (StoredClaim& claim : *claims) {
      const ClaimRuling* ruling = rulings.claim(claim);
      if (ruling != nullptr && ruling->verdict == ClaimRuling::Verdict::rejected) {
        rejected[claim.id] = fmt::format("Rejected by decision {}.", ruling->decision);
        continue;
      }
      auto ruled = rulings.ruled(std::move(claim), {});
      if (ruled && ruled->claim.confidence == Confidence::confident) {
        view.claims.push_back(std::move(*ruled));
      }
    }
    view.sources.push_back(std::move(*ruled_source));
    return true;
  });
  if (!visited) return tl::unexpected(visited.error());
  if (!read) return tl::unexpected(read.error());
  return view;
}

Result<std::map<std::string, int>> latest_revisions(const Store& store) {
  std::map<std::string, int> revisions;
  const auto visited = store.for_each_source([&](const Source& source) {
    revisions[source.id] = source.revision;
    return true;
  });
  if (!visited) return tl::unexpected(visited.error());
  return revisions;
}

}  // namespace

Result<std::map<std::string, int>> revisions_as_of(const Store& store, Time as_of) {
  const auto arrivals = store.arrivals();
  if (!arrivals) return tl::unexpected(arrivals.error());
  std::map<std::string, int> revisions;
  for (const Arrival& arrival : *arrivals) {
    if (arrival.fetched > as_of) continue;
    int& revision = revisions[arrival.source];
    revision = std::max(revision, arrival.revision);
  }
  return revisions;
}

Result<ClaimStandings> ClaimStandings::read(const Store& store, const Lexicon& lexicon,
                                            const Rulings& rulings, std::optional<Time> as_of) {
  const auto revisions = as_of ? revisions_as_of(store, *as_of) : latest_revisions(store);
  if (!revisions) return tl::unexpected(revisions.error());
  std::map<std::string, std::string> rejected;
  auto view = read_everything(store, rulings, *revisions, as_of, rejected);
  if (!view) return tl::unexpected(view.error());
  ClaimStandings standings{std::move(*view), lexicon};
  standings.rejected_ = std::move(rejected);
  if (auto added = standings.add_retracted(store, rulings, *revisions); !added) {
    return tl::unexpected(added.error());
  }
  return standings;
}

ClaimStandings::ClaimStandings(TopicView view, const Lexicon& lexicon)
    : lexicon_{&lexicon},
      view_{std::make_unique<TopicView>(std::move(view))},
      retracted_view_{std::make_unique<TopicView>()} {
  facts_ = join_claims(*view_, lexicon, {});
  mark_superseded(facts_);
  tensions_ = find_tensions(facts_, lexicon);
  index();
}

void ClaimStandings::index() {
  for (const auto* facts : {&facts_, &retracted_}) {
    for (const Fact& fact : *facts) {
      by_id_[fact.id] = &fact;
      for (const std::string& id : fact.joined) by_id_[id] = &fact;
      for (const StoredClaim* claim : fact.evidence) by_claim_[claim->id] = &fact;
      for (const StoredClaim* claim : fact.rounded) by_claim_[claim->id] = &fact;
    }
  }
}

// What the earlier revisions said, and the one that holds does not.
Result<void> ClaimStandings::add_retracted(const Store& store, const Rulings& rulings,
                                           const std::map<std::string, int>& revisions) {
  for (const Source& source : view_->sources) {
    const int last = revisions.at(source.id);
    if (last == 1) continue;
    auto text = store.text(source.id, last);
    if (!text) return tl::unexpected(text.error());
    const auto now = store.claims(source.id, last);
    if (!now) return tl::unexpected(now.error());
    const LaterText later{std::move(*text), *now};
    for (int revision = 1; revision < last; ++revision) {
      auto claims = store.claims(source.id, revision);
      if (!claims) return tl::unexpected(claims.error());
      for (StoredClaim& claim : *claims) {
        if (later.still_says(claim)) continue;
        auto ruled = rulings.ruled(std::move(claim), {});
        if (ruled && ruled->claim.confidence == Confidence::confident) {
          view_->retracted.push_back(std::move(*ruled));
        }
      }
    }
  }
  *retracted_view_ = dossier::retracted_view(*view_);
  retracted_ = find_retracted(*retracted_view_, facts_, *lexicon_);
  index();
  return {};
}

const Fact* ClaimStandings::statement_of(const std::string& claim) const {
  const auto found = by_claim_.find(claim);
  return found == by_claim_.end() ? nullptr : found->second;
}

const Fact* ClaimStandings::statement(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

std::string ClaimStandings::standing_of(const StoredClaim& claim) const {
  if (rejected_.contains(claim.id)) return std::string{to_string(Standing::rejected)};
  const Fact* fact = statement_of(claim.id);
  if (fact != nullptr) return std::string{to_string(fact->standing)};
  return claim.claim.confidence == Confidence::confident ? "copy" : "tentative";
}

std::string ClaimStandings::explain(const StoredClaim& claim) const {
  if (const auto found = rejected_.find(claim.id); found != rejected_.end()) return found->second;
  if (const Fact* fact = statement_of(claim.id)) return explain(*fact);
  return claim.claim.confidence == Confidence::confident
             ? "Its source repeats another, or its copy counts once: no voice of its own."
             : "The extractor is not sure of it: it is printed nowhere until an editor accepts it.";
}

std::string ClaimStandings::explain(const Fact& fact) const {
  const bool gone = fact.standing == Standing::retracted;
  return explain_standing(fact, facts_, tensions_, gone ? *retracted_view_ : *view_, *lexicon_);
}

}  // namespace dossier
