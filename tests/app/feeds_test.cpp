// Feeds over several runs of the built program: what moves, ends, fails, waits, and is cut short;
// and the commands that keep their list.

#include <algorithm>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <utility>

#include "base/json.h"
#include "tests/support/example_desk.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// A host whose answers a test changes as it goes.
class Host {
 public:
  void set(const std::string& path, HttpReply reply) {
    const std::scoped_lock lock(mutex_);
    replies_[path] = std::move(reply);
  }
  // From now on, this path is answered only once it is released.
  void hold(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    held_ = path;
    is_waiting_ = false;
  }
  bool wait_for_caller() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return is_waiting_; });
  }
  void release() {
    const std::scoped_lock lock(mutex_);
    held_.clear();
    changed_.notify_all();
  }
  [[nodiscard]] std::string url(const std::string& path) const { return server_.url(path); }
  // How often each path was asked for since the last look.
  [[nodiscard]] std::map<std::string, int> take_calls() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(calls_, {});
  }

 private:
  HttpReply answer(const HttpCall& call) {
    std::unique_lock lock(mutex_);
    ++calls_[call.path];
    if (call.path == held_) {
      is_waiting_ = true;
      changed_.notify_all();
      changed_.wait(lock, [&] { return call.path != held_; });
    }
    const auto reply = replies_.find(call.path);
    return reply == replies_.end() ? HttpReply{404, "none", "text/plain", {}} : reply->second;
  }

  std::mutex mutex_;  // Guards all above the server
  std::condition_variable changed_;
  std::map<std::string, HttpReply> replies_;
  std::map<std::string, int> calls_;
  std::string held_;
  bool is_waiting_ = false;
  HttpServer server_{[this](const HttpCall& call) { return answer(call); }};
};

HttpReply feed_of(const Host& host, const std::vector<std::string>& names) {
  std::string items;
  for (const std::string& name : names) {
    items += "<item><title>" + name + "</title><link>" + host.url("/" + name) + "</link>" +
             "<description>In short: " + name + " is out.</description></item>";
  }
  return {200,
          "<rss version='2.0'><channel><title>Small Press</title>" + items + "</channel></rss>",
          "application/rss+xml",
          {}};
}

HttpReply page(const std::string& title) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "<p>The page of " + title + " goes on for a while, as pages do, in line " +
            std::to_string(i) + ".</p>";
  }
  return {200,
          "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>" +
              text + "</article></body></html>",
          "text/html; charset=utf-8",
          {}};
}

