#include "base/hash.h"

#include <fmt/core.h>
#include <xxhash.h>

namespace dossier {

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string short_id(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view part : parts) {
    joined += fmt::format("{}:", part.size());
    joined += part;
  }
  return content_hash(joined).substr(0, 12);
}

}  // namespace dossier
