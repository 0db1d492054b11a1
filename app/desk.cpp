#include "app/desk.h"

#include <algorithm>
#include <utility>

#include "app/proved.h"
#include "base/hash.h"
#include "store/decision.h"

namespace dossier {
namespace {

Result<const DossierConfiguration*> find_dossier(const Configuration& configuration,
                                                 const std::string& id) {
  const auto found = std::ranges::find(configuration.dossiers, id, &DossierConfiguration::id);
  if (found == configuration.dossiers.end()) {
    return fail(ErrorCode::not_found, id + ": no dossier of that name in the configuration");
  }
  return &*found;
}

}  // namespace

Result<std::optional<Draft>> draft_of(const Store& store, const Configuration& configuration,
                                      const std::string& dossier, const PublishTerms& terms) {
  const auto wanted = find_dossier(configuration, dossier);
  if (!wanted) return tl::unexpected(wanted.error());
  Draft draft;
  PublishTerms noting = terms;
  noting.unproved = &draft.left_out;
  auto next = compose_next(store, **wanted, noting);
  if (!next) return tl::unexpected(next.error());
  if (!*next) return std::optional<Draft>{};
  draft.dossier = std::move((*next)->dossier);
  draft.forms = std::move((*next)->forms);
  draft.hash = content_hash(draft.forms.markdown);
  return std::optional<Draft>{std::move(draft)};
}

Result<int> publish_draft(const std::string& directory, const Configuration& configuration,
                          const std::string& dossier, const std::string& who,
                          const std::string& read_hash, const std::string& out,
                          const PublishTerms& terms) {
  if (who.empty()) return fail(ErrorCode::refused, "publish " + dossier + ": by whom?");
  auto store = Store::open(directory);
  if (!store) return tl::unexpected(store.error());
  const auto draft = draft_of(*store, configuration, dossier, terms);
  if (!draft) return tl::unexpected(draft.error());
  if (!*draft) return fail(ErrorCode::not_found, dossier + ": there is nothing new to publish");
  if (!read_hash.empty() && read_hash != (*draft)->hash) {
    return fail(ErrorCode::busy, dossier + ": the draft has changed since it was read; look again");
  }
  if (auto done = store->publish((*draft)->forms); !done) return tl::unexpected(done.error());
  const int version = (*draft)->dossier.version;
  Decision decision;
  decision.when = terms.now;
  decision.who = who;
  decision.kind = DecisionKind::publish;
  decision.subject = decision.dossier = dossier;
  decision.field = std::to_string(version);
  decision.after = (*draft)->hash;
  if (auto kept = append_decision(directory, decision); !kept) {
    return tl::unexpected(kept.error());
  }
  if (auto done = write_pages(*store, configuration.dossiers, out); !done) {
    return tl::unexpected(done.error());
  }
  return version;
}

}  // namespace dossier
