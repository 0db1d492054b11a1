#include "base/json.h"

namespace dossier {
namespace {

constexpr int kDepthMax = 64;

// Counts brackets outside of strings; what is no JSON is counted somehow, and refused later.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDepthMax) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  // Before the library sees it: its callback, which could stop it, is quadratic in siblings.
  if (is_too_deep(text)) return fail(ErrorCode::malformed, "JSON nested deeper than 64");
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
