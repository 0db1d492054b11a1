#include "review/web_server.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <thread>

namespace dossier {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kRequestTime{8};
constexpr std::chrono::seconds kAnswerTime{30};
constexpr std::chrono::milliseconds kLingerTime{300};
constexpr std::size_t kThreads = 24;
constexpr std::size_t kWaitingMax = 128;

thread_local bool connection_is_one_too_many = false;

int milliseconds_left(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// A connection that reads so much, within so long, and no more.
class GuardedStream final : public httplib::Stream {
 public:
  explicit GuardedStream(socket_t socket)
      : socket_{socket}, read_by_{Clock::now() + kRequestTime}, written_by_{read_by_} {}

  [[nodiscard]] bool is_readable() const override {
    return next_ < filled_ || wait_for(POLLIN, read_by_);
  }
  [[nodiscard]] bool is_writable() const override { return wait_for(POLLOUT, written_by_); }

  ssize_t read(char* bytes, std::size_t size) override {
    if (next_ == filled_ && !fill()) return -1;
    const std::size_t count = std::min(size, filled_ - next_);
    std::memcpy(bytes, buffer_.data() + next_, count);
    next_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, std::size_t size) override {
    if (!answering_) written_by_ = Clock::now() + kAnswerTime;
    answering_ = true;
    if (!wait_for(POLLOUT, written_by_)) return -1;
    return ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  [[nodiscard]] socket_t socket() const override { return socket_; }

 private:
  [[nodiscard]] bool wait_for(short event, Clock::time_point until) const {
    pollfd polled{socket_, event, 0};
    return ::poll(&polled, 1, milliseconds_left(until)) > 0;
  }

  bool fill() {
    if (taken_ >= kRequestBytesMax || !wait_for(POLLIN, read_by_)) return false;
    const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    if (got <= 0) return false;
    next_ = 0;
    filled_ = static_cast<std::size_t>(got);
    taken_ += filled_;
    return true;
  }

  socket_t socket_;
  Clock::time_point read_by_, written_by_;
  bool answering_ = false;
  std::array<char, 4096> buffer_{};
  std::size_t next_ = 0, filled_ = 0, taken_ = 0;
};

// Says that nothing more comes, and lets what was sent arrive: closing over unread bytes would
// reset the connection, and the client would never see why it was refused.
void close_gently(socket_t socket) {
  ::shutdown(socket, SHUT_WR);
  const auto until = Clock::now() + kLingerTime;
  std::array<char, 4096> ignored{};
  std::size_t drained = 0;
  pollfd polled{socket, POLLIN, 0};
  while (drained<kRequestBytesMax&& ::poll(&polled, 1, milliseconds_left(until))> 0) {
    const ssize_t got = ::recv(socket, ignored.data(), ignored.size(), MSG_DONTWAIT);
    if (got <= 0) break;
    drained += static_cast<std::size_t>(got);
  }
  ::close(socket);
}

// As the library's, but nobody waits for ever.
class BoundedThreads final : public httplib::ThreadPool {
 public:
  BoundedThreads() : httplib::ThreadPool{kThreads} {}

  void enqueue(std::function<void()> work) override {
    if (waiting_ >= kWaitingMax) {
      connection_is_one_too_many = true;
      work();
      connection_is_one_too_many = false;
      return;
    }
    ++waiting_;
    httplib::ThreadPool::enqueue([this, work = std::move(work)] {
      --waiting_;
      work();
    });
  }

 private:
  std::atomic<std::size_t> waiting_{0};
};

class GuardedServer final : public httplib::Server {
 private:
  bool process_and_close_socket(socket_t socket) override {
    if (connection_is_one_too_many) {
      ::close(socket);
      return false;
    }
    GuardedStream stream{socket};
    bool closed = false;
    const bool answered = process_request(
        stream, true, closed, [](httplib::Request& request) { request.ranges.clear(); });
    close_gently(socket);
    return answered;
  }
};

// The request as a value; nothing where its address is not one.
std::optional<WebRequest> read_head(const httplib::Request& request) {
  WebRequest read;
  read.method = request.method == "HEAD" ? "GET" : request.method;
  read.target = request.target;
  if (read.target.size() > kTargetBytesMax || !read.target.starts_with('/')) return std::nullopt;
  const std::string_view target = read.target;
  const std::size_t mark = target.find('?');
  auto path = decode_percent(target.substr(0, mark), false);
  auto query = parse_parameters(mark == target.npos ? std::string_view{} : target.substr(mark + 1));
  if (!path || !query || path->find_first_of("\n\r\t") != path->npos) return std::nullopt;
  read.path = std::move(*path);
  read.query = std::move(*query);
  read.host = request.get_header_value("Host");
  read.origin = request.get_header_value("Origin");
  read.cookie = request.get_header_value("Cookie");
  read.authorization = request.get_header_value("Authorization");
  return read;
}

// Why a body is not read; 0 if it is.
int body_refusal(const httplib::Request& request) {
  if (request.method != "POST") return 0;
  if (request.has_header("Transfer-Encoding")) return 411;
  if (request.has_header("Content-Encoding")) return 415;
  const std::string type = request.get_header_value("Content-Type");
  if (!type.starts_with("application/x-www-form-urlencoded")) return 415;
  const std::string length = request.get_header_value("Content-Length");
  if (length.empty() || length.find_first_not_of("0123456789") != length.npos) return 411;
  if (length.size() > 6 || std::stoul(length) > kFormBytesMax) return 413;
  return 0;
}

void write_reply(const WebReply& reply, httplib::Response& response) {
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  response.set_content(reply.body, reply.content_type);
}

}  // namespace

struct WebServer::Inside {
  WebHandlers handlers;
  GuardedServer server;
  std::thread thread;

  // Before the body is read.
  bool gate(const httplib::Request& request, httplib::Response& response) {
    const bool known =
        request.method == "GET" || request.method == "HEAD" || request.method == "POST";
    if (!known) return refuse(405, response);
    const auto head = read_head(request);
    if (!head) return refuse(400, response);
    if (auto reply = handlers.gate(*head)) {
      write_reply(std::move(*reply), response);
      return true;
    }
    if (const int status = body_refusal(request); status != 0) return refuse(status, response);
    if (request.method == "POST") return false;
    write_reply(handlers.answer(*head), response);
    return true;
  }

  // With the body.
  void answer(const httplib::Request& request, httplib::Response& response) {
    auto read = read_head(request);
    auto form = parse_parameters(request.body);
    if (!read || !form) {
      refuse(400, response);
      return;
    }
    read->form = std::move(*form);
    write_reply(handlers.answer(*read), response);
  }

  bool refuse(int status, httplib::Response& response) {
    write_reply(handlers.refuse(status), response);
    return true;
  }
};

WebServer::WebServer(WebHandlers handlers) : inside_{std::make_unique<Inside>()} {
  using Handled = httplib::Server::HandlerResponse;
  inside_->handlers = std::move(handlers);
  GuardedServer& server = inside_->server;
  server.new_task_queue = [] { return new BoundedThreads; };  // The library deletes it
  server.set_payload_max_length(kFormBytesMax);
  // Not SO_REUSEPORT, the library's own choice: a second server on our port must fail.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_pre_routing_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        return inside_->gate(request, response) ? Handled::Handled : Handled::Unhandled;
      });
  server.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
    inside_->answer(request, response);
  });
  server.set_error_handler(httplib::Server::HandlerWithResponse{
      [this](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty()) inside_->refuse(response.status, response);
        return Handled::Handled;
      }});
  server.set_exception_handler(
      [this](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        inside_->refuse(500, response);
      });
}

WebServer::~WebServer() {
  stop();
}

Result<int> WebServer::bind(const std::string& address, int port) {
  GuardedServer& server = inside_->server;
  const int bound = port == 0                            ? server.bind_to_any_port(address)
                    : server.bind_to_port(address, port) ? port
                                                         : -1;
  if (bound <= 0) {
    return fail(ErrorCode::unavailable,
                address + ":" + std::to_string(port) +
                    ": cannot listen there (in use, or no address of ours)");
  }
  return bound;
}

void WebServer::serve() {
  GuardedServer& server = inside_->server;
  inside_->thread = std::thread{[&server] { server.listen_after_bind(); }};
  while (!server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

void WebServer::stop() {
  if (!inside_->thread.joinable()) return;
  inside_->server.stop();
  inside_->thread.join();
}

}  // namespace dossier
