// The digest command, as options.cpp puts it on the command line.

#pragma once

#include <memory>
#include <optional>

#include "app/options.h"

namespace CLI {
class App;
}

namespace dossier {

class DigestCommand {
 public:
  // Adds it to `app`, which must outlive this. A value that makes no sense is a CLI::ParseError of
  // the parse.
  explicit DigestCommand(CLI::App& app);
  ~DigestCommand();

  // After the parse: the command with its options, if it is this one.
  [[nodiscard]] std::optional<Command> chosen() const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace dossier
