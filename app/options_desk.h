// Reads the editors' commands. options.cpp alone uses it.

#pragma once

#include <memory>
#include <optional>

#include "app/options.h"

namespace CLI {
class App;
}

namespace dossier {

class DeskCommands {
 public:
  explicit DeskCommands(CLI::App& app);
  ~DeskCommands();
  // The command that was given, if it is one of these.
  [[nodiscard]] std::optional<Command> chosen() const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace dossier
