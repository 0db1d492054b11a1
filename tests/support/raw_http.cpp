#include "tests/support/raw_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

namespace dossier {

RawConnection::RawConnection(int port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  void* const generic = &address;
  if (::connect(socket_, static_cast<sockaddr*>(generic), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("nobody listens at port " + std::to_string(port));
  }
}

RawConnection::~RawConnection() {
  ::close(socket_);
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string RawConnection::read_all(std::chrono::milliseconds most) {
  const auto until = std::chrono::steady_clock::now() + most;
  std::string all;
  std::array<char, 16'384> buffer{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd polled{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&polled, 1, static_cast<int>(left.count())) <= 0) return all;
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got <= 0) return all;
    all.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

std::string RawReply::header(std::string_view name) const {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  for (std::size_t start = 0; start < head.size();) {
    const std::size_t end = std::min(head.find("\r\n", start), head.size());
    const std::string_view line = std::string_view{head}.substr(start, end - start);
    if (line.size() > name.size() + 1 && line[name.size()] == ':' &&
        std::ranges::equal(line.substr(0, name.size()), name, same)) {
      return std::string{line.substr(line.find_first_not_of(' ', name.size() + 1))};
    }
    start = end + 2;
  }
  return {};
}

RawReply send_raw(int port, std::string_view request) {
  RawConnection connection{port};
  connection.send(request);
  const std::string all = connection.read_all();
  RawReply reply;
  const std::size_t end = all.find("\r\n\r\n");
  if (end == all.npos || all.size() < 12) return reply;
  reply.status = std::stoi(all.substr(9, 3));
  reply.head = all.substr(0, end);
  reply.body = all.substr(end + 4);
  return reply;
}

}  // namespace dossier
