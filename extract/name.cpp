#include "extract/name.h"

#include <cassert>

namespace dossier {

std::string_view to_string(NameKind kind) {
  switch (kind) {
    case NameKind::model:
      return "model";
    case NameKind::benchmark:
      return "benchmark";
    case NameKind::organization:
      return "organization";
    case NameKind::person:
      return "person";
  }
  assert(false);
  return {};
}

}  // namespace dossier
