#include "tests/render/sample_dossier.h"

#include <cstdlib>
#include <stdexcept>

namespace dossier {
namespace {

using Kind = SentencePart::Kind;

Time at(std::string_view text) {
  return *parse_now(text);
}

const char* const kWeekly =
    "Lark Lab released Heron 3, an open-weight model of 310B parameters (22B active), under the "
    "Apache 2.0 license. On CodeLadder Verified it scores 61.5%, by the lab\u2019s own account. "
    "Weights for Heron 3 Mini follow in the first half of 2026.";
const char* const kTables =
    "CodeLadder Verified\nHeron 3 | 58.4\nTern Max | 66.0\nHeron 3 takes third place overall with "
    "1,679 points in Frontend Gauntlet. All runs were made on one machine of ours.";
const char* const kEssay =
    "I think the gap between open and closed models is growing again, and nobody who runs both "
    "every day would deny it. We should \u201Cmeasure models with the tools that they were trained "
    "with\u201D before we draw curves. The Ministry of Compute says the gap is 3\u20137 months.";

CitedSource cited(int number, std::string id, std::string title, std::string url,
                  std::string outlet, std::string author, const char* published) {
  CitedSource source{number,
                     std::move(id),
                     std::move(title),
                     std::move(url),
                     std::move(outlet),
                     std::move(author),
                     std::nullopt,
                     at("2026-06-01T06:00:00Z"),
                     {}};
  if (published != nullptr) source.published = at(published);
  return source;
}

struct Builder {
  Sample sample;

  // The evidence is found in the text, so that its span is right.
  StatementEvidence evidence(const std::string& source, std::string_view words,
                             std::vector<std::string> supports = {}) {
    const std::string& text = sample.texts.at(source);
    const std::size_t start = text.find(words);
    if (start == std::string::npos) throw std::logic_error{"no such words"};
    return {source,
            1,
            "c-" + source + '-' + std::to_string(start),
            start,
            start + words.size(),
            std::string{words},
            std::move(supports)};
  }

