// Who may fetch what, by robots.txt.

#include "ingest/robots.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

using namespace std::chrono_literals;

struct Case {
  std::string_view robots, agent, url;
  bool allowed;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.robots, c.agent, c.url);
    CHECK(Robots::parse(c.robots).allows(c.agent, c.url) == c.allowed);
  }
}

TEST_CASE("groups are chosen by name, merged, and followed by everyone only where unnamed") {
  constexpr std::string_view kThree =
      "Disallow: /lost\nUser-agent: Owl\nDisallow: /night\n\nUser-agent: lark\nUser-agent: Wren\n"
      "Disallow: /\nAllow: /dawn\nUser-agent: OWL/2.0\nDisallow: /late # for now\n"
      "User-agent: * (all others)\nDisallow: /private\n";
  check({
      {kThree, "owl", "http://x/night/1", false},
      {kThree, "owl", "http://x/late", false},
      {kThree, "owl", "http://x/private", true},
      {kThree, "owl", "http://x/lost", true},
      {kThree, "Lark", "http://x/", false},
      {kThree, "wren", "http://x/dawn/chorus", true},
      {kThree, "Robin", "http://x/night", true},
      {kThree, "Robin", "http://x/private?a", false},
      {"User-agent: owl\nDisallow:\nUser-agent: *\nDisallow: /", "owl", "http://x/a", true},
      {"User-agent: owl\nSitemap: http://x/s\nCrawl-delay: 2\nUser-agent: lark\nDisallow: /", "owl",
       "http://x/a", false},
      {"", "owl", "http://x/a", true},
      {"Disallow: /", "owl", "http://x/a", true},
  });
}

TEST_CASE("the longest pattern wins, and allow wins a tie") {
  constexpr std::string_view kShop =
      "User-agent: *\nDisallow: /shop\nAllow: /shop/open\nDisallow: /*.pdf$\nAllow: /a\n"
      "Disallow: /a\n";
  check({
      {kShop, "owl", "http://x/shop", false},
      {kShop, "owl", "http://x/shop/open/1", true},
      {kShop, "owl", "http://x/Shop", true},
      {kShop, "owl", "http://x/paper.pdf", false},
      {kShop, "owl", "http://x/paper.pdf?page=1", true},
      {kShop, "owl", "http://x/a", true},
      {kShop, "owl", "http://x", true},
  });
}

TEST_CASE("a star stands for anything, a dollar at the end for the end") {
  const auto allowed = [](std::string_view pattern, std::string_view path) {
    const std::string robots = "User-agent: *\nDisallow: " + std::string{pattern};
    return Robots::parse(robots).allows("owl", path);
  };
  struct Match {
    std::string_view pattern, path;
    bool matches;
  };
  const Match cases[] = {
      {"/a*c", "/abc/d", true}, {"/a*c$", "/abcabc", true}, {"/a*c$", "/abcd", false},
      {"/*/b/", "/a/b/", true}, {"/*/b/", "/b/", false},    {"*", "/", true},
      {"/a$b", "/a$b", true},   {"/a**b", "/ab", true},     {"/ab*b$", "/ab", false},
      {"/$", "/", true},        {"/$", "/x", false},        {"/*$", "/x", true},
      {"x", "/x", false},       {"*x", "/x", true},
  };
  for (const Match& c : cases) {
    CAPTURE(c.pattern, c.path);
    CHECK(allowed(c.pattern, c.path) == !c.matches);
  }
}

TEST_CASE("patterns and addresses meet in percent-encoding") {
  check({
      {"User-agent: *\nDisallow: /caf\u00E9", "owl", "http://x/caf%C3%A9", false},
      {"User-agent: *\nDisallow: /caf%c3%a9", "owl", "http://x/caf%C3%A9/menu", false},
      {"User-agent: *\nDisallow: /100%", "owl", "http://x/100%", false},
  });
}

TEST_CASE("files as people write them are understood") {
  check({
      {"\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a\r\n", "owl", "http://x/a", false},
      {"User-agent: *\rDisallow: /a\r", "owl", "http://x/a", false},
      {"useragent: *\ndissallow: /a", "owl", "http://x/a", false},
      {"user-agent *\ndisallow /a", "owl", "http://x/a", false},
      {"user-agent *\ndisallow /a b", "owl", "http://x/a", true},
      {"  USER-AGENT :\t*  \n  DISALLOW : /a  ", "owl", "http://x/a", false},
      {"User-agent: *\nDisallow: /\nAllow: /docs/index.html", "owl", "http://x/docs/", true},
      {"User-agent: *\nDisallow: /\nAllow: /docs/index.html", "owl", "http://x/docs/b", false},
      {"<!doctype html><title>404</title>", "owl", "http://x/a", true},
      {"User-agent: *\nDisallow: /", "owl", "http://x/robots.txt", true},
  });
  const std::string long_line =
      "User-agent: *\nDisallow: /a" + std::string(40'000, 'b') + "\nDisallow: /c";
  CHECK_FALSE(Robots::parse(long_line).allows("owl", "http://x/c"));
}

TEST_CASE("a full address is cut down to its path and query") {
  constexpr std::string_view kRobots = "User-agent: *\nDisallow: /a?u=http://y/";
  check({
      {kRobots, "owl", "https://x:8080/a?u=http://y/z#top", false},
      {kRobots, "owl", "/a?u=http://y/", false},
      {kRobots, "owl", "//x/a?u=http://y/", false},
      {kRobots, "owl", "http://x#/a?u=http://y/", true},
      {"User-agent: *\nDisallow: /?q", "owl", "http://x?q=1", false},
  });
}

TEST_CASE("crawl delays are read and bounded") {
  const Robots robots = Robots::parse(
      "User-agent: owl\nCrawl-delay: 2.5\nUser-agent: lark\nCrawl-delay: 1e9\nDisallow:\n"
      "User-agent: wren\nCrawl-delay: soon\nDisallow:\nUser-agent: *\nCrawl-delay: -3\n");
  CHECK(robots.crawl_delay("owl") == 1h);  // One group with lark's: the later line holds
  CHECK(robots.crawl_delay("LARK") == 1h);
  CHECK_FALSE(robots.crawl_delay("wren").has_value());
  CHECK_FALSE(robots.crawl_delay("robin").has_value());
  CHECK(Robots::parse("User-agent: *\nCrawl-delay: 2.5").crawl_delay("owl") == 2500ms);
}

TEST_CASE("all may be allowed at once") {
  CHECK(Robots::allow_all().allows("owl", "http://x/a"));
}

}  // namespace
}  // namespace dossier
