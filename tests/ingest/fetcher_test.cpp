// The fetcher against servers of our own: what it asks for, when, and what it refuses.

#include "ingest/fetcher.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <map>
#include <mutex>
#include <thread>

#include "ingest/fetch_freshness.h"
#include "tests/support/http_server.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// How many calls are being answered at once, by one server or by several that share it.
struct Load {
  std::atomic<int> now = 0, most = 0;
  int awaited = std::numeric_limits<int>::max();  // So many at once are not kept waiting

  void enter() {
    const int at_once = ++now;
    int seen = most;
    while (seen < at_once && !most.compare_exchange_weak(seen, at_once)) continue;
  }
};

// A server that knows fixed pages and remembers what it was asked.
class Site {
 public:
  explicit Site(std::map<std::string, HttpReply> pages, const std::string& address = "127.0.0.1",
                Load* load = nullptr)
      : pages_(std::move(pages)),
        load_(load ? load : &own_load_),
        server_([this](const HttpCall& call) { return answer(call); }, address) {}

  [[nodiscard]] std::string url(const std::string& path) const { return server_.url(path); }
  [[nodiscard]] std::vector<std::string> asked() {
    const std::scoped_lock lock(mutex_);
    return asked_;
  }
  [[nodiscard]] HttpCall last_call() {
    const std::scoped_lock lock(mutex_);
    return last_call_;
  }
  [[nodiscard]] int most_at_once() const { return load_->most; }
  void take_time(std::chrono::milliseconds time) { time_ = time; }

 private:
  HttpReply answer(const HttpCall& call) {
    load_->enter();
    const Clock::time_point until = Clock::now() + time_.load();
    while (Clock::now() < until && load_->most < load_->awaited) std::this_thread::sleep_for(1ms);
    --load_->now;
    const std::scoped_lock lock(mutex_);
    asked_.push_back(call.path);
    last_call_ = call;
    const auto page = pages_.find(call.path);
    if (page == pages_.end()) return {.status = 404, .body = "none"};
    HttpReply reply = page->second;
    for (const auto& [name, value] : reply.headers) {
      if (name == "ETag" && value == call.header("If-None-Match")) reply.status = 304;
    }
    return reply;
  }

  const std::map<std::string, HttpReply> pages_;
  std::mutex mutex_;  // Guards asked_ and last_call_
  std::vector<std::string> asked_;
  HttpCall last_call_;
  Load own_load_;
  Load* const load_;
  std::atomic<std::chrono::milliseconds> time_ = 0ms;
  HttpServer server_;  // Last: its threads use what stands above
};

HttpReply text(std::string body) {
  return {.status = 200, .body = std::move(body), .content_type = "text/plain"};
}

HttpReply redirect(int status, std::string target) {
  return {.status = status, .body = "", .headers = {{"Location", std::move(target)}}};
}

FetchOptions quick() {
  FetchOptions options;
  options.user_agent = "OwlBot/1.0 (+http://owl.test)";
  options.allow_private = true;
  options.host_delay = 0ms;
  return options;
}

// The answers in the order of the requests.
std::vector<Result<Response>> fetch_all(const FetchOptions& options,
                                        std::vector<Request> requests) {
  const auto fetcher = make_curl_fetcher(options);
  std::vector<Result<Response>> answers(requests.size());
  std::size_t answered = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    fetcher->get(std::move(requests[i]), [&, i](Result<Response> result) {
      answers[i] = std::move(result);
      ++answered;
    });
  }
  fetcher->run({});
  CHECK(answered == answers.size());
  return answers;
}

Request request_for(std::string url, FetchKind kind = FetchKind::page) {
  Request request;
  request.url = std::move(url);
  request.kind = kind;
  return request;
}

Result<Response> fetch(const FetchOptions& options, const std::string& url,
                       FetchKind kind = FetchKind::page) {
  return fetch_all(options, {request_for(url, kind)}).front();
}

// "200 body", or the error with the address cut off.
std::string show(const Result<Response>& result, const std::string& url) {
  if (result) return std::to_string(result->status) + " " + result->body;
  const char* code = result.error().code == ErrorCode::refused       ? "refused"
                     : result.error().code == ErrorCode::unavailable ? "unavailable"
                     : result.error().code == ErrorCode::busy        ? "busy"
                                                                     : "other";
  std::string message = result.error().message;
  if (message.starts_with(url + ": ")) message.erase(0, url.size() + 2);
  return std::string{code} + ": " + message;
}

std::string fetch_and_show(const FetchOptions& options, const std::string& url,
                           FetchKind kind = FetchKind::page) {
  return show(fetch(options, url, kind), url);
}

