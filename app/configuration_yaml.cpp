#include "app/configuration_yaml.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/utf8.h"

namespace dossier::configuration_yaml {
namespace {

constexpr std::size_t kShownBytesMax = 60;   // Of a value quoted in a message
constexpr std::size_t kHintDistanceMax = 3;  // Edits between a mistyped key and the one meant

std::string quoted(std::string_view text) {
  std::string line = on_one_line(text);
  const std::string_view shown = clip(line, kShownBytesMax);
  return fmt::format("\"{}{}\"", shown, shown.size() < line.size() ? "…" : "");
}

// "" for the file itself.
std::string under(std::string_view path) {
  return path.empty() ? std::string{} : fmt::format(" under {}", path);
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
    if (distance < least && 2 * distance <= each.size()) least = distance, nearest = each;
  }
  if (nearest.empty()) return fmt::format("expected one of {}", join(known));
  return fmt::format("did you mean \"{}\"?", nearest);
}

bool contains(Keys keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
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
std::uint64_t measure_of(const YamlNode& node, std::string_view what, std::string_view path,
                         std::span<const Unit> units, std::uint64_t most) {
  const auto read = quantity(text_of(node, what, path));
  if (!read) expected(node, what, path);
  const auto unit = std::ranges::find(units, read->second, &Unit::name);
  if (unit == units.end()) expected(node, what, path);
  if (read->first > most / unit->size) {
    refuse(node, fmt::format("{}{} is too large", quoted(node.text()), under(path)));
  }
  return read->first * unit->size;
}

}  // namespace

void refuse(const YamlNode& node, std::string message) {
  throw YamlMistake{node.line(), std::move(message)};
}

// What a node is, for "expected …, got …".
std::string kind_of(const YamlNode& node) {
  if (node.is_map()) return "a map";
  if (node.is_list()) return "a list";
  if (node.is_text()) return quoted(node.text());
  return "nothing";
}

void expected(const YamlNode& node, std::string_view what, std::string_view path) {
  refuse(node, fmt::format("expected {}{}, got {}", what, under(path), kind_of(node)));
}

std::string join(Keys keys) {
  std::string joined;
  for (std::string_view key : keys) joined.append(joined.empty() ? "" : ", ").append(key);
  return joined;
}

Members members(const YamlNode& node, std::string_view path, Keys known, Keys defaults) {
  if (!node.is_map()) expected(node, fmt::format("a map with {}", join(known)), path);
  Members found;
  std::map<std::string, std::uint32_t, std::less<>> lines;
  for (const auto& [key, value] : node.members()) {
    if (!key.is_text()) expected(key, "a key", path);
    const std::string name = key.text();
    if (!contains(known, name)) {
      if (contains(defaults, name)) {
        refuse(key, fmt::format("{} cannot be set{}, only under defaults", name, under(path)));
      }
      refuse(key,
             fmt::format("unknown key {}{}: {}", quoted(name), under(path), hint(name, known)));
    }
    if (const auto [line, is_new] = lines.try_emplace(name, key.line()); !is_new) {
      refuse(key,
             fmt::format("{} is given twice{}, first in line {}", name, under(path), line->second));
    }
    // A missing value is reported here: its own mark is that of whatever comes next.
    if (!value) refuse(key, fmt::format("{}{} has no value", name, under(path)));
    found.emplace(name, value);
  }
  return found;
}

std::vector<YamlNode> elements(const YamlNode& node, std::string_view what, std::string_view path) {
  if (!node.is_list()) expected(node, what, path);
  std::vector<YamlNode> found;
  for (const YamlNode& element : node.elements()) {
    found.push_back(element);
    if (!element) {
      refuse(node, fmt::format("entry {} of {} has no value", found.size(), path));
    }
  }
  return found;
}

const YamlNode* find(const Members& found, std::string_view key) {
  const auto member = found.find(key);
  return member == found.end() ? nullptr : &member->second;
}

std::string text_of(const YamlNode& node, std::string_view what, std::string_view path) {
  if (!node.is_text()) expected(node, what, path);
  std::string text = node.text();
  if (!is_valid_utf8(text)) refuse(node, fmt::format("{} is not UTF-8", path));
  if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; })) {
    refuse(node, fmt::format("{} must stand on one line, without control characters", path));
  }
  if (on_one_line(text).empty()) expected(node, what, path);
  return text;
}

std::string url_of(const YamlNode& node, std::string_view path) {
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

std::chrono::milliseconds duration_of(const YamlNode& node, std::string_view path) {
  constexpr Unit kUnits[] = {
      {"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  constexpr std::uint64_t kMost = 366ULL * 86'400'000ULL;
  return std::chrono::milliseconds{
      measure_of(node, "a duration such as 30s, 15m, 2h or 1d", path, kUnits, kMost)};
}

std::chrono::seconds seconds_of(const YamlNode& node, std::string_view path) {
  const auto duration = duration_of(node, path);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  if (seconds != duration || seconds.count() == 0) expected(node, "a second or more", path);
  return seconds;
}

std::size_t size_of(const YamlNode& node, std::string_view path) {
  constexpr Unit kUnits[] = {{"kB", 1U << 10U}, {"KB", 1U << 10U}, {"MB", 1U << 20U}};
  constexpr std::uint64_t kMost = 1ULL << 30U;
  const auto size = measure_of(node, "a size such as 500KB or 20MB", path, kUnits, kMost);
  if (size == 0) expected(node, "a size above nothing", path);
  return size;
}

bool flag_of(const YamlNode& node, std::string_view path) {
  const std::string text = text_of(node, "true or false", path);
  if (text == "true") return true;
  if (text != "false") expected(node, "true or false", path);
  return false;
}

std::string path_to(std::string_view parent, std::string_view key) {
  return parent.empty() ? std::string{key} : fmt::format("{}.{}", parent, key);
}

}  // namespace dossier::configuration_yaml
