#include "ingest/curl_transfer.h"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

#include "ingest/address_policy.h"

namespace dossier {
namespace {

std::string in_words(std::chrono::milliseconds time) {
  if (time.count() % 1000 != 0) return fmt::format("{} ms", time.count());
  return fmt::format("{} s", time.count() / 1000);
}

std::string in_words(std::size_t bytes) {
  if (bytes >= 1U << 20U) return fmt::format("{} MB", bytes >> 20U);
  if (bytes >= 1U << 10U) return fmt::format("{} KB", bytes >> 10U);
  return fmt::format("{} bytes", bytes);
}

// A validator comes from a stranger and goes into a header of ours: one line, printable.
std::string header_line(std::string_view name, std::string_view value) {
  std::string line = fmt::format("{}: {}", name, value);
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return line;
}

// The address as text if it is not public, else nothing.
std::optional<std::string> not_public(const sockaddr& address) {
  std::array<std::uint8_t, 16> bytes{};
  std::size_t size = 0;
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof four);
    size = 4;
    std::memcpy(bytes.data(), &four.sin_addr, size);
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 six;
    std::memcpy(&six, &address, sizeof six);
    size = 16;
    std::memcpy(bytes.data(), &six.sin6_addr, size);
  }
  if (is_public_ip(std::span{bytes}.first(size))) return std::nullopt;
  char text[INET6_ADDRSTRLEN] = "?";
  if (size > 0) inet_ntop(address.sa_family, bytes.data(), text, sizeof text);
  return std::string{text};
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

template <typename Value>
Value info(CURL* handle, CURLINFO what) {
  Value value{};
  curl_easy_getinfo(handle, what, &value);
  return value;
}

}  // namespace

Transfer::Transfer(Exchange exchange)
    : exchange_(std::move(exchange)),
      error_text_(CURL_ERROR_SIZE, '\0'),
      handle_(curl_easy_init()),
      last_byte_(Clock::now()) {
  CURL* handle = handle_.get();
  const FetchLimits& limits = exchange_.limits;
  curl_easy_setopt(handle, CURLOPT_URL, exchange_.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // All that this libcurl can undo
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(handle, CURLOPT_PROXY, exchange_.proxy.c_str());  // "" also for: not by itself
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
  curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text_.data());
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  // Looks at Content-Length alone, which is of the compressed body: it saves a download, no more.
  // The limit that holds is take_body()'s.
  if (!exchange_.cut_body) {
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
                     static_cast<curl_off_t>(limits.body_bytes_max));
  }
  if (!exchange_.ca_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, exchange_.ca_file.c_str());
  }
  if (!exchange_.user_agent.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERAGENT, exchange_.user_agent.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
  // Not called for a connection that is used again; that one was judged when it was opened. A
  // proxy is the only one we speak to, so behind it the caller judges the URL's host.
  if (exchange_.public_only && exchange_.proxy.empty()) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
  }
  set_headers();
}

void Transfer::set_headers() {
  const auto add = [this](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    curl_slist* longer =
        curl_slist_append(request_headers_.get(), header_line(name, value).c_str());
    if (!longer) return;
    static_cast<void>(request_headers_.release());
    request_headers_.reset(longer);
  };
  add("Accept", exchange_.accept);
  add("If-None-Match", exchange_.if_none_match);
  add("If-Modified-Since", exchange_.if_modified_since);
  curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, request_headers_.get());
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  return static_cast<Transfer*>(self)->take_header({bytes, size * count}) ? size * count : 0;
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  return static_cast<Transfer*>(self)->take_body({bytes, size * count}) ? size * count : 0;
}

curl_socket_t Transfer::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (const auto text = not_public(address->addr)) {
    transfer.refusal_ = fmt::format("its address {} is not public", *text);
    return CURL_SOCKET_BAD;
  }
  transfer.refusal_.reset();  // Another address of the same host may do
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool Transfer::take_header(std::string_view line) {
  last_byte_ = Clock::now();
  header_bytes_ += line.size();
  if (header_bytes_ > exchange_.limits.header_bytes_max) {
    refusal_ = fmt::format("headers of more than {}", in_words(exchange_.limits.header_bytes_max));
    return false;
  }
  if (line.starts_with("HTTP/")) {  // Headers of an interim answer (103) are not the answer's
    headers_.clear();
    return true;
  }
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return true;
  headers_.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  return true;
}

bool Transfer::take_body(std::string_view bytes) {
  last_byte_ = Clock::now();
  const std::size_t room = exchange_.limits.body_bytes_max - body_.size();
  if (bytes.size() <= room) {
    body_.append(bytes);
    return true;
  }
  if (exchange_.cut_body) {
    body_.append(bytes.substr(0, room));
    body_cut_ = true;
  } else {
    refusal_ = fmt::format("a body of more than {}", in_words(exchange_.limits.body_bytes_max));
  }
  return false;
}

Result<Response> Transfer::answer(CURLcode code) {
  if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && body_cut_)) {
    return tl::unexpected<Error>(error_for(code));
  }
  Response response;
  response.status = static_cast<int>(info<long>(handle_.get(), CURLINFO_RESPONSE_CODE));
  response.headers = std::move(headers_);
  response.body = std::move(body_);
  return response;
}

Error Transfer::stalled() const {
  return {ErrorCode::unavailable, in_words(exchange_.limits.stall) + " without a byte"};
}

Error Transfer::error_for(CURLcode code) const {
  const FetchLimits& limits = exchange_.limits;
  if (refusal_) return {ErrorCode::refused, *refusal_};
  const auto unavailable = [](std::string text) {
    return Error{ErrorCode::unavailable, std::move(text)};
  };
  switch (code) {
    case CURLE_FILESIZE_EXCEEDED:
      return {ErrorCode::refused, "a body of more than " + in_words(limits.body_bytes_max)};
    case CURLE_COULDNT_RESOLVE_HOST:
      return unavailable("host not found");
    case CURLE_COULDNT_RESOLVE_PROXY:
      return unavailable("proxy " + exchange_.proxy + " not found");
    case CURLE_COULDNT_CONNECT: {
      const long number = info<long>(handle_.get(), CURLINFO_OS_ERRNO);
      const std::string reason =
          number == 0 ? "" : ": " + std::generic_category().message(static_cast<int>(number));
      return unavailable((exchange_.proxy.empty() ? "cannot connect"
                                                  : "cannot connect to proxy " + exchange_.proxy) +
                         reason);
    }
    case CURLE_OPERATION_TIMEDOUT:
      if (info<curl_off_t>(handle_.get(), CURLINFO_PRETRANSFER_TIME_T) == 0) {
        return unavailable("no connection within " +
                           in_words(std::min(limits.connect, limits.total)));
      }
      return unavailable("not finished within " + in_words(limits.total));
    case CURLE_GOT_NOTHING:
      return unavailable("the connection was closed without an answer");
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return unavailable("the connection broke off");
    case CURLE_BAD_CONTENT_ENCODING:
      return unavailable("the body is not compressed as its headers say");
    default:
      break;
  }
  std::string_view detail{error_text_.data()};  // The buffer's text ends at its first NUL
  if (detail.empty()) detail = curl_easy_strerror(code);
  return unavailable(std::string{trimmed(detail)});
}

}  // namespace dossier
