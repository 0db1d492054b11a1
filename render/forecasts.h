// What was foretold or announced, and what became of it. Internal to the composer.

#pragma once

#include <vector>

#include "render/sections.h"

namespace dossier {

enum class ForecastStanding {
  open,         // No date, or within its window
  not_yet_due,  // Its window has not begun
  came_due,     // Its window is over, and nothing shows what became of it
  came_true,    // A release that was announced is reported
  came_late,    // It is dated after the window
  ruled_true,   // An editor's word
  ruled_failed,
};

struct Forecast {
  const Fact* fact = nullptr;
  ForecastStanding standing = ForecastStanding::open;
  const Fact* outcome = nullptr;  // The release, where one is reported
  // Where none is: the latest figure of the model since, if somebody independent gives one: who
  // measures it has it.
  const Fact* measured = nullptr;
};

// Those that can be printed, heaviest first.
[[nodiscard]] std::vector<Forecast> find_forecasts(const Material& material);

}  // namespace dossier
