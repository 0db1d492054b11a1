#include "render/proof_record.h"

#include <algorithm>

#include "base/json.h"
#include "base/utf8.h"

namespace dossier::proof {
namespace {

constexpr int kFormat = 1;

// Members of a claim that name something.
constexpr const char* kNameFields[] = {"model",        "benchmark", "versus",
                                       "organization", "holder",    "actor"};
// These may name something, or say it in words: "a ban on open models".
constexpr const char* kMixedFields[] = {"object", "target"};
constexpr const char* kWindowFields[] = {"date", "due"};

std::string citation_mark(long long number) {
  return kCiteOpen + std::to_string(number) + kCiteClose;
}

// A text member without what could pass for a citation.
std::string clean(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' ');
  return text;
}

std::vector<std::string> texts(const Json& array) {
  std::vector<std::string> list;
  for (const Json& value : array) {
    if (value.is_string()) list.push_back(value.get<std::string>());
  }
  return list;
}

std::vector<std::string> clean_texts(const Json& array) {
  std::vector<std::string> list = texts(array);
  for (std::string& text : list) text = clean(std::move(text));
  return list;
}

template <typename T>
void keep_distinct(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto repeated = std::ranges::unique(values);
  values.erase(repeated.begin(), repeated.end());
}

std::optional<Day> day_member(JsonReader& reader, const char* key) {
  const auto time = parse_rfc3339(reader.text(key));
  if (!time) return std::nullopt;
  return day_of(*time);
}

// A name starts with a capital, a digit or a sign; "open models" and "the gap" are no names.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() < 120 &&
         std::ranges::any_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || c == '@'; });
}

bool is_name_throughout(std::string_view text) {
  bool starts = true;
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (starts && text[i] != ' ') {
      ++words;
      const std::string_view rest = text.substr(i);
      const bool small = rest.starts_with("of ") || rest.starts_with("the ") ||
                         rest.starts_with("for ") || rest.starts_with("and ");
      if (text[i] >= 'a' && text[i] <= 'z' && !small) return false;
    }
    starts = text[i] == ' ';
  }
  return words <= 6 && is_name(text);
}

// The value of a member {"value": 58.4, "text": "58.4"}, and its text.
std::optional<double> read_figure(const Json& claim, const char* key, std::string& text) {
  const auto member = claim.find(key);
  if (member == claim.end() || !member->is_object()) return std::nullopt;
  JsonReader reader{*member};
  text = reader.text("text");
  const auto value = member->find("value");
  if (value == member->end() || !value->is_number()) return std::nullopt;
  return value->get<double>();
}

Content read_content(const Json& claim) {
  Content content;
  JsonReader reader{claim};
  const std::pair<const char*, std::string*> texts_of[] = {
      {"kind", &content.kind},
      {"model", &content.model},
      {"benchmark", &content.benchmark},
      {"versus", &content.versus},
      {"unit", &content.unit},
      {"aspect", &content.aspect},
      {"among", &content.among},
      {"conditions", &content.conditions},
      {"relation", &content.relation},
      {"organization", &content.organization},
      {"license", &content.license},
      {"total_parameters", &content.total_parameters},
      {"active_parameters", &content.active_parameters},
      {"holder", &content.holder},
      {"target", &content.target},
      {"polarity", &content.polarity},
      {"stance", &content.stance},
      {"direction", &content.direction},
      {"actor", &content.actor},
      {"action", &content.action},
      {"object", &content.object}};
  for (const auto& [key, text] : texts_of) *text = reader.text(key);
  content.planned = reader.boolean("planned", false);
  content.value = read_figure(claim, "figure", content.figure);
  content.old_value = read_figure(claim, "from", content.from);
  if (claim.contains("rank")) content.rank = static_cast<double>(reader.integer("rank"));
  content.date = parse_window(reader.text("date"));
  return content;
}