TEST_CASE("a request says who asks and what for") {
  Site site{{{"/feed", text("news")}}};
  CHECK(fetch_and_show(quick(), site.url("/feed?a=1#top"), FetchKind::feed) == "200 news");
  CHECK(site.asked() == std::vector<std::string>{"/feed"});  // Feeds are subscribed to: no robots
  const HttpCall call = site.last_call();
  CHECK(call.parameter("a") == "1");
  CHECK(call.header("User-Agent") == "OwlBot/1.0 (+http://owl.test)");
  CHECK(call.header("Accept").find("application/rss+xml") != std::string::npos);
  CHECK(call.header("Accept-Encoding").find("gzip") != std::string::npos);
  CHECK(call.header("If-None-Match").empty());
}

TEST_CASE("what has not changed is answered with 304") {
  Site site{{{"/feed", {.status = 200, .body = "news", .headers = {{"ETag", "\"v1\""}}}}}};
  const auto first = fetch(quick(), site.url("/feed"), FetchKind::feed);
  REQUIRE(first.has_value());
  Request again = request_for(site.url("/feed"), FetchKind::feed);
  again.if_none_match = find_header(first->headers, "etag");
  again.if_modified_since = "Mon, 02 Mar 2026 09:00:00 GMT\r\nX-Smuggled: yes";
  CHECK(fetch_all(quick(), {again}).front()->status == 304);
  CHECK(site.last_call().header("X-Smuggled").empty());
}

TEST_CASE("robots.txt is asked for once, and obeyed for pages") {
  Site site{{{"/robots.txt", text("User-agent: owlbot\nDisallow: /private/\n")},
             {"/private/a", text("secret")},
             {"/b", text("b")},
             {"/to-private", redirect(302, "/private/a")}}};
  const std::vector<std::string> urls = {site.url("/private/a"), site.url("/b"),
                                         site.url("/to-private")};
  std::vector<Request> requests;
  for (const std::string& url : urls) requests.push_back(request_for(url));
  const auto answers = fetch_all(quick(), requests);
  CHECK(show(answers[0], urls[0]) == "refused: robots.txt forbids it");
  CHECK(show(answers[1], urls[1]) == "200 b");
  CHECK(show(answers[2], urls[2]) ==
        "refused: redirects to " + urls[0] + ", which is forbidden by robots.txt");
  CHECK(site.asked() == std::vector<std::string>{"/robots.txt", "/b", "/to-private"});

  CHECK(fetch_and_show(quick(), urls[0], FetchKind::feed) == "200 secret");
  FetchOptions rude = quick();
  rude.obey_robots = false;
  CHECK(fetch_and_show(rude, urls[0]) == "200 secret");
}

TEST_CASE("a robots.txt that is missing forbids nothing, one that fails forbids all") {
  Site without{{{"/a", text("a")}}};
  CHECK(fetch_and_show(quick(), without.url("/a")) == "200 a");
  Site moved{{{"/a", text("a")},
              {"/robots.txt", redirect(301, "/r")},
              {"/r", text("User-agent: *\nDisallow: /a")}}};
  CHECK(fetch_and_show(quick(), moved.url("/a")) == "refused: robots.txt forbids it");
  Site failing{{{"/a", text("a")}, {"/robots.txt", {.status = 503, .body = ""}}}};
  CHECK(fetch_and_show(quick(), failing.url("/a")) ==
        "unavailable: robots.txt answers 503, so no page is asked for");
  Site endless{
      {{"/a", text("a")},
       {"/robots.txt", text("User-agent: *\nDisallow: /a\n" + std::string(1 << 20, '#'))}}};
  CHECK(fetch_and_show(quick(), endless.url("/a")) == "refused: robots.txt forbids it");
}

TEST_CASE("redirects are followed, and said to be permanent if all are") {
  Site site{{{"/a", redirect(301, "b")},
             {"/b", redirect(308, "/c?x=1")},
             {"/c", text("c")},
             {"/d", redirect(302, "/a")},
             {"/e", {.status = 301, .body = "no place"}}}};
  struct Case {
    std::string path, end;
    bool permanently;
  };
  for (const Case& c : {Case{"/a", "/c?x=1", true}, Case{"/b", "/c?x=1", true},
                        Case{"/c", "/c", false}, Case{"/d", "/c?x=1", false}}) {
    CAPTURE(c.path);
    const auto result = fetch(quick(), site.url(c.path));
    REQUIRE(result.has_value());
    CHECK(result->status == 200);
    CHECK(result->url == site.url(c.end));
    CHECK(result->moved_permanently == c.permanently);
  }
  CHECK(fetch(quick(), site.url("/e"))->status == 301);
}

