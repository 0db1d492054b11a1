// How everything that the store holds stands, now or at a time: for `claims --standing` and `why`.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "render/standing.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

class ClaimStandings {
 public:
  // Of all sources in their latest revisions (`as_of`: in those that had been fetched by then, as
  // they were read then). Holds every confident claim in memory.
  [[nodiscard]] static Result<ClaimStandings> read(const Store& store, const Lexicon& lexicon,
                                                   const Rulings& rulings,
                                                   std::optional<Time> as_of = std::nullopt);
  // Of a view alone, which is that of a dossier.
  ClaimStandings(TopicView view, const Lexicon& lexicon);

  // The statement that a claim is part of; nullptr for claims that the extractor is not sure of.
  [[nodiscard]] const Fact* statement_of(const std::string& claim) const;
  [[nodiscard]] const Fact* statement(const std::string& id) const;  // nullptr: none of that id
  // "attributed" …; "rejected" by an editor; "tentative" for what nobody vouches for.
  [[nodiscard]] std::string standing_of(const StoredClaim& claim) const;
  // In words, with who says so.
  [[nodiscard]] std::string explain(const StoredClaim& claim) const;
  [[nodiscard]] std::string explain(const Fact& fact) const;
  // Claims of earlier revisions that their sources took back, each with its source.
  [[nodiscard]] const TopicView& retracted() const { return *retracted_view_; }

 private:
  void index();
  Result<void> add_retracted(const Store& store, const Rulings& rulings,
                             const std::map<std::string, int>& later_revisions);

  const Lexicon* lexicon_;
  // On the heap: facts point into views.
  std::unique_ptr<TopicView> view_, retracted_view_;
  std::vector<Fact> facts_, retracted_;
  std::vector<FactTension> tensions_;
  std::map<std::string, const Fact*> by_claim_, by_id_;
  std::map<std::string, std::string> rejected_;  // Claim → by whom and why
};

// The revision of each source that was the latest one fetched by then.
[[nodiscard]] Result<std::map<std::string, int>> revisions_as_of(const Store& store, Time as_of);

}  // namespace dossier
