// JSON as the edges use it: keys keep declaration order, so that diffs read well. Include it from
// .cpp files and from *_json.h alone.

#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dossier {

using Json = nlohmann::ordered_json;

// Reads JSON without trusting it. Refused: nesting deeper than 64, since nlohmann's copy and dump
// recurse; objects of very many members (6,000 and more), since it looks for each among those
// before it; more than two million values. Errors: malformed, with the byte where it stopped.
[[nodiscard]] Result<Json> parse_json(std::string_view text);

// One line, ill-formed UTF-8 replaced.
[[nodiscard]] std::string dump_json(const Json& json);
// Indented by two, a newline at the end.
[[nodiscard]] std::string dump_json_pretty(const Json& json);

// Reads members of an object, remembering the first that is missing or of the wrong type, so
// that a from_json() is a list of fields followed by one check.
class JsonReader {
 public:
  explicit JsonReader(const Json& json, std::string path = "");

  [[nodiscard]] std::string text(const char* key);  // Absent or null: empty
  [[nodiscard]] long long integer(const char* key, long long otherwise = 0);
  [[nodiscard]] double number(const char* key, double otherwise = 0);
  [[nodiscard]] bool boolean(const char* key, bool otherwise = false);
  // An array, or an empty one if absent. The reference lives as long as the JSON.
  [[nodiscard]] const Json& array(const char* key);
  // An object, or nullptr if absent or null.
  [[nodiscard]] const Json* object(const char* key);

  void fail_at(const char* key, std::string_view expected);
  // "/mentions/3/end: expected a number", or nothing.
  [[nodiscard]] const std::optional<std::string>& error() const { return error_; }

 private:
  [[nodiscard]] const Json* find(const char* key) const;
  const Json& json_;
  std::string path_;
  std::optional<std::string> error_;
};

}  // namespace dossier
