// Sources with their texts, claims and names.

#include <set>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/store_impl.h"

namespace dossier {
namespace {

// The claims as they are stored: with the revision that the document turned out to be.
std::vector<StoredClaim> claims_of(const Document& document, const Source& source) {
  std::vector<Claim> claims;
  for (const StoredClaim& claim : document.claims) {
    if (claim.revision != source.revision || claim.source != source.id) {
      claims.clear();
      for (const StoredClaim& each : document.claims) claims.push_back(each.claim);
      return store_claims(source, document.text, claims);
    }
  }
  return document.claims;
}

}  // namespace

void Store::Impl::put_spellings(Batch& batch, const std::vector<Mention>& mentions,
                                const std::string& text) {
  constexpr std::size_t kSpellingBytesMax = 200;  // Longer ones are no names
  std::set<std::string> keys;
  for (const Mention& mention : mentions) {
    if (mention.canonical.empty() || mention.span.end > text.size()) continue;
    const std::string spelling = on_one_line(text_at(text, mention.span));
    if (spelling.empty() || spelling.size() > kSpellingBytesMax) continue;
    keys.insert(schema::alias_key(mention.kind, mention.canonical, spelling));
  }
  for (const std::string& key : keys) batch.put(key, {});
}

Result<std::optional<Source>> Store::Impl::latest(std::string_view source) const {
  // Most have one revision. Two looks by key, the second answered by a filter, cost a tenth of a
  // seek to the last.
  const std::string first_key = schema::revision_key(schema::Kind::source, source, 1);
  const auto first = database->get(first_key);
  if (!first) return tl::unexpected<Error>(first.error());
  if (*first) {
    const auto second = database->get(schema::revision_key(schema::Kind::source, source, 2));
    if (!second) return tl::unexpected<Error>(second.error());
    if (!*second) {
      Result<Source> decoded = decode(first_key, **first, &source_from_json);
      if (!decoded) return tl::unexpected<Error>(std::move(decoded.error()));
      return std::move(*decoded);
    }
  }
  const auto last = database->last(schema::source_prefix(schema::Kind::source, source));
  if (!last) return tl::unexpected<Error>(last.error());
  if (!*last) return std::nullopt;
  Result<Source> decoded = decode((*last)->first, (*last)->second, &source_from_json);
  if (!decoded) return tl::unexpected<Error>(std::move(decoded.error()));
  return std::move(*decoded);
}

Result<std::optional<CopyMark>> Store::Impl::copy_mark(std::string_view source) const {
  return read(schema::copy_key(source), &copy_mark_from_json);
}

Result<int> Store::Impl::revision(std::string_view source, int asked) const {
  if (asked > 0) {
    const auto there = database->get(schema::revision_key(schema::Kind::source, source, asked));
    if (!there) return tl::unexpected<Error>(there.error());
    if (*there) return asked;
  }
  const auto found = latest(source);
  if (!found) return tl::unexpected<Error>(found.error());
  if (!*found) return fail(ErrorCode::not_found, fmt::format("no source {}", source));
  if (asked == 0) return (*found)->revision;
  if (asked < 0 || asked > (*found)->revision) {
    return fail(ErrorCode::not_found, fmt::format("source {} has no revision {}", source, asked));
  }
  return asked;
}

Result<Store::Added> Store::add_document(const Document& document, std::string_view feed_url,
                                         std::string_view entry_key, const EntryState& state) {
  const auto known = impl_->latest(document.source.id);
  if (!known) return tl::unexpected<Error>(known.error());

  Batch batch = impl_->database->batch();
  EntryState entry = state;
  if (entry.source.empty()) entry.source = document.source.id;
  impl_->put_entry(batch, feed_url, entry_key, entry);

  Added added;
  Source source = document.source;
  source.text_hash = content_hash(document.text);
  if (*known && (*known)->text_hash == source.text_hash) {
    added.revision = (*known)->revision;
    if (auto written = impl_->database->write(std::move(batch)); !written) {
      return tl::unexpected<Error>(std::move(written.error()));
    }
    return added;
  }

  source.raw_hash = document.raw.empty() ? std::string{} : content_hash(document.raw);
  source.revision = *known ? (*known)->revision + 1 : 1;
  if (*known) source.first_seen = (*known)->first_seen;
  (*known ? added.new_revision : added.new_source) = true;
  added.revision = source.revision;

  using schema::Kind;
  const auto key = [&](Kind kind) {
    return schema::revision_key(kind, source.id, source.revision);
  };
  batch.put(key(Kind::source), dump_json(source_to_json(source)));
  batch.put(key(Kind::passages), dump_json(passages_to_json(document.passages)));
  batch.put(key(Kind::mentions), dump_json(mentions_to_json(document.mentions)));
  batch.put(schema::text_key(source.id, source.revision), document.text, Family::bytes);
  if (!source.raw_hash.empty()) {
    batch.put(schema::raw_key(source.raw_hash), document.raw, Family::bytes);
  }
  if (!document.headers.empty()) {
    batch.put(schema::headers_key(source.id, source.revision), document.headers, Family::bytes);
  }
  const std::vector<StoredClaim> stored = claims_of(document, source);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const std::string claim_key = schema::claim_key(source.id, source.revision, i);
    batch.put(claim_key, dump_json(stored_claim_to_json(stored[i])));
    batch.put(schema::claim_id_key(stored[i].id), claim_key);
  }
  const auto arrived = last_arrival();
  if (!arrived) return tl::unexpected<Error>(arrived.error());
  batch.put(schema::number_key(Kind::arrival, *arrived + 1),
            dump_json(arrival_to_json({*arrived + 1, source.id, source.revision, source.fetched})));
  added.new_claims = stored.size();
  Impl::put_spellings(batch, document.mentions, document.text);
  auto copies = impl_->mark_copies(source, document.text, batch);
  if (!copies) return tl::unexpected<Error>(std::move(copies.error()));
  added.copies = std::move(*copies);

