// What parse_json() takes and refuses, and what JsonReader says of a wrong member.

#include "base/json.h"

#include <catch2/catch.hpp>

namespace dossier {
namespace {

std::string object_of(int members) {
  std::string text;
  for (int i = 0; i < members; ++i) {
    text += (text.empty() ? "{\"" : ",\"") + std::to_string(i) + "\":1";
  }
  return text + "}";
}

TEST_CASE("parse_json keeps the order of keys") {
  const auto json = parse_json(R"({"b": 1, "a": [2]})");
  REQUIRE(json.has_value());
  CHECK(dump_json(*json) == R"({"b":1,"a":[2]})");
}

TEST_CASE("parse_json refuses what is no JSON, and says where it stopped") {
  struct Case {
    std::string text;
    std::string_view message;
  };
  const Case cases[] = {
      {"", "not JSON: stopped at byte 1"},
      {"{\"a\": }", "not JSON: stopped at byte 7"},
      {"{\"a\": 1e999}",
       "not JSON: [json.exception.out_of_range.406] number overflow parsing '1e999'"},
      {"[\"\xFF\"]", "not JSON: stopped at byte 3"},
      {"[\"\\ud800\"]", "not JSON: stopped at byte 9"},
      {std::string(65, '['), "JSON nested deeper than 64"},
      {std::string(1'000'000, '['), "JSON nested deeper than 64"},
      {object_of(100'000), "JSON object of too many members"},
      {"[" + object_of(6'000) + "," + object_of(6'000) + "]", "JSON object of too many members"},
      {"[" + std::string(4'000'000, ',') + "]", "JSON of too many values"},
  };
  for (const Case& c : cases) {
    const auto json = parse_json(c.text);
    REQUIRE_FALSE(json.has_value());
    CHECK(json.error().message == c.message);
  }
}

TEST_CASE("an object of some thousand members is read") {
  const auto json = parse_json(object_of(6'000));
  REQUIRE(json.has_value());
  CHECK(json->size() == 6'000);
}

TEST_CASE("values are read as they are written") {
  const std::pair<const char*, const char*> cases[] = {
      {"null", "null"},
      {" [true, false] ", "[true,false]"},
      {"[0, -0, 7, -7, 18446744073709551615, -9223372036854775808]",
       "[0,0,7,-7,18446744073709551615,-9223372036854775808]"},
      {"[1e3, 0.1, -2.50, 18446744073709551616]", "[1000.0,0.1,-2.5,1.8446744073709552e+19]"},
      {R"(["\u00e9\ud83d\ude00\n\"", "é"])", R"(["é😀\n\"","é"])"},
      {R"({"a": {"b": []}, "c": {}})", R"({"a":{"b":[]},"c":{}})"},
      {R"({"a": 1, "b": 2, "a": 3})", R"({"a":3,"b":2})"},
      {"\xEF\xBB\xBF[1]", "[1]"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    const auto json = parse_json(text);
    REQUIRE(json.has_value());
    CHECK(dump_json(*json) == expected);
  }
  CHECK(parse_json("7")->is_number_unsigned());
  CHECK(parse_json("-7")->is_number_integer());
  CHECK(parse_json(std::string(64, '[') + std::string(64, ']')).has_value());
}

TEST_CASE("brackets in strings are no nesting") {
  const std::string text = "\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"";
  CHECK(parse_json(text).has_value());
}

TEST_CASE("JsonReader remembers the first member that is wrong, with its path") {
  const auto json = parse_json(R"({"name": 3, "count": "x", "list": []})");
  JsonReader reader{*json, "/feeds/0"};
  CHECK(reader.text("name").empty());
  CHECK(reader.integer("count") == 0);
  CHECK(reader.text("absent").empty());
  CHECK(reader.error() == "/feeds/0/name: expected a text");
}

}  // namespace
}  // namespace dossier
