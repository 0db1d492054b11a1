#include "review/decision_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "store/rulings.h"

namespace dossier {
namespace {

using enum DecisionKind;

constexpr std::size_t kWhyBytesMax = 2'000;
constexpr std::size_t kAfterBytesMax = 6'000;
constexpr std::size_t kSubjectBytesMax = 2'000;

bool is_of_claim(DecisionKind kind) {
  return kind == accept_claim || kind == reject_claim || kind == correct_claim ||
         kind == move_claim;
}
bool is_of_name(DecisionKind kind) {
  return kind == merge_name || kind == split_name || kind == DecisionKind::rename ||
         kind == describe_name || kind == not_a_name;
}
bool is_of_source(DecisionKind kind) {
  return kind == mute_source || kind == mark_copy || kind == mark_independent ||
         kind == describe_source;
}

tl::unexpected<Error> refused(std::string message) {
  return fail(ErrorCode::refused, std::move(message));
}

using Dossiers = std::vector<DossierConfiguration>;

bool is_known_dossier(const Dossiers& dossiers, std::string_view id) {
  return std::ranges::find(dossiers, id, &DossierConfiguration::id) != dossiers.end();
}

bool is_id(std::string_view id) {
  constexpr std::size_t kDigits = 12;
  return id.size() == kDigits && std::ranges::all_of(id, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_name(std::string_view subject) {
  constexpr std::array kKinds{NameKind::model, NameKind::benchmark, NameKind::organization,
                              NameKind::person};
  const std::size_t colon = subject.find(':');
  return colon != subject.npos && colon + 1 < subject.size() &&
         std::ranges::any_of(
             kKinds, [&](NameKind kind) { return to_string(kind) == subject.substr(0, colon); });
}

Result<void> check_claim(const Store& store, const Dossiers& dossiers, Decision& decision) {
  if (!is_id(decision.subject)) return refused("that is no claim's id");
  const auto claim = store.claim(decision.subject);
  if (!claim) return tl::unexpected(claim.error());
  if (!*claim) return fail(ErrorCode::not_found, "there is no claim " + decision.subject);
  decision.before = claim_summary(**claim);
  if (decision.kind == correct_claim) {
    const auto edited = corrected((*claim)->claim, decision.field, decision.after);
    if (!edited) return tl::unexpected(edited.error());
  }
  if (decision.kind != move_claim) return {};
  if (decision.dossier.empty() && decision.after.empty()) return refused("move it where?");
  for (const std::string& id : {decision.dossier, decision.after}) {
    if (!id.empty() && !is_known_dossier(dossiers, id)) return refused("there is no dossier " + id);
  }
  if (decision.dossier == decision.after) return refused("it is in that dossier already");
  return {};
}

Result<void> check_name(const Decision& decision) {
  if (!is_name(decision.subject)) return refused("that is no name: expected KIND:NAME");
  const std::string name = decision.subject.substr(decision.subject.find(':') + 1);
  if (decision.kind == merge_name || decision.kind == DecisionKind::rename) {
    if (decision.after.empty()) return refused("which name instead?");
    if (decision.after == name) return refused("that is the name that it has");
  }
  if (decision.kind != describe_name) return {};
  if (decision.field != "maker" && decision.field != "open") return refused("what of it?");
  if (decision.field == "open" && decision.after != "yes" && decision.after != "no") {
    return refused("open: expected yes or no");
  }
  return {};
}

Result<void> check_source(const Store& store, const Decision& decision) {
  const auto check_there = [&](const std::string& id) -> Result<void> {
    if (!is_id(id)) return refused("that is no source's id: " + id);
    const auto source = store.source(id);
    if (!source) return tl::unexpected(source.error());
    if (!*source) return fail(ErrorCode::not_found, "there is no source " + id);
    return {};
  };
  if (auto there = check_there(decision.subject); !there) return there;
  if (decision.kind == mark_copy) {
    if (decision.after == decision.subject) return refused("a source is no copy of itself");
    return check_there(decision.after);
  }
  if (decision.kind != describe_source) return {};
  if (decision.field == "outlet" && !decision.after.empty()) return {};
  const bool tier = decision.after == "1" || decision.after == "2" || decision.after == "3";
  if (decision.field == "tier" && tier) return {};
  return refused("expected an outlet, or a tier from 1 to 3");
}

Result<void> check_page(const Dossiers& dossiers, const Decision& decision) {
  const bool of_dossier = decision.kind == add_note || decision.kind == withdraw_sentence;
  if (!is_known_dossier(dossiers, of_dossier ? decision.subject : decision.dossier)) {
    return refused("there is no such dossier");
  }
  const bool needs_text = decision.kind == edit_sentence || decision.kind == add_note ||
                          decision.kind == comment_tension;
  if (needs_text && decision.after.empty()) return refused("the text is empty");
  if (decision.kind == edit_sentence && !decision.field.empty() && decision.field != "uncited") {
    return refused("an edited sentence is cited or uncited");
  }
  if (decision.kind == withdraw_sentence) {
    const std::string_view field = decision.field;
    const std::string_view version = field.substr(0, std::min(field.find(' '), field.size()));
    const bool number = !version.empty() && version.size() < 7 &&
                        std::ranges::all_of(version, [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return refused("withdrawn from which version?");
    if (decision.before.empty()) return refused("which sentence?");
    if (decision.why.empty()) return refused("a withdrawal needs its reason");
  }
  return {};
}

}  // namespace

Result<void> check_decision(const Store& store, const std::vector<DossierConfiguration>& dossiers,
                            Decision& decision) {
  if (decision.subject.size() > kSubjectBytesMax || decision.before.size() > kAfterBytesMax) {
    return refused("that is too long a subject");
  }
  if (decision.why.size() > kWhyBytesMax) return refused("the reason is too long");
  if (decision.after.size() > kAfterBytesMax) return refused("the text is too long");
  if (is_of_claim(decision.kind)) return check_claim(store, dossiers, decision);
  if (is_of_name(decision.kind)) return check_name(decision);
  if (is_of_source(decision.kind)) return check_source(store, decision);
  if (decision.kind == publish) return refused("a draft is published, not decided on");
  if (decision.kind == undo) return {};
  if (decision.kind == settle_forecast) {
    const std::set<std::string_view> known{"came true", "failed", "void"};
    if (!known.contains(decision.after)) return refused("expected came true, failed or void");
    return {};
  }
  return check_page(dossiers, decision);
}

}  // namespace dossier
