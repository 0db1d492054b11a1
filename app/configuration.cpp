#include "app/configuration.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <utility>

#include "base/utf8.h"

namespace dossier {
namespace {

constexpr int kNestingMax = 16;
constexpr std::size_t kBytesMax = 4U << 20U;
constexpr std::size_t kShownBytesMax = 60;  // Of a value quoted in a message
constexpr std::size_t kIdBytesMax = 64;
constexpr std::size_t kHintDistanceMax = 3;  // Edits between a mistyped key and the one meant

using Keys = std::span<const std::string_view>;

// The first mistake ends the reading. It never leaves this file: parse_configuration() turns it
// into an Error, so that the readers below are lists of fields.
struct Mistake {
  int line;
  std::string message;
};

int line_of(const YAML::Mark& mark) {
  return mark.is_null() ? 1 : mark.line + 1;
}

[[noreturn]] void refuse(const YAML::Node& node, std::string message) {
  throw Mistake{line_of(node.Mark()), std::move(message)};
}

// Looks at the file before it is loaded: anchors, which can form cycles and grow without end once
// loaded, nesting, and further documents.
class Guard : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Mistake{line_of(mark), "expected one document, got a second"};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { check(mark, anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Mistake{line_of(mark), "aliases (*name) are not accepted: write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string&) override {
    check(mark, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    enter(mark, anchor);
  }
  void OnMapEnd() override { --depth_; }

 private:
  static void check(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) {
      throw Mistake{line_of(mark), "anchors (&name) are not accepted: write the value out"};
    }
  }
  void enter(const YAML::Mark& mark, YAML::anchor_t anchor) {
    check(mark, anchor);
    if (++depth_ > kNestingMax) throw Mistake{line_of(mark), "nested too deeply"};
  }
  int documents_ = 0;
  int depth_ = 0;
};

std::string quoted(std::string_view text) {
  std::string line = on_one_line(text);
  const std::string_view shown = clip(line, kShownBytesMax);
  return fmt::format("\"{}{}\"", shown, shown.size() < line.size() ? "…" : "");
}

// What a node is, for "expected …, got …".
std::string kind_of(const YAML::Node& node) {
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  if (node.IsScalar()) return quoted(node.Scalar());
  return "nothing";
}

// "" for the file itself.
std::string under(std::string_view path) {
  return path.empty() ? std::string{} : fmt::format(" under {}", path);
}

[[noreturn]] void expected(const YAML::Node& node, std::string_view what, std::string_view path) {
  refuse(node, fmt::format("expected {}{}, got {}", what, under(path), kind_of(node)));
}

std::string join(Keys keys) {
  std::string joined;
  for (std::string_view key : keys) joined.append(joined.empty() ? "" : ", ").append(key);
  return joined;
}

// Insertions, deletions, replacements and swaps of neighbours between two keys (optimal string
// alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t k = 0; k <= b.size(); ++k) cost[0][k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t k = 1; k <= b.size(); ++k) {
      cost[i][k] = std::min({cost[i - 1][k] + 1, cost[i][k - 1] + 1,
                             cost[i - 1][k - 1] + (a[i - 1] == b[k - 1] ? 0U : 1U)});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        cost[i][k] = std::min(cost[i][k], cost[i - 2][k - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

// "did you mean …", or what is known there.
std::string hint(std::string_view key, Keys known) {
  std::string_view nearest;
  std::size_t least = kHintDistanceMax + 1;
  for (std::string_view each : known) {
    if (key.size() > 2 * each.size() + kHintDistanceMax) continue;  // Also bounds the table
    const std::size_t distance = edit_distance(key, each);
    if (distance < least && distance < each.size()) least = distance, nearest = each;
  }
  if (nearest.empty()) return fmt::format("expected one of {}", join(known));
  return fmt::format("did you mean \"{}\"?", nearest);
}

constexpr std::string_view kTopKeys[] = {"defaults", "feeds", "dossiers", "lexicon"};
constexpr std::string_view kDefaultKeys[] = {
    "user_agent", "interval_floor", "interval_ceiling", "host_delay", "body_limit", "allow_private",
    "ca_file",    "proxy",          "publish",          "tier",       "full_text"};
constexpr std::string_view kFeedKeys[] = {"url",  "name",     "interval_floor", "interval_ceiling",
                                          "tier", "full_text"};
constexpr std::string_view kDossierKeys[] = {"id", "title", "match", "state"};
constexpr std::string_view kMatchKeys[] = {"any", "all", "none"};

bool contains(Keys keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

// The members of a map whose keys are all known, each once.
using Members = std::map<std::string, YAML::Node, std::less<>>;
Members members(const YAML::Node& node, std::string_view path, Keys known) {
  if (!node.IsMap()) expected(node, fmt::format("a map with {}", join(known)), path);
  Members found;
  std::map<std::string, int, std::less<>> lines;
  for (const auto& member : node) {
    const YAML::Node &key = member.first, &value = member.second;
    if (!key.IsScalar()) expected(key, "a key", path);
    const std::string& name = key.Scalar();
    if (!contains(known, name)) {
      if (contains(kDefaultKeys, name)) {
        refuse(key, fmt::format("{} cannot be set{}, only under defaults", name, under(path)));
      }
      refuse(key,
             fmt::format("unknown key {}{}: {}", quoted(name), under(path), hint(name, known)));
    }
    if (const auto [line, is_new] = lines.try_emplace(name, line_of(key.Mark())); !is_new) {
      refuse(key,
             fmt::format("{} is given twice{}, first in line {}", name, under(path), line->second));
    }
    // A missing value is reported here: its own mark is that of whatever comes next.
    if (value.IsNull()) refuse(key, fmt::format("{}{} has no value", name, under(path)));
    found.emplace(name, value);
  }
  return found;
}

// The elements of a list, each with a value.
std::vector<YAML::Node> elements(const YAML::Node& node, std::string_view what,
                                 std::string_view path) {
  if (!node.IsSequence()) expected(node, what, path);
  std::vector<YAML::Node> found;
  for (const YAML::Node& element : node) {
    found.push_back(element);
    if (element.IsNull()) {
      refuse(node, fmt::format("entry {} of {} has no value", found.size(), path));
    }
  }
  return found;
}

const YAML::Node* find(const Members& found, std::string_view key) {
  const auto member = found.find(key);
  return member == found.end() ? nullptr : &member->second;
}

// A text on one line, with something in it.
std::string text_of(const YAML::Node& node, std::string_view what, std::string_view path) {
  if (!node.IsScalar()) expected(node, what, path);
  const std::string& text = node.Scalar();
  if (!is_valid_utf8(text)) refuse(node, fmt::format("{} is not UTF-8", path));
  if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; })) {
    refuse(node, fmt::format("{} must stand on one line, without control characters", path));
  }
  if (on_one_line(text).empty()) expected(node, what, path);
  return text;
}

std::string url_of(const YAML::Node& node, std::string_view path) {
  constexpr std::string_view kExpected = "an http or https address";
  std::string url = text_of(node, kExpected, path);
  const std::string folded = fold_case(url);
  std::size_t host = 0;
  for (std::string_view scheme : {"http://", "https://"}) {
    if (folded.starts_with(scheme)) host = scheme.size();
  }
  constexpr std::string_view kEndsHost = "/?#:";
  const bool has_blank = url.find(' ') != std::string::npos;
  if (host == 0 || host == url.size() || has_blank ||
      kEndsHost.find(url[host]) != std::string_view::npos) {
    expected(node, kExpected, path);
  }
  return url;
}

// A number and its unit: "30s" is {30, "s"}. Whole numbers only.
std::optional<std::pair<std::uint64_t, std::string>> quantity(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  return std::pair{number, std::string{end, text.data() + text.size()}};
}

struct Unit {
  std::string_view name;
  std::uint64_t size;
};

// A number with one of the units, as so many of the smallest.
std::uint64_t measure_of(const YAML::Node& node, std::string_view what, std::string_view path,
                         std::span<const Unit> units, std::uint64_t most) {
  const auto read = quantity(text_of(node, what, path));
  if (!read) expected(node, what, path);
  const auto unit = std::ranges::find(units, read->second, &Unit::name);
  if (unit == units.end()) expected(node, what, path);
  if (read->first > most / unit->size) {
    refuse(node, fmt::format("{}{} is too large", quoted(node.Scalar()), under(path)));
  }
  return read->first * unit->size;
}

std::chrono::milliseconds duration_of(const YAML::Node& node, std::string_view path) {
  constexpr Unit kUnits[] = {
      {"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  constexpr std::uint64_t kMost = 366ULL * 86'400'000ULL;
  return std::chrono::milliseconds{
      measure_of(node, "a duration such as 30s, 15m, 2h or 1d", path, kUnits, kMost)};
}

std::chrono::seconds seconds_of(const YAML::Node& node, std::string_view path) {
  const auto duration = duration_of(node, path);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  if (seconds != duration || seconds.count() == 0) expected(node, "a second or more", path);
  return seconds;
}

std::size_t size_of(const YAML::Node& node, std::string_view path) {
  constexpr Unit kUnits[] = {{"kB", 1U << 10U}, {"KB", 1U << 10U}, {"MB", 1U << 20U}};
  constexpr std::uint64_t kMost = 1ULL << 30U;
  const auto size = measure_of(node, "a size such as 500KB or 20MB", path, kUnits, kMost);
  if (size == 0) expected(node, "a size above nothing", path);
  return size;
}

bool flag_of(const YAML::Node& node, std::string_view path) {
  const std::string text = text_of(node, "true or false", path);
  if (text == "true") return true;
  if (text != "false") expected(node, "true or false", path);
  return false;
}

int tier_of(const YAML::Node& node, std::string_view path) {
  const std::string text = text_of(node, "1, 2 or 3", path);
  if (text.size() != 1 || text[0] < '1' || text[0] > '3') expected(node, "1, 2 or 3", path);
  return text[0] - '0';
}

// One of a few words.
template <typename T>
T choice_of(const YAML::Node& node, std::string_view path, std::string_view what,
            std::initializer_list<std::pair<std::string_view, T>> choices) {
  const std::string text = text_of(node, what, path);
  for (const auto& [word, value] : choices) {
    if (word == text) return value;
  }
  expected(node, what, path);
}

FullText full_text_of(const YAML::Node& node, std::string_view path) {
  return choice_of<FullText>(
      node, path, "auto, feed or page",
      {{"auto", FullText::automatic}, {"feed", FullText::feed}, {"page", FullText::page}});
}

std::string path_to(std::string_view parent, std::string_view key) {
  return parent.empty() ? std::string{key} : fmt::format("{}.{}", parent, key);
}

// What `defaults` and a feed share. Says where an interval's ends contradict each other.
void read_feed_defaults(const Members& found, std::string_view path, FeedConfiguration& feed) {
  const YAML::Node* last = nullptr;
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

void read_defaults(const YAML::Node& node, Configuration& configuration, FeedConfiguration& feed) {
  const std::string_view path = "defaults";
  const Members found = members(node, path, kDefaultKeys);
  const auto at = [&](std::string_view key, const auto& read) {
    if (const YAML::Node* value = find(found, key)) read(*value, path_to(path, key));
  };
  at("user_agent", [&](const YAML::Node& value, const std::string& key) {
    configuration.user_agent = text_of(value, "a text with a contact", key);
  });
  at("host_delay", [&](const YAML::Node& value, const std::string& key) {
    configuration.host_delay = duration_of(value, key);
  });
  at("body_limit", [&](const YAML::Node& value, const std::string& key) {
    configuration.body_bytes_max = size_of(value, key);
  });
  at("allow_private", [&](const YAML::Node& value, const std::string& key) {
    configuration.allow_private = flag_of(value, key);
  });
  at("ca_file", [&](const YAML::Node& value, const std::string& key) {
    configuration.ca_file = text_of(value, "a file", key);
  });
  at("proxy", [&](const YAML::Node& value, const std::string& key) {
    configuration.proxy = url_of(value, key);
  });
  at("publish", [&](const YAML::Node& value, const std::string& key) {
    configuration.publish =
        choice_of<PublishMode>(value, key, "auto or review",
                               {{"auto", PublishMode::automatic}, {"review", PublishMode::review}});
  });
  read_feed_defaults(found, path, feed);
}

// The address by which two feeds are told to be one: scheme and host do not mind case, and a
// fragment is never sent.
std::string feed_identity(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
  std::string identity = fold_case(url.substr(0, path)) + url.substr(path);
  if (path == url.size()) identity += '/';
  return identity.substr(0, identity.find('#'));
}

void read_feeds(const YAML::Node& node, const FeedConfiguration& defaults,
                Configuration& configuration) {
  std::map<std::string, int> lines;
  for (const YAML::Node& element : elements(node, "a list of feeds", "feeds")) {
    const Members found = members(element, "a feed", kFeedKeys);
    FeedConfiguration feed = defaults;
    const YAML::Node* url = find(found, "url");
    if (url == nullptr) refuse(element, "a feed without url");
    feed.url = url_of(*url, "url");
    if (const auto* name = find(found, "name")) feed.name = text_of(*name, "a name", "name");
    read_feed_defaults(found, "", feed);
    const int line = line_of(url->Mark());
    if (const auto [first, is_new] = lines.try_emplace(feed_identity(feed.url), line); !is_new) {
      refuse(*url, fmt::format("feed {} is listed already, in line {}", feed.url, first->second));
    }
    configuration.feeds.push_back(std::move(feed));
  }
}

std::string id_of(const YAML::Node& node) {
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

std::vector<std::string> terms_of(const YAML::Node& node, const std::string& path) {
  std::vector<std::string> terms;
  for (const YAML::Node& element : elements(node, "a list of terms", path)) {
    terms.push_back(text_of(element, "a term", path));
    if (name_key(terms.back()).find_first_not_of(".+") == std::string::npos) {
      expected(element, "a term with a letter or a digit", path);
    }
  }
  return terms;
}

MatchTerms match_of(const YAML::Node& node) {
  const Members found = members(node, "match", kMatchKeys);
  MatchTerms match;
  if (const auto* any = find(found, "any")) match.any = terms_of(*any, "match.any");
  if (const auto* all = find(found, "all")) match.all = terms_of(*all, "match.all");
  if (const auto* none = find(found, "none")) match.none = terms_of(*none, "match.none");
  if (match.any.empty() && match.all.empty()) {
    refuse(node, "match needs a term under any or all: without one, everything would match");
  }
  return match;
}

void read_dossiers(const YAML::Node& node, Configuration& configuration) {
  std::map<std::string, int> lines;
  for (const YAML::Node& element : elements(node, "a list of dossiers", "dossiers")) {
    const Members found = members(element, "a dossier", kDossierKeys);
    for (std::string_view needed : {"id", "title", "match"}) {
      if (find(found, needed) == nullptr) {
        refuse(element, fmt::format("a dossier without {}", needed));
      }
    }
    DossierConfiguration dossier;
    const YAML::Node& id = *find(found, "id");
    dossier.id = id_of(id);
    dossier.title = text_of(*find(found, "title"), "a title", "title");
    dossier.match = match_of(*find(found, "match"));
    if (const auto* state = find(found, "state")) {
      dossier.open =
          choice_of<bool>(*state, "state", "open or closed", {{"open", true}, {"closed", false}});
    }
    const auto [first, is_new] = lines.try_emplace(dossier.id, line_of(id.Mark()));
    if (!is_new) {
      refuse(id,
             fmt::format("dossier {} is listed already, in line {}", dossier.id, first->second));
    }
    configuration.dossiers.push_back(std::move(dossier));
  }
}

Configuration read(const YAML::Node& root) {
  if (!root.IsMap()) {
    refuse(root, fmt::format("expected a map with {}, got {}", join(kTopKeys), kind_of(root)));
  }
  const Members found = members(root, "", kTopKeys);
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
  return configuration;
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view yaml, std::string_view file_name) {
  const auto refused = [&](int line, std::string_view message) {
    return fail(ErrorCode::malformed, fmt::format("{}:{}: {}", file_name, line, message));
  };
  if (yaml.size() > kBytesMax) return refused(1, "larger than 4 MB");
  const std::string text{yaml};
  try {
    std::istringstream stream{text};
    YAML::Parser parser{stream};
    Guard guard;
    while (parser.HandleNextDocument(guard)) {
    }
    return read(YAML::Load(text));
  } catch (const Mistake& mistake) {
    return refused(mistake.line, mistake.message);
  } catch (const YAML::Exception& error) {
    return refused(line_of(error.mark), "not YAML: " + error.msg);
  } catch (const std::exception& error) {
    return refused(1, std::string{"not YAML: "} + error.what());
  }
}

}  // namespace dossier