// A folder with a configuration and a store.
class Office {
 public:
  explicit Office(const Host& host) {
    write_bytes(directory_ / "feeds.yaml",
                "# Ours\ndefaults: {allow_private: true, host_delay: 0s}\nfeeds:\n  - url: " +
                    host.url("/feed") +
                    "\ndossiers:\n  - {id: pages, title: Pages, match: {any: [page]}}\n");
  }
  [[nodiscard]] std::vector<std::string> command(const std::string& now,
                                                 std::vector<std::string> arguments) const {
    std::vector<std::string> all{
        DOSSIER_PROGRAM, "--config", directory_ / "feeds.yaml", "--store", directory_ / "store",
        "--now",         now};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  [[nodiscard]] ProgramRun run(const std::string& now, std::vector<std::string> arguments) const {
    return run_program(command(now, std::move(arguments)));
  }
  [[nodiscard]] ProgramRun update(const std::string& now,
                                  const std::vector<std::string>& options = {}) const {
    std::vector<std::string> arguments{"update", "--out", directory_ / "out", "--json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run(now, arguments);
  }
  // Of every source: its title, and whether its text is the page's or the feed's own.
  [[nodiscard]] std::string sources() const {
    const ProgramRun run = run_program(command("2026-03-31", {"export", "--format", "jsonl"}));
    std::vector<std::string> shown;
    for (std::size_t start = 0; start < run.out.size();) {
      const std::size_t end = run.out.find('\n', start);
      const Json record = parse_json(std::string_view{run.out}.substr(start, end - start)).value();
      if (record.at("kind") == "source") {
        shown.push_back(record.at("title").get<std::string>() + " " +
                        std::to_string(record.at("revision").get<int>()) + "\n");
      }
      start = end + 1;
    }
    std::ranges::sort(shown);
    std::string all;
    for (const std::string& each : shown) all += each;
    return all;
  }
  [[nodiscard]] Json health(const std::string& now) const {
    return last_line(run(now, {"feeds", "health", "--json"}).out);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }

 private:
  TemporaryDirectory directory_;
};

TEST_CASE("a feed that has moved for good is asked where it is, once two runs have seen it") {
  Host host;
  const Office office{host};
  host.set("/feed", {301, "", "text/plain", {{"Location", "/new"}}});
  host.set("/new", feed_of(host, {}));
  CHECK(office.update("2026-03-01").err.empty());
  const ProgramRun second = office.update("2026-03-02");
  CHECK(second.status == 0);
  CHECK(contains(second.err, "has moved for good to " + host.url("/new")));
  static_cast<void>(host.take_calls());
  CHECK(office.update("2026-03-03").err.empty());
  CHECK(host.take_calls() == std::map<std::string, int>{{"/new", 1}});
  CHECK(contains(office.run("2026-03-03", {"feeds", "list"}).out,
                 "moved for good to " + host.url("/new")));

  host.set("/new", {404, "", "text/plain", {}});  // It was no good
  CHECK(office.update("2026-03-04").status == 3);
  host.set("/feed", feed_of(host, {}));
  const ProgramRun back = office.update("2026-03-05");
  CHECK(back.status == 0);
  CHECK(contains(back.err, "works again"));
}

TEST_CASE("a feed that is gone for good is told of once and left alone, unless it is asked for") {
  Host host;
  const Office office{host};
  host.set("/feed", {410, "", "text/plain", {}});
  const ProgramRun first = office.update("2026-03-01");
  CHECK(first.status == 3);
  CHECK(contains(first.err, "is gone for good (410)"));
  static_cast<void>(host.take_calls());
  const ProgramRun second = office.update("2026-03-02", {"--all"});
  CHECK(second.status == 0);
  CHECK(second.err.empty());
  CHECK(host.take_calls().empty());
  CHECK(office.health("2026-03-02").at("condition") == "gone");
  host.set("/feed", feed_of(host, {}));
  CHECK(office.update("2026-03-03", {"--only", host.url("/feed")}).status == 0);
  CHECK(office.health("2026-03-03").at("condition") == "well");
}

TEST_CASE("a page that failed is had later though its entry has left the feed") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one", "two", "three"}));
  host.set("/one", {503, "", "text/plain", {}});
  host.set("/two", page("two"));  // And three is not there
  CHECK(last_line(office.update("2026-03-01").out).at("pages_postponed") == 1);
  CHECK(office.sources() == "three 1\ntwo 1\n");
  CHECK(office.health("2026-03-01").at("pages_waiting") == 1);
  host.set("/feed", feed_of(host, {}));
  host.set("/one", page("one"));
  CHECK(last_line(office.update("2026-03-02").out).at("sources_new") == 1);
  CHECK(office.sources() == "one 1\nthree 1\ntwo 1\n");
  CHECK(office.health("2026-03-02").at("pages_waiting") == 0);
  static_cast<void>(host.take_calls());
  static_cast<void>(office.update("2026-03-03"));
  CHECK(host.take_calls() == std::map<std::string, int>{{"/feed", 1}});
}

TEST_CASE("a page that fails for a month is given up for the feed's own text") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one"}));
  host.set("/one", {500, "", "text/plain", {}});
  static_cast<void>(office.update("2026-03-01"));
  static_cast<void>(office.update("2026-03-20"));
  CHECK(office.sources().empty());
  static_cast<void>(office.update("2026-04-01"));
  CHECK(office.sources() == "one 1\n");
}

TEST_CASE("an edited entry is a revision, and one that has moved too") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one"}));
  host.set("/one", page("one"));
  static_cast<void>(office.update("2026-03-01"));
  HttpReply edited = feed_of(host, {"one"});
  edited.body.replace(edited.body.find("In short"), 8, "In brief");
  host.set("/feed", edited);
  HttpReply longer = page("one");
  longer.body.replace(longer.body.find("</article>"), 0, "<p>And a correction was made.</p>");
  host.set("/one", longer);
  CHECK(last_line(office.update("2026-03-02").out).at("revisions_new") == 1);
  CHECK(office.sources() == "one 1\none 2\n");
}

TEST_CASE("robots.txt is asked for once a day, and where it cannot be had no page is") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one"}));
  host.set("/one", page("one"));
  host.set("/robots.txt", {503, "", "text/plain", {}});
  static_cast<void>(office.update("2026-03-01T08:00:00Z"));
  CHECK(host.take_calls() == std::map<std::string, int>{{"/feed", 1}, {"/robots.txt", 1}});
  host.set("/robots.txt", {200, "User-agent: *\nDisallow: /two", "text/plain", {}});
  static_cast<void>(office.update("2026-03-01T09:00:00Z"));
  CHECK(host.take_calls()["/one"] == 1);
  host.set("/feed", feed_of(host, {"one", "two", "three"}));
  host.set("/three", page("three"));
  static_cast<void>(office.update("2026-03-02T08:00:00Z", {"--all"}));
  CHECK(host.take_calls() == std::map<std::string, int>{{"/feed", 1}, {"/three", 1}});
  CHECK(office.sources() == "one 1\nthree 1\ntwo 1\n");
}

