// Stored texts read again: what a better extractor finds takes the place of what stood there.

#include <algorithm>
#include <set>

#include "store/store_impl.h"

namespace dossier {

using schema::Kind;

namespace {

std::vector<std::string> written(const std::vector<StoredClaim>& claims) {
  std::vector<std::string> lines;
  for (const StoredClaim& claim : claims) lines.push_back(dump_json(stored_claim_to_json(claim)));
  return lines;
}

std::size_t missing_in(const std::vector<StoredClaim>& claims,
                       const std::vector<StoredClaim>& others) {
  std::set<std::string_view> ids;
  for (const StoredClaim& other : others) ids.insert(other.id);
  return static_cast<std::size_t>(std::ranges::count_if(
      claims, [&](const StoredClaim& claim) { return !ids.contains(claim.id); }));
}

}  // namespace

Result<Store::Reread> Store::read_again(const Rereading& reading) {
  const auto latest = impl_->latest(reading.source);
  if (!latest) return tl::unexpected<Error>(latest.error());
  if (!*latest) return fail(ErrorCode::not_found, fmt::format("no source {}", reading.source));
  const Source& source = **latest;
  if (source.revision != reading.revision) {
    return fail(ErrorCode::refused, fmt::format("source {}: revision {} is not its latest, {}",
                                                source.id, reading.revision, source.revision));
  }
  const auto key = [&](Kind kind) {
    return schema::revision_key(kind, source.id, source.revision);
  };
  const auto text = impl_->bytes_companion(schema::text_key(source.id, source.revision));
  if (!text) return tl::unexpected<Error>(text.error());
  const auto stood = impl_->list(key(Kind::claim), &stored_claim_from_json);
  if (!stood) return tl::unexpected<Error>(stood.error());
  const auto stood_passages = impl_->database->get(key(Kind::passages));
  if (!stood_passages) return tl::unexpected<Error>(stood_passages.error());
  const auto stood_mentions = impl_->database->get(key(Kind::mentions));
  if (!stood_mentions) return tl::unexpected<Error>(stood_mentions.error());

  const std::vector<StoredClaim> found = store_claims(source, *text, reading.claims);
  const std::vector<std::string> lines = written(found);
  const std::string passages = dump_json(passages_to_json(reading.passages));
  const std::string mentions = dump_json(mentions_to_json(reading.mentions));
  if (lines == written(*stood) && passages == *stood_passages && mentions == *stood_mentions) {
    return Reread{};
  }

  const auto before = readings(source.id, source.revision);
  if (!before) return tl::unexpected<Error>(before.error());
  const int former = before->empty() ? 1 : before->back().number;
  const auto arrived = last_arrival();
  if (!arrived) return tl::unexpected<Error>(arrived.error());

  Batch batch = impl_->database->batch();
  for (std::size_t i = 0; i < stood->size(); ++i) {
    const StoredClaim& claim = (*stood)[i];
    const std::string place = schema::former_claim_key(source.id, source.revision, former, i);
    batch.put(place, dump_json(stored_claim_to_json(claim)));
    batch.put(schema::claim_id_key(claim.id), place);
    batch.erase(schema::claim_key(source.id, source.revision, i));
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string place = schema::claim_key(source.id, source.revision, i);
    batch.put(place, lines[i]);
    batch.put(schema::claim_id_key(found[i].id), place);
  }
  batch.put(key(Kind::passages), passages);
  batch.put(key(Kind::mentions), mentions);
  Impl::put_spellings(batch, reading.mentions, *text);
  batch.put(schema::reading_key(Kind::reading, source.id, source.revision, former + 1),
            dump_json(reading_to_json({former + 1, reading.read, reading.by})));
  batch.put(schema::number_key(Kind::arrival, *arrived + 1),
            dump_json(arrival_to_json(
                {*arrived + 1, source.id, source.revision, source.fetched, former + 1})));
  if (auto done = impl_->database->write(std::move(batch)); !done) {
    return tl::unexpected<Error>(std::move(done.error()));
  }
  return Reread{true, missing_in(found, *stood), missing_in(*stood, found)};
}

Result<std::vector<ReadingRecord>> Store::readings(std::string_view source, int revision) const {
  const std::string prefix = schema::revision_key(Kind::reading, source, revision);
  std::vector<ReadingRecord> readings;
  std::optional<Error> error;
  const auto scanned =
      impl_->database->scan(prefix, [&](std::string_view key, std::string_view value) {
        Result<ReadingRecord> record = impl_->decode(key, value, &reading_from_json);
        if (!record) return error = std::move(record.error()), false;
        record->number = schema::last_number(key);
        readings.push_back(std::move(*record));
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  if (error) return tl::unexpected<Error>(std::move(*error));
  return readings;
}

Result<std::vector<StoredClaim>> Store::claims_as_of(std::string_view source, int revision,
                                                     Time time) const {
  const auto later = readings(source, revision);
  if (!later) return tl::unexpected<Error>(later.error());
  int held = 1;
  for (const ReadingRecord& record : *later) {
    if (record.read <= time) held = record.number;
  }
  if (later->empty() || held == later->back().number) return claims(source, revision);
  return impl_->list(schema::reading_key(Kind::former, source, revision, held),
                     &stored_claim_from_json);
}

}  // namespace dossier
