// A small HTTP/1.1 server on loopback, for tests and the demo. One function answers everything.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dossier {

struct HttpCall {
  std::string method;  // "GET"
  std::string path;    // Decoded, without the query
  std::string host;    // The Host header: "127.0.0.1:8765"
  std::vector<std::pair<std::string, std::string>> headers, parameters;

  // Empty if absent. Header names compare without case.
  [[nodiscard]] std::string header(const std::string& name) const;
  [[nodiscard]] std::string parameter(const std::string& name) const;
};

struct HttpReply {
  int status = 200;
  std::string body;
  std::string content_type = "text/html; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// Files in PEM that make a server speak TLS.
struct HttpIdentity {
  std::string certificate, key;
};

// Called on the server's threads, several at a time.
using HttpHandler = std::function<HttpReply(const HttpCall&)>;

// Serves from construction to destruction, in threads of its own. Text is compressed for clients
// that accept it.
class HttpServer {
 public:
  // `port` 0: any free one. Addresses under 127.0.0.0/8 pass for several hosts.
  explicit HttpServer(HttpHandler handler, const std::string& address = "127.0.0.1", int port = 0);
  // Over https, as 127.0.0.1; throws where the files cannot be used.
  HttpServer(HttpHandler handler, const HttpIdentity& identity);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  [[nodiscard]] int port() const;  // Not above 0 if the address could not be bound
  [[nodiscard]] std::string url(const std::string& path) const;  // "http://127.0.0.1:8765/path"

 private:
  void serve(HttpHandler handler, int port);

  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace dossier
