#include "tests/support/http_server.h"

#include <httplib.h>

#include <stdexcept>
#include <thread>

#include "ingest/headers.h"

namespace dossier {

std::string HttpCall::header(const std::string& name) const {
  return std::string{find_header(headers, name)};
}

std::string HttpCall::parameter(const std::string& name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

struct HttpServer::Inside {
  HttpHandler handler;
  std::string scheme = "http", address;
  int port = 0;
  socket_t socket = INVALID_SOCKET;
  std::unique_ptr<httplib::Server> server;
  std::thread thread;
};

HttpServer::HttpServer(HttpHandler handler, const std::string& address, int port)
    : inside_(std::make_unique<Inside>()) {
  inside_->address = address;
  inside_->server = std::make_unique<httplib::Server>();
  serve(std::move(handler), port);
}

HttpServer::HttpServer(HttpHandler handler, const HttpIdentity& identity)
    : inside_(std::make_unique<Inside>()) {
  inside_->scheme = "https";
  inside_->address = "127.0.0.1";
  inside_->server =
      std::make_unique<httplib::SSLServer>(identity.certificate.c_str(), identity.key.c_str());
  if (!inside_->server->is_valid()) throw std::runtime_error{"no identity: " + identity.key};
  serve(std::move(handler), 0);
}

void HttpServer::serve(HttpHandler handler, int port) {
  inside_->handler = std::move(handler);
  httplib::Server& server = *inside_->server;
  server.set_keep_alive_max_count(1);  // An idle connection would hold up stop() for seconds
  server.set_socket_options([this](socket_t socket) {  // Its own would let two share a port
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    inside_->socket = socket;
  });
  server.set_pre_routing_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        HttpCall call{.method = request.method,
                      .path = request.path,
                      .host = {},
                      .headers = {},
                      .parameters = {}};
        call.host = request.get_header_value("Host");
        call.headers.assign(request.headers.begin(), request.headers.end());
        call.parameters.assign(request.params.begin(), request.params.end());
        HttpReply reply = inside_->handler(call);
        response.status = reply.status;
        for (const auto& [name, value] : reply.headers) response.set_header(name, value);
        if (reply.status != 304) response.set_content(std::move(reply.body), reply.content_type);
        return httplib::Server::HandlerResponse::Handled;
      });
  if (port == 0) {
    inside_->port = server.bind_to_any_port(inside_->address);
  } else {
    inside_->port = server.bind_to_port(inside_->address, port) ? port : 0;
  }
  if (inside_->port <= 0) return;
  // The library's queue is for five: of twenty that connect at once, some would wait a second.
  ::listen(inside_->socket, 512);
  inside_->thread = std::thread{[this] { inside_->server->listen_after_bind(); }};
  while (!server.is_running()) std::this_thread::yield();  // Else stop() would not stop it
}

HttpServer::~HttpServer() {
  if (!inside_->thread.joinable()) return;
  inside_->server->stop();
  inside_->thread.join();
}

int HttpServer::port() const {
  return inside_->port;
}

std::string HttpServer::url(const std::string& path) const {
  return inside_->scheme + "://" + inside_->address + ":" + std::to_string(inside_->port) + path;
}

}  // namespace dossier
