#include "app/entry_identity.h"

#include "base/hash.h"
#include "ingest/url.h"

namespace dossier {
namespace {

// Less text than this, without a date, is no mark to know an entry by.
constexpr std::size_t kTellingTextBytesMin = 100;

std::string date_of(const std::optional<Time>& date) {
  return date ? format_rfc3339(*date) : "";
}

// What its guid or, without one, its title tells it by.
std::string own_name(const FeedEntry& entry) {
  return entry.id.empty() ? entry.title.value_or("") : entry.id;
}

bool has_text(const FeedEntry& entry) {
  return !entry.summary_html.empty() || !entry.content_html.empty();
}

std::string shared_key(const std::string& address, const FeedEntry& entry) {
  return address + '\n' + own_name(entry);
}

// A guid alone is not believed: "current" may name another item each week.
std::string guid_mark(const FeedEntry& entry) {
  return short_id({entry.title.value_or(""), date_of(entry.published)});
}

// Empty where the entry says too little to be known by it. The address counts without its query,
// which may carry a new number on each fetch.
std::string content_name(const FeedEntry& entry, const std::string& address) {
  const std::size_t text = entry.summary_html.size() + entry.content_html.size();
  if (!entry.title || (!entry.published && text < kTellingTextBytesMin)) return "";
  return "text\n" + short_id({address.substr(0, address.find('?')), *entry.title,
                              entry.summary_html, entry.content_html, date_of(entry.published)});
}

}  // namespace

std::string entry_hash(const FeedEntry& entry) {
  return short_id({entry.title.value_or(""), entry.summary_html, entry.content_html,
                   date_of(entry.updated), date_of(entry.published)});
}

EntryIdentity::EntryIdentity(const Store& store, std::string_view feed_url, const Feed& feed)
    : store_{store}, feed_url_{feed_url} {
  for (const FeedEntry& entry : feed.entries) {
    if (!entry.link.empty()) by_address_[canonical_url(entry.link)].insert(own_name(entry));
    if (!entry.id.empty()) ++by_guid_[entry.id];
  }
}

Result<std::optional<IdentifiedEntry>> EntryIdentity::identify(const FeedEntry& entry) {
  Result<IdentifiedEntry> found = find(entry);
  if (!found) return tl::unexpected<Error>(std::move(found.error()));
  if (!given_.insert(found->key).second) return std::nullopt;
  return std::move(*found);
}

Result<std::optional<EntryState>> EntryIdentity::state(std::string_view key) const {
  return store_.entry_state(feed_url_, key);
}

Result<IdentifiedEntry> EntryIdentity::find(const FeedEntry& entry) const {
  IdentifiedEntry found;
  const auto known = [&](std::string key) -> Result<bool> {
    auto read = state(key);
    if (!read) return tl::unexpected<Error>(std::move(read.error()));
    if (!*read) return false;
    found.key = std::move(key);
    found.state = std::move(*read);
    return true;
  };
  const std::string address = entry.link.empty() ? "" : canonical_url(entry.link);
  const bool is_shared = !address.empty() && by_address_.at(address).size() > 1 && has_text(entry);
  if (!address.empty()) {
    if (auto is_known = known(shared_key(address, entry)); !is_known || *is_known) {
      found.has_own_page = false;
      return is_known ? Result<IdentifiedEntry>{std::move(found)}
                      : tl::unexpected<Error>(std::move(is_known.error()));
    }
  }
  std::string key = !address.empty() ? address : entry.id;
  if (key.empty()) {
    key = content_hash(entry.title.value_or("") + '\n' + entry.summary_html + entry.content_html);
  }
  if (auto is_known = known(key); !is_known) {
    return tl::unexpected<Error>(std::move(is_known.error()));
  } else if (*is_known && (!is_shared || found.state->guid == entry.id)) {
    return found;
  }
  found = {};
  found.has_own_page = !is_shared;
  found.key = is_shared ? shared_key(address, entry) : key;

  const bool tells = !entry.id.empty() && entry.id != entry.link && by_guid_.at(entry.id) == 1;
  const std::string guid_name = tells && !is_shared ? "guid\n" + entry.id : "";
  const std::string content = is_shared ? "" : content_name(entry, address);
  for (const std::string& name : {guid_name, content}) {
    if (name.empty() || name == found.key) continue;
    auto alias = state(name);
    if (!alias) return tl::unexpected<Error>(std::move(alias.error()));
    const std::string mark = name == guid_name ? guid_mark(entry) : "";
    if (*alias && !(*alias)->same_as.empty() && (*alias)->entry_hash == mark) {
      auto read = state((*alias)->same_as);
      if (!read) return tl::unexpected<Error>(std::move(read.error()));
      if (*read) {
        found.key = (*alias)->same_as;
        found.state = std::move(*read);
        found.names.clear();
        return found;
      }
    }
    EntryState named;
    named.same_as = found.key;
    named.entry_hash = mark;
    found.names.emplace_back(name, std::move(named));
  }
  return found;
}

}  // namespace dossier
