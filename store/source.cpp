#include "store/source.h"

#include "base/hash.h"
#include "extract/claim_json.h"

namespace dossier {
namespace {

TextSpan quotable_of(const Claim& claim) {
  if (const auto* stance = std::get_if<Stance>(&claim.content)) return stance->quotable;
  if (const auto* event = std::get_if<Event>(&claim.content)) return event->quotable;
  return {};
}

}  // namespace

std::vector<StoredClaim> store_claims(const Source& source, const std::string& text,
                                      const std::vector<Claim>& claims) {
  std::vector<StoredClaim> stored;
  for (const Claim& claim : claims) {
    StoredClaim next;
    next.source = source.id;
    next.revision = source.revision;
    next.claim = claim;
    next.evidence_text = text_at(text, claim.evidence);
    for (const Support& support : claim.supports) {
      next.support_texts.emplace_back(text_at(text, support.span));
    }
    next.quotable_text = text_at(text, quotable_of(claim));
    next.id = short_id({source.id, std::to_string(source.revision),
                        std::to_string(claim.evidence.start), std::to_string(claim.evidence.end),
                        dump_json(content_to_json(claim)), claim.asserted_by});
    stored.push_back(std::move(next));
  }
  return stored;
}

}  // namespace dossier
