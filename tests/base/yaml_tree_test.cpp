#include "base/yaml_tree.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

// As JSON would have it, with the line of every list and map.
std::string show(const YamlNode& node) {
  if (!node) return "nothing";
  if (node.is_text()) return node.text();
  std::string shown;
  if (node.is_map()) {
    for (const auto& [key, value] : node.members()) {
      shown += (shown.empty() ? "" : ", ") + key.text() + ": " + show(value);
    }
    return std::to_string(node.line()) + "{" + shown + "}";
  }
  for (const YamlNode& element : node.elements()) {
    shown += (shown.empty() ? "" : ", ") + show(element);
  }
  return std::to_string(node.line()) + "[" + shown + "]";
}

std::string mistake_in(const auto& take) {
  try {
    static_cast<void>(take());
  } catch (const YamlMistake& made) {
    return std::to_string(made.line) + ": " + made.message;
  }
  return "none";
}

TEST_CASE("a tree holds what its YAML says, with lines") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "nothing"},
      {"word", "word"},
      {"# none\n- a\n- [b, 'c d']\n- {k: v, l: [w]}\n", "2[a, 3[b, c d], 4{k: v, l: 4[w]}]"},
      {"k:\nl: ~\nm: ''\n", "1{k: nothing, l: nothing, m: }"},
  };
  for (const auto& [yaml, expected] : cases) {
    CAPTURE(yaml);
    const YamlFile file{yaml};
    const YamlTree tree = file.tree();
    CHECK(show(YamlNode{tree}) == expected);
  }
}

TEST_CASE("what is no YAML, or could harm, is told with its line") {
  std::string many;
  for (int i = 0; i < 250'000; ++i) many += "a,";
  const std::pair<std::string, std::string> cases[] = {
      {"a: 1\nb: [\n", "3: not YAML: end of sequence flow not found"},
      {"- a\n- &b c\n", "2: anchors (&name) are not accepted: write the value out"},
      {"- a\n- *unknown\n", "2: not YAML: the referenced anchor is not defined"},
      {"- one\n---\n- two\n", "2: expected one document, got a second"},
      {std::string(17, '[') + std::string(17, ']'), "1: nested too deeply"},
      {std::string(16, '[') + std::string(16, ']'), "none"},
      {std::string(100'000, '['), "1: nested too deeply"},
      {std::string(2U << 20U, ' '), "1: larger than 1 MB"},
      {"[" + many + "]", "1: more than 200000 values"},
  };
  for (const auto& [yaml, expected] : cases) {
    CAPTURE(yaml.substr(0, 40));
    CHECK(mistake_in([&] { return YamlFile{yaml}; }) == expected);
  }
}

TEST_CASE("values are taken as what they should be, or refused with their line") {
  const YamlFile file{
      "yes: [true, Yes, ON, y]\nno: [false, No, off, n]\ntext: word\nlist: [a, b]\n"};
  const YamlTree tree = file.tree();
  const YamlNode root{tree};
  for (const YamlNode& node : root["yes"].elements()) CHECK(node.flag());
  for (const YamlNode& node : root["no"].elements()) CHECK(!node.flag());
  CHECK(!root["absent"].flag());
  CHECK(root["absent"].text().empty());
  CHECK(root["absent"].texts().empty());
  CHECK(root["text"].texts() == std::vector<std::string>{"word"});
  CHECK(root["list"].texts() == std::vector<std::string>{"a", "b"});
  CHECK(mistake_in([&] { return root["list"].text(); }) == "4: expected a text");
  CHECK(mistake_in([&] { return root["text"].flag(); }) == "3: expected true or false");
  CHECK(mistake_in([&] { return root["list"].flag(); }) == "4: expected true or false");
  CHECK(mistake_in([&] { return root["text"].elements(); }) == "3: expected a list");
  CHECK(mistake_in([&] { return root.texts(); }) == "1: expected a list");
  CHECK(mistake_in([&] { return root["list"].members(); }) == "4: expected a map");
}

}  // namespace
}  // namespace dossier
