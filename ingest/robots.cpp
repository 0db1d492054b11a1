#include "ingest/robots.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace dossier {
namespace {

// Google's limits, which sites have learnt to live with; the RFC asks for 500 KiB at least.
constexpr std::size_t kFileBytesMax = 512U << 10U;
constexpr std::size_t kLineBytesMax = 16'663;
constexpr std::chrono::milliseconds kCrawlDelayMax = std::chrono::hours{1};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0';
}

bool is_token_char(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_';
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  return same_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// The byte order mark goes, also one that was cut short.
std::string_view without_mark(std::string_view text) {
  for (const char byte : {'\xEF', '\xBB', '\xBF'}) {
    if (!text.starts_with(byte)) break;
    text.remove_prefix(1);
  }
  return text;
}

// The line before the next CR, LF or both, which `text` loses.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, std::min(end, kLineBytesMax));
  text.remove_prefix(end);
  if (text.starts_with("\r\n")) text.remove_prefix(1);
  if (!text.empty()) text.remove_prefix(1);
  return line;
}

// "Disallow: /x  # why" as its name and value. The colon may be missing where there are just two
// words, as in "disallow /x".
std::pair<std::string_view, std::string_view> split_line(std::string_view line) {
  line = trimmed(line.substr(0, line.find('#')));
  std::size_t end = line.find(':');
  if (end == line.npos) {
    end = static_cast<std::size_t>(std::ranges::find_if(line, is_blank) - line.begin());
    const std::string_view value = trimmed(line.substr(end));
    if (value.empty() || std::ranges::any_of(value, is_blank)) return {};
  }
  const std::string_view name = trimmed(line.substr(0, end));
  return {name, trimmed(line.substr(std::min(end + 1, line.size())))};
}

enum class Key { user_agent, allow, disallow, crawl_delay, other };

// What a line is about, also with the misspellings that are common enough for search engines to
// take them.
Key key_of(std::string_view name) {
  constexpr std::pair<std::string_view, Key> kSpellings[] = {
      {"user-agent", Key::user_agent},   {"useragent", Key::user_agent},
      {"user agent", Key::user_agent},   {"allow", Key::allow},
      {"disallow", Key::disallow},       {"dissallow", Key::disallow},
      {"dissalow", Key::disallow},       {"disalow", Key::disallow},
      {"diasllow", Key::disallow},       {"disallaw", Key::disallow},
      {"crawl-delay", Key::crawl_delay},
  };
  for (const auto& [spelling, key] : kSpellings) {
    if (starts_ignoring_case(name, spelling)) return key;
  }
  return Key::other;
}

// "FooBot/2.1" means FooBot, "* of all kinds" means everyone.
std::string agent_of(std::string_view value) {
  if (value.starts_with('*') && (value.size() == 1 || is_blank(value[1]))) return "*";
  const auto end = std::ranges::find_if_not(value, is_token_char);
  return std::string{value.begin(), end};
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

// Patterns are compared as addresses travel: non-ASCII as %XX, escapes in capitals. Escapes of
// plain ASCII stay, though the RFC would decode them: Google's parser, which sites test their
// files with, keeps them apart.
std::string as_sent(std::string_view value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    if (byte >= 0x80) {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else if (byte == '%' && i + 2 < value.size() && is_hex(value[i + 1]) &&
               is_hex(value[i + 2])) {
      for (const char c : value.substr(i, 3)) {
        out += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
      }
      i += 2;
    } else {
      out += value[i];
    }
  }
  return out;
}

std::optional<std::chrono::milliseconds> delay_of(std::string_view value) {
  double seconds = 0;
  const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || !(seconds >= 0)) return std::nullopt;
  const double max = std::chrono::duration<double>(kCrawlDelayMax).count();
  const std::chrono::duration<double> bounded{std::min(seconds, max)};
  return std::chrono::duration_cast<std::chrono::milliseconds>(bounded);
}

