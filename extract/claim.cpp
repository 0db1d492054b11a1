#include "extract/claim.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace dossier {

std::string_view to_string(Relation relation) {
  static constexpr std::array<std::string_view, 6> kNames{"score",  "rank", "beats",
                                                          "trails", "ties", "change"};
  return kNames.at(static_cast<std::size_t>(relation));
}

std::string_view to_string(Polarity polarity) {
  static constexpr std::array<std::string_view, 3> kNames{"support", "oppose", "mixed"};
  return kNames.at(static_cast<std::size_t>(polarity));
}

std::string_view to_string(StanceKind kind) {
  static constexpr std::array<std::string_view, 3> kNames{"assessment", "forecast", "demand"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view to_string(Direction direction) {
  static constexpr std::array<std::string_view, 4> kNames{"none", "widening", "stable",
                                                          "narrowing"};
  return kNames.at(static_cast<std::size_t>(direction));
}

void sort_by_evidence(std::vector<Claim>& claims) {
  if (std::ranges::is_sorted(claims, {}, &Claim::evidence)) return;
  // Claims are large: their places are sorted, and each moves once.
  std::vector<std::pair<TextSpan, std::size_t>> places;
  places.reserve(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) places.emplace_back(claims[i].evidence, i);
  std::ranges::sort(places);
  std::vector<Claim> sorted;
  sorted.reserve(claims.size());
  for (const auto& [evidence, i] : places) sorted.push_back(std::move(claims[i]));
  claims = std::move(sorted);
}

std::string_view to_string(Confidence confidence) {
  return confidence == Confidence::confident ? "confident" : "tentative";
}

std::string_view kind_of(const Claim& claim) {
  static constexpr std::array<std::string_view, 4> kNames{"benchmark", "release", "stance",
                                                          "event"};
  return kNames.at(claim.content.index());
}

}  // namespace dossier
