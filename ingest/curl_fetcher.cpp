// The scheduler behind Fetcher: a queue for each host, one exchange at a time from each, and
// robots.txt before the first page of an origin. Start at run().

#include <curl/curl.h>
#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "ingest/address_policy.h"
#include "ingest/curl_transfer.h"
#include "ingest/fetch_freshness.h"
#include "ingest/fetcher.h"
#include "ingest/proxy.h"
#include "ingest/robots.h"
#include "ingest/url.h"

namespace dossier {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds kCrawlDelayMax = 60s;
constexpr milliseconds kRetryAfterMax = 30s;  // Longer: not in this run
constexpr milliseconds kPollMax = 500ms;      // Also how soon a wish to stop is seen
constexpr std::size_t kRobotsBytesMax = 512U << 10U;
constexpr std::size_t kShownUrlBytesMax = 200;

constexpr std::string_view kFeedAccept =
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
constexpr std::string_view kPageAccept = "text/html, application/xhtml+xml, */*;q=0.5";
constexpr std::string_view kRobotsAccept = "text/plain, */*;q=0.1";

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string address_of(const Url& url) {
  return url.origin() + url.path + (url.query.empty() ? "" : "?" + url.query);
}

// "DossierBot/1.0 (+https://…)" goes by the name of DossierBot.
std::string_view product_of(std::string_view user_agent) {
  return user_agent.substr(0, user_agent.find_first_of("/ ("));
}

// An address as messages show it: one line, not too long.
std::string shown(std::string_view url) {
  const std::string line = on_one_line(to_valid_utf8(url));
  const std::string_view start = clip(line, kShownUrlBytesMax);
  return std::string{start} + (start.size() < line.size() ? "…" : "");
}

// A request on its way, through however many hops.
struct Task {
  Request request;
  FetchDone done;
  std::optional<Url> url;  // Of this hop; nothing if the request's is no web address
  int redirects = 0;
  bool permanent = true;  // So far
  bool for_robots = false;
  bool retried = false;  // Once its host was busy, and said for how long
};

struct Host {
  std::deque<Task> queue;
  bool busy = false;
  std::optional<Clock::time_point> last_end;
  milliseconds crawl_delay{0};
  Clock::time_point quiet_until{};  // What Retry-After asked for
};

// Hosts have their turn in an order that is another on every run.
struct HostKey {
  std::uint64_t turn;
  std::string name;
  auto operator<=>(const HostKey&) const = default;
};

// What robots.txt of an origin says, once it is known; the tasks that wait until then.
struct Origin {
  std::optional<Robots> robots;
  std::string trouble;  // Why robots.txt could not be read: then no page is asked for
  bool asked = false;
  std::deque<Task> waiting;
};

struct Running {
  Task task;
  std::string host;
  std::unique_ptr<Transfer> transfer;
};

class CurlFetcher final : public Fetcher {
 public:
  explicit CurlFetcher(FetchOptions options)
      : options_(std::move(options)), proxies_(proxy_settings(options_.proxy)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    assert(ready == CURLE_OK);
    assert(options_.parallel_hosts_max > 0);
    multi_.reset(curl_multi_init());
    assert(multi_);
  }
  CurlFetcher(const CurlFetcher&) = delete;
  CurlFetcher& operator=(const CurlFetcher&) = delete;
  ~CurlFetcher() override {
    for (const Running& running : running_) {
      curl_multi_remove_handle(multi_.get(), running.transfer->handle());
    }
  }

  void get(Request request, FetchDone done) override {
    Task task;
    task.request = std::move(request);
    task.done = std::move(done);
    task.url = parse_url(task.request.url);
    enqueue(std::move(task), Place::back);
  }

  void run(const StopWhen& stop) override {
    while (tasks_ > 0) {
      if (stop.now()) return abandon_all();
      start_ready();
      int active = 0;
      curl_multi_perform(multi_.get(), &active);
      finish_done(stop);
      finish_stalled();
      if (tasks_ > 0 && !stop.now()) wait(stop.deadline);
    }
  }

 private:
  enum class Place { front, back };

