// The words in brackets, or behind "w/", beside a benchmark, a model or a figure: whether they tell
// how it was measured ("w/ tools", "pass@8", "Terminus 2") or of which part it is ("text", "zh").

#pragma once

#include <string_view>

namespace dossier {

enum class SidenoteKind {
  none,       // A metric, a unit, a date: "Acc.", "%", "2026-01-05"
  condition,  // Tools, effort, attempts, harness
  part,       // Anything else: a split, a language, a version
};

[[nodiscard]] SidenoteKind kind_of_sidenote(std::string_view words);

}  // namespace dossier
