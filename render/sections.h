// The sections of a dossier, one function each. Internal to the composer.

#pragma once

#include <string>
#include <vector>

#include "render/page.h"

namespace dossier {

// What the sections are written from.
struct Material {
  Page& page;
  const TopicView& view;
  const std::vector<Fact>& facts;
  const std::vector<FactTension>& tensions;
  const Dossier* previous;  // nullptr: the first version
  Time now;

  // Pointers to the facts that still hold, heaviest first.
  [[nodiscard]] std::vector<const Fact*> by_weight() const;
};

// Whether a tension opened since the version before, moved (other facts on its sides), or stands
// as it stood.
enum class TensionChange { opened, moved, unchanged };
[[nodiscard]] TensionChange change_of(const FactTension& tension, const Dossier* previous);

// The heaviest facts of a trend tension, at most two for each direction, in its order.
[[nodiscard]] std::vector<const Fact*> best_of_each_side(const std::vector<const Fact*>& facts);

// Tensions that the version before had and this one has not.
[[nodiscard]] std::size_t closed_tensions(const Material& material);

// Sections without layouts have nothing to say and are left out.
[[nodiscard]] Section write_whats_new(const Material& material, std::size_t items);
[[nodiscard]] Section write_what(const Material& material);
[[nodiscard]] Section write_why_it_matters(const Material& material);
[[nodiscard]] Section write_open_questions(const Material& material);
[[nodiscard]] Section write_narrative(const Material& material);
[[nodiscard]] Section write_benchmarks(const Material& material);
[[nodiscard]] Section write_timeline(const Material& material);
[[nodiscard]] Section write_perspectives(const Material& material);
[[nodiscard]] Section write_tensions(const Material& material);

// "growing", "active", "quiet" or "dormant", from the rate of items before `now`.
[[nodiscard]] std::string status_of(const TopicView& view, Day now);
[[nodiscard]] Section write_status(const Material& material, const std::string& status);

}  // namespace dossier
