// What is known of feeds and entries, as JSON.

#include "store/record_fields.h"
#include "store/record_json.h"

namespace dossier {

using namespace record_fields;

namespace {

std::optional<std::chrono::seconds> seconds_from(JsonReader& reader, const char* key) {
  const std::chrono::seconds seconds{reader.integer(key)};
  return seconds.count() > 0 ? std::optional{seconds} : std::nullopt;
}

std::vector<int> numbers_from(JsonReader& reader, const char* key) {
  std::vector<int> numbers;
  for (const Json& number : reader.array(key)) {
    if (!number.is_number_integer()) {
      reader.fail_at(key, "whole numbers");
      break;
    }
    numbers.push_back(number.get<int>());
  }
  return numbers;
}

}  // namespace

Json feed_state_to_json(const FeedState& state) {
  Json json;
  json["url"] = state.url;
  put(json, "etag", state.etag);
  put(json, "last_modified", state.last_modified);
  put(json, "body_hash", state.body_hash);
  put(json, "last_success", state.last_success);
  put(json, "last_attempt", state.last_attempt);
  put(json, "last_new_entry", state.last_new_entry);
  put(json, "failures", state.failures);
  put(json, "last_error", state.last_error);
  put(json, "title", state.title);
  put(json, "address", state.address);
  put(json, "moving_to", state.moving_to);
  put(json, "moving_seen", state.moving_seen);
  put(json, "gone", state.gone);
  put(json, "next_ask", state.next_ask);
  if (state.told_to_wait) json["told_to_wait"] = true;
  put(json, "habit", state.habit);
  put(json, "publishers_pace", state.publishers_pace);
  put(json, "skip_hours", state.skip_hours);
  put(json, "skip_days", state.skip_days);
  return json;
}

Result<FeedState> feed_state_from_json(const Json& json) {
  JsonReader reader{json};
  FeedState state;
  state.url = needed_text_from(reader, "url");
  state.etag = reader.text("etag");
  state.last_modified = reader.text("last_modified");
  state.body_hash = reader.text("body_hash");
  state.last_success = time_from(reader, "last_success");
  state.last_attempt = time_from(reader, "last_attempt");
  state.last_new_entry = time_from(reader, "last_new_entry");
  state.failures = static_cast<int>(reader.integer("failures"));
  state.last_error = reader.text("last_error");
  state.title = reader.text("title");
  state.address = reader.text("address");
  state.moving_to = reader.text("moving_to");
  state.moving_seen = static_cast<int>(reader.integer("moving_seen"));
  state.gone = time_from(reader, "gone");
  state.next_ask = time_from(reader, "next_ask");
  state.told_to_wait = reader.boolean("told_to_wait");
  state.habit = seconds_from(reader, "habit");
  state.publishers_pace = seconds_from(reader, "publishers_pace");
  state.skip_hours = numbers_from(reader, "skip_hours");
  state.skip_days = numbers_from(reader, "skip_days");
  return checked(reader, std::move(state));
}

Json entry_state_to_json(const EntryState& state) {
  Json json = Json::object();
  put(json, "entry_hash", state.entry_hash);
  put(json, "source", state.source);
  put(json, "etag", state.etag);
  put(json, "last_modified", state.last_modified);
  if (state.pending) json["pending"] = true;
  put(json, "failures", state.failures);
  put(json, "failing_since", state.failing_since);
  put(json, "next_try", state.next_try);
  put(json, "same_as", state.same_as);
  put(json, "guid", state.guid);
  return json;
}

Result<EntryState> entry_state_from_json(const Json& json) {
  JsonReader reader{json};
  EntryState state;
  state.entry_hash = reader.text("entry_hash");
  state.source = reader.text("source");
  state.etag = reader.text("etag");
  state.last_modified = reader.text("last_modified");
  state.pending = reader.boolean("pending");
  state.failures = static_cast<int>(reader.integer("failures"));
  state.failing_since = time_from(reader, "failing_since");
  state.next_try = time_from(reader, "next_try");
  state.same_as = reader.text("same_as");
  state.guid = reader.text("guid");
  return checked(reader, std::move(state));
}

Json pending_entry_to_json(const FeedEntry& entry) {
  Json json = Json::object();
  put(json, "id", entry.id);
  put(json, "link", entry.link);
  if (entry.title) json["title"] = *entry.title;
  put(json, "summary", entry.summary_html);
  put(json, "content", entry.content_html);
  put(json, "published", entry.published);
  put(json, "updated", entry.updated);
  Json authors = Json::array();
  for (const FeedPerson& author : entry.authors) authors.push_back(author.name);
  if (!authors.empty()) json["authors"] = std::move(authors);
  return json;
}

Result<FeedEntry> pending_entry_from_json(const Json& json) {
  JsonReader reader{json};
  FeedEntry entry;
  entry.id = reader.text("id");
  entry.link = reader.text("link");
  if (json.contains("title")) entry.title = reader.text("title");
  entry.summary_html = reader.text("summary");
  entry.content_html = reader.text("content");
  entry.published = time_from(reader, "published");
  entry.updated = time_from(reader, "updated");
  for (const Json& author : reader.array("authors")) {
    if (!author.is_string()) {
      reader.fail_at("authors", "texts");
      break;
    }
    entry.authors.push_back({author.get<std::string>(), "", ""});
  }
  return checked(reader, std::move(entry));
}

Json robots_to_json(const RobotsRecord& record) {
  Json json;
  json["status"] = record.status;
  put(json, "body", record.body);
  json["fetched"] = format_rfc3339(record.fetched);
  return json;
}

Result<RobotsRecord> robots_from_json(const Json& json) {
  JsonReader reader{json};
  RobotsRecord record;
  record.status = static_cast<int>(reader.integer("status"));
  record.body = reader.text("body");
  record.fetched = needed_time_from(reader, "fetched");
  return checked(reader, std::move(record));
}

}  // namespace dossier
