// The commands that keep the list of feeds, as options.cpp puts them on the command line.

#pragma once

#include <memory>
#include <optional>

#include "app/options.h"

namespace CLI {
class App;
}

namespace dossier {

class FeedCommands {
 public:
  // Adds `feeds` with its own commands to `app`, which must outlive this.
  explicit FeedCommands(CLI::App& app);
  ~FeedCommands();

  // After the parse: the command with its options, if it is one of these.
  [[nodiscard]] std::optional<Command> chosen() const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace dossier
