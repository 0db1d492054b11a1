#include "store/record_json.h"

#include "extract/claim_json.h"
#include "store/record_fields.h"

namespace dossier {

using namespace record_fields;

namespace {

void put(Json& json, const char* key, TextSpan span) {
  if (!span.empty()) json[key] = span_to_json(span);
}

TextSpan span_member(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? TextSpan{} : span_from_json(*found);
}

NameKind name_kind_from(JsonReader& reader, const char* key) {
  const std::string name = reader.text(key);
  for (NameKind kind :
       {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
    if (to_string(kind) == name) return kind;
  }
  reader.fail_at(key, "model, benchmark, organization or person");
  return NameKind::model;
}

Result<Passage> passage_from_json(const Json& json) {
  JsonReader reader{json, "/passage"};
  Passage passage;
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  passage.span = span_member(json, "span");
  for (const Json& heading : reader.array("headings")) {
    passage.headings.push_back(span_from_json(heading));
  }
  passage.introduction = span_member(json, "introduction");
  return checked(reader, std::move(passage));
}

Result<Mention> mention_from_json(const Json& json) {
  JsonReader reader{json, "/mention"};
  Mention mention;
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  mention.span = span_member(json, "span");
  mention.kind = name_kind_from(reader, "kind");
  mention.canonical = reader.text("canonical");
  mention.antecedent = span_member(json, "antecedent");
  mention.rule = reader.text("rule");
  return checked(reader, std::move(mention));
}

template <typename T>
Result<std::vector<T>> list_from_json(const Json& json, Result<T> (*from_json)(const Json&)) {
  if (!json.is_array()) return fail(ErrorCode::malformed, "expected a list");
  std::vector<T> list;
  list.reserve(json.size());
  for (const Json& element : json) {
    Result<T> next = from_json(element);
    if (!next) return tl::unexpected<Error>(std::move(next.error()));
    list.push_back(std::move(*next));
  }
  return list;
}

}  // namespace

Json source_to_json(const Source& source) {
  Json json;
  json["id"] = source.id;
  put(json, "url", source.url);
  put(json, "canonical_url", source.canonical_url);
  put(json, "title", source.title);
  put(json, "outlet", source.outlet);
  put(json, "author", source.author);
  put(json, "feed_url", source.feed_url);
  put(json, "published", source.published);
  put(json, "updated", source.updated);
  json["first_seen"] = format_rfc3339(source.first_seen);
  json["fetched"] = format_rfc3339(source.fetched);
  json["tier"] = source.tier;
  json["revision"] = source.revision;
  put(json, "text_hash", source.text_hash);
  put(json, "raw_hash", source.raw_hash);
  return json;
}

Result<Source> source_from_json(const Json& json) {
  JsonReader reader{json};
  Source source;
  source.id = needed_text_from(reader, "id");
  source.url = reader.text("url");
  source.canonical_url = reader.text("canonical_url");
  source.title = reader.text("title");
  source.outlet = reader.text("outlet");
  source.author = reader.text("author");
  source.feed_url = reader.text("feed_url");
  source.published = time_from(reader, "published");
  source.updated = time_from(reader, "updated");
  source.first_seen = needed_time_from(reader, "first_seen");
  source.fetched = needed_time_from(reader, "fetched");
  source.tier = static_cast<int>(reader.integer("tier", 2));
  source.revision = static_cast<int>(reader.integer("revision"));
  if (source.revision < 1) reader.fail_at("revision", "1 or more");
  source.text_hash = reader.text("text_hash");
  source.raw_hash = reader.text("raw_hash");
  return checked(reader, std::move(source));
}

Json stored_claim_to_json(const StoredClaim& claim) {
  Json json;
  json["id"] = claim.id;
  json["source"] = claim.source;
  json["revision"] = claim.revision;
  json["claim"] = claim_to_json(claim.claim);
  put(json, "evidence", claim.evidence_text);
  if (!claim.support_texts.empty()) json["supports"] = claim.support_texts;
  put(json, "quotable", claim.quotable_text);
  return json;
}

Result<StoredClaim> stored_claim_from_json(const Json& json) {
  JsonReader reader{json};
  StoredClaim claim;
  claim.id = needed_text_from(reader, "id");
  claim.source = needed_text_from(reader, "source");
  claim.revision = static_cast<int>(reader.integer("revision", 1));
  const Json* content = reader.object("claim");
  if (content == nullptr) reader.fail_at("claim", "an object");
  claim.evidence_text = reader.text("evidence");
  for (const Json& support : reader.array("supports")) {
    if (!support.is_string()) {
      reader.fail_at("supports", "texts");
      break;
    }
    claim.support_texts.push_back(support.get<std::string>());
  }
  claim.quotable_text = reader.text("quotable");
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  Result<Claim> read = claim_from_json(*content);
  if (!read) return within("/claim", std::move(read.error()));
  claim.claim = std::move(*read);
  return claim;
}

Json passages_to_json(const std::vector<Passage>& passages) {
  Json list = Json::array();
  for (const Passage& passage : passages) {
    Json json;
    json["span"] = span_to_json(passage.span);
    Json headings = Json::array();
    for (TextSpan heading : passage.headings) headings.push_back(span_to_json(heading));
    if (!headings.empty()) json["headings"] = std::move(headings);
    put(json, "introduction", passage.introduction);
    list.push_back(std::move(json));
  }
  return list;
}

Result<std::vector<Passage>> passages_from_json(const Json& json) {
  return list_from_json(json, &passage_from_json);
}

Json mentions_to_json(const std::vector<Mention>& mentions) {
  Json list = Json::array();
  for (const Mention& mention : mentions) {
    Json json;
    json["span"] = span_to_json(mention.span);
    json["kind"] = to_string(mention.kind);
    put(json, "canonical", mention.canonical);
    put(json, "antecedent", mention.antecedent);
    put(json, "rule", mention.rule);
    list.push_back(std::move(json));
  }
  return list;
}

Result<std::vector<Mention>> mentions_from_json(const Json& json) {
  return list_from_json(json, &mention_from_json);
}

Json version_meta_to_json(const VersionMeta& meta) {
  Json json;
  json["published"] = format_rfc3339(meta.published);
  json["markdown"] = meta.markdown_hash;
  json["html"] = meta.html_hash;
  json["json"] = meta.json_hash;
  json["record"] = meta.record_hash;
  return json;
}

Result<VersionMeta> version_meta_from_json(const Json& json) {
  JsonReader reader{json};
  VersionMeta meta;
  meta.published = needed_time_from(reader, "published");
  meta.markdown_hash = needed_text_from(reader, "markdown");
  meta.html_hash = needed_text_from(reader, "html");
  meta.json_hash = needed_text_from(reader, "json");
  meta.record_hash = needed_text_from(reader, "record");
  return checked(reader, std::move(meta));
}

Json copy_mark_to_json(const CopyMark& mark) {
  Json json = Json::object();
  put(json, "original", mark.original);
  if (mark.by_hand) json["by"] = "hand";
  return json;
}

Result<CopyMark> copy_mark_from_json(const Json& json) {
  JsonReader reader{json};
  CopyMark mark;
  mark.original = reader.text("original");
  mark.by_hand = reader.text("by") == "hand";
  return checked(reader, std::move(mark));
}

Json run_to_json(const RunRecord& run) {
  Json json;
  json["started"] = format_rfc3339(run.started);
  json["line"] = run.json;
  return json;
}

Result<RunRecord> run_from_json(const Json& json) {
  JsonReader reader{json};
  RunRecord run;
  run.started = needed_time_from(reader, "started");
  run.json = reader.text("line");
  return checked(reader, std::move(run));
}

Json reading_to_json(const ReadingRecord& reading) {
  return Json{{"read", format_rfc3339(reading.read)}, {"by", reading.by}};
}

Result<ReadingRecord> reading_from_json(const Json& json) {
  JsonReader reader{json};
  ReadingRecord record;
  record.read = needed_time_from(reader, "read");
  record.by = reader.text("by");
  return checked(reader, std::move(record));
}

Json arrival_to_json(const Arrival& arrival) {
  Json json{{"source", arrival.source},
            {"revision", arrival.revision},
            {"fetched", format_rfc3339(arrival.fetched)}};
  if (arrival.reading != 1) json["reading"] = arrival.reading;
  return json;
}

Result<Arrival> arrival_from_json(const Json& json) {
  JsonReader reader{json};
  Arrival arrival;
  arrival.source = needed_text_from(reader, "source");
  arrival.revision = static_cast<int>(reader.integer("revision"));
  arrival.fetched = needed_time_from(reader, "fetched");
  arrival.reading = static_cast<int>(reader.integer("reading", 1));
  return checked(reader, std::move(arrival));
}

Json topic_state_to_json(const TopicState& state) {
  Json json{{"terms", state.terms}, {"seen", state.seen}};
  put(json, "composed", state.composed);
  return json;
}

Result<TopicState> topic_state_from_json(const Json& json) {
  JsonReader reader{json};
  TopicState state;
  state.terms = reader.text("terms");
  state.seen = static_cast<std::uint64_t>(reader.integer("seen"));
  state.composed = reader.text("composed");
  return checked(reader, std::move(state));
}

Json topic_member_to_json(const TopicMember& member) {
  Json json{{"revision", member.revision}, {"passages", member.passages}};
  if (member.came != 0) json["came"] = member.came;
  if (member.read != 0) json["read"] = member.read;
  return json;
}

Result<TopicMember> topic_member_from_json(const Json& json) {
  JsonReader reader{json};
  TopicMember member;
  member.revision = static_cast<int>(reader.integer("revision"));
  member.came = static_cast<std::uint64_t>(reader.integer("came", 0));
  member.read = static_cast<std::uint64_t>(reader.integer("read", 0));
  if (const auto list = json.find("passages"); list != json.end() && list->is_array()) {
    for (const Json& index : *list) {
      if (!index.is_number_unsigned()) return fail(ErrorCode::malformed, "/passages: no numbers");
      member.passages.push_back(index.get<std::size_t>());
    }
  }
  return checked(reader, std::move(member));
}

}  // namespace dossier