  void state(std::string id, std::string kind, std::string claim, std::string standing,
             std::vector<std::string> voices, std::vector<StatementEvidence> evidence) {
    sample.dossier.statements.push_back({std::move(id), std::move(kind), std::move(claim),
                                         std::move(standing), std::move(voices),
                                         std::move(evidence)});
  }
};

void add_statements(Builder& b) {
  b.state("s-own", "benchmark",
          R"({"kind":"benchmark","model":"Heron 3","benchmark":"CodeLadder Verified",)"
          R"("relation":"score","figure":{"value":61.5,"text":"61.5"},"unit":"%"})",
          "contested", {"Lark Lab"},
          {b.evidence("weekly",
                      "On CodeLadder Verified it scores 61.5%, by the lab\u2019s own account.",
                      {"Heron 3", "Lark Lab"})});
  b.state("s-release", "release",
          R"({"kind":"release","organization":"Lark Lab","model":"Heron 3",)"
          R"("license":"Apache 2.0","total_parameters":"310B","active_parameters":"22B"})",
          "attributed", {"Models Weekly"},
          {b.evidence("weekly",
                      "Lark Lab released Heron 3, an open-weight model of 310B parameters (22B "
                      "active), under the Apache 2.0 license.")});
  b.state("s-mini", "release",
          R"({"kind":"release","model":"Heron 3 Mini","planned":true,"date":"2026-H1"})",
          "attributed", {"Models Weekly"},
          {b.evidence("weekly", "Weights for Heron 3 Mini follow in the first half of 2026.")});
  b.state("s-measured", "benchmark",
          R"({"kind":"benchmark","model":"Heron 3","benchmark":"CodeLadder Verified",)"
          R"("relation":"score","figure":{"value":58.4,"text":"58.4"}})",
          "contested", {"Evalhouse"},
          {b.evidence("tables", "Heron 3 | 58.4", {"CodeLadder Verified"})});
  b.state("s-tern", "benchmark",
          R"({"kind":"benchmark","model":"Tern Max","benchmark":"CodeLadder Verified",)"
          R"("relation":"score","figure":{"value":66,"text":"66.0"}})",
          "attributed", {"Evalhouse"},
          {b.evidence("tables", "Tern Max | 66.0", {"CodeLadder Verified"})});
  b.state(
      "s-third", "benchmark",
      R"({"kind":"benchmark","model":"Heron 3","benchmark":"Frontend Gauntlet",)"
      R"("relation":"rank","figure":{"value":1679,"text":"1,679"},"unit":"points","rank":3})",
      "attributed", {"Evalhouse"},
      {b.evidence("tables",
                  "Heron 3 takes third place overall with 1,679 points in Frontend Gauntlet.")});
  b.state("s-growing", "stance",
          R"({"kind":"stance","holder":"Ada Brink","target":"the gap","topic":"gap",)"
          R"("polarity":"support","stance":"assessment","direction":"widening"})",
          "attributed", {"Ada Brink"},
          {b.evidence("essay",
                      "I think the gap between open and closed models is growing again, "
                      "and nobody who runs both every day would deny it.")});
  b.state("s-tools", "stance",
          R"({"kind":"stance","holder":"Ada Brink","target":"harnesses","polarity":"support",)"
          R"("stance":"demand","quotable":[123,180],"speech":true})",
          "attributed", {"Ada Brink"},
          {b.evidence("essay",
                      "We should \u201Cmeasure models with the tools that they were "
                      "trained with\u201D before we draw curves.")});
  b.state("s-months", "stance",
          R"({"kind":"stance","holder":"Ministry of Compute","target":"the gap","topic":"gap",)"
          R"("polarity":"mixed","stance":"assessment","figure":{"value":3,"text":"3-7"},)"
          R"("unit":"months","second_hand":true})",
          "attributed", {"Ministry of Compute"},
          {b.evidence("essay", "The Ministry of Compute says the gap is 3\u20137 months.")});
}

std::vector<Section> sections() {
  constexpr auto kClaim = SentenceKind::claim;
  constexpr auto kDerived = SentenceKind::derived;
  constexpr auto kParagraph = LayoutKind::paragraph;
  constexpr auto kItem = LayoutKind::list_item;
  constexpr auto kRow = LayoutKind::table_row;
  constexpr auto kEntry = LayoutKind::entry;
  const auto cell = [](std::string_view text, std::vector<std::string> statements = {}) {
    return sentence(kClaim, text, std::move(statements));
  };
  return {
      {"What's new",
       {},
       {layout(kParagraph, "",
               {sentence(kClaim,
                         "The main development since v1 is Heron 3: Lark Lab released it with 310B "
                         "parameters, 22B of them active [1], and Evalhouse ranks it third in "
                         "Frontend Gauntlet, at 1,679 points [4].",
                         {"s-release", "s-third"}),
                sentence(kClaim, "Heron 3 Mini is to follow in the first half of 2026 [1].",
                         {"s-mini"})}),
        layout(kParagraph, "",
               {sentence(kDerived, "No new tensions emerged; 5 new items came in.")})}},
      {"What",
       {},
       {layout(kParagraph, "",
               {sentence(kClaim,
                         "On CodeLadder Verified, Lark Lab claims 61.5% for Heron 3 [1], whereas "
                         "Evalhouse measured 58.4 [4].",
                         {"s-own", "s-measured"}),
                sentence(kClaim, "Tern Max stands at 66.0 there [4].", {"s-tern"})})}},
      {"Benchmarks",
       {"Benchmark", "Model", "Figure", "Measured by"},
       {layout(kRow, "",
               {cell("CodeLadder Verified"), cell("Tern Max"), cell("66.0", {"s-tern"}),
                cell("Evalhouse [4]", {"s-tern"})}),
        layout(kRow, "",
               {cell(""), cell("Heron 3"), cell("58.4 \u2020", {"s-measured"}),
                cell("Evalhouse [4]", {"s-measured"})}),
        layout(kRow, "",
               {cell(""), cell("Heron 3"), cell("61.5% \u2020", {"s-own"}),
                cell("Lark Lab [1]", {"s-own"})}),
        layout(kParagraph, "", {sentence(kDerived, "\u2020 Contested; see Tensions.")})}},
      {"Timeline",
       {},
       {layout(kItem, "2026-05-11",
               {sentence(kClaim, "Lark Lab releases Heron 3 [1]", {"s-release"})}),
        layout(kItem, "2026-05-16",
               {sentence(kClaim, "Ada Brink sees the distance grow again [2]", {"s-growing"})})}},
      {"Perspectives",
       {},
       {layout(
            kEntry, "Ada Brink",
            {sentence(kClaim, "Open models fall behind closed ones again [2].", {"s-growing"}),
             sentence(kClaim,
                      "Asks to \"measure models with the tools that they were trained with\" [2].",
                      {"s-tools"})}),
        layout(kEntry, "Ministry of Compute",
               {sentence(kClaim, "Puts the distance at 3-7 months [2].", {"s-months"})})}},
      {"Tensions",
       {},
       {layout(kItem, "Unchanged: Heron 3 on CodeLadder Verified",
               {sentence(kClaim, "Lark Lab claims 61.5%; Evalhouse measured 58.4 [1][4].",
                         {"s-own", "s-measured"})})}},
  };
}

}  // namespace

SourceText Sample::source_text() const {
  return [this](std::string_view source, int revision) -> Result<std::string> {
    const auto found = texts.find(std::string{source});
    if (found == texts.end() || revision != 1) return fail(ErrorCode::not_found, "no such source");
    return found->second;
  };
}

DossierSentence sentence(SentenceKind kind, std::string_view text,
                         std::vector<std::string> statements) {
  DossierSentence out{kind, {}, std::move(statements)};
  std::string run;
  const auto flush = [&](Kind part) {
    if (!run.empty()) out.parts.push_back({part, run, {}});
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text.find_first_of(text[i] == '[' ? "]" : "\"", i + 1);
    if (text[i] == '"') {
      flush(Kind::text);
      run = text.substr(i + 1, end - i - 1);
      flush(Kind::quotation);
      i = end;
    } else if (text[i] == '[') {
      if (run.ends_with(' ')) run.pop_back();
      flush(Kind::text);
      const int number = std::atoi(std::string{text.substr(i + 1, end - i - 1)}.c_str());
      const bool more = !out.parts.empty() && out.parts.back().kind == Kind::citation;
      if (more)
        out.parts.back().citations.push_back(number);
      else
        out.parts.push_back({Kind::citation, "", {number}});
      i = end;
    } else {
      run += text[i];
    }
  }
  flush(Kind::text);
  return out;
}

Layout layout(LayoutKind kind, std::string label, std::vector<DossierSentence> sentences) {
  return {kind, std::move(label), std::move(sentences)};
}

Sample sample_dossier() {
  Builder b;
  b.sample.texts = {{"weekly", kWeekly}, {"tables", kTables}, {"essay", kEssay}};
  add_statements(b);
  Dossier& dossier = b.sample.dossier;
  dossier.id = "heron-gap";
  dossier.title = "Heron & the Open_Closed Gap";
  dossier.version = 2;
  dossier.published = at("2026-06-12");
  dossier.items = 17;
  dossier.status = "active";
  dossier.sections = sections();
  dossier.sources = {
      cited(1, "weekly", "Heron 3: \"best yet\"?", "https://weekly.example/2026/heron_3?a=1&b=2",
            "Models Weekly", "", "2026-05-11T08:00:00Z"),
      cited(2, "essay", "The gap [again]", "https://brink.example/gap", "Brink Notes", "Ada Brink",
            "2026-05-16T20:30:00Z"),
      cited(4, "tables", "CodeLadder, all runs", "https://evalhouse.example/codeladder",
            "Evalhouse", "", nullptr)};
  dossier.sources[1].copies = {"Mirror <of> Notes"};
  dossier.changes = {{"new", "Heron 3 is released by Lark Lab", {"s-release"}},
                     {"contested", "Heron 3 on CodeLadder Verified: 61.5% or 58.4", {"s-own"}}};
  dossier.tensions = {{"t-1", "figures", {"s-own", "s-measured"}}};
  dossier.numbers = {{"weekly", 1}, {"essay", 2}, {"old", 3}, {"tables", 4}};
  dossier.known_statements = {"s-growing", "s-measured", "s-own", "s-release"};
  return b.sample;
}

}  // namespace dossier
