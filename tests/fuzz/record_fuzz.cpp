// Any bytes as a record or a key of the store: read or refused; what was read is written, and read
// as the same. The first byte chooses the record.

#include "store/record_json.h"
#include "store/record_text.h"
#include "store/schema.h"
#include "tests/fuzz/doors.h"

namespace dossier {
namespace {

template <typename T>
void check(std::string_view text, const Json& json, Result<T> (*from_json)(const Json&),
           Json (*to_json)(const T&)) {
  const Result<T> value = from_json(json);
  if (const auto own = read_own_text<T>(text)) {
    require(value && dump_json(to_json(*own)) == dump_json(to_json(*value)),
            "a record is read the same without its JSON");
  }
  if (!value) return;
  const std::string written = dump_json(to_json(*value));
  const auto again = parse_json(written);
  require(again.has_value(), "a record is JSON");
  const Result<T> back = from_json(*again);
  require(back && dump_json(to_json(*back)) == written, "a record is written and read as the same");
}

void check_key(std::string_view key) {
  if (const auto alias = schema::read_alias_key(key)) {
    require(alias->kind >= NameKind::model && alias->kind <= NameKind::person, "a kind is one");
    const std::string again = schema::alias_key(alias->kind, alias->canonical, alias->spelling);
    require(again.substr(1) == key.substr(1) || alias->spelling.find('\0') != std::string::npos,
            "a key is written and read as the same");
  }
  (void)schema::first_text(key);
  if (key.size() >= 4) (void)schema::last_number(key);
  if (key.size() >= 8) (void)schema::last_long_number(key);
}

}  // namespace

void fuzz_record(std::string_view bytes) {
  const auto [number, rest] = choice_of(bytes);
  check_key(rest);
  const auto json = parse_json(rest);
  if (!json) return;
  switch (number % 15) {
    case 0:
      return check(rest, *json, &source_from_json, &source_to_json);
    case 1:
      return check(rest, *json, &stored_claim_from_json, &stored_claim_to_json);
    case 2:
      return check(rest, *json, &passages_from_json, &passages_to_json);
    case 3:
      return check(rest, *json, &mentions_from_json, &mentions_to_json);
    case 4:
      return check(rest, *json, &feed_state_from_json, &feed_state_to_json);
    case 5:
      return check(rest, *json, &entry_state_from_json, &entry_state_to_json);
    case 6:
      return check(rest, *json, &pending_entry_from_json, &pending_entry_to_json);
    case 7:
      return check(rest, *json, &robots_from_json, &robots_to_json);
    case 8:
      return check(rest, *json, &version_meta_from_json, &version_meta_to_json);
    case 9:
      return check(rest, *json, &copy_mark_from_json, &copy_mark_to_json);
    case 10:
      return check(rest, *json, &run_from_json, &run_to_json);
    case 11:
      return check(rest, *json, &arrival_from_json, &arrival_to_json);
    case 12:
      return check(rest, *json, &topic_state_from_json, &topic_state_to_json);
    case 13:
      return check(rest, *json, &topic_member_from_json, &topic_member_to_json);
    default:
      return check(rest, *json, &reading_from_json, &reading_to_json);
  }
}

}  // namespace dossier
