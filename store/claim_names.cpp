#include "store/claim_names.h"

#include <utility>

namespace dossier {
namespace {

std::vector<ClaimName> names_of(const BenchmarkClaim& claim) {
  return {{NameRole::model, claim.model},
          {NameRole::versus, claim.versus},
          {NameRole::benchmark, claim.benchmark}};
}

std::vector<ClaimName> names_of(const Release& release) {
  return {{NameRole::model, release.model}, {NameRole::organization, release.organization}};
}

std::vector<ClaimName> names_of(const Stance& stance) {
  return {{NameRole::holder, stance.holder}, {NameRole::target, stance.target}};
}

std::vector<ClaimName> names_of(const Event& event) {
  return {{NameRole::actor, event.actor}, {NameRole::object, event.object}};
}

}  // namespace

std::string_view to_string(NameRole role) {
  switch (role) {
    case NameRole::model:
      return "model";
    case NameRole::versus:
      return "versus";
    case NameRole::benchmark:
      return "benchmark";
    case NameRole::organization:
      return "organization";
    case NameRole::holder:
      return "holder";
    case NameRole::target:
      return "target";
    case NameRole::actor:
      return "actor";
    case NameRole::object:
      return "object";
    case NameRole::speaker:
      return "speaker";
  }
  return "";
}

std::vector<ClaimName> names_in(const Claim& claim) {
  std::vector<ClaimName> names =
      std::visit([](const auto& content) { return names_of(content); }, claim.content);
  names.push_back({NameRole::speaker, claim.asserted_by});
  std::erase_if(names, [](const ClaimName& name) { return name.name.empty(); });
  return names;
}

}  // namespace dossier
