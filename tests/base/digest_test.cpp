// Digests against the examples that their standard gives.

#include "base/digest.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

TEST_CASE("SHA-256 as FIPS 180-4 gives it") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("SHA-1 in base32, as web archives write it") {
  CHECK(sha1_base32("") == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  CHECK(sha1_base32("abc") == "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

}  // namespace
}  // namespace dossier
