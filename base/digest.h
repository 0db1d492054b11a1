// Cryptographic digests (FIPS 180-4), by OpenSSL. Ids are made by hash.h.

#pragma once

#include <string>
#include <string_view>

namespace dossier {

// 64 lower-case hex digits: where tampering must show.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

// SHA-1 as web archives write it: 32 digits in base32 (RFC 4648). Not for secrets.
[[nodiscard]] std::string sha1_base32(std::string_view bytes);

}  // namespace dossier