void read_claim(Claimed& claimed, const std::string& claim_json) {
  const Result<Json> json = parse_json(claim_json);
  if (!json || !json->is_object()) return;
  JsonReader reader{*json};
  claimed.content = read_content(*json);
  for (const char* field : kNameFields) {
    const std::string name = reader.text(field);
    if (is_name(name)) claimed.names.push_back(name);
  }
  for (const char* field : kMixedFields) {
    const std::string name = reader.text(field);
    if (is_name_throughout(name)) claimed.names.push_back(name);
  }
  for (const char* field : kWindowFields) {
    if (const auto window = parse_window(reader.text(field))) claimed.windows.push_back(*window);
  }
}

std::string read_parts(const Json& parts, std::vector<int>& citations) {
  std::string text;
  for (const Json& part : parts) {
    JsonReader reader{part};
    for (const Json& number : reader.array("citation")) {
      if (!number.is_number_integer()) continue;
      text += citation_mark(number.get<long long>());
      citations.push_back(number.get<int>());
    }
    text += clean(reader.text("text"));
    const std::string quotation = on_one_line(clean(reader.text("quotation")));
    if (!quotation.empty()) text += '"' + quotation + '"';
  }
  keep_distinct(citations);
  return comparable(text);
}

Sentence read_sentence(const Json& json) {
  JsonReader reader{json};
  Sentence sentence;
  sentence.kind = reader.text("kind");
  sentence.text = read_parts(reader.array("parts"), sentence.citations);
  sentence.statements = texts(reader.array("statements"));
  return sentence;
}

// A row counts as one sentence: a claim if any of its cells cites.
Sentence join_cells(const std::vector<Sentence>& cells) {
  Sentence row;
  row.kind = "derived";
  for (const Sentence& cell : cells) {
    if (!row.text.empty() && !cell.text.empty()) row.text += " | ";
    row.text += cell.text;
    row.statements.insert(row.statements.end(), cell.statements.begin(), cell.statements.end());
    row.citations.insert(row.citations.end(), cell.citations.begin(), cell.citations.end());
    if (!cell.citations.empty()) row.kind = "claim";
  }
  row.text = comparable(row.text);
  keep_distinct(row.statements);
  keep_distinct(row.citations);
  return row;
}

Block read_block(const Json& json, std::string_view section) {
  JsonReader reader{json};
  Block block;
  block.lead = on_one_line(clean(reader.text("label")));
  if (!block.lead.empty()) {
    const bool stopped = std::string_view{".:!?"}.find(block.lead.back()) != std::string_view::npos;
    if (section == "Timeline") {
      block.lead += ':';
    } else if (!stopped) {
      block.lead += '.';
    }
  }
  for (const Json& sentence : reader.array("sentences")) {
    block.sentences.push_back(read_sentence(sentence));
  }
  block.is_row = reader.text("kind") == "table_row";
  if (block.is_row) block.sentences = {join_cells(block.sentences)};
  std::erase_if(block.sentences, [](const Sentence& s) { return s.text.empty(); });
  return block;
}

RecordedSource read_source(const Json& json) {
  JsonReader reader{json};
  RecordedSource source;
  source.number = static_cast<int>(reader.integer("number"));
  source.id = reader.text("id");
  source.title = clean(reader.text("title"));
  source.url = reader.text("url");
  source.outlet = clean(reader.text("outlet"));
  source.author = clean(reader.text("author"));
  source.published = day_member(reader, "published");
  source.fetched = day_member(reader, "fetched");
  source.copies = clean_texts(reader.array("copies"));
  return source;
}

