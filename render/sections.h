// The sections of a dossier, one function each. Internal to the composer.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "render/page.h"
#include "render/tension.h"
#include "store/rulings.h"

namespace dossier {

[[nodiscard]] const Rulings& no_rulings();

// What the sections are written from.
struct Material {
  Page& page;
  const TopicView& view;
  const std::vector<Fact>& facts;
  const std::vector<FactTension>& tensions;
  const Dossier* previous;  // nullptr: the first version
  Time now;
  const Rulings& rulings = no_rulings();  // The editors', for what only they can tell
  bool open = true;                       // Their word on the dossier

  // Pointers to the facts that still hold, heaviest first.
  [[nodiscard]] std::vector<const Fact*> by_weight() const;
};

// Whether a tension opened since the version before, moved (other facts on its sides), or stands
// as it stood.
enum class TensionChange { opened, moved, unchanged };
[[nodiscard]] TensionChange change_of(const FactTension& tension, const Dossier* previous);

// The heaviest facts of a trend tension, at most two for each direction, in its order.
[[nodiscard]] std::vector<const Fact*> best_of_each_side(const std::vector<const Fact*>& facts);

struct Development;
// How positions have developed, by holder, target by target (evolution.h).
[[nodiscard]] std::map<std::string, std::vector<Development>> all_developments(
    const Material& material);
// "from widening [4] to narrowing [9]", for one that has_moved().
void say_move(Line& line, const Development& development);

// Tensions that the version before had and this one has not.
[[nodiscard]] std::size_t closed_tensions(const Material& material);

// Sections without layouts have nothing to say and are left out.
// What's new also gives its sentences as changes, by kind.
[[nodiscard]] Section write_whats_new(const Material& material, std::size_t items,
                                      std::vector<Change>& changes);
[[nodiscard]] Section write_what(const Material& material);
[[nodiscard]] Section write_why_it_matters(const Material& material);
[[nodiscard]] Section write_narrative(const Material& material);
[[nodiscard]] Section write_benchmarks(const Material& material);
[[nodiscard]] Section write_timeline(const Material& material);
[[nodiscard]] Section write_perspectives(const Material& material);
[[nodiscard]] Section write_forecasts(const Material& material);
[[nodiscard]] Section write_tensions(const Material& material);

// "growing", "active", "quiet" or "dormant", from the rate of items before `now`.
[[nodiscard]] std::string status_of(const TopicView& view, Day now);
[[nodiscard]] Section write_status(const Material& material, const std::string& status);

}  // namespace dossier
