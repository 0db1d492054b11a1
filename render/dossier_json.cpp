#include "render/dossier_json.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "render/wording.h"

namespace dossier {
namespace {

constexpr int kFormat = 1;

constexpr std::array<const char*, 3> kSentenceKinds{"claim", "derived", "editor"};
constexpr std::array<const char*, 3> kPartKinds{"text", "quotation", "citation"};
constexpr std::array<const char*, 4> kLayoutKinds{"paragraph", "list_item", "table_row", "entry"};

template <std::size_t N, typename Enum>
const char* name_in(const std::array<const char*, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

// An object of keys and values, by turns. Json{{…}} makes a list of each pair first, and a record
// has thousands.
template <typename Value, typename... More>
void add_members(Json::object_t& object, const char* key, Value&& value, More&&... more) {
  object.emplace_back(key, std::forward<Value>(value));
  if constexpr (sizeof...(more) > 0) add_members(object, std::forward<More>(more)...);
}
template <typename... Members>
Json object_of(Members&&... members) {
  Json json = Json::object();
  auto& object = json.get_ref<Json::object_t&>();
  object.reserve(sizeof...(members) / 2);
  add_members(object, std::forward<Members>(members)...);
  return json;
}

// --- The published form

Json published_sentence(const DossierSentence& sentence, const std::string& lead) {
  std::string text = spoken_text(sentence);
  if (!lead.empty()) text.insert(0, lead + ' ');
  return object_of("text", std::move(text), "kind", name_in(kSentenceKinds, sentence.kind),
                   "statements", sentence.statements, "citations", citations_of(sentence));
}

Json published_section(const Section& section) {
  Json sentences = Json::array();
  for (const Layout& layout : section.layouts) {
    std::string lead = lead_of(section, layout);
    if (layout.kind == LayoutKind::table_row) {
      sentences.push_back(published_sentence(row_sentence(layout), lead));
      continue;
    }
    for (const DossierSentence& sentence : layout.sentences) {
      sentences.push_back(published_sentence(sentence, lead));
      lead.clear();
    }
  }
  return Json{{"name", section.name}, {"sentences", std::move(sentences)}};
}

Json source_to_json(const CitedSource& source) {
  Json json{{"number", source.number},
            {"title", source.title},
            {"url", source.url},
            {"outlet", source.outlet},
            {"author", source.author}};
  json["published"] = source.published ? Json(format_rfc3339(*source.published)) : Json(nullptr);
  json["fetched"] = format_rfc3339(source.fetched);
  return json;
}

Json change_to_json(const Change& change) {
  return Json{{"kind", change.kind}, {"text", change.text}, {"statements", change.statements}};
}

template <typename Values, typename Write>
Json list_of(const Values& values, Write write) {
  Json list = Json::array();
  list.get_ref<Json::array_t&>().reserve(std::size(values));
  for (const auto& value : values) list.push_back(write(value));
  return list;
}

// --- The record: writing

Json part_to_json(const SentencePart& part) {
  if (part.kind == SentencePart::Kind::citation) return object_of("citation", part.citations);
  return object_of(name_in(kPartKinds, part.kind), part.text);
}

Json sentence_to_json(const DossierSentence& sentence) {
  return object_of("kind", name_in(kSentenceKinds, sentence.kind), "parts",
                   list_of(sentence.parts, part_to_json), "statements", sentence.statements);
}

Json layout_to_json(const Layout& layout) {
  return object_of("kind", name_in(kLayoutKinds, layout.kind), "label", layout.label, "sentences",
                   list_of(layout.sentences, sentence_to_json));
}

Json section_to_json(const Section& section) {
  return Json{{"name", section.name},
              {"columns", section.columns},
              {"layouts", list_of(section.layouts, layout_to_json)}};
}

Json recorded_source(const CitedSource& source) {
  Json json{{"id", source.id}};
  json.update(source_to_json(source));
  json["copies"] = source.copies;
  return json;
}

Json evidence_to_json(const StatementEvidence& evidence) {
  Json json = object_of("source", evidence.source, "revision", evidence.revision, "claim",
                        evidence.claim, "start", evidence.start, "end", evidence.end, "text",
                        evidence.text, "supports", evidence.supports);
  if (evidence.gone_in != 0) json["gone_in"] = evidence.gone_in;
  for (const ClaimEdit& edit : evidence.edits) {
    json["edits"].push_back(Json{{"field", edit.field},
                                 {"before", edit.before},
                                 {"after", edit.after},
                                 {"decision", edit.decision}});
  }
  return json;
}

Json statement_to_json(const Statement& statement) {
  return object_of("id", statement.id, "kind", statement.kind, "claim", statement.claim, "standing",
                   statement.standing, "voices", statement.voices, "evidence",
                   list_of(statement.evidence, evidence_to_json));
}

Json tension_to_json(const Tension& tension) {
  return Json{{"id", tension.id}, {"kind", tension.kind}, {"statements", tension.statements}};
}

// --- The record: reading. Every reader takes the path of its value, for its errors.

// Where a value stands: an element of a list that is a member of another value. Becomes a text
// where there is something to be said of it, which is hardly ever.
struct Path {
  const Path* above = nullptr;
  const char* key = "";
  std::size_t index = 0;

  [[nodiscard]] std::string text() const {
    return above == nullptr ? "" : above->text() + '/' + key + '/' + std::to_string(index);
  }
};

class RecordReader {
 public:
  [[nodiscard]] const std::optional<std::string>& error() const { return error_; }

  template <typename T, typename Read>
  std::vector<T> list(JsonReader& reader, const Path& path, const char* key, Read read) {
    std::vector<T> values;
    const Json& array = reader.array(key);
    values.reserve(array.size());
    for (std::size_t i = 0; i < array.size() && !error_; ++i) {
      values.push_back(read(array[i], Path{&path, key, i}));
    }
    return values;
  }

  std::vector<std::string> texts(JsonReader& reader, const Path& path, const char* key) {
    return list<std::string>(reader, path, key, [&](const Json& json, const Path& at) {
      if (!json.is_string()) return note(at.text() + ": expected a text"), std::string{};
      return json.get<std::string>();
    });
  }

  std::vector<int> integers(JsonReader& reader, const Path& path, const char* key) {
    return list<int>(reader, path, key, [&](const Json& json, const Path& at) {
      if (!json.is_number_integer()) return note(at.text() + ": expected a whole number"), 0;
      return json.get<int>();
    });
  }

  Time time(JsonReader& reader, const char* key) {
    const auto time = parse_rfc3339(reader.text(key));
    if (!time) reader.fail_at(key, "a time (RFC 3339)");
    return time.value_or(Time{});
  }

  std::size_t offset(JsonReader& reader, const char* key) {
    const long long value = reader.integer(key);
    if (value < 0) reader.fail_at(key, "a number of bytes");
    return value < 0 ? 0 : static_cast<std::size_t>(value);
  }

  template <typename Enum, std::size_t N>
  Enum kind(JsonReader& reader, const std::array<const char*, N>& names) {
    const std::string name = reader.text("kind");
    const auto found = std::ranges::find_if(names, [&](const char* n) { return name == n; });
    if (found == names.end()) return reader.fail_at("kind", "one of its names"), Enum{};
    return static_cast<Enum>(found - names.begin());
  }

  void check(const JsonReader& reader, const Path& path) {
    if (reader.error()) note(path.text() + *reader.error());
  }

  SentencePart part(const Json& json, const Path& path) {
    JsonReader reader{json};
    SentencePart part;
    if (json.is_object() && json.contains("citation")) {
      part.kind = SentencePart::Kind::citation;
      part.citations = integers(reader, path, "citation");
    } else if (json.is_object() && json.contains("quotation")) {
      part.kind = SentencePart::Kind::quotation;
      part.text = reader.text("quotation");
    } else {
      part.text = reader.text("text");
    }
    check(reader, path);
    return part;
  }

  DossierSentence sentence(const Json& json, const Path& path) {
    JsonReader reader{json};
    DossierSentence sentence;
    sentence.kind = kind<SentenceKind>(reader, kSentenceKinds);
    sentence.parts = list<SentencePart>(reader, path, "parts",
                                        [&](const Json& j, const Path& at) { return part(j, at); });
    sentence.statements = texts(reader, path, "statements");
    check(reader, path);
    return sentence;
  }

  Layout layout(const Json& json, const Path& path) {
    JsonReader reader{json};
    Layout layout;
    layout.kind = kind<LayoutKind>(reader, kLayoutKinds);
    layout.label = reader.text("label");
    layout.sentences = list<DossierSentence>(
        reader, path, "sentences", [&](const Json& j, const Path& at) { return sentence(j, at); });
    check(reader, path);
    return layout;
  }

  Section section(const Json& json, const Path& path) {
    JsonReader reader{json};
    Section section;
    section.name = reader.text("name");
    section.columns = texts(reader, path, "columns");
    section.layouts = list<Layout>(reader, path, "layouts",
                                   [&](const Json& j, const Path& at) { return layout(j, at); });
    check(reader, path);
    return section;
  }

  CitedSource source(const Json& json, const Path& path) {
    JsonReader reader{json};
    CitedSource source;
    source.number = static_cast<int>(reader.integer("number"));
    source.id = reader.text("id");
    source.title = reader.text("title");
    source.url = reader.text("url");
    source.outlet = reader.text("outlet");
    source.author = reader.text("author");
    if (!reader.text("published").empty()) source.published = time(reader, "published");
    source.fetched = time(reader, "fetched");
    source.copies = texts(reader, path, "copies");
    check(reader, path);
    return source;
  }

  StatementEvidence evidence(const Json& json, const Path& path) {
    JsonReader reader{json};
    StatementEvidence evidence;
    evidence.source = reader.text("source");
    evidence.revision = static_cast<int>(reader.integer("revision", 1));
    evidence.claim = reader.text("claim");
    evidence.start = offset(reader, "start");
    evidence.end = offset(reader, "end");
    evidence.text = reader.text("text");
    evidence.supports = texts(reader, path, "supports");
    evidence.gone_in = static_cast<int>(reader.integer("gone_in", 0));
    evidence.edits = list<ClaimEdit>(reader, path, "edits", [&](const Json& edit, const Path& at) {
      JsonReader inner{edit};
      ClaimEdit read{inner.text("field"), inner.text("before"), inner.text("after"),
                     static_cast<std::uint64_t>(inner.integer("decision"))};
      check(inner, at);
      return read;
    });
    check(reader, path);
    return evidence;
  }

  Statement statement(const Json& json, const Path& path) {
    JsonReader reader{json};
    Statement statement;
    statement.id = reader.text("id");
    statement.kind = reader.text("kind");
    statement.claim = reader.text("claim");
    statement.standing = reader.text("standing");
    statement.voices = texts(reader, path, "voices");
    statement.evidence = list<StatementEvidence>(
        reader, path, "evidence", [&](const Json& j, const Path& at) { return evidence(j, at); });
    check(reader, path);
    return statement;
  }

  Tension tension(const Json& json, const Path& path) {
    JsonReader reader{json};
    Tension tension{reader.text("id"), reader.text("kind"), texts(reader, path, "statements")};
    check(reader, path);
    return tension;
  }

  Change change(const Json& json, const Path& path) {
    JsonReader reader{json};
    Change change{reader.text("kind"), reader.text("text"), texts(reader, path, "statements")};
    check(reader, path);
    return change;
  }

  std::vector<std::uint64_t> decisions(JsonReader& reader) {
    return list<std::uint64_t>(reader, Path{}, "decisions",
                               [&](const Json& json, const Path& at) -> std::uint64_t {
                                 if (!json.is_number_unsigned())
                                   return note(at.text() + ": expected a whole number"), 0;
                                 return json.get<std::uint64_t>();
                               });
  }

  std::map<std::string, int> numbers(JsonReader& reader) {
    std::map<std::string, int> numbers;
    const Json* object = reader.object("numbers");
    if (object == nullptr) return numbers;
    for (const auto& [id, number] : object->items()) {
      if (!number.is_number_integer()) return note("/numbers: expected whole numbers"), numbers;
      numbers[id] = number.get<int>();
    }
    return numbers;
  }

 private:
  void note(std::string error) {
    if (!error_) error_ = std::move(error);
  }
  std::optional<std::string> error_;
};

}  // namespace

std::string write_json(const Dossier& dossier) {
  return dump_json_pretty(Json{{"id", dossier.id},
                               {"title", dossier.title},
                               {"version", dossier.version},
                               {"published_at", format_rfc3339(dossier.published)},
                               {"items", dossier.items},
                               {"state", dossier.open ? "open" : "closed"},
                               {"status", dossier.status},
                               {"sections", list_of(dossier.sections, published_section)},
                               {"sources", list_of(dossier.sources, source_to_json)},
                               {"changes", list_of(dossier.changes, change_to_json)}});
}

std::string write_record(const Dossier& dossier) {
  Json json{{"format", kFormat},
            {"id", dossier.id},
            {"title", dossier.title},
            {"version", dossier.version},
            {"published", format_rfc3339(dossier.published)},
            {"items", dossier.items},
            {"open", dossier.open},
            {"status", dossier.status},
            {"sections", list_of(dossier.sections, section_to_json)},
            {"sources", list_of(dossier.sources, recorded_source)},
            {"changes", list_of(dossier.changes, change_to_json)},
            {"statements", list_of(dossier.statements, statement_to_json)},
            {"tensions", list_of(dossier.tensions, tension_to_json)},
            {"numbers", Json(dossier.numbers)},
            {"known_statements", dossier.known_statements}};
  if (dossier.seen != 0) json["seen"] = dossier.seen;
  if (!dossier.read_again.empty()) json["read_again"] = dossier.read_again;
  if (!dossier.questions.empty()) json["questions"] = dossier.questions;
  if (!dossier.decisions.empty()) json["decisions"] = dossier.decisions;
  return dump_json(json);
}

Result<Dossier> read_record(std::string_view record) {
  const Result<Json> json = parse_json(record);
  if (!json) return within("version record", json.error());
  JsonReader reader{*json};
  RecordReader read;
  const Path root;
  Dossier dossier;
  if (reader.integer("format") != kFormat) reader.fail_at("format", std::to_string(kFormat));
  dossier.id = reader.text("id");
  dossier.title = reader.text("title");
  dossier.version = static_cast<int>(reader.integer("version"));
  dossier.published = read.time(reader, "published");
  dossier.items = static_cast<int>(reader.integer("items"));
  dossier.open = reader.boolean("open", true);
  dossier.status = reader.text("status");
  const auto list = [&]<typename T>(const char* key,
                                    T (RecordReader::*member)(const Json&, const Path&)) {
    return read.list<T>(reader, root, key,
                        [&](const Json& j, const Path& at) { return (read.*member)(j, at); });
  };
  dossier.sections = list("sections", &RecordReader::section);
  dossier.sources = list("sources", &RecordReader::source);
  dossier.changes = list("changes", &RecordReader::change);
  dossier.statements = list("statements", &RecordReader::statement);
  dossier.tensions = list("tensions", &RecordReader::tension);
  dossier.numbers = read.numbers(reader);
  dossier.known_statements = read.texts(reader, root, "known_statements");
  dossier.seen = static_cast<std::uint64_t>(reader.integer("seen", 0));
  dossier.read_again = read.texts(reader, root, "read_again");
  dossier.questions = read.texts(reader, root, "questions");
  dossier.decisions = read.decisions(reader);
  read.check(reader, root);
  if (read.error()) return fail(ErrorCode::malformed, "version record: " + *read.error());
  return dossier;
}

}  // namespace dossier
