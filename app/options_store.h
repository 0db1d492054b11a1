// The commands that ask the store and look after it, as options.cpp puts them on the command line.

#pragma once

#include <memory>
#include <optional>

#include "app/options.h"

namespace CLI {
class App;
}

namespace dossier {

class StoreCommands {
 public:
  // Adds them to `app`, which must outlive this. A value that makes no sense is a CLI::ParseError
  // of the parse.
  explicit StoreCommands(CLI::App& app);
  ~StoreCommands();

  // After the parse: the command with its options, if it is one of these.
  [[nodiscard]] std::optional<Command> chosen() const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace dossier
