// The door to the web: polite, bounded, on one thread. Start at Fetcher.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/headers.h"

namespace dossier {

struct FetchLimits {
  std::size_t body_bytes_max = 20U << 20U;  // After decompression
  std::size_t header_bytes_max = 256U << 10U;
  std::chrono::milliseconds total{60'000};  // For each redirect anew
  std::chrono::milliseconds connect{15'000};
  std::chrono::milliseconds stall{20'000};  // Without a byte
  int redirects_max = 8;
};

// What a host's robots.txt answered, as it is kept from run to run.
struct RobotsAnswer {
  int status = 0;
  std::string body;
};

// Keeps robots.txt beyond a run, as long as RFC 9309, 2.4, lets it: a day.
class RobotsMemory {
 public:
  virtual ~RobotsMemory() = default;
  // What the origin ("https://host:port") answered within the last day, or nothing.
  [[nodiscard]] virtual std::optional<RobotsAnswer> recall(const std::string& origin) = 0;
  // Called for answers that say something: not for those that mean trouble.
  virtual void keep(const std::string& origin, const RobotsAnswer& answer) = 0;
};

struct FetchOptions {
  std::string user_agent;
  std::string proxy;    // Empty: what http_proxy / https_proxy say, else none
  std::string ca_file;  // Empty: the system's
  bool allow_private = false;
  std::chrono::milliseconds host_delay{1'000};  // Between the end of one request and the next
  std::size_t parallel_hosts_max = 16;
  FetchLimits limits;
  bool obey_robots = true;         // For requests of kind page
  RobotsMemory* robots = nullptr;  // Must outlive the fetcher; null: nothing is kept
  std::uint64_t order = 0;         // Shuffles the hosts: whose turn it is must not hang on its name
};

// When a run has to end before its work is done.
struct StopWhen {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  const std::atomic<bool>* asked = nullptr;  // Set by whoever wants it to end (a signal)

  [[nodiscard]] bool now() const {
    return (asked != nullptr && asked->load()) ||
           (deadline && std::chrono::steady_clock::now() >= *deadline);
  }
};

// robots.txt is asked for pages alone: feeds are subscribed to.
enum class FetchKind { feed, page };

struct Request {
  std::string url;
  FetchKind kind = FetchKind::page;
  std::string if_none_match, if_modified_since;  // As the host gave them; empty: unconditional
};

struct Response {
  int status = 0;                  // 200, 304, 404 …
  std::string url;                 // As asked for, or where redirects led
  bool moved_permanently = false;  // Every redirect on the way was a 301 or 308
  Headers headers;                 // Of the last answer
  std::string body;                // Decompressed
};

// Answers in the order they arrive. Errors, each with the address in front: unavailable (network,
// time, a robots.txt that cannot be read), refused (address policy, robots.txt, a limit), busy (its
// host has asked for quiet, for longer than a run can wait). A 503 is a Response; a busy host that
// says when to come back, within half a minute, is asked once more, and one that wants longer is
// left alone for the rest of the run.
using FetchDone = std::function<void(Result<Response>)>;

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // Queues a request. `done` runs inside run(), on its thread, and may queue more.
  virtual void get(Request request, FetchDone done) = 0;
  // Works until nothing is queued, or until it has to stop: then what is left is answered with
  // unavailable, "stopped", and stop.now() tells that it was so.
  virtual void run(const StopWhen& stop) = 0;
};

// One libcurl multi handle; at most one request at a time to a host, with the delay between, or
// with robots.txt's crawl delay (up to a minute) between pages. robots.txt is fetched by the
// fetcher itself, once an origin, unless it is remembered from less than a day ago. Behind a proxy
// only literal addresses and localhost can be refused as private: names are resolved by the proxy.
[[nodiscard]] std::unique_ptr<Fetcher> make_curl_fetcher(FetchOptions options);

}  // namespace dossier
