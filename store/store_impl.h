// Shared by the files that make up class Store.

#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "store/database.h"
#include "store/record_json.h"
#include "store/record_text.h"
#include "store/schema.h"
#include "store/store.h"

namespace dossier {

// A source among those with nearly the same text, with what is known of it.
struct CopyMember {
  Source source;
  bool by_hand = false;  // Its copy_of is an editor's word
};
using CopyGroup = std::map<std::string, CopyMember>;  // By id

struct Store::Impl {
  std::unique_ptr<Database> database;

  [[nodiscard]] tl::unexpected<Error> corrupt(std::string_view key, std::string_view why) const {
    std::string shown;
    for (char byte : key) shown += byte >= ' ' && byte <= '~' ? byte : '.';
    return fail(ErrorCode::corrupt,
                fmt::format("store {}: record {}: {}", database->place(), shown, why));
  }

  // The value under `key`, read by `from_json`.
  template <typename T>
  [[nodiscard]] Result<T> decode(std::string_view key, std::string_view value,
                                 Result<T> (*from_json)(const Json&)) const {
    if (std::optional<T> read = read_own_text<T>(value)) return std::move(*read);
    const Result<Json> json = parse_json(value);
    if (!json) return corrupt(key, json.error().message);
    Result<T> read = from_json(*json);
    if (!read) return corrupt(key, read.error().message);
    return read;
  }

  template <typename T>
  [[nodiscard]] Result<std::optional<T>> read(std::string_view key,
                                              Result<T> (*from_json)(const Json&)) const {
    const auto value = database->get(key);
    if (!value) return tl::unexpected<Error>(value.error());
    if (!*value) return std::nullopt;
    Result<T> decoded = decode(key, **value, from_json);
    if (!decoded) return tl::unexpected<Error>(std::move(decoded.error()));
    return std::move(*decoded);
  }

  // What another record says must be there.
  template <typename T>
  [[nodiscard]] Result<T> read_companion(std::string_view key,
                                         Result<T> (*from_json)(const Json&)) const {
    Result<std::optional<T>> found = read(key, from_json);
    if (!found) return tl::unexpected<Error>(std::move(found.error()));
    if (!*found) return corrupt(key, "missing");
    return std::move(**found);
  }
  [[nodiscard]] Result<std::string> bytes_companion(std::string_view key) const {
    auto found = database->get(key, Family::bytes);
    if (!found) return tl::unexpected<Error>(std::move(found.error()));
    if (!*found) return corrupt(key, "missing");
    return std::move(**found);
  }

  // Every value under `prefix`, by key. `scans`: a Database, or a Scanner of it.
  template <typename T, typename Scans>
  [[nodiscard]] Result<std::vector<T>> list(Scans& scans, std::string_view prefix,
                                            Result<T> (*from_json)(const Json&)) const {
    std::vector<T> values;
    std::optional<Error> error;
    const auto scanned = scans.scan(prefix, [&](std::string_view key, std::string_view value) {
      Result<T> decoded = decode(key, value, from_json);
      if (!decoded) return error = std::move(decoded.error()), false;
      values.push_back(std::move(*decoded));
      return true;
    });
    if (!scanned) return tl::unexpected<Error>(scanned.error());
    if (error) return tl::unexpected<Error>(std::move(*error));
    return values;
  }
  template <typename T>
  [[nodiscard]] Result<std::vector<T>> list(std::string_view prefix,
                                            Result<T> (*from_json)(const Json&)) const {
    return list(*database, prefix, from_json);
  }

  // The entry's state; one that does not wait for its page leaves the list of those that do.
  static void put_entry(Batch& batch, std::string_view feed_url, std::string_view entry_key,
                        const EntryState& state);

  // The names met in a text: one record a spelling, so that nothing need be read before it is
  // written.
  static void put_spellings(Batch& batch, const std::vector<Mention>& mentions,
                            const std::string& text);

  // The latest revision of a source, without its mark as a copy.
  [[nodiscard]] Result<std::optional<Source>> latest(std::string_view source) const;
  [[nodiscard]] Result<std::optional<CopyMark>> copy_mark(std::string_view source) const;
  // The given revision, or the latest for 0. Errors: not_found.
  [[nodiscard]] Result<int> revision(std::string_view source, int asked) const;

  // --- store_copies.cpp
  // Adds to the batch: the document's bands, and marks for the copies that it brings to light,
  // whose ids it gives.
  [[nodiscard]] Result<std::vector<std::string>> mark_copies(const Source& source,
                                                             std::string_view text,
                                                             Batch& batch) const;
  [[nodiscard]] Result<CopyGroup> copies_of(const Source& source,
                                            const std::vector<std::uint64_t>& runs,
                                            const std::set<std::string>& candidates) const;
  [[nodiscard]] Result<void> add_member(const Source& source, CopyGroup& group) const;
  [[nodiscard]] Result<std::vector<std::string>> mark_group(const CopyGroup& group,
                                                            Batch& batch) const;
};

}  // namespace dossier
