// feeds.yaml: what is read, and the exact answer to every mistake.

#include "app/configuration.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

Configuration read(std::string_view yaml) {
  auto configuration = parse_configuration(yaml, "feeds.yaml");
  INFO((configuration ? std::string{} : configuration.error().message));
  REQUIRE(configuration.has_value());
  return std::move(*configuration);
}

std::string message(std::string_view yaml) {
  const auto configuration = parse_configuration(yaml, "feeds.yaml");
  if (configuration) return "no error";
  CHECK(configuration.error().code == ErrorCode::malformed);
  return configuration.error().message;
}

TEST_CASE("a full configuration is read as written") {
  const Configuration configuration = read(R"yaml(# Ours
defaults:
  user_agent: "press-reader/1.0 (+https://press.example/contact)"
  interval_floor: 15m
  interval_ceiling: 1d
  host_delay: 500ms
  body_limit: 5MB
  allow_private: true
  ca_file: certificates/press.pem
  proxy: http://127.0.0.1:3128
  publish: review
  tier: 3
  full_text: page
lexicon: names.yaml
feeds:
  - {url: "https://one.example/feed", name: "One: the \"first\""}
  - url: HTTP://two.example/rss
    category: [Press, "Labs / makers"]
    tier: 1
    full_text: feed
    interval_floor: 2h
dossiers:
  - id: gap-2
    title: "The gap"
    match:
      any: ["open model", GLM-5, 42]
      all: [model]
      none: ["sponsors-only"]
    state: closed
  - {id: other, title: Other, match: {all: ["KV cache"]}}
)yaml");
  CHECK(configuration.user_agent == "press-reader/1.0 (+https://press.example/contact)");
  CHECK(configuration.host_delay == std::chrono::milliseconds{500});
  CHECK(configuration.body_bytes_max == 5U << 20U);
  CHECK(configuration.allow_private);
  CHECK(configuration.ca_file == "certificates/press.pem");
  CHECK(configuration.proxy == "http://127.0.0.1:3128");
  CHECK(configuration.publish == PublishMode::review);
  CHECK(configuration.lexicon_file == "names.yaml");

  REQUIRE(configuration.feeds.size() == 2);
  const FeedConfiguration& one = configuration.feeds[0];
  CHECK(one.url == "https://one.example/feed");
  CHECK(one.name == "One: the \"first\"");
  CHECK(one.tier == 3);
  CHECK(one.full_text == FullText::page);
  CHECK(one.interval_floor == std::chrono::minutes{15});
  const FeedConfiguration& two = configuration.feeds[1];
  CHECK(two.name.empty());
  CHECK(two.category == std::vector<std::string>{"Press", "Labs / makers"});
  CHECK(read("feeds: [{url: https://a.example/, category: Press}]").feeds.at(0).category ==
        std::vector<std::string>{"Press"});
  CHECK(two.tier == 1);
  CHECK(two.full_text == FullText::feed);
  CHECK(two.interval_floor == std::chrono::hours{2});
  CHECK(two.interval_ceiling == std::chrono::hours{24});

  REQUIRE(configuration.dossiers.size() == 2);
  const DossierConfiguration& gap = configuration.dossiers[0];
  CHECK(gap.id == "gap-2");
  CHECK(gap.title == "The gap");
  CHECK(gap.match.any == std::vector<std::string>{"open model", "GLM-5", "42"});
  CHECK(gap.match.all == std::vector<std::string>{"model"});
  CHECK(gap.match.none == std::vector<std::string>{"sponsors-only"});
  CHECK_FALSE(gap.open);
  CHECK(configuration.dossiers[1].open);
}

TEST_CASE("what is left out has its usual value") {
  const Configuration configuration = read("feeds:\n  - url: https://one.example/feed\n");
  CHECK(configuration.user_agent.empty());
  CHECK(configuration.host_delay == std::chrono::seconds{1});
  CHECK(configuration.body_bytes_max == 20U << 20U);
  CHECK_FALSE(configuration.allow_private);
  CHECK(configuration.publish == PublishMode::automatic);
  CHECK(configuration.dossiers.empty());
  CHECK(configuration.feeds.at(0).tier == 2);
  CHECK(configuration.feeds.at(0).interval_floor == std::chrono::minutes{30});
  CHECK(read("feeds: []").feeds.empty());
  CHECK(read("defaults: {host_delay: 0s}").host_delay.count() == 0);
}

