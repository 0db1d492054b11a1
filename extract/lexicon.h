// The names that we know: families of models with their makers, benchmarks, organizations,
// people, and the words that give a topic or a stance away. Data that an editor can read and
// extend: extract/lexicon/*.yaml, embedded in the program, merged with the user's own file.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/name.h"

namespace dossier {

enum class Weights { unknown, open, closed };

// What the lexicon knows of a name.
struct NameEntry {
  std::string canonical;
  NameKind kind = NameKind::model;
  std::string family;  // Models: "GLM"
  std::string maker;   // Models: "Z.ai"; benchmarks: who runs it, "Artificial Analysis"
  Weights weights = Weights::unknown;
};

class Lexicon {
 public:
  // The built-in lexicon; `user_yaml` (may be empty) adds to it and wins over it. Errors:
  // malformed, with the line in the user's file.
  [[nodiscard]] static Result<Lexicon> load(std::string_view user_yaml = {},
                                            std::string_view user_file_name = {});
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  // By canonical name, alias or account ("@ArtificialAnlys"), compared by name_key(). A model's
  // canonical name is the same for every way to print it in full. For a model that is not listed
  // itself, the entry of its family with `canonical` as asked ("GLM-5.1" → family GLM, maker Z.ai).
  [[nodiscard]] std::optional<NameEntry> find(std::string_view name, NameKind kind) const;

  // Every spelling that the lexicon lists for a benchmark, organization or person, given by any of
  // them, in lower case with blanks for hyphens; empty for a name that it does not know.
  [[nodiscard]] std::vector<std::string> aliases(std::string_view canonical) const;

  struct Data;  // For the stages inside extract/
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Lexicon(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;  // Never null; immutable, so any thread may read it
};

}  // namespace dossier
