// Texts, lists and maps, read from YAML in one pass: yaml-cpp's own nodes take twice as long, and
// what could harm would have to be looked for before. The lexicon's files are turned into such
// trees when the program is built (extract/compile_lexicon.cpp).

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace dossier {

// A node as it is kept: plain numbers, so that a compiled tree needs no reading at all.
struct YamlEntry {
  enum class Kind : std::uint8_t { nothing, text, list, map };
  Kind kind = Kind::nothing;
  std::uint32_t line = 1;
  std::uint32_t first = 0;  // Texts: their place among the texts; lists and maps: their first child
  std::uint32_t size = 0;   // Bytes; elements; members, each a key and a value side by side
};

struct YamlTree {
  std::span<const YamlEntry> entries;
  std::string_view texts;
  YamlEntry root;
};

// What is wrong with a file, and in which line. Thrown by the functions of YamlNode alone, and
// caught where a file is read.
struct YamlMistake {
  std::uint32_t line;
  std::string message;
};

// A place in a tree, which must outlive it.
class YamlNode {
 public:
  YamlNode() = default;
  explicit YamlNode(const YamlTree& tree) : tree_{&tree}, entry_{tree.root} {}

  // Whether anything stands there.
  explicit operator bool() const { return entry_.kind != YamlEntry::Kind::nothing; }
  [[nodiscard]] bool is_text() const { return entry_.kind == YamlEntry::Kind::text; }
  [[nodiscard]] bool is_list() const { return entry_.kind == YamlEntry::Kind::list; }
  [[nodiscard]] bool is_map() const { return entry_.kind == YamlEntry::Kind::map; }
  [[nodiscard]] std::uint32_t line() const { return entry_.line; }

  // Empty where nothing stands. Throws for a list or a map.
  [[nodiscard]] std::string text() const;
  // False where nothing stands. Throws for what is neither true nor false.
  [[nodiscard]] bool flag() const;
  // A text is a list of one. Throws for a map, and for elements that are no texts.
  [[nodiscard]] std::vector<std::string> texts() const;
  // Empty where nothing stands. Throws for a text or a map.
  [[nodiscard]] std::vector<YamlNode> elements() const;
  // Keys and values. Throws for a text or a list.
  [[nodiscard]] std::vector<std::pair<YamlNode, YamlNode>> members() const;
  // The value of that key; nothing where there is none, and in what is no map.
  [[nodiscard]] YamlNode operator[](std::string_view key) const;

 private:
  YamlNode(const YamlTree* tree, const YamlEntry& entry) : tree_{tree}, entry_{entry} {}
  [[nodiscard]] YamlNode child(std::size_t index) const;
  [[nodiscard]] std::string_view bytes() const;
  [[noreturn]] void expected(std::string_view what) const;

  const YamlTree* tree_ = nullptr;  // Null: nothing
  YamlEntry entry_;
};

// A tree with what it is made of.
class YamlFile {
 public:
  // Throws a YamlMistake for what is no YAML, and for what could harm or mislead: anchors, which
  // can form cycles and grow without end, deep nesting, further documents, more than 1 MB or
  // 200,000 values.
  explicit YamlFile(std::string_view yaml);

  // Lives as long as this, and is not moved with it.
  [[nodiscard]] YamlTree tree() const { return {entries_, texts_, root_}; }

 private:
  friend class YamlReader;
  std::vector<YamlEntry> entries_;
  std::string texts_;
  YamlEntry root_;
};

}  // namespace dossier