  // --- queues

  void enqueue(Task task, Place place) {
    ++tasks_;
    std::deque<Task>& queue = host_of(task.url ? task.url->host : "").queue;
    if (place == Place::front) {
      queue.push_front(std::move(task));
    } else {
      queue.push_back(std::move(task));
    }
  }

  Host& host_of(const std::string& name) { return hosts_[{turn_of(name), name}]; }

  [[nodiscard]] std::uint64_t turn_of(std::string_view name) const {
    std::uint64_t turn = 0xcbf29ce484222325ULL ^ options_.order;  // FNV-1a
    for (const char c : name) turn = (turn ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return turn ^ (turn >> 32U);
  }

  // A task of its own: who is called may end the transfer that held it.
  // NOLINTNEXTLINE(performance-unnecessary-value-param)
  void answer(Task task, Result<Response> result) {
    if (!result) {
      return task.done(within(shown(task.request.url), std::move(result).error()));
    }
    task.done(std::move(result));
  }

  void refuse(Task task, std::string reason) {
    answer(std::move(task), fail(ErrorCode::refused, std::move(reason)));
  }

  [[nodiscard]] Clock::time_point ready_at(const Host& host) const {
    milliseconds delay = options_.host_delay;
    const Task& next = host.queue.front();
    if (next.request.kind == FetchKind::page && !next.for_robots) {
      delay = std::max(delay, host.crawl_delay);
    }
    const Clock::time_point polite = host.last_end ? *host.last_end + delay : Clock::time_point{};
    return std::max(polite, host.quiet_until);
  }

  // Whether it asked for more quiet than a run can wait for.
  [[nodiscard]] static bool is_given_up(const Host& host, Clock::time_point now) {
    return host.quiet_until > now + kRetryAfterMax;
  }

  void start_ready() {
    // `done` may queue more, also for hosts we have passed; they have their turn on the next call.
    for (auto& [key, host] : hosts_) {
      while (!host.queue.empty() && !host.busy) {
        const Clock::time_point now = Clock::now();
        const bool given_up = is_given_up(host, now);
        if (!given_up && (running_.size() >= options_.parallel_hosts_max || ready_at(host) > now)) {
          break;
        }
        Task task = std::move(host.queue.front());
        host.queue.pop_front();
        --tasks_;
        if (given_up) {
          answer(std::move(task),
                 fail(ErrorCode::busy, "its host asked not to be called again for now"));
        } else {
          consider(std::move(task), key.name, host);
        }
      }
    }
  }

  // --- what may be asked for

  void consider(Task task, const std::string& name, Host& host) {
    if (!task.url) return refuse(std::move(task), "not an http or https address");
    const std::string hop =
        task.redirects == 0 ? "" : "redirects to " + shown(address_of(*task.url)) + ", which is ";
    if (!options_.allow_private && is_private_host(task.url->host)) {
      return refuse(std::move(task),
                    hop.empty() ? "its address is not public" : hop + "not public");
    }
    if (task.request.kind == FetchKind::page && !task.for_robots && options_.obey_robots) {
      Origin& origin = origins_[task.url->origin()];
      if (!origin.asked) recall_robots(task.url->origin(), origin);
      if (!origin.asked) return ask_robots(std::move(task), origin);
      if (!origin.robots && origin.trouble.empty()) {
        ++tasks_;
        origin.waiting.push_back(std::move(task));
        return;
      }
      if (!origin.robots) {
        return answer(std::move(task), fail(ErrorCode::unavailable, origin.trouble));
      }
      if (!origin.robots->allows(product_of(options_.user_agent), address_of(*task.url))) {
        return refuse(std::move(task),
                      hop.empty() ? "robots.txt forbids it" : hop + "forbidden by robots.txt");
      }
    }
    start(std::move(task), name, host);
  }

  void recall_robots(const std::string& name, Origin& origin) {
    if (options_.robots == nullptr) return;
    const auto answer = options_.robots->recall(name);
    if (!answer) return;
    origin.asked = true;
    obey(name, origin, *answer);
  }

  // What is not there forbids nothing.
  void obey(const std::string& name, Origin& origin, const RobotsAnswer& answer) {
    const bool is_there = answer.status >= 200 && answer.status < 300;
    origin.robots = is_there ? Robots::parse(answer.body) : Robots::allow_all();
    const auto delay = origin.robots->crawl_delay(product_of(options_.user_agent));
    if (const auto url = parse_url(name); url && delay) {
      milliseconds& known = host_of(url->host).crawl_delay;
      known = std::max(known, std::min(*delay, kCrawlDelayMax));
    }
  }

  void ask_robots(Task first, Origin& origin) {
    origin.asked = true;
    Task task;
    task.request.url = first.url->origin() + "/robots.txt";
    task.url = parse_url(task.request.url);
    task.for_robots = true;
    const std::string name = first.url->origin();
    task.done = [this, name](Result<Response> result) { learn_robots(name, std::move(result)); };
    ++tasks_;
    origin.waiting.push_back(std::move(first));
    enqueue(std::move(task), Place::front);
  }

  // RFC 9309, 2.3.1: what is not there forbids nothing; what cannot be read may forbid all.
  void learn_robots(const std::string& name, Result<Response> result) {
    Origin& origin = origins_[name];
    if (!result) {
      origin.trouble =
          "robots.txt cannot be read, so no page is asked for: " + result.error().message;
    } else if (result->status >= 500 || result->status == 429) {
      origin.trouble =
          fmt::format("robots.txt answers {}, so no page is asked for", result->status);
    } else {
      const RobotsAnswer answer{result->status, std::move(result->body)};
      obey(name, origin, answer);
      if (options_.robots != nullptr) options_.robots->keep(name, answer);
    }
    while (!origin.waiting.empty()) {  // From the last, so that they stand in front in their order
      Task task = std::move(origin.waiting.back());
      origin.waiting.pop_back();
      --tasks_;
      enqueue(std::move(task), Place::front);
    }
  }

  // --- exchanges

  void start(Task task, const std::string& name, Host& host) {
    Exchange exchange;
    exchange.url = address_of(*task.url);
    exchange.accept = task.for_robots                        ? kRobotsAccept
                      : task.request.kind == FetchKind::feed ? kFeedAccept
                                                             : kPageAccept;
    exchange.if_none_match = task.request.if_none_match;
    exchange.if_modified_since = task.request.if_modified_since;
    exchange.user_agent = options_.user_agent;
    exchange.ca_file = options_.ca_file;
    exchange.proxy = proxy_for(proxies_, *task.url);
    exchange.public_only = !options_.allow_private;
    exchange.cut_body = task.for_robots;
    exchange.limits = options_.limits;
    if (task.for_robots) exchange.limits.body_bytes_max = kRobotsBytesMax;
    auto transfer = std::make_unique<Transfer>(std::move(exchange));
    if (curl_multi_add_handle(multi_.get(), transfer->handle()) != CURLM_OK) {
      return answer(std::move(task), fail(ErrorCode::unavailable, "no memory for a connection"));
    }
    ++tasks_;
    host.busy = true;
    running_.push_back({std::move(task), name, std::move(transfer)});
  }

  // Between two answers, each of which may be a document's work, it looks whether to stop.
  void finish_done(const StopWhen& stop) {
    int left = 0;
    while (!stop.now()) {
      const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
      if (message == nullptr) return;
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      const auto found = std::ranges::find_if(running_, [&](const Running& running) {
        return running.transfer->handle() == message->easy_handle;
      });
      assert(found != running_.end());
      Running running = take_off(found);
      Result<Response> result = running.transfer->answer(code);
      if (result && (result->status == 429 || result->status == 503)) {
        const std::chrono::seconds quiet = retry_after(result->headers);
        host_of(running.host).quiet_until = Clock::now() + quiet;
        if (quiet > 0s && quiet <= kRetryAfterMax && !running.task.retried) {
          running.task.retried = true;
          enqueue(std::move(running.task), Place::front);
          continue;
        }
      }
      running.transfer.reset();
      conclude(std::move(running.task), std::move(result));
    }
  }

  void finish_stalled() {
    const Clock::time_point now = Clock::now();
    for (;;) {  // From the start each time: an answer may change the list
      const auto found = std::ranges::find_if(
          running_, [&](const Running& running) { return running.transfer->stalls_at() <= now; });
      if (found == running_.end()) return;
      Running running = take_off(found);
      const Error error = running.transfer->stalled();
      answer(std::move(running.task), tl::unexpected<Error>(error));
    }
  }

  Running take_off(std::vector<Running>::iterator place) {
    Running running = std::move(*place);
    running_.erase(place);
    --tasks_;
    curl_multi_remove_handle(multi_.get(), running.transfer->handle());
    Host& its_host = host_of(running.host);
    its_host.busy = false;
    its_host.last_end = Clock::now();
    return running;
  }

  // An exchange is over: the answer, or the next hop.
  void conclude(Task task, Result<Response> result) {
    if (!result) return answer(std::move(task), std::move(result));
    const std::string_view location = find_header(result->headers, "Location");
    if (!is_redirect(result->status) || location.empty()) {
      result->url = task.redirects == 0 ? task.request.url : address_of(*task.url);
      result->moved_permanently = task.redirects > 0 && task.permanent;
      return answer(std::move(task), std::move(result));
    }
    if (++task.redirects > options_.limits.redirects_max) {
      return refuse(std::move(task),
                    fmt::format("more than {} redirects", options_.limits.redirects_max));
    }
    const std::string target = resolve_url(address_of(*task.url), location);
    task.url = parse_url(target);
    if (!task.url) {
      return refuse(std::move(task),
                    "redirects to " + shown(target) + ", which is not an http or https address");
    }
    task.permanent = task.permanent && (result->status == 301 || result->status == 308);
    enqueue(std::move(task), Place::front);
  }

  // --- time

  void wait(std::optional<Clock::time_point> deadline) {
    const Clock::time_point now = Clock::now();
    Clock::time_point wake = now + kPollMax;
    if (deadline) wake = std::min(wake, *deadline);
    for (const Running& running : running_) wake = std::min(wake, running.transfer->stalls_at());
    if (running_.size() < options_.parallel_hosts_max) {
      for (const auto& [key, host] : hosts_) {
        if (host.busy || host.queue.empty()) continue;
        wake = std::min(wake, is_given_up(host, now) ? now : ready_at(host));
      }
    }
    const auto left = std::chrono::ceil<milliseconds>(wake - now).count();
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(std::max<long>(left, 0)), nullptr);
  }