// What is matched: path and query, without origin and fragment.
std::string path_of(std::string_view url) {
  constexpr std::string_view kPathStarts = "/?;";
  const std::size_t start = url.starts_with("//") ? 2 : 0;
  const std::size_t early = url.find_first_of(kPathStarts, start);
  std::size_t authority = url.find("://", start);
  if (authority == url.npos || early < authority) {
    authority = start;
  } else {
    authority += 3;
  }
  const std::size_t path = url.find_first_of(kPathStarts, authority);
  const std::size_t hash = std::min(url.find('#', start), url.size());
  if (path == url.npos || hash < path) return "/";
  const std::string_view found = url.substr(path, hash - path);
  return found.starts_with('/') ? std::string{found} : "/" + std::string{found};
}

// '*' stands for anything, a '$' at the end for the end. The leftmost place of each piece leaves
// the most room to the next, so nothing is ever tried twice.
bool matches(std::string_view path, std::string_view pattern) {
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  std::string_view piece = pattern.substr(0, star);
  if (!path.starts_with(piece)) return false;
  path.remove_prefix(piece.size());
  if (star == pattern.npos) return !to_the_end || path.empty();
  while (star != pattern.npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    piece = pattern.substr(0, star);
    if (star == pattern.npos && to_the_end) return path.ends_with(piece);
    const std::size_t place = path.find(piece);
    if (place == path.npos) return false;
    path.remove_prefix(place + piece.size());
  }
  return true;
}

}  // namespace

Robots Robots::parse(std::string_view text) {
  Robots robots;
  bool agents_open = false;  // The last lines that say something were user-agents
  text = without_mark(text.substr(0, kFileBytesMax));
  while (!text.empty()) {
    const auto [name, value] = split_line(take_line(text));
    const Key key = key_of(name);
    if (key == Key::user_agent) {
      if (!agents_open) robots.groups_.emplace_back();
      agents_open = true;
      robots.groups_.back().agents.push_back(agent_of(value));
      continue;
    }
    if (key == Key::other || robots.groups_.empty()) continue;
    Group& group = robots.groups_.back();
    if (key == Key::crawl_delay) {  // Like all that is not in the RFC, it does not end the agents
      if (const auto delay = delay_of(value)) group.crawl_delay = delay;
      continue;
    }
    agents_open = false;
    if (value.empty()) continue;
    const std::string pattern = as_sent(value);
    group.rules.push_back({key == Key::allow, pattern});
    // Who allows "/docs/index.html" means "/docs/" too.
    const std::size_t slash = pattern.rfind('/');
    if (key == Key::allow && slash != pattern.npos &&
        std::string_view{pattern}.substr(slash).starts_with("/index.htm")) {
      group.rules.push_back({true, pattern.substr(0, slash + 1) + "$"});
    }
  }
  return robots;
}

Robots Robots::allow_all() {
  return {};
}

std::vector<const Robots::Group*> Robots::groups_for(std::string_view user_agent) const {
  std::vector<const Group*> own, general;
  for (const Group& group : groups_) {
    const auto names = [&](std::string_view agent) {
      return std::ranges::any_of(
          group.agents, [&](std::string_view name) { return same_ignoring_case(name, agent); });
    };
    if (names(user_agent)) own.push_back(&group);
    if (names("*")) general.push_back(&group);
  }
  return own.empty() ? general : own;
}

bool Robots::allows(std::string_view user_agent, std::string_view url) const {
  const std::string path = path_of(url);
  if (path == "/robots.txt") return true;
  // The longest pattern wins, and allow where two are of one length.
  std::size_t allow = 0, disallow = 0;
  for (const Group* group : groups_for(user_agent)) {
    for (const Rule& rule : group->rules) {
      std::size_t& longest = rule.allow ? allow : disallow;
      if (rule.pattern.size() > longest && matches(path, rule.pattern)) {
        longest = rule.pattern.size();
      }
    }
  }
  return disallow == 0 || allow >= disallow;
}

std::optional<std::chrono::milliseconds> Robots::crawl_delay(std::string_view user_agent) const {
  std::optional<std::chrono::milliseconds> longest;
  for (const Group* group : groups_for(user_agent)) {
    if (group->crawl_delay && (!longest || *group->crawl_delay > *longest)) {
      longest = group->crawl_delay;
    }
  }
  return longest;
}

}  // namespace dossier