TEST_CASE("a deadline that is always too short still gets everything in the end") {
  Host host;
  Office office{host};
  std::string yaml = bytes_of(office.path("feeds.yaml"));
  yaml.replace(yaml.find("host_delay: 0s"), 14, "host_delay: 700ms");
  write_bytes(office.path("feeds.yaml"), yaml);
  host.set("/feed", feed_of(host, {"one", "two"}));
  host.set("/one", page("one"));
  host.set("/two", page("two"));
  int runs = 0;
  for (; runs < 8 && office.sources() != "one 1\ntwo 1\n"; ++runs) {
    static_cast<void>(office.update("2026-03-01", {"--all", "--deadline", "1s"}));
  }
  CHECK(runs > 1);
  CHECK(runs < 8);
}

TEST_CASE("asked to end, a run commits what it has, and the next one carries on") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one", "two"}));
  host.set("/one", page("one"));
  host.set("/two", page("two"));
  host.hold("/two");
  StartedProgram run{office.command("2026-03-01", {"update", "--out", office.path("out")})};
  REQUIRE(host.wait_for_caller());
  run.ask_to_end();
  const ProgramRun ended = run.wait();
  host.release();
  CHECK(ended.status == 3);
  CHECK(contains(ended.err, "interrupted; the next run carries on"));
  CHECK(office.sources() == "one 1\n");
  static_cast<void>(host.take_calls());
  CHECK(office.update("2026-03-01").status == 0);
  CHECK(office.sources() == "one 1\ntwo 1\n");
  CHECK_FALSE(host.take_calls().contains("/one"));
}

TEST_CASE("the list of feeds is kept by commands") {
  Host host;
  const Office office{host};
  host.set("/feed", feed_of(host, {"one"}));
  host.set("/blog",
           {200, "<link rel=alternate type=application/rss+xml href=/feed>", "text/html", {}});
  const auto feeds = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "feeds");
    return office.run("2026-03-01", arguments);
  };
  CHECK(last_line(feeds({"discover", host.url("/blog"), "--json"}).out).at("url") ==
        host.url("/feed"));
  CHECK(last_line(feeds({"discover", host.url("/feed"), "--json"}).out).at("entries") == 1);
  CHECK(last_line(feeds({"discover", host.url("/odd/page"), "--json"}).out).at("url") ==
        host.url("/feed"));
  CHECK(feeds({"discover", "http://127.0.0.1:1/"}).status == 1);

  host.set("/one", page("one"));
  const Json tested = last_line(feeds({"test", host.url("/feed"), "--pages", "1", "--json"}).out);
  CHECK(tested.at("entries").at(0).at("text_from") == "page");
  CHECK(tested.at("entries").at(0).at("dossiers") == Json::array({"pages"}));
  CHECK(last_line(feeds({"test", host.url("/feed"), "--json"}).out)
            .at("entries")
            .at(0)
            .at("dossiers")
            .empty());
  CHECK_FALSE(std::filesystem::exists(office.path("store")));

  const std::string before = bytes_of(office.path("feeds.yaml"));
  CHECK(feeds({"add", "https://b.example/feed", "--name", "B", "--category", "Press"}).status == 0);
  CHECK(contains(bytes_of(office.path("feeds.yaml")), "# Ours\n"));
  CHECK(feeds({"add", "https://b.example/feed"}).status == 2);
  CHECK(feeds({"add", "ftp://b.example/feed"}).status == 2);
  const std::string opml = office.path("feeds.opml");
  CHECK(feeds({"export", "--out", opml}).status == 0);
  CHECK(feeds({"remove", "B"}).status == 0);
  CHECK(bytes_of(office.path("feeds.yaml")) == before);
  CHECK(feeds({"remove", "B"}).status == 2);
  CHECK(last_line(feeds({"import", opml, "--json"}).out).at("listed_already") == 1);
  CHECK(contains(feeds({"list"}).out, "https://b.example/feed  B  [Press]"));
  CHECK(feeds({"import", office.path("feeds.yaml")}).status == 2);
  CHECK(feeds({}).status == 2);
}

TEST_CASE("figures for a monitor are written by an update and by health") {
  Host host;
  const Office office{host};
  host.set("/feed", {500, "", "text/plain", {}});
  CHECK(office.update("2026-03-01", {"--metrics", office.path("m.prom")}).status == 3);
  const std::string metrics = bytes_of(office.path("m.prom"));
  CHECK(
      contains(metrics, "dossier_feed_failures_in_a_row{feed=\"" + host.url("/feed") + "\"} 1\n"));
  CHECK(contains(metrics, "dossier_run_feeds_failed 1\n"));
  CHECK(office.run("2026-03-01", {"feeds", "health", "--metrics", office.path("h.prom")}).status ==
        3);
  CHECK(contains(bytes_of(office.path("h.prom")), "dossier_feed_failures_in_a_row"));
}

}  // namespace
}  // namespace dossier
