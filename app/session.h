// What most commands begin with: the clock, the configuration, the lexicon, the store.

#pragma once

#include "app/configuration.h"
#include "app/options.h"
#include "extract/lexicon.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// --now, else the clock: the one place that reads it.
[[nodiscard]] Time now_of(const GlobalOptions& global);

// Errors name the file and, where there is one, the line.
[[nodiscard]] Result<Configuration> load_configuration(const std::string& path);
// The built-in lexicon with the user's own file, which stands beside the configuration.
[[nodiscard]] Result<Lexicon> load_lexicon(const std::string& configuration_path,
                                           const Configuration& configuration);

// What a command that composes or reads texts begins with.
struct Setup {
  Configuration configuration;
  Lexicon lexicon;
};
[[nodiscard]] Result<Setup> load_setup(const GlobalOptions& global);

// What the editors decided on the store in that directory.
[[nodiscard]] Result<Rulings> load_rulings(const std::string& directory);

// The built-in lexicon; where a configuration was given, with its own.
[[nodiscard]] Result<Lexicon> load_lexicon(const GlobalOptions& global);

// A version of a dossier; not_found says which are there.
[[nodiscard]] Result<VersionRecord> find_version(const Store& store, const std::string& id,
                                                 int number);

}  // namespace dossier
