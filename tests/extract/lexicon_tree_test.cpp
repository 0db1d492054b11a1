#include "extract/lexicon_tree.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

// As JSON would have it, with the line of every list and map.
std::string show(const LexiconNode& node) {
  if (!node) return "nothing";
  if (node.is_text()) return node.text();
  std::string shown;
  if (node.is_map()) {
    for (const auto& [key, value] : node.members()) {
      shown += (shown.empty() ? "" : ", ") + key + ": " + show(value);
    }
    return std::to_string(node.line()) + "{" + shown + "}";
  }
  for (const LexiconNode& element : node.elements()) {
    shown += (shown.empty() ? "" : ", ") + show(element);
  }
  return std::to_string(node.line()) + "[" + shown + "]";
}

TEST_CASE("A tree holds what its YAML says, with lines") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "nothing"},
      {"word", "word"},
      {"# none\n- a\n- [b, 'c d']\n- {k: v, l: [w]}\n", "2[a, 3[b, c d], 4{k: v, l: 4[w]}]"},
      {"k:\nl: ~\nm: ''\n", "1{k: nothing, l: nothing, m: }"},
      {"first: &f [a]\nagain: *f\n", "1{first: 1[a], again: 1[a]}"},
      {"- one\n---\n- two\n", "1[one]"},
  };
  for (const auto& [yaml, expected] : cases) {
    CAPTURE(yaml);
    const auto file = LexiconFile::read(yaml, "own.yaml");
    REQUIRE(file);
    const LexiconTree tree = file->tree();
    CHECK(show(LexiconNode{tree}) == expected);
  }
}

TEST_CASE("What is no YAML is told with its line") {
  const std::pair<const char*, const char*> cases[] = {
      {"a: 1\nb: [\n", "own.yaml:3: "},
      {"- &a\n  - *a\n", "own.yaml:2: an alias inside what it stands for"},
      {"- a\n- *unknown\n", "own.yaml:2: "},
  };
  for (const auto& [yaml, expected] : cases) {
    CAPTURE(yaml);
    const auto file = LexiconFile::read(yaml, "own.yaml");
    REQUIRE(!file);
    CHECK(file.error().code == ErrorCode::malformed);
    CHECK(file.error().message.starts_with(expected));
  }
}

TEST_CASE("Values are taken as what they should be, or refused with their line") {
  const auto file = LexiconFile::read(
      "yes: [true, Yes, ON, y]\nno: [false, No, off, n]\ntext: word\nlist: [a, b]\n", "own.yaml");
  REQUIRE(file);
  const LexiconTree tree = file->tree();
  const LexiconNode root{tree};
  for (const LexiconNode& node : root["yes"].elements()) CHECK(node.flag());
  for (const LexiconNode& node : root["no"].elements()) CHECK(!node.flag());
  CHECK(!root["absent"].flag());
  CHECK(root["absent"].text().empty());
  CHECK(root["absent"].texts().empty());
  CHECK(root["text"].texts() == std::vector<std::string>{"word"});
  CHECK(root["list"].texts() == std::vector<std::string>{"a", "b"});
  const auto mistake = [](const auto& take) -> std::string {
    try {
      static_cast<void>(take());
    } catch (const LexiconMistake& made) {
      return std::to_string(made.line) + ": " + made.message;
    }
    return "none";
  };
  CHECK(mistake([&] { return root["list"].text(); }) == "4: expected a text");
  CHECK(mistake([&] { return root["text"].flag(); }) == "3: expected true or false");
  CHECK(mistake([&] { return root["list"].flag(); }) == "4: expected true or false");
  CHECK(mistake([&] { return root["text"].elements(); }) == "3: expected a list");
  CHECK(mistake([&] { return root.texts(); }) == "1: expected a list");
  CHECK(mistake([&] { return root["list"].members(); }) == "4: expected a map");
}

}  // namespace
}  // namespace dossier
