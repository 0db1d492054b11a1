// Fields that most records have, as record_json*.cpp write and read them. What says nothing is left
// out.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace dossier::record_fields {

inline void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

inline void put(Json& json, const char* key, const std::optional<Time>& time) {
  if (time) json[key] = format_rfc3339(*time);
}

inline void put(Json& json, const char* key, const std::optional<std::chrono::seconds>& time) {
  if (time) json[key] = time->count();
}

inline void put(Json& json, const char* key, const std::vector<int>& numbers) {
  if (!numbers.empty()) json[key] = numbers;
}

inline void put(Json& json, const char* key, int number) {
  if (number != 0) json[key] = number;
}

inline std::optional<Time> time_from(JsonReader& reader, const char* key) {
  const std::string text = reader.text(key);
  if (text.empty()) return std::nullopt;
  const auto time = parse_rfc3339(text);
  if (!time) reader.fail_at(key, "a time");
  return time;
}

inline Time needed_time_from(JsonReader& reader, const char* key) {
  const auto time = time_from(reader, key);
  if (!time) reader.fail_at(key, "a time");
  return time.value_or(Time{});
}

inline std::string needed_text_from(JsonReader& reader, const char* key) {
  std::string text = reader.text(key);
  if (text.empty()) reader.fail_at(key, "a text");
  return text;
}

// `value`, unless the reader has met a mistake.
template <typename T>
Result<T> checked(const JsonReader& reader, T value) {
  if (reader.error()) return fail(ErrorCode::malformed, *reader.error());
  return value;
}

}  // namespace dossier::record_fields