Claimed read_statement(const Json& json) {
  JsonReader reader{json};
  Claimed claimed;
  claimed.id = reader.text("id");
  claimed.standing = reader.text("standing");
  claimed.voices = texts(reader.array("voices"));
  read_claim(claimed, reader.text("claim"));
  for (const Json& item : reader.array("evidence")) {
    JsonReader inner{item};
    Evidence evidence;
    evidence.source = inner.text("source");
    evidence.revision = static_cast<int>(inner.integer("revision", 1));
    evidence.start = static_cast<std::size_t>(std::max(0LL, inner.integer("start")));
    evidence.end = static_cast<std::size_t>(std::max(0LL, inner.integer("end")));
    evidence.text = inner.text("text");
    evidence.supports = texts(inner.array("supports"));
    evidence.gone_in = static_cast<int>(inner.integer("gone_in", 0));
    for (const Json& edit : inner.array("edits")) {
      JsonReader correction{edit};
      evidence.corrections.push_back(correction.text("after"));
    }
    claimed.evidence.push_back(std::move(evidence));
  }
  return claimed;
}

Record read_frame(JsonReader& reader) {
  if (reader.integer("format") != kFormat) reader.fail_at("format", std::to_string(kFormat));
  Record record;
  record.id = reader.text("id");
  record.title = clean(reader.text("title"));
  record.version = static_cast<int>(reader.integer("version"));
  record.published = day_member(reader, "published");
  record.items = reader.integer("items");
  record.open = reader.boolean("open", true);
  for (const Json& tension : reader.array("tensions")) {
    JsonReader inner{tension};
    record.tensions[inner.text("id")] = texts(inner.array("statements"));
  }
  record.known = texts(reader.array("known_statements"));
  record.read_again = texts(reader.array("read_again"));
  return record;
}

}  // namespace

std::string comparable(std::string_view text) {
  std::string out;
  for (const char c : on_one_line(text)) {
    const bool joins = out.ends_with(' ') && (c == kCiteOpen || c == kCiteClose);
    if (joins) out.pop_back();
    if (c == ' ' && out.ends_with(kCiteClose)) continue;
    out += c;
  }
  return out;
}

std::string readable(std::string_view comparable_text) {
  std::string out;
  for (std::size_t i = 0; i < comparable_text.size(); ++i) {
    const char c = comparable_text[i];
    if (c == kCiteOpen) {
      out += out.empty() || out.back() == ']' ? "[" : " [";
    } else if (c == kCiteClose) {
      out += ']';
      const char next = i + 1 < comparable_text.size() ? comparable_text[i + 1] : '.';
      if (std::string_view{".,;:!?)\x01"}.find(next) == std::string_view::npos) out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::string Block::text() const {
  std::string text = lead;
  for (const Sentence& sentence : sentences) {
    if (!text.empty()) text += ' ';
    text += sentence.text;
  }
  return comparable(text);
}

Result<Record> read(std::string_view record_json) {
  const Result<Json> json = parse_json(record_json);
  if (!json) return tl::unexpected(json.error());
  JsonReader reader{*json};
  Record record = read_frame(reader);
  for (const Json& item : reader.array("sections")) {
    JsonReader inner{item};
    RecordedSection section{inner.text("name"), clean_texts(inner.array("columns")), {}};
    for (const Json& layout : inner.array("layouts")) {
      section.blocks.push_back(read_block(layout, section.name));
    }
    record.sections.push_back(std::move(section));
  }
  for (const Json& source : reader.array("sources")) record.sources.push_back(read_source(source));
  for (const Json& item : reader.array("statements")) {
    Claimed claimed = read_statement(item);
    std::string id = claimed.id;
    record.statements.insert_or_assign(std::move(id), std::move(claimed));
  }
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  return record;
}

Result<Record> read_as_before(std::string_view record_json) {
  const Result<Json> json = parse_json(record_json);
  if (!json) return tl::unexpected(json.error());
  JsonReader reader{*json};
  Record record = read_frame(reader);
  static_cast<void>(reader.array("sections"));  // They must be lists all the same
  static_cast<void>(reader.array("sources"));
  for (const Json& item : reader.array("statements")) {
    Claimed claimed;
    claimed.id = JsonReader{item}.text("id");
    record.statements.try_emplace(claimed.id, claimed);
  }
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  return record;
}

}  // namespace dossier::proof
