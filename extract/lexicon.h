// The names that we know: families of models with their makers, benchmarks, organizations,
// people, and the words that give a topic or a stance away. Data that an editor can read and
// extend: extract/lexicon/*.yaml, compiled into the program, merged with the user's own file.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

// What somebody knows better of a name than the lexicon does.
struct NameDescription {
  NameKind kind = NameKind::model;
  std::string name;
  std::optional<std::string> maker;
  std::optional<Weights> weights;
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

  // The same lexicon, whose find() answers with these descriptions where they say something. What
  // texts are found to say does not depend on them.
  [[nodiscard]] Lexicon described(const std::vector<NameDescription>& descriptions) const;

  struct Data;  // For the stages inside extract/
  [[nodiscard]] const Data& data() const;

 private:
  explicit Lexicon(std::shared_ptr<const Data> data);
  [[nodiscard]] std::optional<NameEntry> listed(std::string_view name, NameKind kind) const;

  // Immutable, so any thread may read it. Null for the built-in one, which is made ready when first
  // asked: most runs find no news, and read no text.
  std::shared_ptr<const Data> data_;
  std::map<std::pair<NameKind, std::string>, NameDescription> described_;  // By name_key()
};

}  // namespace dossier
