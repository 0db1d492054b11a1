#include "extract/claim.h"

#include <array>

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

std::string_view to_string(Confidence confidence) {
  return confidence == Confidence::confident ? "confident" : "tentative";
}

std::string_view kind_of(const Claim& claim) {
  static constexpr std::array<std::string_view, 4> kNames{"benchmark", "release", "stance",
                                                          "event"};
  return kNames.at(claim.content.index());
}

}  // namespace dossier