TEST_CASE("redirects end") {
  Site site{{{"/a", redirect(301, "/b")},
             {"/b", redirect(301, "/a")},
             {"/file", redirect(302, "file:///etc/passwd")}}};
  CHECK(fetch_and_show(quick(), site.url("/a")) == "refused: more than 8 redirects");
  CHECK(site.asked().size() == 10);  // robots.txt, the page and eight hops
  CHECK(fetch_and_show(quick(), site.url("/file")) ==
        "refused: redirects to file:///etc/passwd, which is not an http or https address");
}

TEST_CASE("addresses that are not public are refused") {
  Site site{{{"/a", text("secret")}}};
  FetchOptions options = quick();
  options.allow_private = false;
  CHECK(fetch_and_show(options, site.url("/a")) == "refused: its address is not public");
  for (const char* url : {"http://127.1/", "http://2130706433/", "http://[::ffff:10.0.0.1]/",
                          "http://localhost/", "http://metadata.localhost/"}) {
    CHECK(fetch_and_show(options, url) == "refused: its address is not public");
  }
  for (const char* url : {"ftp://example.org/a", "file:///etc/passwd", "nonsense", ""}) {
    CHECK(fetch_and_show(options, url) == "refused: not an http or https address");
  }
  CHECK(site.asked().empty());
}

TEST_CASE("behind a proxy the URL's host is judged, not the proxy's") {
  Site proxy{{{"http://public.test/a", text("a")},
              {"http://public.test/in", redirect(302, "http://10.0.0.1/admin")},
              {"/a", text("direct")}}};
  FetchOptions options = quick();
  options.allow_private = false;
  options.proxy = proxy.url("");
  CHECK(fetch_and_show(options, "http://public.test/a") == "200 a");
  CHECK(fetch_and_show(options, "http://10.0.0.1/a") == "refused: its address is not public");
  CHECK(fetch_and_show(options, "http://public.test/in") ==
        "refused: redirects to http://10.0.0.1/admin, which is not public");

  setenv("http_proxy", proxy.url("").c_str(), 1);
  setenv("no_proxy", "example.org, 127.0.0.1", 1);
  FetchOptions from_environment = quick();
  CHECK(fetch_and_show(from_environment, "http://public.test/a") == "200 a");
  CHECK(fetch_and_show(from_environment, proxy.url("/a")) == "200 direct");
  unsetenv("http_proxy");
  unsetenv("no_proxy");
}

