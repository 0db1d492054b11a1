// The YAML of feeds.yaml, read node by node: each function takes what it expects, or throws a
// YamlMistake that says where and what. Nothing of this is seen outside parse_configuration(),
// which turns it into an Error.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/yaml_tree.h"

namespace dossier::configuration_yaml {

using Keys = std::span<const std::string_view>;

[[noreturn]] void refuse(const YamlNode& node, std::string message);
[[noreturn]] void expected(const YamlNode& node, std::string_view what, std::string_view path);

[[nodiscard]] std::string join(Keys keys);                // "a, b, c"
[[nodiscard]] std::string kind_of(const YamlNode& node);  // "a map", for "expected …, got …"
[[nodiscard]] std::string path_to(std::string_view parent, std::string_view key);

// The members of a map whose keys are all known, each once, each with a value. `defaults`: keys
// that have their place elsewhere, for a better message.
using Members = std::map<std::string, YamlNode, std::less<>>;
[[nodiscard]] Members members(const YamlNode& node, std::string_view path, Keys known,
                              Keys defaults = {});
[[nodiscard]] const YamlNode* find(const Members& found, std::string_view key);
// The elements of a list, each with a value.
[[nodiscard]] std::vector<YamlNode> elements(const YamlNode& node, std::string_view what,
                                             std::string_view path);

// A text on one line, with something in it.
[[nodiscard]] std::string text_of(const YamlNode& node, std::string_view what,
                                  std::string_view path);
[[nodiscard]] std::string url_of(const YamlNode& node, std::string_view path);
[[nodiscard]] std::chrono::milliseconds duration_of(const YamlNode& node, std::string_view path);
[[nodiscard]] std::chrono::seconds seconds_of(const YamlNode& node, std::string_view path);
[[nodiscard]] std::size_t size_of(const YamlNode& node, std::string_view path);
[[nodiscard]] bool flag_of(const YamlNode& node, std::string_view path);

// One of a few words.
template <typename T>
T choice_of(const YamlNode& node, std::string_view path, std::string_view what,
            std::initializer_list<std::pair<std::string_view, T>> choices) {
  const std::string text = text_of(node, what, path);
  for (const auto& [word, value] : choices) {
    if (word == text) return value;
  }
  expected(node, what, path);
}

}  // namespace dossier::configuration_yaml
