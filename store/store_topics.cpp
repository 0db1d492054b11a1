// What came in, in order, and which sources belong to which dossier.

#include "store/store_impl.h"

namespace dossier {

Result<std::vector<Arrival>> Store::arrivals(std::uint64_t after) const {
  const std::string prefix = schema::kind_prefix(schema::Kind::arrival);
  std::vector<Arrival> arrivals;
  std::optional<Error> error;
  const auto scanned = impl_->database->scan_from(
      schema::number_key(schema::Kind::arrival, after + 1), prefix,
      [&](std::string_view key, std::string_view value) {
        Result<Arrival> arrival = impl_->decode(key, value, &arrival_from_json);
        if (!arrival) return error = std::move(arrival.error()), false;
        arrival->number = schema::last_long_number(key);
        arrivals.push_back(std::move(*arrival));
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return tl::unexpected<Error>(std::move(*error));
  return arrivals;
}

Result<std::uint64_t> Store::last_arrival() const {
  const auto last = impl_->database->last(schema::kind_prefix(schema::Kind::arrival));
  if (!last) return tl::unexpected<Error>(last.error());
  return *last ? schema::last_long_number((*last)->first) : 0;
}

Result<TopicState> Store::topic_state(std::string_view dossier) const {
  auto state = impl_->read(schema::topic_key(dossier), &topic_state_from_json);
  if (!state) return tl::unexpected<Error>(std::move(state.error()));
  return *state ? std::move(**state) : TopicState{};
}

Result<std::vector<TopicMember>> Store::topic_members(std::string_view dossier) const {
  const std::string prefix = schema::source_prefix(schema::Kind::member, dossier);
  std::vector<TopicMember> members;
  std::optional<Error> error;
  const auto scanned =
      impl_->database->scan(prefix, [&](std::string_view key, std::string_view value) {
        Result<TopicMember> member = impl_->decode(key, value, &topic_member_from_json);
        if (!member) return error = std::move(member.error()), false;
        member->source = key.substr(prefix.size());
        members.push_back(std::move(*member));
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return tl::unexpected<Error>(std::move(*error));
  return members;
}

Result<void> Store::put_topic(std::string_view dossier, const TopicState& state,
                              const std::vector<TopicMember>& members, bool afresh) {
  Batch batch = impl_->database->batch();
  if (afresh) {
    auto scanned = impl_->database->scan(
        schema::source_prefix(schema::Kind::member, dossier),
        [&](std::string_view key, std::string_view) { return batch.erase(key), true; });
    if (!scanned) return scanned;
  }
  batch.put(schema::topic_key(dossier), dump_json(topic_state_to_json(state)));
  for (const TopicMember& member : members) {
    const std::string key = schema::member_key(dossier, member.source);
    if (member.passages.empty()) {
      batch.erase(key);
    } else {
      batch.put(key, dump_json(topic_member_to_json(member)));
    }
  }
  return impl_->database->write(std::move(batch));
}

}  // namespace dossier
