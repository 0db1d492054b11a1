#include "render/proof_json.h"

#include "base/json.h"
#include "base/utf8.h"

namespace dossier::proof {
namespace {

constexpr std::size_t kShownBytesMax = 240;

// Without citations and blanks.
std::string bare(std::string_view text) {
  std::string out;
  bool inside = false;
  for (const char c : text) {
    if (c == kCiteOpen) inside = true;
    if (!inside && c != ' ') out += c;
    if (c == kCiteClose) inside = false;
  }
  return out;
}

bool is_same(const Sentence& sentence, const std::string& expected, const Json& json) {
  JsonReader reader{json};
  std::vector<int> citations;
  for (const Json& citation : reader.array("citations")) {
    if (citation.is_number_integer()) citations.push_back(citation.get<int>());
  }
  return bare(reader.text("text")) == bare(expected) && citations == sentence.citations &&
         reader.text("kind") == sentence.kind;
}

void compare(const RecordedSection& section, const Json& json, std::vector<JsonDifference>& out) {
  JsonReader reader{json};
  const Json& sentences = reader.array("sentences");
  std::size_t at = 0;
  for (const Block& block : section.blocks) {
    std::string lead = block.lead;
    for (const Sentence& sentence : block.sentences) {
      const std::string expected = lead.empty() ? sentence.text : lead + ' ' + sentence.text;
      lead.clear();
      const int number = static_cast<int>(at) + 1;
      if (at >= sentences.size()) {
        out.push_back({section.name, number, "is missing in the JSON"});
        return;
      }
      const Json& printed = sentences[at++];
      if (!is_same(sentence, expected, printed)) {
        JsonReader said{printed};
        const std::string text = on_one_line(said.text("text"));
        out.push_back({section.name, number,
                       "differs in the JSON: \"" + std::string{clip(text, kShownBytesMax)} + '"'});
      }
    }
  }
  if (at < sentences.size()) {
    out.push_back({section.name, static_cast<int>(at), "the JSON has sentences behind it"});
  }
}

}  // namespace

std::vector<JsonDifference> json_differences(const Record& record, std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return {{"", 0, "the JSON cannot be read: " + json.error().message}};
  JsonReader reader{*json};
  const Json& sections = reader.array("sections");
  if (sections.size() != record.sections.size() || reader.integer("version") != record.version ||
      reader.integer("items") != record.items ||
      reader.array("sources").size() != record.sources.size()) {
    return {{"", 0, "the JSON has another version, other counts or sections than the record"}};
  }
  std::vector<JsonDifference> differences;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    compare(record.sections[i], sections[i], differences);
  }
  return differences;
}

}  // namespace dossier::proof
