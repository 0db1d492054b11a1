// Any bytes as feeds.yaml, and as a lexicon of the user's own.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/configuration.h"
#include "extract/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)parse_configuration(bytes, "feeds.yaml");
  // The built-in names are read anew each time: every sixteenth is enough.
  if (size % 16 == 0) (void)Lexicon::load(bytes, "lexicon.yaml");
  return 0;
}
