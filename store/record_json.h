// The values of store/ as JSON: the form in which they are stored. Each from_json() reads what its
// to_json() writes; errors: malformed, "/revision: expected a whole number". Claims are in
// extract/claim_json.h.

#pragma once

#include <array>

#include "base/json.h"
#include "store/store.h"

namespace dossier {

// What lies under the key of a version; its bytes lie under keys of their own.
struct VersionMeta {
  Time published{};
  // content_hash() of each part, so that altered bytes are found out.
  std::string markdown_hash, html_hash, json_hash, record_hash;
};

// The parts of a version, the byte that ends each one's key, and where its hash is kept.
struct VersionPart {
  char letter;
  std::string VersionRecord::*bytes;
  std::string VersionMeta::*hash;
};
inline constexpr std::array<VersionPart, 4> kVersionParts{{
    {'m', &VersionRecord::markdown, &VersionMeta::markdown_hash},
    {'h', &VersionRecord::html, &VersionMeta::html_hash},
    {'j', &VersionRecord::json, &VersionMeta::json_hash},
    {'r', &VersionRecord::record, &VersionMeta::record_hash},
}};

// Whose copy a source is, and who said so.
struct CopyMark {
  std::string original;  // Empty: an original
  bool by_hand = false;  // An editor's word, which no comparison of texts overrules
};

[[nodiscard]] Json source_to_json(const Source& source);  // Without copy_of, which is a CopyMark
[[nodiscard]] Result<Source> source_from_json(const Json& json);

[[nodiscard]] Json stored_claim_to_json(const StoredClaim& claim);
[[nodiscard]] Result<StoredClaim> stored_claim_from_json(const Json& json);

[[nodiscard]] Json passages_to_json(const std::vector<Passage>& passages);
[[nodiscard]] Result<std::vector<Passage>> passages_from_json(const Json& json);

[[nodiscard]] Json mentions_to_json(const std::vector<Mention>& mentions);
[[nodiscard]] Result<std::vector<Mention>> mentions_from_json(const Json& json);

[[nodiscard]] Json feed_state_to_json(const FeedState& state);
[[nodiscard]] Result<FeedState> feed_state_from_json(const Json& json);

[[nodiscard]] Json entry_state_to_json(const EntryState& state);
[[nodiscard]] Result<EntryState> entry_state_from_json(const Json& json);

// The fields that PendingEntry names.
[[nodiscard]] Json pending_entry_to_json(const FeedEntry& entry);
[[nodiscard]] Result<FeedEntry> pending_entry_from_json(const Json& json);

[[nodiscard]] Json robots_to_json(const RobotsRecord& record);
[[nodiscard]] Result<RobotsRecord> robots_from_json(const Json& json);

[[nodiscard]] Json version_meta_to_json(const VersionMeta& meta);
[[nodiscard]] Result<VersionMeta> version_meta_from_json(const Json& json);

[[nodiscard]] Json copy_mark_to_json(const CopyMark& mark);
[[nodiscard]] Result<CopyMark> copy_mark_from_json(const Json& json);

[[nodiscard]] Json run_to_json(const RunRecord& run);
[[nodiscard]] Result<RunRecord> run_from_json(const Json& json);

// Without its number, which is in the key.
[[nodiscard]] Json reading_to_json(const ReadingRecord& reading);
[[nodiscard]] Result<ReadingRecord> reading_from_json(const Json& json);

// Without its number, which is in the key.
[[nodiscard]] Json arrival_to_json(const Arrival& arrival);
[[nodiscard]] Result<Arrival> arrival_from_json(const Json& json);

[[nodiscard]] Json topic_state_to_json(const TopicState& state);
[[nodiscard]] Result<TopicState> topic_state_from_json(const Json& json);

// Without its source, which is in the key.
[[nodiscard]] Json topic_member_to_json(const TopicMember& member);
[[nodiscard]] Result<TopicMember> topic_member_from_json(const Json& json);

}  // namespace dossier
