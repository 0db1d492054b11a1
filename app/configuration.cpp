#include "app/configuration.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "app/configuration_yaml.h"
#include "base/utf8.h"

namespace dossier {

using namespace configuration_yaml;

namespace {

constexpr std::size_t kIdBytesMax = 64;
constexpr std::size_t kCategoryDepthMax = 8;

constexpr std::string_view kTopKeys[] = {"defaults", "feeds", "dossiers", "lexicon", "serve"};
constexpr std::string_view kDefaultKeys[] = {
    "user_agent", "interval_floor", "interval_ceiling", "host_delay", "body_limit", "allow_private",
    "ca_file",    "proxy",          "publish",          "tier",       "full_text"};
constexpr std::string_view kFeedKeys[] = {"url",  "name",      "interval_floor", "interval_ceiling",
                                          "tier", "full_text", "category"};
constexpr std::string_view kDossierKeys[] = {"id", "title", "match", "state"};
constexpr std::string_view kServeKeys[] = {"token_file", "hosts"};
constexpr std::string_view kMatchKeys[] = {"any", "all", "none"};

int tier_of(const YamlNode& node, std::string_view path) {
  const std::string text = text_of(node, "1, 2 or 3", path);
  if (text.size() != 1 || text[0] < '1' || text[0] > '3') expected(node, "1, 2 or 3", path);
  return text[0] - '0';
}

FullText full_text_of(const YamlNode& node, std::string_view path) {
  return choice_of<FullText>(
      node, path, "auto, feed or page",
      {{"auto", FullText::automatic}, {"feed", FullText::feed}, {"page", FullText::page}});
}

// What `defaults` and a feed share. Says where an interval's ends contradict each other.
void read_feed_defaults(const Members& found, std::string_view path, FeedConfiguration& feed) {
  const YamlNode* last = nullptr;
  if (const auto* node = find(found, "interval_floor")) {
    feed.interval_floor = seconds_of(*node, path_to(path, "interval_floor"));
    last = node;
  }
  if (const auto* node = find(found, "interval_ceiling")) {
    feed.interval_ceiling = seconds_of(*node, path_to(path, "interval_ceiling"));
    last = node;
  }
  if (last != nullptr && feed.interval_floor > feed.interval_ceiling) {
    refuse(*last, fmt::format("interval_floor is longer than interval_ceiling ({} s, {} s)",
                              feed.interval_floor.count(), feed.interval_ceiling.count()));
  }
  if (const auto* node = find(found, "tier")) feed.tier = tier_of(*node, path_to(path, "tier"));
  if (const auto* node = find(found, "full_text")) {
    feed.full_text = full_text_of(*node, path_to(path, "full_text"));
  }
}

void read_defaults(const YamlNode& node, Configuration& configuration, FeedConfiguration& feed) {
  const std::string_view path = "defaults";
  const Members found = members(node, path, kDefaultKeys, kDefaultKeys);
  const auto at = [&](std::string_view key, const auto& read) {
    if (const YamlNode* value = find(found, key)) read(*value, path_to(path, key));
  };
  at("user_agent", [&](const YamlNode& value, const std::string& key) {
    configuration.user_agent = text_of(value, "a text with a contact", key);
  });
  at("host_delay", [&](const YamlNode& value, const std::string& key) {
    configuration.host_delay = duration_of(value, key);
  });
  at("body_limit", [&](const YamlNode& value, const std::string& key) {
    configuration.body_bytes_max = size_of(value, key);
  });
  at("allow_private", [&](const YamlNode& value, const std::string& key) {
    configuration.allow_private = flag_of(value, key);
  });
  at("ca_file", [&](const YamlNode& value, const std::string& key) {
    configuration.ca_file = text_of(value, "a file", key);
  });
  at("proxy", [&](const YamlNode& value, const std::string& key) {
    configuration.proxy = url_of(value, key);
  });
  at("publish", [&](const YamlNode& value, const std::string& key) {
    configuration.publish =
        choice_of<PublishMode>(value, key, "auto or review",
                               {{"auto", PublishMode::automatic}, {"review", PublishMode::review}});
  });
  read_feed_defaults(found, path, feed);
}

// "Press", or from the outermost in: [Press, Labs].
std::vector<std::string> category_of(const YamlNode& node) {
  constexpr std::string_view kExpected = "a category, or a list of them from the outermost in";
  if (!node.is_list()) return {text_of(node, kExpected, "category")};
  std::vector<std::string> path;
  for (const YamlNode& element : elements(node, kExpected, "category")) {
    path.push_back(text_of(element, kExpected, "category"));
  }
  if (path.size() > kCategoryDepthMax) expected(node, "at most 8 categories", "category");
  return path;
}

void read_feeds(const YamlNode& node, const FeedConfiguration& defaults,
                Configuration& configuration) {
  std::map<std::string, std::uint32_t> lines;
  for (const YamlNode& element : elements(node, "a list of feeds", "feeds")) {
    const Members found = members(element, "a feed", kFeedKeys, kDefaultKeys);
    FeedConfiguration feed = defaults;
    const YamlNode* url = find(found, "url");
    if (url == nullptr) refuse(element, "a feed without url");
    feed.url = url_of(*url, "url");
    if (const auto* name = find(found, "name")) feed.name = text_of(*name, "a name", "name");
    if (const auto* category = find(found, "category")) feed.category = category_of(*category);
    read_feed_defaults(found, "", feed);
    const std::uint32_t line = url->line();
    if (const auto [first, is_new] = lines.try_emplace(feed_identity(feed.url), line); !is_new) {
      refuse(*url, fmt::format("feed {} is listed already, in line {}", feed.url, first->second));
    }
    configuration.feeds.push_back(std::move(feed));
  }
}

std::string id_of(const YamlNode& node) {
  constexpr std::string_view kExpected = "an id of lower-case letters, digits and hyphens";
  std::string id = text_of(node, kExpected, "id");
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (!std::ranges::all_of(id, is_plain) || id.front() == '-' || id.back() == '-') {
    expected(node, kExpected, "id");
  }
  if (id.size() > kIdBytesMax) {
    refuse(node, fmt::format("an id has at most {} characters", kIdBytesMax));
  }
  return id;
}

std::vector<std::string> terms_of(const YamlNode& node, const std::string& path) {
  std::vector<std::string> terms;
  for (const YamlNode& element : elements(node, "a list of terms", path)) {
    terms.push_back(text_of(element, "a term", path));
    if (name_key(terms.back()).find_first_not_of(".+") == std::string::npos) {
      expected(element, "a term with a letter or a digit", path);
    }
  }
  return terms;
}

MatchTerms match_of(const YamlNode& node) {
  const Members found = members(node, "match", kMatchKeys, kDefaultKeys);
  MatchTerms match;
  if (const auto* any = find(found, "any")) match.any = terms_of(*any, "match.any");
  if (const auto* all = find(found, "all")) match.all = terms_of(*all, "match.all");
  if (const auto* none = find(found, "none")) match.none = terms_of(*none, "match.none");
  if (match.any.empty() && match.all.empty()) {
    refuse(node, "match needs a term under any or all: without one, everything would match");
  }
  return match;
}

void read_dossiers(const YamlNode& node, Configuration& configuration) {
  std::map<std::string, std::uint32_t> lines;
  for (const YamlNode& element : elements(node, "a list of dossiers", "dossiers")) {
    const Members found = members(element, "a dossier", kDossierKeys, kDefaultKeys);
    for (std::string_view needed : {"id", "title", "match"}) {
      if (find(found, needed) == nullptr) {
        refuse(element, fmt::format("a dossier without {}", needed));
      }
    }
    DossierConfiguration dossier;
    const YamlNode& id = *find(found, "id");
    dossier.id = id_of(id);
    dossier.title = text_of(*find(found, "title"), "a title", "title");
    dossier.match = match_of(*find(found, "match"));
    if (const auto* state = find(found, "state")) {
      dossier.open =
          choice_of<bool>(*state, "state", "open or closed", {{"open", true}, {"closed", false}});
    }
    const auto [first, is_new] = lines.try_emplace(dossier.id, id.line());
    if (!is_new) {
      refuse(id,
             fmt::format("dossier {} is listed already, in line {}", dossier.id, first->second));
    }
    configuration.dossiers.push_back(std::move(dossier));
  }
}

void read_serve(const YamlNode& node, Configuration& configuration) {
  const Members found = members(node, "serve", kServeKeys, kDefaultKeys);
  if (const auto* file = find(found, "token_file")) {
    configuration.token_file = text_of(*file, "a file", "serve.token_file");
  }
  if (const auto* hosts = find(found, "hosts")) {
    for (const YamlNode& host : elements(*hosts, "a list of host names", "serve.hosts")) {
      configuration.hosts.push_back(text_of(host, "a host name", "serve.hosts"));
    }
  }
}

Configuration read(const YamlNode& root) {
  if (!root.is_map()) {
    refuse(root, fmt::format("expected a map with {}, got {}", join(kTopKeys), kind_of(root)));
  }
  const Members found = members(root, "", kTopKeys, kDefaultKeys);
  Configuration configuration;
  FeedConfiguration feed_defaults;
  if (const auto* node = find(found, "defaults")) {
    read_defaults(*node, configuration, feed_defaults);
  }
  if (const auto* node = find(found, "feeds")) read_feeds(*node, feed_defaults, configuration);
  if (const auto* node = find(found, "dossiers")) read_dossiers(*node, configuration);
  if (const auto* node = find(found, "lexicon")) {
    configuration.lexicon_file = text_of(*node, "a file", "lexicon");
  }
  if (const auto* node = find(found, "serve")) read_serve(*node, configuration);
  return configuration;
}

}  // namespace

std::string feed_identity(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
  std::string identity = fold_case(url.substr(0, path)) + url.substr(path);
  if (path == url.size()) identity += '/';
  return identity.substr(0, identity.find('#'));
}

Result<Configuration> parse_configuration(std::string_view yaml, std::string_view file_name) {
  const auto refused = [&](std::uint32_t line, std::string_view message) {
    return fail(ErrorCode::malformed, fmt::format("{}:{}: {}", file_name, line, message));
  };
  try {
    const YamlFile file{yaml};
    const YamlTree tree = file.tree();
    return read(YamlNode{tree});
  } catch (const YamlMistake& mistake) {
    return refused(mistake.line, mistake.message);
  }
}

}  // namespace dossier
