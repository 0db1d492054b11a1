// HTTP byte by byte, for what no well-behaved client would send.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace dossier {

// A connection to a port of loopback; closed by the destructor.
class RawConnection {
 public:
  explicit RawConnection(int port);  // Throws where nobody listens
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;
  ~RawConnection();

  // False once the other side has closed.
  bool send(std::string_view bytes);
  // All that comes until the other side closes, or until the time is over.
  std::string read_all(std::chrono::milliseconds most = std::chrono::seconds{20});

 private:
  int socket_;
};

struct RawReply {
  int status = 0;  // 0: no answer
  std::string head, body;

  // "Location: /queue" → "/queue"; empty if absent. Names compare without case.
  [[nodiscard]] std::string header(std::string_view name) const;
};

[[nodiscard]] RawReply send_raw(int port, std::string_view request);

}  // namespace dossier
