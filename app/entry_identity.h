// Which entry of a feed is which, from one answer to the next. Never told by dates alone: some
// hosts publish with old ones.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/feed.h"
#include "store/store.h"

namespace dossier {

struct IdentifiedEntry {
  std::string key;                  // What it is kept under
  std::optional<EntryState> state;  // Nothing: it is new
  bool has_own_page = true;         // No other entry of the feed has the same address
  // Its other names, kept so that it is known again when its address changes.
  std::vector<std::pair<std::string, EntryState>> names;
};

// The entries of one answer. An entry is known again by its address, canonically written, since
// some feeds give every item a new guid on every fetch; where several entries share an address, by
// their guids; where the address is new, by a guid with the same title or date, or by its content.
class EntryIdentity {
 public:
  // All must outlive it.
  EntryIdentity(const Store& store, std::string_view feed_url, const Feed& feed);

  // Nothing for an entry that this answer has given already. Errors: those of the store.
  [[nodiscard]] Result<std::optional<IdentifiedEntry>> identify(const FeedEntry& entry);

 private:
  [[nodiscard]] Result<IdentifiedEntry> find(const FeedEntry& entry) const;
  [[nodiscard]] Result<std::optional<EntryState>> state(std::string_view key) const;

  const Store& store_;
  const std::string_view feed_url_;
  std::map<std::string, std::set<std::string>> by_address_;  // The guids, or titles, of each
  std::map<std::string, int> by_guid_;
  std::set<std::string> given_;
};

// What tells an edited entry from one that is as it was.
[[nodiscard]] std::string entry_hash(const FeedEntry& entry);

}  // namespace dossier
