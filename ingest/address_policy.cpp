#include "ingest/address_policy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>

namespace dossier {
namespace {

using Ip4 = std::array<std::uint8_t, 4>;
using Ip6 = std::array<std::uint8_t, 16>;

template <typename Address>
struct Network {
  Address address;
  unsigned prefix_bits;
};

// IANA's special-purpose registry (RFC 6890 and its updates): all that is not globally reachable.
constexpr Network<Ip4> kPrivate4[] = {
    {{0, 0, 0, 0}, 8},                                // This network
    {{10, 0, 0, 0}, 8},                               // Private
    {{100, 64, 0, 0}, 10},                            // Shared by a provider's customers
    {{127, 0, 0, 0}, 8},                              // Loopback
    {{169, 254, 0, 0}, 16},                           // Link-local; also clouds' metadata
    {{172, 16, 0, 0}, 12},                            // Private
    {{192, 0, 0, 0}, 24},                             // Protocol assignments
    {{192, 0, 2, 0}, 24},                             // Documentation
    {{192, 88, 99, 0}, 24},                           // 6to4 relays
    {{192, 168, 0, 0}, 16},                           // Private
    {{198, 18, 0, 0}, 15},                            // Benchmarking
    {{198, 51, 100, 0}, 24}, {{203, 0, 113, 0}, 24},  // Documentation
    {{224, 0, 0, 0}, 4},                              // Multicast
    {{240, 0, 0, 0}, 4},                              // Reserved; broadcast
};

constexpr Network<Ip6> kGlobal6 = {{0x20}, 3};  // All global unicast there is so far
constexpr Network<Ip6> kPrivate6[] = {
    {{0x20, 0x01}, 23},              // Protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // Documentation
    {{0x3f, 0xff}, 20},              // Documentation
};

// Where an IPv6 address carries an IPv4 one.
struct Carrier {
  Network<Ip6> network;
  std::size_t offset;
};
constexpr Carrier kCarriers[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12},  // Mapped
    {{{0}, 96}, 12},                                         // Compatible; "::" and "::1" too
    {{{0, 0x64, 0xff, 0x9b}, 96}, 12},                       // NAT64
    {{{0x20, 0x02}, 16}, 2},                                 // 6to4
};

template <typename Address>
bool contains(const Network<Address>& network, const Address& address) {
  for (unsigned bit = 0; bit < network.prefix_bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((network.address[bit / 8] & mask) != (address[bit / 8] & mask)) return false;
  }
  return true;
}

bool is_public(const Ip4& address) {
  return std::ranges::none_of(kPrivate4,
                              [&](const auto& network) { return contains(network, address); });
}

bool is_public(const Ip6& address) {
  for (const Carrier& carrier : kCarriers) {
    if (!contains(carrier.network, address)) continue;
    Ip4 carried;
    std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(carrier.offset), 4, carried.begin());
    return is_public(carried);
  }
  return contains(kGlobal6, address) && std::ranges::none_of(kPrivate6, [&](const auto& network) {
           return contains(network, address);
         });
}

// "10", "0x0a", "012": a part of an IPv4 address as inet_aton(3) reads it.
std::optional<std::uint64_t> number_of(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
    if (text.empty()) return 0;
  } else if (text.size() > 1 && text.starts_with('0')) {
    base = 8;
  }
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// One to four parts; the last fills all the bytes that are left.
std::optional<Ip4> ip4_of(std::string_view text) {
  Ip4 address{};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t dot = text.find('.');
    const auto value = number_of(text.substr(0, dot));
    if (!value) return std::nullopt;
    if (dot == text.npos) {
      if (*value >> (8 * (4 - i)) != 0) return std::nullopt;
      for (std::size_t j = i; j < 4; ++j) {
        address[j] = static_cast<std::uint8_t>(*value >> (8 * (3 - j)));
      }
      return address;
    }
    if (*value > 255) return std::nullopt;
    address[i] = static_cast<std::uint8_t>(*value);
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

}  // namespace

bool is_public_ip(std::span<const std::uint8_t> bytes) {
  if (bytes.size() == 4) {
    Ip4 address;
    std::ranges::copy(bytes, address.begin());
    return is_public(address);
  }
  if (bytes.size() != 16) return false;
  Ip6 address;
  std::ranges::copy(bytes, address.begin());
  return is_public(address);
}

bool is_private_host(std::string_view host) {
  std::string name{host};
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (name.ends_with('.')) name.pop_back();
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  if (name.find(':') != name.npos) {
    Ip6 address;
    name.resize(std::min(name.find('%'), name.size()));  // A zone, as in "fe80::1%eth0"
    return inet_pton(AF_INET6, name.c_str(), address.data()) != 1 || !is_public(address);
  }
  for (const std::string_view local :
       {"localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback"}) {
    if (name == local) return true;
  }
  if (name.empty() || name.ends_with(".localhost")) return true;
  const auto address = ip4_of(name);
  return address && !is_public(*address);
}

}  // namespace dossier