TEST_CASE("bodies and headers have limits, counted after decompression") {
  Site site{
      {{"/long", text(std::string(100'000, 'a'))},
       {"/header", {.status = 200, .body = "a", .headers = {{"X", std::string(4'000, 'x')}}}}}};
  FetchOptions options = quick();
  options.limits.body_bytes_max = 50'000;
  options.limits.header_bytes_max = 2'048;
  // 100 kB of one letter travel as a few hundred bytes of gzip, so Content-Length says nothing.
  CHECK(fetch_and_show(options, site.url("/long")) == "refused: a body of more than 48 KB");
  CHECK(fetch_and_show(options, site.url("/header")) == "refused: headers of more than 2 KB");
  options.limits.body_bytes_max = 100'000;
  CHECK(fetch(options, site.url("/long"))->body.size() == 100'000);
}

TEST_CASE("a host that says nothing is given up") {
  Site site{{{"/slow", text("slow")}}};
  site.take_time(150ms);
  FetchOptions options = quick();
  options.limits.stall = 40ms;
  CHECK(fetch_and_show(options, site.url("/slow"), FetchKind::feed) ==
        "unavailable: 40 ms without a byte");
  options = quick();
  options.limits.total = 40ms;
  CHECK(fetch_and_show(options, site.url("/slow"), FetchKind::feed) ==
        "unavailable: not finished within 40 ms");
}

TEST_CASE("hosts that cannot be reached are named with the reason") {
  CHECK(fetch_and_show(quick(), "http://no-such-host.invalid/feed", FetchKind::feed) ==
        "unavailable: host not found");
  CHECK(fetch_and_show(quick(), "http://no-such-host.invalid/a") ==
        "unavailable: robots.txt cannot be read, so no page is asked for: "
        "http://no-such-host.invalid/robots.txt: host not found");
  CHECK(fetch_and_show(quick(), "http://127.0.0.1:1/feed", FetchKind::feed) ==
        "unavailable: cannot connect: Connection refused");
}

TEST_CASE("a host is asked one thing at a time, with the delay between") {
  Site site{{{"/a", text("a")}, {"/b", text("b")}, {"/c", text("c")}}};
  site.take_time(5ms);
  FetchOptions options = quick();
  options.host_delay = 20ms;
  const Clock::time_point start = Clock::now();
  const auto answers = fetch_all(options, {request_for(site.url("/a"), FetchKind::feed),
                                           request_for(site.url("/b"), FetchKind::feed),
                                           request_for(site.url("/c"), FetchKind::feed)});
  CHECK(Clock::now() - start >= 55ms);  // Three times 5 ms and two delays
  CHECK(site.most_at_once() == 1);
  CHECK(site.asked() == std::vector<std::string>{"/a", "/b", "/c"});
}

TEST_CASE("robots.txt may ask for a longer delay between pages") {
  Site site{{{"/robots.txt", text("User-agent: *\nCrawl-delay: 0.03\n")},
             {"/a", text("a")},
             {"/b", text("b")}}};
  const Clock::time_point start = Clock::now();
  const auto answers =
      fetch_all(quick(), {request_for(site.url("/a")), request_for(site.url("/b"))});
  CHECK(answers[1].has_value());
  CHECK(Clock::now() - start >= 60ms);
}

TEST_CASE("hosts are asked side by side, up to a limit") {
  for (const std::size_t limit : {2U, 1U}) {
    CAPTURE(limit);
    Load load;
    load.awaited = 2;
    Site one{{{"/a", text("1")}}, "127.0.0.1", &load};
    Site two{{{"/a", text("2")}}, "127.0.0.2", &load};
    const auto time = limit == 2 ? 10'000ms : 50ms;  // A busy machine may be slow to ask the second
    one.take_time(time);
    two.take_time(time);
    FetchOptions options = quick();
    options.parallel_hosts_max = limit;
    const auto answers = fetch_all(options, {request_for(one.url("/a"), FetchKind::feed),
                                             request_for(two.url("/a"), FetchKind::feed)});
    CHECK(show(answers[0], "") == "200 1");
    CHECK(show(answers[1], "") == "200 2");
    CHECK(load.most == static_cast<int>(limit));
  }
}

TEST_CASE("a busy host that names a long time is left alone for this run") {
  Site site{{{"/a", {.status = 429, .body = "", .headers = {{"Retry-After", "3600"}}}},
             {"/b", text("b")}}};
  const auto answers = fetch_all(quick(), {request_for(site.url("/a"), FetchKind::feed),
                                           request_for(site.url("/b"), FetchKind::feed)});
  CHECK(answers[0]->status == 429);
  CHECK(show(answers[1], site.url("/b")) == "busy: its host asked not to be called again for now");
}

TEST_CASE("a busy host that names a short time is asked once more") {
  std::atomic<int> calls = 0;
  const HttpServer server{[&](const HttpCall&) {
    const bool busy = ++calls == 1;
    return busy ? HttpReply{.status = 503, .body = "", .headers = {{"Retry-After", "1"}}}
                : text("a");
  }};
  const auto fetcher = make_curl_fetcher(quick());
  std::string seen;
  fetcher->get(request_for(server.url("/a"), FetchKind::feed),
               [&](Result<Response> result) { seen = show(result, ""); });
  fetcher->run({Clock::now() + 800ms});  // A second is the least it can say; here it waits in vain
  CHECK(seen == "unavailable: " + server.url("/a") + ": stopped");
  CHECK(calls == 1);
}

TEST_CASE("Retry-After is seconds, or a date by the host's own clock") {
  struct Case {
    std::string value;
    std::chrono::seconds expected;
  };
  for (const Case& c : {Case{"7", 7s}, Case{"Mon, 02 Mar 2026 09:01:30 GMT", 90s},
                        Case{"Sun, 01 Mar 2026 09:00:00 GMT", 0s}, Case{"", 0s}, Case{"soon", 0s},
                        Case{"-5", 0s}, Case{"99999999999999999999", 24h * 7}}) {
    CAPTURE(c.value);
    CHECK(retry_after({{"Date", "Mon, 02 Mar 2026 09:00:00 GMT"}, {"Retry-After", c.value}}) ==
          c.expected);
  }
}

TEST_CASE("how long an answer stays fresh is told by Cache-Control, else by Expires") {
  struct Case {
    Headers headers;
    std::optional<std::chrono::seconds> expected;
  };
  const std::pair<std::string, std::string> date{"Date", "Mon, 02 Mar 2026 09:00:00 GMT"};
  for (const Case& c :
       {Case{{}, std::nullopt}, Case{{{"Cache-Control", "public"}}, std::nullopt},
        Case{{{"Cache-Control", "public, Max-Age=600"}}, 600s},
        Case{{{"Cache-Control", "max-age=\"90\""}}, 90s},
        Case{{{"Cache-Control", "max-age=600"}, {"Age", "500"}}, 100s},
        Case{{{"Cache-Control", "max-age=60"}, {"Age", "500"}}, 0s},
        Case{{{"Cache-Control", "max-age=600, no-cache"}}, 0s},
        Case{{{"Cache-Control", "max-age=99999999999999999999"}}, 24h * 365},
        Case{{date, {"Expires", "Mon, 02 Mar 2026 10:00:00 GMT"}}, 1h},
        Case{{date, {"Expires", "0"}}, 0s},
        Case{{date, {"Expires", "Mon, 02 Mar 2026 10:00:00 GMT"}, {"Cache-Control", "max-age=5"}},
             5s}}) {
    CAPTURE(c.headers);
    CHECK(freshness(c.headers) == c.expected);
  }
}

// Remembers in the test's own memory.
struct Memory final : RobotsMemory {
  std::map<std::string, RobotsAnswer> known;
  std::optional<RobotsAnswer> recall(const std::string& origin) override {
    const auto found = known.find(origin);
    return found == known.end() ? std::nullopt : std::optional{found->second};
  }
  void keep(const std::string& origin, const RobotsAnswer& answer) override {
    known[origin] = answer;
  }
};

TEST_CASE("robots.txt is asked for once and remembered; trouble with it is not") {
  Site site{{{"/robots.txt", text("User-agent: *\nDisallow: /no")}, {"/a", text("a")}}};
  Site broken{{{"/robots.txt", {.status = 503, .body = ""}}, {"/a", text("a")}}, "127.0.0.2"};
  Memory memory;
  FetchOptions options = quick();
  options.robots = &memory;
  for (int run = 0; run < 2; ++run) {
    const auto fetcher = make_curl_fetcher(options);
    for (const char* path : {"/a", "/no"}) {
      fetcher->get(request_for(site.url(path)), [](Result<Response>) {});
    }
    fetcher->get(request_for(broken.url("/a")), [](Result<Response>) {});
    fetcher->run({});
  }
  CHECK(site.asked() == std::vector<std::string>{"/robots.txt", "/a", "/a"});
  CHECK(broken.asked() == std::vector<std::string>{"/robots.txt", "/robots.txt"});
}

TEST_CASE("a wish to stop ends a run between two answers") {
  Site site{{{"/a", text("a")}, {"/b", text("b")}}};
  std::atomic<bool> wish = false;
  const auto fetcher = make_curl_fetcher(quick());
  std::vector<std::string> seen;
  for (const char* path : {"/a", "/b"}) {
    fetcher->get(request_for(site.url(path)), [&](Result<Response> result) {
      seen.push_back(show(result, ""));
      wish = true;
    });
  }
  const StopWhen stop{std::nullopt, &wish};
  fetcher->run(stop);
  CHECK(stop.now());
  REQUIRE(seen.size() == 2);
  CHECK(seen[1] == "unavailable: " + site.url("/b") + ": stopped");
  CHECK(site.asked().size() <= 2);
}

TEST_CASE("an answer may queue more, and a deadline answers all that is left") {
  Site site{{{"/a", text("a")}, {"/b", text("b")}, {"/slow", text("slow")}}};
  const auto fetcher = make_curl_fetcher(quick());
  std::string seen;
  fetcher->get(request_for(site.url("/a")), [&](Result<Response> a) {
    seen += a->body;
    fetcher->get(request_for(site.url("/b")), [&](Result<Response> b) { seen += b->body; });
  });
  fetcher->run({});
  CHECK(seen == "ab");

  site.take_time(100ms);
  std::vector<std::string> left;
  const auto note = [&](Result<Response> result) { left.push_back(show(result, "")); };
  fetcher->get(request_for(site.url("/slow")), note);
  fetcher->get(request_for("http://later.invalid/x"), note);
  fetcher->get(request_for(site.url("/a")), [&](Result<Response> result) {
    note(std::move(result));
    fetcher->get(request_for(site.url("/b")), note);
  });
  fetcher->run({Clock::now() + 20ms});
  CHECK(left.size() == 4);
  CHECK(std::ranges::count(left, "unavailable: " + site.url("/slow") + ": stopped") == 1);
  CHECK(std::ranges::count(left, "unavailable: " + site.url("/b") + ": stopped") == 1);
  site.take_time(0ms);
  fetcher->get(request_for(site.url("/a")), [&](Result<Response> a) { seen += a->body; });
  fetcher->run({});
  CHECK(seen == "aba");
}

}  // namespace
}  // namespace dossier
