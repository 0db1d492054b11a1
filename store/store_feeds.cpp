// What is known of feeds, their entries and the robots.txt of their hosts.

#include "store/store_impl.h"

namespace dossier {

using schema::Kind;

// A pending entry's own record stays as it is: put_pending() writes it.
void Store::Impl::put_entry(Batch& batch, std::string_view feed_url, std::string_view entry_key,
                            const EntryState& state) {
  batch.put(schema::entry_key(Kind::entry, feed_url, entry_key),
            dump_json(entry_state_to_json(state)));
  if (!state.pending) batch.erase(schema::entry_key(Kind::pending, feed_url, entry_key));
}

Result<std::optional<FeedState>> Store::feed_state(std::string_view feed_url) const {
  return impl_->read(schema::feed_key(feed_url), &feed_state_from_json);
}

Result<void> Store::put_feed_state(const FeedState& state) {
  Batch batch = impl_->database->batch();
  batch.put(schema::feed_key(state.url), dump_json(feed_state_to_json(state)));
  return impl_->database->write(std::move(batch));
}

Result<std::optional<EntryState>> Store::entry_state(std::string_view feed_url,
                                                     std::string_view entry_key) const {
  return impl_->read(schema::entry_key(Kind::entry, feed_url, entry_key), &entry_state_from_json);
}

Result<void> Store::put_entry_state(std::string_view feed_url, std::string_view entry_key,
                                    const EntryState& state) {
  Batch batch = impl_->database->batch();
  if (state.pending) {
    const std::string key = schema::entry_key(Kind::pending, feed_url, entry_key);
    const auto listed = impl_->database->get(key);
    if (!listed) return tl::unexpected<Error>(listed.error());
    if (!*listed) batch.put(key, {});
  }
  impl_->put_entry(batch, feed_url, entry_key, state);
  return impl_->database->write(std::move(batch));
}

Result<void> Store::put_pending(std::string_view feed_url, const PendingEntry& pending) {
  Batch batch = impl_->database->batch();
  EntryState state = pending.state;
  state.pending = true;
  impl_->put_entry(batch, feed_url, pending.key, state);
  batch.put(schema::entry_key(Kind::pending, feed_url, pending.key),
            dump_json(pending_entry_to_json(pending.entry)));
  return impl_->database->write(std::move(batch));
}

Result<std::vector<PendingEntry>> Store::pending_entries(std::string_view feed_url,
                                                         std::size_t most,
                                                         std::optional<Time> due) const {
  const std::string prefix = schema::entry_prefix(Kind::pending, feed_url);
  std::vector<PendingEntry> pending;
  std::optional<Error> error;
  const auto scanned =
      impl_->database->scan(prefix, [&](std::string_view key, std::string_view value) {
        if (pending.size() >= most) return false;
        PendingEntry next;
        next.key = key.substr(prefix.size());
        auto state = impl_->read_companion(schema::entry_key(Kind::entry, feed_url, next.key),
                                           &entry_state_from_json);
        if (!state) return error = std::move(state.error()), false;
        if (due && state->next_try && *state->next_try > *due) return true;
        next.state = std::move(*state);
        if (value.empty()) {  // Of an earlier program, which kept no more than the key
          next.entry.link = next.key;
        } else {
          auto entry = impl_->decode(key, value, &pending_entry_from_json);
          if (!entry) return error = std::move(entry.error()), false;
          next.entry = std::move(*entry);
        }
        pending.push_back(std::move(next));
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return tl::unexpected<Error>(std::move(*error));
  return pending;
}

Result<std::size_t> Store::count_pending(std::string_view feed_url) const {
  std::size_t count = 0;
  const auto scanned = impl_->database->scan(schema::entry_prefix(Kind::pending, feed_url),
                                             [&](std::string_view, std::string_view) {
                                               ++count;
                                               return true;
                                             });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  return count;
}

Result<std::set<std::string>> Store::feeds_waiting(
    const std::vector<std::string>& feed_urls) const {
  const std::size_t prefix_size = schema::entry_prefix(Kind::pending, "").size();
  std::set<std::string, std::less<>> prefixes;
  const auto scanned = impl_->database->scan(schema::kind_prefix(Kind::pending),
                                             [&](std::string_view key, std::string_view) {
                                               prefixes.emplace(key.substr(0, prefix_size));
                                               return true;
                                             });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  std::set<std::string> waiting;
  for (const std::string& url : feed_urls) {
    if (prefixes.contains(schema::entry_prefix(Kind::pending, url))) waiting.insert(url);
  }
  return waiting;
}

Result<std::optional<RobotsRecord>> Store::robots(std::string_view origin) const {
  return impl_->read(schema::robots_key(origin), &robots_from_json);
}

Result<void> Store::put_robots(std::string_view origin, const RobotsRecord& record) {
  Batch batch = impl_->database->batch();
  batch.put(schema::robots_key(origin), dump_json(robots_to_json(record)));
  return impl_->database->write(std::move(batch));
}

}  // namespace dossier
