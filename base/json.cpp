#include "base/json.h"

#include <simdjson.h>

#include <vector>

namespace dossier {
namespace {

constexpr std::size_t kDepthMax = 64;
constexpr std::size_t kValuesMax = 2'000'000;  // Of 16 bytes each at least
// The library compares each member of an object with all before it: so much of that is fine for any
// text, and so much more for each byte.
constexpr std::size_t kComparisonsMax = 20'000'000;
constexpr std::size_t kComparisonsAByte = 50;

// What the library should not see: counts brackets, colons and commas outside of strings. What is
// no JSON is counted somehow, and refused later.
const char* excess_of(std::string_view text) {
  std::vector<std::size_t> members{0};  // Of the values that are open, the text itself among them
  const std::size_t comparisons_max = kComparisonsMax + kComparisonsAByte * text.size();
  std::size_t comparisons = 0, values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      members.push_back(0);
      if (members.size() > kDepthMax + 1) return "JSON nested deeper than 64";
    } else if (c == ']' || c == '}') {
      if (members.size() > 1) members.pop_back();
    } else if (c == ',') {
      if (++values > kValuesMax) return "JSON of too many values";
    } else if (c == ':') {
      comparisons += members.back()++;
      if (comparisons > comparisons_max) return "JSON object of too many members";
    }
  }
  return nullptr;
}

// Of a text longer than this the parser's memory is not kept.
constexpr std::size_t kKeptBytesMax = 1U << 20U;

Json built(const simdjson::dom::element& element) {
  using simdjson::dom::element_type;
  switch (element.type()) {
    case element_type::OBJECT: {
      Json json = Json::object();
      auto& members = json.get_ref<Json::object_t&>();
      const simdjson::dom::object object{element};
      members.reserve(object.size());  // Growing would copy every key
      for (const auto& [key, value] : object) {
        members[std::string{key}] = built(value);  // Of a key that is there twice the last counts
      }
      return json;
    }
    case element_type::ARRAY: {
      Json json = Json::array();
      const simdjson::dom::array array{element};
      json.get_ref<Json::array_t&>().reserve(array.size());
      for (const auto& value : array) json.push_back(built(value));
      return json;
    }
    case element_type::STRING:
      return std::string{std::string_view{element}};
    case element_type::INT64: {
      // As nlohmann has it: what is not negative has no sign.
      const std::int64_t number{element};
      return number < 0 ? Json(number) : Json(static_cast<std::uint64_t>(number));
    }
    case element_type::UINT64:
      return std::uint64_t{element};
    case element_type::DOUBLE:
      return double{element};
    case element_type::BOOL:
      return bool{element};
    case element_type::NULL_VALUE:
      break;
  }
  return nullptr;
}

// What simdjson reads, three times as fast as nlohmann: a dossier's claims are some thousand
// records. Nothing for what it will not take: then nlohmann says what is wrong, or takes it.
std::optional<Json> parse_fast(std::string_view text) {
  if (text.empty()) return std::nullopt;  // simdjson would copy from its null pointer
  static thread_local simdjson::dom::parser kept;
  simdjson::dom::parser own;
  simdjson::dom::parser& parser = text.size() > kKeptBytesMax ? own : kept;
  if (parser.max_depth() != kDepthMax && parser.allocate(text.size(), kDepthMax) != 0) {
    return std::nullopt;
  }
  simdjson::dom::element root;
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
  return built(root);
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  // Before a library sees it: nlohmann's callback, which could stop it, is quadratic in siblings.
  if (const char* excess = excess_of(text)) return fail(ErrorCode::malformed, excess);
  if (auto json = parse_fast(text)) return std::move(*json);
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return fail(ErrorCode::malformed, "not JSON: stopped at byte " + std::to_string(error.byte));
  } catch (const Json::exception& error) {
    return fail(ErrorCode::malformed, std::string{"not JSON: "} + error.what());
  }
}

std::string dump_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string dump_json_pretty(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

JsonReader::JsonReader(const Json& json, std::string path) : json_{json}, path_{std::move(path)} {
  if (!json_.is_object()) error_ = path_ + ": expected an object";
}

const Json* JsonReader::find(const char* key) const {
  if (!json_.is_object()) return nullptr;
  const auto found = json_.find(key);
  return found == json_.end() || found->is_null() ? nullptr : &*found;
}

void JsonReader::fail_at(const char* key, std::string_view expected) {
  if (!error_) error_ = path_ + "/" + key + ": expected " + std::string{expected};
}

std::string JsonReader::text(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) return {};
  if (!value->is_string()) return fail_at(key, "a text"), std::string{};
  return value->get<std::string>();
}

long long JsonReader::integer(const char* key, long long otherwise) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  if (!value->is_number_integer()) return fail_at(key, "a whole number"), otherwise;
  return value->get<long long>();
}

double JsonReader::number(const char* key, double otherwise) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  if (!value->is_number()) return fail_at(key, "a number"), otherwise;
  return value->get<double>();
}

bool JsonReader::boolean(const char* key, bool otherwise) {
  const Json* value = find(key);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) return fail_at(key, "true or false"), otherwise;
  return value->get<bool>();
}

const Json& JsonReader::array(const char* key) {
  static const Json kEmpty = Json::array();
  const Json* value = find(key);
  if (value == nullptr) return kEmpty;
  if (!value->is_array()) return fail_at(key, "a list"), kEmpty;
  return *value;
}

const Json* JsonReader::object(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) return fail_at(key, "an object"), nullptr;
  return value;
}

}  // namespace dossier
