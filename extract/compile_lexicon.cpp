// compile_lexicon FILE.yaml… : prints a .cpp with the files' trees as constant data, and
// embedded_lexicon() to find them. Run when the program is built. Status 1: a file is malformed.

#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/yaml_tree.h"

namespace dossier {
namespace {

constexpr std::size_t kLineBytes = 90;

// As a string literal; every byte that could mean something else by its number.
std::string literal(std::string_view bytes) {
  std::string text = "\"";
  std::size_t begun = 0;
  for (const char byte : bytes) {
    const bool plain = byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\' && byte != '?';
    text += plain ? std::string{byte} : fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
    if (text.size() - begun < kLineBytes) continue;
    text += "\"\n      \"";
    begun = text.size();
  }
  return text + "\"";
}

std::string written(const YamlEntry& entry) {
  constexpr const char* kKinds[] = {"nothing", "text", "list", "map"};
  return fmt::format("{{YamlEntry::Kind::{}, {}, {}, {}}}",
                     kKinds[static_cast<std::size_t>(entry.kind)], entry.line, entry.first,
                     entry.size);
}

int compile(std::span<char*> paths) {
  std::string source =
      "// Made by extract/compile_lexicon.cpp; do not edit.\n#include <cassert>\n\n"
      "#include \"extract/embedded.h\"\n\nnamespace dossier {\nnamespace {\n\n";
  std::string choices;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::filesystem::path path{paths[i]};
    std::ifstream stream{path};
    const std::string yaml{std::istreambuf_iterator<char>{stream}, {}};
    if (yaml.empty()) {
      fmt::print(stderr, "compile_lexicon: {}: cannot be read\n", path.string());
      return 1;
    }
    const YamlFile file{yaml};
    const YamlTree tree = file.tree();
    source += fmt::format("constexpr YamlEntry kEntries{}[] = {{\n", i);
    for (const YamlEntry& entry : tree.entries) source += "    " + written(entry) + ",\n";
    source +=
        fmt::format("}};\nconstexpr YamlTree kTree{0}{{kEntries{0},\n      {1},\n      {2}}};\n\n",
                    i, literal(tree.texts), written(tree.root));
    choices += fmt::format("  if (file_name == \"{}\") return YamlNode{{kTree{}}};\n",
                           path.filename().string(), i);
  }
  source += "}  // namespace\n\nYamlNode embedded_lexicon(std::string_view file_name) {\n" +
            choices +
            "  assert(false && \"no such file is compiled in\");\n  return {};\n}\n\n"
            "}  // namespace dossier\n";
  return std::fputs(source.c_str(), stdout) < 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

}  // namespace
}  // namespace dossier

int main(int count, char** arguments) {
  try {
    return dossier::compile({arguments + 1, arguments + count});
  } catch (const dossier::YamlMistake& mistake) {
    fmt::print(stderr, "compile_lexicon: line {}: {}\n", mistake.line, mistake.message);
    return 1;
  }
}
