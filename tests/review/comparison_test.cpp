#include "review/comparison.h"

#include <catch2/catch.hpp>

#include "review/web_server.h"

namespace dossier {
namespace {

PageSection section(std::vector<std::string> texts, std::string name = "What") {
  PageSection made{std::move(name), {}};
  for (std::string& text : texts) made.sentences.push_back({"", text, text, {}, {}});
  return made;
}

// One side: what the other has not stands in brackets.
std::string show(const std::vector<DiffRun>& runs, DiffRun::Kind own) {
  std::string text;
  for (const DiffRun& run : runs) {
    if (run.kind == DiffRun::Kind::same) text += run.text;
    if (run.kind == own) text += "[" + run.text + "]";
  }
  return text;
}

// A line a row: "left | right".
std::string show(const std::vector<ComparedSection>& sections) {
  std::string text;
  for (const ComparedSection& each : sections) {
    text += each.name + ":\n";
    for (const ComparedRow& row : each.rows) {
      const auto side = [&](const PageSentence* sentence, DiffRun::Kind own) {
        if (sentence == nullptr) return std::string{"-"};
        return row.words.empty() ? sentence->text : show(row.words, own);
      };
      text += side(row.left, DiffRun::Kind::removed) + " | " +
              side(row.right, DiffRun::Kind::added) + "\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("sentences stand beside what they were") {
  struct Case {
    std::vector<PageSection> left, right;
    std::string shown;
  };
  for (const Case& each : std::vector<Case>{
           {{section({"A b.", "C d."})},
            {section({"A b.", "C d."})},
            "What:\nA b. | A b.\nC d. | C d.\n"},
           {{section({"A b.", "C d."})},
            {section({"C d.", "E f."})},
            "What:\nA b. | -\nC d. | C d.\n- | E f.\n"},
           {{section({"Kimi scores 40 now."})},
            {section({"Kimi scores 41 now."})},
            "What:\nKimi scores [40 ]now. | Kimi scores [41 ]now.\n"},
           {{section({"Gone."}, "Status")},
            {section({"Come."}, "What")},
            "What:\n- | Come.\nStatus:\nGone. | -\n"},
           {{section({"Alpha one.", "Gamma four."})},
            {section({"Beta two.", "Delta three.", "Gamma four."})},
            "What:\nAlpha one. | Beta two.\n- | Delta three.\nGamma four. | Gamma four.\n"},
           {{}, {section({"New."})}, "What:\n- | New.\n"},
       }) {
    CHECK(show(compare(each.left, each.right)) == each.shown);
  }
}

TEST_CASE("addresses and forms are read strictly") {
  struct Case {
    std::string_view text;
    std::string shown;
  };
  const auto show_parameters = [](std::string_view text) -> std::string {
    const auto parameters = parse_parameters(text);
    if (!parameters) return "refused";
    std::string shown;
    for (const auto& [name, value] : *parameters) shown += name + "→" + value + ";";
    return shown;
  };
  for (const Case& each : std::vector<Case>{
           {"", ""},
           {"a=1&b=two+words", "a→1;b→two words;"},
           {"a=%41%c3%a9", "a→Aé;"},
           {"a=1&a=2", "a→1;a→2;"},
           {"a", "a→;"},
           {"a=b=c", "a→b=c;"},
           {"&&a=1&", "a→1;"},
           {"a=1%0D%0A2", "a→1\n2;"},
           {"a=%", "refused"},
           {"a=%4", "refused"},
           {"a=%zz", "refused"},
           {"a=%00", "refused"},
           {"a=%1b", "refused"},
           {"a=%ff", "refused"},
           {"a=%c3", "refused"},
       }) {
    INFO(each.text);
    CHECK(show_parameters(each.text) == each.shown);
  }
  for (const std::string_view text : {"plain", "a b/c?d=e&f%", "é \"'<>", "~-._"}) {
    CHECK(decode_percent(encode_percent(text), false) == text);
  }
}

}  // namespace dossier
