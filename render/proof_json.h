// The JSON form of a version beside its record: the same sentences, in the same order. Internal to
// verify.h.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/proof_record.h"

namespace dossier::proof {

struct JsonDifference {
  std::string section;  // Empty: the form as a whole
  int sentence = 0;
  std::string message;
};

[[nodiscard]] std::vector<JsonDifference> json_differences(const Record& record,
                                                           std::string_view json);

}  // namespace dossier::proof
