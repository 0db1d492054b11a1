#include "extract/claim_json.h"

#include <array>

namespace dossier {
namespace {

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void put(Json& json, const char* key, const std::optional<Figure>& figure) {
  if (figure) json[key] = Json{{"value", figure->value}, {"text", figure->text}};
}

void put(Json& json, const char* key, const std::optional<DateWindow>& window) {
  if (window) json[key] = format_window(*window);
}

void put(Json& json, const char* key, TextSpan span) {
  if (!span.empty()) json[key] = span_to_json(span);
}

void put(Json& json, const char* key, bool flag) {
  if (flag) json[key] = true;
}

void write(Json& json, const BenchmarkClaim& claim) {
  put(json, "model", claim.model);
  put(json, "benchmark", claim.benchmark);
  json["relation"] = to_string(claim.relation);
  put(json, "figure", claim.figure);
  put(json, "from", claim.from);
  put(json, "unit", claim.unit);
  if (claim.rank) json["rank"] = *claim.rank;
  put(json, "versus", claim.versus);
  put(json, "aspect", claim.aspect);
  put(json, "among", claim.among);
  put(json, "conditions", claim.conditions);
}

void write(Json& json, const Release& release) {
  put(json, "organization", release.organization);
  put(json, "model", release.model);
  put(json, "license", release.license);
  put(json, "total_parameters", release.total_parameters);
  put(json, "active_parameters", release.active_parameters);
  put(json, "planned", release.planned);
  put(json, "date", release.date);
}

void write(Json& json, const Stance& stance) {
  put(json, "holder", stance.holder);
  put(json, "target", stance.target);
  put(json, "topic", stance.topic);
  json["polarity"] = to_string(stance.polarity);
  json["stance"] = to_string(stance.kind);
  if (stance.direction != Direction::none) json["direction"] = to_string(stance.direction);
  put(json, "figure", stance.figure);
  put(json, "unit", stance.unit);
  put(json, "quotable", stance.quotable);
  put(json, "speech", stance.quotable_is_speech);
  put(json, "second_hand", stance.second_hand);
  put(json, "due", stance.due);
}

void write(Json& json, const Event& event) {
  put(json, "actor", event.actor);
  put(json, "action", event.action);
  put(json, "object", event.object);
  put(json, "quotable", event.quotable);
  put(json, "date", event.date);
}

template <typename Enum>
Enum enum_from(JsonReader& reader, const char* key, Enum last) {
  const std::string name = reader.text(key);
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  reader.fail_at(key, "one of its names");
  return Enum{};
}

std::optional<Figure> figure_from(JsonReader& reader, const char* key) {
  const Json* object = reader.object(key);
  if (object == nullptr) return std::nullopt;
  JsonReader inner{*object};
  Figure figure{inner.number("value"), inner.text("text")};
  if (inner.error()) reader.fail_at(key, "a figure");
  return figure;
}

std::optional<DateWindow> window_from(JsonReader& reader, const char* key) {
  const std::string text = reader.text(key);
  if (text.empty()) return std::nullopt;
  const auto window = parse_window(text);
  if (!window) reader.fail_at(key, "a day, month, quarter, half or year");
  return window;
}

TextSpan span_member(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? TextSpan{} : span_from_json(*found);
}

BenchmarkClaim read_benchmark(JsonReader& reader, const Json& json) {
  BenchmarkClaim claim;
  claim.model = reader.text("model");
  claim.benchmark = reader.text("benchmark");
  claim.relation = enum_from(reader, "relation", Relation::change);
  claim.figure = figure_from(reader, "figure");
  claim.from = figure_from(reader, "from");
  claim.unit = reader.text("unit");
  if (json.contains("rank")) claim.rank = static_cast<int>(reader.integer("rank"));
  claim.versus = reader.text("versus");
  claim.aspect = reader.text("aspect");
  claim.among = reader.text("among");
  claim.conditions = reader.text("conditions");
  return claim;
}

Release read_release(JsonReader& reader) {
  Release release;
  release.organization = reader.text("organization");
  release.model = reader.text("model");
  release.license = reader.text("license");
  release.total_parameters = reader.text("total_parameters");
  release.active_parameters = reader.text("active_parameters");
  release.planned = reader.boolean("planned");
  release.date = window_from(reader, "date");
  return release;
}

Stance read_stance(JsonReader& reader, const Json& json) {
  Stance stance;
  stance.holder = reader.text("holder");
  stance.target = reader.text("target");
  stance.topic = reader.text("topic");
  stance.polarity = enum_from(reader, "polarity", Polarity::mixed);
  stance.kind = enum_from(reader, "stance", StanceKind::demand);
  if (json.contains("direction")) {
    stance.direction = enum_from(reader, "direction", Direction::narrowing);
  }
  stance.figure = figure_from(reader, "figure");
  stance.unit = reader.text("unit");
  stance.quotable = span_member(json, "quotable");
  stance.quotable_is_speech = reader.boolean("speech");
  stance.second_hand = reader.boolean("second_hand");
  stance.due = window_from(reader, "due");
  return stance;
}

Event read_event(JsonReader& reader, const Json& json) {
  Event event;
  event.actor = reader.text("actor");
  event.action = reader.text("action");
  event.object = reader.text("object");
  event.quotable = span_member(json, "quotable");
  event.date = window_from(reader, "date");
  return event;
}

}  // namespace

Json span_to_json(TextSpan span) {
  return Json::array({span.start, span.end});
}

TextSpan span_from_json(const Json& json) {
  if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned() ||
      !json[1].is_number_unsigned()) {
    return {};
  }
  const TextSpan span{json[0].get<std::size_t>(), json[1].get<std::size_t>()};
  return span.start <= span.end ? span : TextSpan{};
}

Json content_to_json(const Claim& claim) {
  Json json;
  json["kind"] = kind_of(claim);
  std::visit([&](const auto& content) { write(json, content); }, claim.content);
  return json;
}

Json claim_to_json(const Claim& claim) {
  Json json = content_to_json(claim);
  json["evidence"] = span_to_json(claim.evidence);
  Json supports = Json::array();
  for (const Support& support : claim.supports) {
    supports.push_back(Json{{"field", support.field}, {"span", span_to_json(support.span)}});
  }
  if (!supports.empty()) json["supports"] = std::move(supports);
  put(json, "asserted_by", claim.asserted_by);
  json["confidence"] = to_string(claim.confidence);
  put(json, "rule", claim.rule);
  return json;
}

Result<Claim> claim_from_json(const Json& json) {
  JsonReader reader{json};
  Claim claim;
  const std::string kind = reader.text("kind");
  if (kind == "benchmark") {
    claim.content = read_benchmark(reader, json);
  } else if (kind == "release") {
    claim.content = read_release(reader);
  } else if (kind == "stance") {
    claim.content = read_stance(reader, json);
  } else if (kind == "event") {
    claim.content = read_event(reader, json);
  } else {
    reader.fail_at("kind", "benchmark, release, stance or event");
  }
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  claim.evidence = span_member(json, "evidence");
  for (const Json& support : reader.array("supports")) {
    JsonReader inner{support, "/supports"};
    claim.supports.push_back({inner.text("field"), span_member(support, "span")});
    if (inner.error()) return fail(ErrorCode::malformed, *inner.error());
  }
  claim.asserted_by = reader.text("asserted_by");
  if (reader.text("confidence") == "confident") claim.confidence = Confidence::confident;
  claim.rule = reader.text("rule");
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  return claim;
}

}  // namespace dossier
