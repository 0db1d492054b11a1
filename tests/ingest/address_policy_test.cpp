// Which addresses a crawler may speak to.

#include "ingest/address_policy.h"

#include <arpa/inet.h>

#include <array>
#include <catch2/catch.hpp>
#include <string>

namespace dossier {
namespace {

bool is_public_text(const std::string& text) {
  std::array<std::uint8_t, 16> bytes;
  const bool six = text.find(':') != text.npos;
  REQUIRE(inet_pton(six ? AF_INET6 : AF_INET, text.c_str(), bytes.data()) == 1);
  return is_public_ip(std::span{bytes}.first(six ? 16 : 4));
}

TEST_CASE("public addresses are told from all others") {
  for (const char* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1", "2002:101:101::1"}) {
    CAPTURE(text);
    CHECK(is_public_text(text));
  }
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::10.0.0.1",
                           "64:ff9b:1::1",
                           "2002:a00:1::1",
                           "2001::1",
                           "2001:db8::1",
                           "fe80::1",
                           "fec0::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "3fff::1",
                           "4000::1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public_text(text));
  }
  CHECK_FALSE(is_public_ip({}));
}

TEST_CASE("a host that is private by its spelling is known without DNS") {
  for (const char* host : {"localhost",
                           "LocalHost.",
                           "a.localhost",
                           "localhost.localdomain",
                           "127.0.0.1",
                           "127.1",
                           "0x7f.2",
                           "0x7F000001",
                           "0177.0.0.1",
                           "2130706434",
                           "017700000001",
                           "0",
                           "10.0.0.1",
                           "192.168.257",
                           "[::1]",
                           "[::ffff:7f00:1]",
                           "[fe80::1%25eth0]",
                           "[nonsense:]",
                           "",
                           "169.254.169.254."}) {
    CAPTURE(host);
    CHECK(is_private_host(host));
  }
  for (const char* host : {"example.org", "localhost.example.org", "1.1.1.1", "0x01010101",
                           "16843009", "[2606:4700::1111]", "10.example.org", "127.0.0.1.nip.io",
                           "4294967296", "256.1.1.1", "1.2.3.4.5", "weekly.host.test"}) {
    CAPTURE(host);
    CHECK_FALSE(is_private_host(host));
  }
}

}  // namespace
}  // namespace dossier
