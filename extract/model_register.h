// The full model names of one article, in text order, and what a short form stands for: the latest
// full name before it that it can stand for, else the first after it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_span.h"
#include "extract/model_name.h"

namespace dossier {

struct RegisteredModel {
  TextSpan span;
  const ModelFamily* family = nullptr;  // Outlives the register
  std::vector<NamePart> parts;          // In order of the canonical name where it matters not
};

class ModelRegister {
 public:
  // `models` in text order: all that stand in full.
  explicit ModelRegister(std::vector<RegisteredModel> models);

  // Everything that begins before `at` counts as read. Places must not go back.
  void read_up_to(std::size_t at);
  // A short form that was resolved is a name of its own from here on.
  void add(RegisteredModel model);

  // The entry with this part ("v4", "flash", "0731"; lower case); "#2.5" for a version by its
  // number alone; "letter k" for any version with that letter.
  [[nodiscard]] const RegisteredModel* latest(const std::string& key) const;
  // The latest one that begins in `line`, only among those already read.
  [[nodiscard]] const RegisteredModel* latest_in(TextSpan line, const std::string& key) const;
  // What the article so far means most often by a tier: the latest entry of the most frequent
  // name among those with this part; else as latest().
  [[nodiscard]] const RegisteredModel* usual(const std::string& tier) const;

 private:
  using Index = std::unordered_map<std::string, std::size_t>;
  struct Count {
    std::string canonical;
    std::size_t times = 0, last = 0;
  };
  void count(std::size_t index);
  static std::vector<std::string> keys_of(const RegisteredModel& model);

  std::vector<RegisteredModel> models_;  // Given ones, then added ones
  std::size_t given_ = 0, read_ = 0;
  Index latest_, first_;
  std::unordered_map<std::string, std::vector<Count>> counts_;  // By tier; a handful each
};

}  // namespace dossier
