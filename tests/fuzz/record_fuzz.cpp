// Any bytes as a record or a key of the store: read or refused; what was read is written, and read
// as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/record_json.h"
#include "store/schema.h"

namespace {

using namespace dossier;

template <typename T>
void check(const Json& json, Result<T> (*from_json)(const Json&), Json (*to_json)(const T&)) {
  const Result<T> value = from_json(json);
  if (!value) return;
  const std::string written = dump_json(to_json(*value));
  const auto again = parse_json(written);
  if (!again) std::abort();
  const Result<T> back = from_json(*again);
  if (!back || dump_json(to_json(*back)) != written) std::abort();
}

void check_key(std::string_view key) {
  if (const auto alias = schema::read_alias_key(key)) {
    if (schema::alias_key(alias->kind, alias->canonical, alias->spelling) != key &&
        alias->spelling.find('\0') == std::string::npos) {
      std::abort();
    }
  }
  (void)schema::first_text(key);
  if (key.size() >= 4) (void)schema::last_number(key);
  if (key.size() >= 8) (void)schema::last_long_number(key);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_key(bytes);
  const auto json = parse_json(bytes);
  if (!json) return 0;
  switch (data[0] % 14) {
    case 0:
      check(*json, &source_from_json, &source_to_json);
      break;
    case 1:
      check(*json, &stored_claim_from_json, &stored_claim_to_json);
      break;
    case 2:
      check(*json, &passages_from_json, &passages_to_json);
      break;
    case 3:
      check(*json, &mentions_from_json, &mentions_to_json);
      break;
    case 4:
      check(*json, &feed_state_from_json, &feed_state_to_json);
      break;
    case 5:
      check(*json, &entry_state_from_json, &entry_state_to_json);
      break;
    case 6:
      check(*json, &pending_entry_from_json, &pending_entry_to_json);
      break;
    case 7:
      check(*json, &robots_from_json, &robots_to_json);
      break;
    case 8:
      check(*json, &version_meta_from_json, &version_meta_to_json);
      break;
    case 9:
      check(*json, &copy_mark_from_json, &copy_mark_to_json);
      break;
    case 10:
      check(*json, &run_from_json, &run_to_json);
      break;
    case 11:
      check(*json, &arrival_from_json, &arrival_to_json);
      break;
    case 12:
      check(*json, &topic_state_from_json, &topic_state_to_json);
      break;
    case 13:
      check(*json, &topic_member_from_json, &topic_member_to_json);
      break;
  }
  return 0;
}
