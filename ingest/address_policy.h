// Which addresses belong to the public internet. A feed is written by strangers: its links must
// not make us speak to the machine we run on, or to its neighbours.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dossier {

// Whether an IP address, as 4 or 16 bytes in network order, can be reached from everywhere:
// not private, loopback, link-local, shared (CGNAT), multicast, documentation or reserved. An
// IPv4 address that travels inside an IPv6 one (mapped, 6to4, NAT64) is judged by itself.
[[nodiscard]] bool is_public_ip(std::span<const std::uint8_t> bytes);

// Whether the host of a URL, without asking DNS, is this machine or a place that is not public:
// "localhost" and names under it, and literal addresses in every spelling that C libraries
// read: "[::ffff:7f00:1]", "127.1", "0x7f.2", "0177.0.0.1", "2130706434".
[[nodiscard]] bool is_private_host(std::string_view host);

}  // namespace dossier