TEST_CASE("every mistake is answered with its line and what was expected") {
  struct Case {
    std::string_view yaml, message;
  };
  const Case cases[] = {
      // The file as a whole
      {"",
       "feeds.yaml:1: expected a map with defaults, feeds, dossiers, lexicon, "
       "serve, got nothing"},
      {"- a",
       "feeds.yaml:1: expected a map with defaults, feeds, dossiers, lexicon, "
       "serve, got a list"},
      {"feeds: [", "feeds.yaml:1: not YAML: end of sequence flow not found"},
      {"feeds: []\n---\nfeeds: []\n", "feeds.yaml:2: expected one document, got a second"},
      {"\n\nfeedz: []\n", "feeds.yaml:3: unknown key \"feedz\": did you mean \"feeds\"?"},
      {"sources: []\n",
       "feeds.yaml:1: unknown key \"sources\": expected one of defaults, feeds, "
       "dossiers, lexicon, serve"},
      {"feeds: []\nfeeds: []\n", "feeds.yaml:2: feeds is given twice, first in line 1"},
      {"? [a]\n: b\n", "feeds.yaml:1: expected a key, got a list"},
      {"lexicon: []\n", "feeds.yaml:1: expected a file under lexicon, got a list"},
      {"serve: {token_file: []}\n",
       "feeds.yaml:1: expected a file under serve.token_file, got a list"},
      {"serve: {port: 1}\n",
       "feeds.yaml:1: unknown key \"port\" under serve: expected one of token_file, hosts"},
      // Anchors and aliases
      {"feeds: &f []\n", "feeds.yaml:1: anchors (&name) are not accepted: write the value out"},
      {"feeds:\n  - url: &u https://a.example/\n  - url: *u\n",
       "feeds.yaml:2: anchors (&name) are not accepted: write the value out"},
      {"feeds: &f [*f]\n", "feeds.yaml:1: anchors (&name) are not accepted: write the value out"},
      {"feeds: [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]\n", "feeds.yaml:1: nested too deeply"},
      // Feeds
      {"feeds: {url: https://a.example/}\n",
       "feeds.yaml:1: expected a list of feeds under feeds, got a map"},
      {"feeds:\n  - https://a.example/\n",
       "feeds.yaml:2: expected a map with url, name, interval_floor, interval_ceiling, tier, "
       "full_text, category under a feed, got \"https://a.example/\""},
      {"feeds:\n  - name: A\n", "feeds.yaml:2: a feed without url"},
      {"feeds:\n  - url: ftp://a.example/\n",
       "feeds.yaml:2: expected an http or https address under url, got \"ftp://a.example/\""},
      {"feeds:\n  - url: a.example/feed\n",
       "feeds.yaml:2: expected an http or https address under url, got \"a.example/feed\""},
      {"feeds:\n  - url: 'http:///feed'\n",
       "feeds.yaml:2: expected an http or https address under url, got \"http:///feed\""},
      {"feeds:\n  - url: 'https://a.example/a b'\n",
       "feeds.yaml:2: expected an http or https address under url, got \"https://a.example/a b\""},
      {"feeds:\n  - url:\n", "feeds.yaml:2: url under a feed has no value"},
      {"feeds:\n\ndossiers: []\n", "feeds.yaml:1: feeds has no value"},
      {"feeds:\n  -\n", "feeds.yaml:2: entry 1 of feeds has no value"},
      {"feeds:\n  - {url: 'https://a.example', nmae: A}\n",
       "feeds.yaml:2: unknown key \"nmae\" under a feed: did you mean \"name\"?"},
      {"feeds:\n  - {url: 'https://a.example', host_delay: 1s}\n",
       "feeds.yaml:2: host_delay cannot be set under a feed, only under defaults"},
      {"feeds:\n  - url: https://a.example\n  - url: HTTPS://A.example/#top\n",
       "feeds.yaml:3: feed HTTPS://A.example/#top is listed already, in line 2"},
      {"feeds:\n  - {url: 'https://a.example', tier: 4}\n",
       "feeds.yaml:2: expected 1, 2 or 3 under tier, got \"4\""},
      {"feeds:\n  - {url: 'https://a.example', full_text: yes}\n",
       "feeds.yaml:2: expected auto, feed or page under full_text, got \"yes\""},
      {"feeds:\n  - url: https://a.example\n    interval_floor: 2d\n",
       "feeds.yaml:3: interval_floor is longer than interval_ceiling (172800 s, "
       "86400 s)"},
      {"feeds:\n  - url: https://a.example\n    name: ' '\n",
       "feeds.yaml:3: expected a name under name, got \"\""},
      {"feeds:\n  - url: https://a.example\n    name: \"a\\nb\"\n",
       "feeds.yaml:3: name must stand on one line, without control characters"},
      // Defaults
      {"defaults: 5\n",
       "feeds.yaml:1: expected a map with user_agent, interval_floor, interval_ceiling, "
       "host_delay, "
       "body_limit, allow_private, ca_file, proxy, publish, tier, full_text under defaults, got "
       "\"5\""},
      {"defaults:\n  host_delay: 5\n",
       "feeds.yaml:2: expected a duration such as 30s, 15m, 2h or 1d under defaults.host_delay, "
       "got "
       "\"5\""},
      {"defaults:\n  host_delay: -1s\n",
       "feeds.yaml:2: expected a duration such as 30s, 15m, 2h or 1d under defaults.host_delay, "
       "got "
       "\"-1s\""},
      {"defaults:\n  interval_floor: 2 hours\n",
       "feeds.yaml:2: expected a duration such as 30s, 15m, 2h or 1d under "
       "defaults.interval_floor, "
       "got \"2 hours\""},
      {"defaults:\n  interval_floor: 99999999999999999d\n",
       "feeds.yaml:2: \"99999999999999999d\" under defaults.interval_floor is too large"},
      {"defaults:\n  interval_floor: 0s\n",
       "feeds.yaml:2: expected a second or more under defaults.interval_floor, got \"0s\""},
      {"defaults:\n  body_limit: 20\n",
       "feeds.yaml:2: expected a size such as 500KB or 20MB under defaults.body_limit, got \"20\""},
      {"defaults:\n  body_limit: 0MB\n",
       "feeds.yaml:2: expected a size above nothing under defaults.body_limit, got \"0MB\""},
      {"defaults:\n  body_limit: 2000MB\n",
       "feeds.yaml:2: \"2000MB\" under defaults.body_limit is too large"},
      {"defaults:\n  allow_private: yes\n",
       "feeds.yaml:2: expected true or false under defaults.allow_private, got \"yes\""},
      {"defaults:\n  publish: later\n",
       "feeds.yaml:2: expected auto or review under defaults.publish, got \"later\""},
      {"defaults:\n  proxy: socks5://a.example\n",
       "feeds.yaml:2: expected an http or https address under defaults.proxy, got "
       "\"socks5://a.example\""},
      {"defaults:\n  user_agent: \"a\\r\\nX: b\"\n",
       "feeds.yaml:2: defaults.user_agent must stand on one line, without control characters"},
      {"defaults:\n  useragent: a\n",
       "feeds.yaml:2: unknown key \"useragent\" under defaults: did you mean \"user_agent\"?"},
      // Dossiers
      {"dossiers:\n  - {id: a, match: {any: [b]}}\n", "feeds.yaml:2: a dossier without title"},
      {"dossiers:\n  - {title: A, match: {any: [b]}}\n", "feeds.yaml:2: a dossier without id"},
      {"dossiers:\n  - {id: a, title: A}\n", "feeds.yaml:2: a dossier without match"},
      {"dossiers:\n  - id: Open_Models\n    title: A\n    match: {any: [b]}\n",
       "feeds.yaml:2: expected an id of lower-case letters, digits and hyphens under id, got "
       "\"Open_Models\""},
      {"dossiers:\n  - {id: ../a, title: A, match: {any: [b]}}\n",
       "feeds.yaml:2: expected an id of lower-case letters, digits and hyphens under id, got "
       "\"../a\""},
      {"dossiers:\n  - {id: -a, title: A, match: {any: [b]}}\n",
       "feeds.yaml:2: expected an id of lower-case letters, digits and hyphens under id, got "
       "\"-a\""},
      {"dossiers:\n  - {id: a, title: A, match: {any: [b]}}\n"
       "  - {id: a, title: B, match: {any: [b]}}\n",
       "feeds.yaml:3: dossier a is listed already, in line 2"},
      {"dossiers:\n  - id: a\n    title: A\n    match: [b]\n",
       "feeds.yaml:4: expected a map with any, all, none under match, got a list"},
      {"dossiers:\n  - id: a\n    title: A\n    match:\n      any: {b: c}\n",
       "feeds.yaml:5: expected a list of terms under match.any, got a map"},
      {"dossiers:\n  - id: a\n    title: A\n    match:\n      any: open model\n",
       "feeds.yaml:5: expected a list of terms under match.any, got \"open model\""},
      {"dossiers:\n  - id: a\n    title: A\n    match:\n      any:\n        - b\n        -\n",
       "feeds.yaml:6: entry 2 of match.any has no value"},
      {"dossiers:\n  - id: a\n    title: A\n    match:\n      any: ['--']\n",
       "feeds.yaml:5: expected a term with a letter or a digit under match.any, got \"--\""},
      {"dossiers:\n  - id: a\n    title: A\n    match:\n      none: [b]\n",
       "feeds.yaml:5: match needs a term under any or all: without one, everything would match"},
      {"dossiers:\n  - id: a\n    title: A\n    state: shut\n    match: {any: [b]}\n",
       "feeds.yaml:4: expected open or closed under state, got \"shut\""},
      {"dossiers:\n  - id: a\n    title: A\n    matches: {any: [b]}\n",
       "feeds.yaml:4: unknown key \"matches\" under a dossier: did you mean \"match\"?"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.yaml);
    CHECK(message(c.yaml) == c.message);
  }
}

TEST_CASE("a file that is no text is refused, not crashed on") {
  CHECK(message(std::string_view{"\0\0\0", 3}) != "no error");
  CHECK(message("\xFF\xFE\xFD") != "no error");
  CHECK(message(std::string(100'000, '[')) != "no error");
  CHECK(message(std::string(100'000, '{')) != "no error");
  CHECK(message("feeds: " + std::string(100'000, '-')) != "no error");
  CHECK(message(std::string(2U << 20U, ' ')) == "feeds.yaml:1: larger than 1 MB");
  std::string many = "feeds: [";
  for (int i = 0; i < 250'000; ++i) many += "a,";
  CHECK(message(many + "]") == "feeds.yaml:1: more than 200000 values");
}

}  // namespace
}  // namespace dossier
