// A port of loopback that nobody listens at just now.

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace dossier {

[[nodiscard]] inline int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  void* const generic = &address;
  const bool found = ::bind(socket, static_cast<sockaddr*>(generic), size) == 0 &&
                     ::getsockname(socket, static_cast<sockaddr*>(generic), &size) == 0;
  ::close(socket);
  if (!found) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace dossier
