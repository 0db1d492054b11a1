// The records that a dossier is made of, by the thousand, read from their text without a tree of
// JSON in between: claims, sources, passages, members.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/source.h"
#include "store/store.h"

namespace dossier {

// What parse_json() and the record's from_json() (store/record_json.h) read from the same text.
// Nothing for a text that is not, field by field in that order, as its to_json() writes it: then
// those two say what is wrong with it, or take it. Without a form of its own: always nothing.
template <typename T>
std::optional<T> read_own_text(std::string_view /*json*/) {
  return std::nullopt;
}
template <>
std::optional<Source> read_own_text(std::string_view json);
template <>
std::optional<StoredClaim> read_own_text(std::string_view json);
template <>
std::optional<std::vector<Passage>> read_own_text(std::string_view json);
template <>
std::optional<TopicMember> read_own_text(std::string_view json);

}  // namespace dossier