  if (auto written = impl_->database->write(std::move(batch)); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  return added;
}

Result<std::optional<Source>> Store::source(std::string_view id) const {
  auto found = impl_->latest(id);
  if (!found || !*found) return found;
  const auto mark = impl_->copy_mark(id);
  if (!mark) return tl::unexpected<Error>(mark.error());
  if (*mark) (*found)->copy_of = (*mark)->original;
  return found;
}

Result<void> Store::for_each_source(const std::function<bool(const Source&)>& visit) const {
  std::unordered_map<std::string, std::string> originals;
  std::optional<Error> error;
  const auto scan_of = [&](schema::Kind kind, const auto& each) -> Result<void> {
    auto scanned = impl_->database->scan(schema::kind_prefix(kind), each);
    if (scanned && error) return tl::unexpected<Error>(std::move(*error));
    return scanned;
  };

  auto scanned = scan_of(schema::Kind::copy, [&](std::string_view key, std::string_view value) {
    Result<CopyMark> mark = impl_->decode(key, value, &copy_mark_from_json);
    if (!mark) return error = std::move(mark.error()), false;
    originals[std::string{schema::first_text(key)}] = std::move(mark->original);
    return true;
  });
  if (!scanned) return scanned;

  // Revisions of one source stand together, the latest last.
  std::string pending_key, pending_value;
  bool stopped = false;
  const auto visit_pending = [&] {
    if (pending_key.empty()) return true;
    Result<Source> source = impl_->decode(pending_key, pending_value, &source_from_json);
    if (!source) return error = std::move(source.error()), false;
    if (const auto mark = originals.find(source->id); mark != originals.end()) {
      source->copy_of = mark->second;
    }
    stopped = !visit(*source);
    return !stopped;
  };
  scanned = scan_of(schema::Kind::source, [&](std::string_view key, std::string_view value) {
    if (schema::first_text(key) != schema::first_text(pending_key) && !visit_pending()) {
      return false;
    }
    pending_key = key;
    pending_value = value;
    return true;
  });
  if (!scanned || stopped) return scanned;
  if (!visit_pending() && error) return tl::unexpected<Error>(std::move(*error));
  return {};
}

Result<void> Store::for_each_revision(const std::function<bool(const Source&)>& visit) const {
  std::optional<Error> error;
  auto scanned = impl_->database->scan(
      schema::kind_prefix(schema::Kind::source), [&](std::string_view key, std::string_view value) {
        Result<Source> source = impl_->decode(key, value, &source_from_json);
        if (!source) return error = std::move(source.error()), false;
        const auto mark = impl_->copy_mark(source->id);
        if (!mark) return error = mark.error(), false;
        if (*mark) source->copy_of = (*mark)->original;
        return visit(*source);
      });
  if (!scanned) return scanned;
  if (error) return tl::unexpected<Error>(std::move(*error));
  return {};
}

Result<std::string> Store::text(std::string_view source, int revision) const {
  if (revision > 0) {  // Most often it is there; if not, it is told why below
    auto text = impl_->database->get(schema::text_key(source, revision), Family::bytes);
    if (!text) return tl::unexpected<Error>(std::move(text.error()));
    if (*text) return std::move(**text);
  }
  const Result<int> number = impl_->revision(source, revision);
  if (!number) return tl::unexpected<Error>(number.error());
  return impl_->bytes_companion(schema::text_key(source, *number));
}

Result<std::string> Store::headers(std::string_view source, int revision) const {
  const auto number = impl_->revision(source, revision);
  if (!number) return tl::unexpected<Error>(number.error());
  auto found = impl_->database->get(schema::headers_key(source, *number), Family::bytes);
  if (!found) return tl::unexpected<Error>(std::move(found.error()));
  return std::move(*found).value_or("");
}

Result<std::string> Store::raw(std::string_view raw_hash) const {
  auto found = impl_->database->get(schema::raw_key(raw_hash), Family::bytes);
  if (!found) return tl::unexpected<Error>(std::move(found.error()));
  if (!*found) return fail(ErrorCode::not_found, fmt::format("no raw bytes {}", raw_hash));
  return std::move(**found);
}

Result<std::vector<StoredClaim>> Store::claims(std::string_view source, int revision) const {
  const Result<int> number = impl_->revision(source, revision);
  if (!number) return tl::unexpected<Error>(number.error());
  return impl_->list(schema::revision_key(schema::Kind::claim, source, *number),
                     &stored_claim_from_json);
}

Result<std::optional<StoredClaim>> Store::claim(std::string_view id) const {
  const auto key = impl_->database->get(schema::claim_id_key(id));
  if (!key) return tl::unexpected<Error>(key.error());
  if (!*key) return std::nullopt;
  auto claim = impl_->read_companion(**key, &stored_claim_from_json);
  if (!claim) return tl::unexpected<Error>(std::move(claim.error()));
  return std::move(*claim);
}

Result<std::vector<std::string>> Store::spellings(NameKind kind, std::string_view canonical) const {
  const std::string prefix = schema::alias_key(kind, canonical, {});
  std::vector<std::string> spellings;
  const auto scanned = impl_->database->scan(prefix, [&](std::string_view key, std::string_view) {
    spellings.emplace_back(key.substr(prefix.size()));
    return true;
  });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  return spellings;
}

Result<std::vector<Passage>> Store::passages(std::string_view source, int revision) const {
  const Result<int> number = impl_->revision(source, revision);
  if (!number) return tl::unexpected<Error>(number.error());
  return impl_->read_companion(schema::revision_key(schema::Kind::passages, source, *number),
                               &passages_from_json);
}

Result<std::vector<Mention>> Store::mentions(std::string_view source) const {
  const Result<int> number = impl_->revision(source, 0);
  if (!number) return tl::unexpected<Error>(number.error());
  return impl_->read_companion(schema::revision_key(schema::Kind::mentions, source, *number),
                               &mentions_from_json);
}

Result<std::vector<EntityRecord>> Store::entities() const {
  std::vector<EntityRecord> entities;
  const auto scanned = impl_->database->scan(
      schema::kind_prefix(schema::Kind::alias), [&](std::string_view key, std::string_view) {
        auto alias = schema::read_alias_key(key);
        if (!alias) return true;
        if (entities.empty() || entities.back().kind != alias->kind ||
            entities.back().canonical != alias->canonical) {
          entities.push_back({alias->kind, std::move(alias->canonical), {}});
        }
        entities.back().aliases.push_back(std::move(alias->spelling));
        return true;
      });
  if (!scanned) return tl::unexpected<Error>(scanned.error());
  return entities;
}

Result<void> Store::mark_copy(std::string_view source, std::string_view original) {
  for (std::string_view id : {source, original}) {
    if (id.empty()) continue;
    if (const Result<int> there = impl_->revision(id, 0); !there) {
      return tl::unexpected<Error>(there.error());
    }
  }
  Batch batch = impl_->database->batch();
  batch.put(schema::copy_key(source), dump_json(copy_mark_to_json({std::string{original}, true})));
  return impl_->database->write(std::move(batch));
}

}  // namespace dossier
