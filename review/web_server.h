// An HTTP/1.1 server for one page of work: a library's, behind guards of ours. It gives each
// request as a value and takes the answer as a value; what the request means is the handler's
// business (desk_server.h).
//
// The guards: a request's head and body must have come within kRequestTime and kRequestBytesMax, an
// answer must have been taken within kAnswerTime, so that a slow client holds a thread for seconds
// only; beyond kWaitingMax connections a new one is closed at once; compressed and chunked bodies
// and ranges, where the library's own limits do not hold, are refused; one request a connection.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace dossier {

inline constexpr std::size_t kRequestBytesMax = 96U << 10U;
inline constexpr std::size_t kFormBytesMax = 8U << 10U;  // The library's own limit for forms
inline constexpr std::size_t kTargetBytesMax = 2U << 10U;

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct WebRequest {
  std::string method;  // "GET" for HEAD, too
  std::string path;    // Decoded, well-formed UTF-8 without control characters
  std::string target;  // As it came
  Parameters query, form;
  std::string host, origin, cookie, authorization;  // Headers; empty if absent

  // The first of that name; empty if absent.
  [[nodiscard]] const std::string& asked(std::string_view name) const;  // In the query
  [[nodiscard]] const std::string& given(std::string_view name) const;  // In the form
};

struct WebReply {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

struct WebHandlers {
  // Asked when the head is there and the body is not: an answer ends the request unread.
  std::function<std::optional<WebReply>(const WebRequest&)> gate;
  std::function<WebReply(const WebRequest&)> answer;
  // Answers where no request could be read (400, 413, 414, 500).
  std::function<WebReply(int status)> refuse;
};

class WebServer {
 public:
  // The handlers are called on several threads at a time.
  explicit WebServer(WebHandlers handlers);
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;
  ~WebServer();  // Stops

  // Takes the address; gives the port (`port` 0: any free one). Errors: unavailable (in use, or
  // not ours).
  [[nodiscard]] Result<int> bind(const std::string& address, int port);
  // Serves from now on, in threads of its own; after bind(), once.
  void serve();
  // Ends what is being answered, and takes nothing new.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// "a=1&b=two+words": nothing where an escape is cut or wrong, or what it says is no text.
[[nodiscard]] std::optional<Parameters> parse_parameters(std::string_view text);
// "%41" → "A"; nothing as above.
[[nodiscard]] std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank);
[[nodiscard]] std::string encode_percent(std::string_view text);

}  // namespace dossier
