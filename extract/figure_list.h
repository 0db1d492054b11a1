// Several figures told at once: "79.7, 85.3 and 87.8" for as many models, "74.3% and 57.2%" on as
// many benchmarks, "70 to 77" between two.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/figure.h"
#include "extract/sentence_names.h"

namespace dossier {

struct ListedFigure {
  std::size_t figure = 0;  // Index
  Pick model;
  std::string model_name;  // Where the printed name holds several: "Foo-7B" of "Foo-1.5B/7B"
  Pick benchmark;
};

struct FigureList {
  std::vector<ListedFigure> results;
  std::vector<std::size_t> dropped;  // Indices of figures that belong to nobody whom the text names
};

// What the list of figures that begins with figure `index` says; nothing if none begins there.
[[nodiscard]] FigureList read_figure_list(std::string_view text, const SentenceNames& names,
                                          const Inherited& inherited,
                                          const std::vector<FoundFigure>& figures,
                                          std::size_t index);

}  // namespace dossier