  void abandon_all() {
    const auto abandon = [this](Task task) {
      if (task.for_robots) return;  // Whoever waits for it is answered below
      answer(std::move(task), fail(ErrorCode::unavailable, "stopped"));
    };
    while (tasks_ > 0) {  // An answer may have queued more
      while (!running_.empty()) abandon(take_off(std::prev(running_.end())).task);
      for (auto& [key, host] : hosts_) abandon_queue(host.queue, abandon);
      for (auto& [name, origin] : origins_) {
        abandon_queue(origin.waiting, abandon);
        if (!origin.robots && origin.trouble.empty()) origin.asked = false;
      }
    }
  }

  template <typename Abandon>
  void abandon_queue(std::deque<Task>& queue, const Abandon& abandon) {
    while (!queue.empty()) {
      Task task = std::move(queue.front());
      queue.pop_front();
      --tasks_;
      abandon(std::move(task));
    }
  }

  struct FreeMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };

  const FetchOptions options_;
  const ProxySettings proxies_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::map<HostKey, Host> hosts_;          // A host's ports share its patience
  std::map<std::string, Origin> origins_;  // By scheme, host and port, as robots.txt is
  std::vector<Running> running_;
  std::size_t tasks_ = 0;  // Queued, waiting for robots.txt, and running
};

}  // namespace

std::unique_ptr<Fetcher> make_curl_fetcher(FetchOptions options) {
  return std::make_unique<CurlFetcher>(std::move(options));
}

}  // namespace dossier
