#include "extract/model_name.h"

#include <catch2/catch.hpp>

#include "extract/folded_text.h"
#include "extract/name_index.h"

namespace dossier {
namespace {

// "family" itself ends where the text's first word does.
std::string show_reading(const std::string& text, std::size_t family_size) {
  ModelFamily family;
  family.name = text.substr(0, family_size);
  family.letters = {"v", "k"};
  family.variants = {"sol"};
  const ModelReading reading = read_model_parts(text, family_size, family);
  std::string shown = text.substr(0, reading.end) + " =";
  for (const NamePart& part : reading.parts) {
    const char* kinds[] = {"version", "stamp", "size", "variant", "effort", "other"};
    shown += std::string{" "} + kinds[static_cast<int>(part.kind)];
    if (part.slashed) shown += "/";
  }
  return shown;
}

TEST_CASE("A model's name ends where its grammar ends") {
  const std::pair<const char*, const char*> cases[] = {
      {"Tern-5.1 is better", "Tern-5.1 = version"},
      {"Tern\u20115.1’s", "Tern\u20115.1 = version"},
      {"Tern3.5-397B-A17B, a model", "Tern3.5-397B-A17B = version size size"},
      {"Tern V4 Flash 0731 as still", "Tern V4 Flash 0731 = version variant stamp"},
      {"Tern 4 is", "Tern 4 = version"},
      {"Tern 4 times", "Tern ="},
      {"Tern 744B parameters", "Tern ="},
      {"Tern-7B/14B/32B-Instruct are", "Tern-7B/14B/32B-Instruct = size size/ size/ variant"},
      {"Tern-5-class", "Tern-5 = version"},
      {"Tern-based", "Tern ="},
      {"Tern 5.2 xhigh in", "Tern 5.2 xhigh = version effort"},
      {"Tern-5 with high", "Tern-5 = version"},
      {"Tern-max-2025-01-25.", "Tern-max-2025-01-25 = variant stamp"},
      {"Tern 5.6 Sol Ultra reaches", "Tern 5.6 Sol Ultra = version variant variant"},
      {"Tern 2025 roadmap", "Tern ="},
      {"Tern-4.", "Tern-4 = version"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(show_reading(text, 4) == expected);
  }
}

TEST_CASE("The index finds overlapping names where words begin, in one pass") {
  const NameIndex index({"he", "hers", "hers and his", "his", "x"});
  std::string found;
  index.scan("hers and his usher x", [&](std::uint32_t name, std::size_t start, std::size_t end) {
    found += index.name(name) + "@" + std::to_string(start) + "-" + std::to_string(end) + " ";
  });
  CHECK(found == "hers@0-4 hers and his@0-12 his@9-12 x@19-20 ");
  NameIndex().scan("anything", [](std::uint32_t, std::size_t, std::size_t) { FAIL(); });
}

TEST_CASE("Folded text knows where its bytes came from") {
  const std::string text = "GLM\u20115 — τ²";
  const FoldedText folded = fold_text(text);
  CHECK(folded.bytes.substr(0, 5) == "glm 5");
  CHECK(text_at(text, folded.span(4, 5)) == "5");
  CHECK(folded.origin(folded.bytes.size()) == text.size());
  // Each code point at whose beginning the way back leads: some fold to fewer bytes, some to more.
  const std::string odd = "a\u2019b\u00A0c \u212Ad\u1E9Ee\u2026f";
  const FoldedText back = fold_text(odd);
  for (const char letter : {'a', 'b', 'c', 'd', 'e', 'f'}) {
    const std::size_t at = back.bytes.find(letter);
    CAPTURE(letter);
    REQUIRE(at != std::string::npos);
    CHECK(odd[back.origin(at)] == letter);
    CHECK(back.origin(at + 1) == back.origin(at) + 1);
  }
}

}  // namespace
}  // namespace dossier
