// Texts, lists and maps: what a file of the lexicon is made of, whoever read it. The files that the
// program carries are turned into such trees when it is built (extract/compile_lexicon.cpp), since
// reading their YAML took a third of a run; a user's file is read when the program starts.

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
struct LexiconEntry {
  enum class Kind : std::uint8_t { nothing, text, list, map };
  Kind kind = Kind::nothing;
  std::uint32_t line = 1;
  std::uint32_t first = 0;  // Texts: their place among the texts; lists and maps: their first child
  std::uint32_t size = 0;   // Bytes; elements; members, each a key and a value side by side
};

struct LexiconTree {
  std::span<const LexiconEntry> entries;
  std::string_view texts;
  LexiconEntry root;
};

// What is wrong with a file, and in which line. Thrown by the functions of LexiconNode alone, and
// caught where a file is read.
struct LexiconMistake {
  std::uint32_t line;
  std::string message;
};

// A place in a tree, which must outlive it.
class LexiconNode {
 public:
  LexiconNode() = default;
  explicit LexiconNode(const LexiconTree& tree) : tree_{&tree}, entry_{tree.root} {}

  // Whether anything stands there.
  explicit operator bool() const { return entry_.kind != LexiconEntry::Kind::nothing; }
  [[nodiscard]] bool is_text() const { return entry_.kind == LexiconEntry::Kind::text; }
  [[nodiscard]] bool is_map() const { return entry_.kind == LexiconEntry::Kind::map; }
  [[nodiscard]] std::uint32_t line() const { return entry_.line; }

  // Empty where nothing stands. Throws for a list or a map.
  [[nodiscard]] std::string text() const;
  // False where nothing stands. Throws for what is neither true nor false.
  [[nodiscard]] bool flag() const;
  // A text is a list of one. Throws for a map, and for elements that are no texts.
  [[nodiscard]] std::vector<std::string> texts() const;
  // Empty where nothing stands. Throws for a text or a map.
  [[nodiscard]] std::vector<LexiconNode> elements() const;
  // Keys are texts. Throws for a text or a list.
  [[nodiscard]] std::vector<std::pair<std::string, LexiconNode>> members() const;
  // The value of that key; nothing where there is none, and in what is no map.
  [[nodiscard]] LexiconNode operator[](std::string_view key) const;

 private:
  LexiconNode(const LexiconTree* tree, const LexiconEntry& entry) : tree_{tree}, entry_{entry} {}
  [[nodiscard]] LexiconNode child(std::size_t index) const;
  [[nodiscard]] std::string_view bytes() const;
  [[noreturn]] void expected(std::string_view what) const;

  const LexiconTree* tree_ = nullptr;  // Null: nothing
  LexiconEntry entry_;
};

// A tree with what it is made of.
class LexiconFile {
 public:
  // The first document of a YAML file. Errors: malformed, "NAME:LINE: what".
  [[nodiscard]] static Result<LexiconFile> read(std::string_view yaml, std::string_view name);

  // Lives as long as this, and is not moved with it.
  [[nodiscard]] LexiconTree tree() const { return {entries_, texts_, root_}; }

 private:
  friend class LexiconReader;
  std::vector<LexiconEntry> entries_;
  std::string texts_;
  LexiconEntry root_;
};

}  // namespace dossier
