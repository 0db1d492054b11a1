// One door for libFuzzer; the build file says which.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/doors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dossier::DOSSIER_FUZZ_DOOR({reinterpret_cast<const char*>(data), size});
  return 0;
}
