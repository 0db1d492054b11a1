#include "app/against_previous.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "render/retraction.h"

namespace dossier {
namespace {

// The latest revision of one source, read once.
struct Latest {
  Source source;
  LaterText text;
};

Result<Latest> read_latest(const Store& store, Source source) {
  auto text = store.text(source.id);
  if (!text) return tl::unexpected(text.error());
  const auto claims = store.claims(source.id);
  if (!claims) return tl::unexpected(claims.error());
  return Latest{std::move(source), LaterText{std::move(*text), *claims}};
}

class Comparison {
 public:
  Comparison(TopicView& view, const Store& store, const Rulings& rulings, std::string_view dossier)
      : view_{view}, store_{store}, rulings_{rulings}, dossier_{dossier} {
    for (const Source& source : view.sources) latest_revisions_[source.id] = source.revision;
  }

  Result<void> add(const StatementEvidence& evidence) {
    const auto latest = latest_of(evidence);
    if (!latest) return tl::unexpected(latest.error());
    if (*latest == nullptr) return {};
    auto claim = store_.claim(evidence.claim);
    if (!claim) return tl::unexpected(claim.error());
    if (!*claim || (*latest)->text.still_says(**claim)) return {};
    auto ruled = rulings_.ruled(std::move(**claim), dossier_);
    if (!ruled) return {};
    view_.retracted.push_back(std::move(*ruled));
    const auto has = [&](const std::vector<Source>& sources) {
      return std::ranges::find(sources, evidence.source, &Source::id) != sources.end();
    };
    if (!has(view_.sources) && !has(view_.former)) view_.former.push_back((*latest)->source);
    return {};
  }

 private:
  // nullptr: it has no later revision, or the editors muted it.
  Result<const Latest*> latest_of(const StatementEvidence& evidence) {
    const auto latest_revision = latest_revisions_.find(evidence.source);
    if (latest_revision != latest_revisions_.end() &&
        latest_revision->second <= evidence.revision) {
      return nullptr;  // As most are: nothing to be read
    }
    auto found = sources_.find(evidence.source);
    if (found == sources_.end()) {
      auto source = store_.source(evidence.source);
      if (!source) return tl::unexpected(source.error());
      std::optional<Latest> latest;
      if (*source && (*source)->revision > evidence.revision) {
        if (auto ruled = rulings_.ruled(std::move(**source))) {
          auto read = read_latest(store_, std::move(*ruled));
          if (!read) return tl::unexpected(read.error());
          latest = std::move(*read);
        }
      }
      found = sources_.emplace(evidence.source, std::move(latest)).first;
    }
    const std::optional<Latest>& latest = found->second;
    return latest && latest->source.revision > evidence.revision ? &*latest : nullptr;
  }

  TopicView& view_;
  const Store& store_;
  const Rulings& rulings_;
  std::string_view dossier_;
  std::unordered_map<std::string, int> latest_revisions_;  // Of the sources in the view
  std::map<std::string, std::optional<Latest>> sources_;
};

}  // namespace

Result<void> compare_with_previous(TopicView& view, const Store& store,
                                   const std::vector<TopicMember>& members, std::uint64_t seen,
                                   const Dossier* previous, const Rulings& rulings,
                                   std::string_view dossier) {
  view.seen = seen;
  if (previous == nullptr) return {};
  for (const TopicMember& member : members) {
    if (member.came <= previous->seen && member.read > previous->seen) {
      view.read_again.push_back(member.source);
    }
  }
  std::ranges::sort(view.read_again);
  Comparison comparison{view, store, rulings, dossier};
  for (const Statement& statement : previous->statements) {
    if (statement.standing == to_string(Standing::retracted)) continue;  // Told before
    for (const StatementEvidence& evidence : statement.evidence) {
      if (auto done = comparison.add(evidence); !done) return done;
    }
  }
  return {};
}

}  // namespace dossier
