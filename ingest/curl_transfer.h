// One HTTP exchange over libcurl: a request out, an answer in, within limits. Redirects are not
// followed here, so that the fetcher can judge every hop.

#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/fetcher.h"

namespace dossier {

struct Exchange {
  std::string url;  // http or https, percent-encoded
  std::string accept;
  std::string if_none_match, if_modified_since;  // Empty: unconditional
  std::string user_agent, ca_file;
  std::string proxy;        // Empty: none
  bool public_only = true;  // Refuse to connect elsewhere; a proxy is exempt
  bool cut_body = false;    // A body over the limit is cut there, not refused
  FetchLimits limits;
};

// Add handle() to a multi handle, drive it, and ask for answer() once it is done. Stays where
// it is: libcurl holds its address.
class Transfer {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Transfer(Exchange exchange);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  [[nodiscard]] CURL* handle() const { return handle_.get(); }
  // When it has to be given up unless a byte comes before.
  [[nodiscard]] Clock::time_point stalls_at() const { return last_byte_ + exchange_.limits.stall; }
  // What libcurl's `code` and our own limits make of it; errors do not name the address.
  // Response::url and moved_permanently are left to the caller. Once.
  [[nodiscard]] Result<Response> answer(CURLcode code);
  [[nodiscard]] Error stalled() const;

 private:
  struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  // libcurl's callbacks: it owns the bytes, we return how many we took.
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

  [[nodiscard]] bool take_header(std::string_view line);
  [[nodiscard]] bool take_body(std::string_view bytes);
  void set_headers();
  [[nodiscard]] Error error_for(CURLcode code) const;

  Exchange exchange_;
  std::string error_text_;  // These two outlive the handle
  std::unique_ptr<curl_slist, FreeList> request_headers_;
  std::unique_ptr<CURL, FreeHandle> handle_;
  Headers headers_;
  std::size_t header_bytes_ = 0;
  std::string body_;
  bool body_cut_ = false;
  std::optional<std::string> refusal_;  // Why we broke it off ourselves
  Clock::time_point last_byte_;
};

}  // namespace dossier
