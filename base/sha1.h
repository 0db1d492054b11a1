// SHA-1 (FIPS 180-4): the digest that readers of WARC files expect. Not for secrets, and not for
// ids: those are in hash.h.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dossier {

[[nodiscard]] std::array<std::uint8_t, 20> sha1(std::string_view bytes);

// Its 32 digits in base32 (RFC 4648), as web archives write it.
[[nodiscard]] std::string sha1_base32(std::string_view bytes);

}  // namespace dossier
