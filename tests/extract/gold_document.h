// The texts of eval/gold: what a reader of each should find in it, said by hand. eval/README.md
// describes the form.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/extraction.h"

namespace dossier {

struct GoldDocument {
  std::string name;  // "launch"
  std::string text;  // As `dossier extract` would be given it
  DocumentContext context;
  std::vector<Mention> mentions;
  std::vector<Claim> claims;  // Benchmark claims, releases and stances; no figure has a text
  // By the name_key() of a name, the keys of other names that are as right.
  std::map<std::string, std::set<std::string>> accepted;
};

// `file` is for messages: "launch.yaml:12: no sentence begins with \"We are\"". Error: malformed.
[[nodiscard]] Result<GoldDocument> parse_gold(std::string_view yaml, std::string_view file);

// Every *.yaml of a folder, by name. Errors: those of parse_gold(), not_found.
[[nodiscard]] Result<std::vector<GoldDocument>> read_gold(const std::string& folder);

}  // namespace dossier
