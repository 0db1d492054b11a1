// The doctor on documents: revisions with their texts, raw bytes, passages, mentions and claims.

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "store/doctor_impl.h"

namespace dossier {

using schema::Kind;

void Examination::check_revisions() {
  std::string source_before;
  int number_before = 0;
  Time first_seen{};
  each(schema::kind_prefix(Kind::source), [&](std::string_view key, std::string_view value) {
    const std::string id{schema::first_text(key)};
    if (key.size() != id.size() + 6) return found("a source", "its key is none of ours");
    const int number = schema::last_number(key);
    const std::string subject = fmt::format("source {} revision {}", id, number);
    if (number != (id == source_before ? number_before + 1 : 1)) {
      found(subject, "a revision before it is missing");
    }
    revisions_.push_back({std::string{key.substr(1)}, {}});
    ++checkup_.revisions;
    const bool first = id != source_before;
    source_before = id;
    number_before = number;
    const auto source = decode(subject, value, &source_from_json);
    if (!source) return;
    if (source->id != id || source->revision != number) {
      return found(subject, "its record tells of another one");
    }
    revisions_.back().fetched = source->fetched;
    if (first) first_seen = source->first_seen;
    if (source->first_seen != first_seen) {
      found(subject, "first seen at another time than its first revision");
    }
    check_document(subject, *source);
  });
}

void Examination::check_document(const std::string& subject, const Source& source) {
  std::optional<std::string> text =
      get(schema::text_key(source.id, source.revision), Family::bytes);
  if (!text) {
    found(subject, "its text is missing");
  } else if (content_hash(*text) != source.text_hash) {
    found(subject, "its text is not the one that was stored");
    text.reset();  // Nothing can be proved by it
  }
  const std::string* proved = text ? &*text : nullptr;
  if (!source.raw_hash.empty()) raws_.push_back({source.raw_hash, revisions_.size() - 1});
  check_passages(subject, source, proved);
  check_mentions(subject, source, proved);
  check_claims(subject, source, proved);
}

void Examination::check_passages(const std::string& subject, const Source& source,
                                 const std::string* text) {
  const auto value = get(schema::revision_key(Kind::passages, source.id, source.revision));
  if (!value) return found(subject, "its passages are missing");
  const auto passages = decode(subject + " passages", *value, &passages_from_json);
  if (!passages || text == nullptr) return;
  const std::size_t size = text->size();
  const bool within = std::ranges::all_of(*passages, [&](const Passage& passage) {
    return lies_within(passage.span, size) && lies_within(passage.introduction, size) &&
           std::ranges::all_of(passage.headings, [&](TextSpan h) { return lies_within(h, size); });
  });
  if (!within) found(subject, "a passage lies outside its text");
}

void Examination::check_mentions(const std::string& subject, const Source& source,
                                 const std::string* text) {
  const auto value = get(schema::revision_key(Kind::mentions, source.id, source.revision));
  if (!value) return found(subject, "its mentions are missing");
  const auto mentions = decode(subject + " mentions", *value, &mentions_from_json);
  if (!mentions || text == nullptr) return;
  const bool within = std::ranges::all_of(*mentions, [&](const Mention& mention) {
    return lies_within(mention.span, text->size()) && lies_within(mention.antecedent, text->size());
  });
  if (!within) found(subject, "a mention lies outside its text");
}

void Examination::check_claims(const std::string& subject, const Source& source,
                               const std::string* text) {
  check_reading(subject, schema::revision_key(Kind::claim, source.id, source.revision), source,
                text);
  // Those of former readings: 1 to n, where n + 1 is the latest.
  int next = 2;
  each(schema::revision_key(Kind::reading, source.id, source.revision),
       [&](std::string_view key, std::string_view value) {
         const int number = schema::last_number(key);
         if (number != next) found(subject, fmt::format("reading {} is missing", next));
         next = number + 1;
         static_cast<void>(
             decode(fmt::format("{} reading {}", subject, number), value, &reading_from_json));
         check_reading(fmt::format("{} reading {}", subject, number - 1),
                       schema::reading_key(Kind::former, source.id, source.revision, number - 1),
                       source, text);
       });
  int former = 0;
  each(schema::revision_key(Kind::former, source.id, source.revision),
       [&](std::string_view key, std::string_view) {
         former = std::max(former, schema::last_number(key.substr(0, key.size() - 4)));
       });
  if (former + 1 >= next) {
    found(subject, fmt::format("claims of reading {} are kept, and reading {} is missing", former,
                               former + 1));
  }
}

void Examination::check_reading(const std::string& reading, const std::string& prefix,
                                const Source& source, const std::string* text) {
  int next = 0;
  each(prefix, [&](std::string_view key, std::string_view value) {
    ++checkup_.claims;
    const int index = schema::last_number(key);
    const std::string place = fmt::format("{} claim {}", reading, index);
    if (index != next) found(place, "a claim before it is missing");
    next = index + 1;
    const auto claim = decode(place, value, &stored_claim_from_json);
    if (!claim) return;
    const std::string subject = fmt::format("{} ({})", place, claim->id);
    check_claim_id(subject, key, claim->id);
    if (claim->source != source.id || claim->revision != source.revision) {
      found(subject, "it says that another text makes it");
    } else if (text != nullptr) {
      check_claim(subject, source, *text, *claim);
    }
  });
}

void Examination::check_claim(const std::string& subject, const Source& source,
                              const std::string& text, const StoredClaim& claim) {
  bool within = lies_within(claim.claim.evidence, text.size());
  for (const Support& support : claim.claim.supports) {
    within = within && lies_within(support.span, text.size());
  }
  if (const auto* stance = std::get_if<Stance>(&claim.claim.content)) {
    within = within && lies_within(stance->quotable, text.size());
  }
  if (const auto* event = std::get_if<Event>(&claim.claim.content)) {
    within = within && lies_within(event->quotable, text.size());
  }
  if (!within) return found(subject, "its evidence lies outside the text");
  const StoredClaim made = store_claims(source, text, {claim.claim}).front();
  if (made.id != claim.id) found(subject, "its content makes the id " + made.id);
  if (made.evidence_text != claim.evidence_text) {
    found(subject, "its evidence is not what the text says there");
  }
  if (made.support_texts != claim.support_texts) {
    found(subject, "a support is not what the text says there");
  }
  if (made.quotable_text != claim.quotable_text) {
    found(subject, "its quotation is not what the text says there");
  }
}

void Examination::check_claim_id(const std::string& subject, std::string_view key,
                                 const std::string& id) {
  const auto leads_to = get(schema::claim_id_key(id));
  if (leads_to == key) {
    ++claims_indexed_;
    return;
  }
  const std::string ours{key};
  const Repair repair = [&](Batch& batch) { batch.put(schema::claim_id_key(id), ours); };
  if (!leads_to) return found(subject, "its id leads nowhere", repair);
  // One text may make the same claim twice; then the id leads to one of them.
  const Json other = peek(*leads_to);
  if (JsonReader{other}.text("id") == id) return;
  misled_ids_.insert(id);
  found(subject, "its id leads elsewhere", repair);
}

void Examination::check_claim_id_strays() {
  const std::string prefix = schema::kind_prefix(Kind::claim_id);
  std::size_t ids = 0;
  each(prefix, [&](std::string_view, std::string_view) { ++ids; });
  if (ids == claims_indexed_) return;  // As ever: not worth reading every claim again
  each(prefix, [&](std::string_view key, std::string_view value) {
    const std::string id{key.substr(prefix.size())};
    const Json claim = peek(value);
    if (JsonReader{claim}.text("id") == id || misled_ids_.contains(id)) return;
    found("claim id " + id, "it leads to no claim",
          [&](Batch& batch) { batch.erase(schema::claim_id_key(id)); });
  });
}

// In the order of the hashes, so that each page is read once, however many revisions it made.
void Examination::check_raw() {
  std::ranges::sort(raws_, [](const Raw& a, const Raw& b) {
    return std::tie(a.hash, a.revision) < std::tie(b.hash, b.revision);
  });
  std::size_t next = 0;
  const auto tell_missing_before = [&](std::string_view hash) {
    for (; next < raws_.size() && (hash.empty() || raws_[next].hash < hash); ++next) {
      if (is_there(schema::pruned_key(raws_[next].hash))) continue;
      found(name_of(raws_[next].revision), "its raw bytes are missing");
    }
  };
  const std::string prefix = schema::kind_prefix(schema::BytesKind::raw);
  each(
      prefix,
      [&](std::string_view key, std::string_view value) {
        const std::string hash{key.substr(prefix.size())};
        tell_missing_before(hash);
        if (next == raws_.size() || raws_[next].hash != hash) {
          return found("raw bytes " + hash, "no revision was made of them");
        }
        const bool intact = content_hash(value) == hash;
        for (; next < raws_.size() && raws_[next].hash == hash; ++next) {
          if (!intact) found(name_of(raws_[next].revision), "its raw bytes are not as fetched");
        }
      },
      Family::bytes);
  tell_missing_before({});
  raws_ = {};
}

// Records of a revision that is not there itself.
void Examination::check_strays() {
  check_strays_of(schema::kind_prefix(Kind::claim), "claims", 4, Family::records);
  check_strays_of(schema::kind_prefix(Kind::former), "claims of a former reading", 8,
                  Family::records);
  check_strays_of(schema::kind_prefix(Kind::reading), "a reading", 4, Family::records);
  check_strays_of(schema::kind_prefix(Kind::passages), "passages", 0, Family::records);
  check_strays_of(schema::kind_prefix(Kind::mentions), "mentions", 0, Family::records);
  check_strays_of(schema::kind_prefix(schema::BytesKind::text), "a text", 0, Family::bytes);
}

void Examination::check_strays_of(std::string_view prefix, const char* what,
                                  std::size_t bytes_after, Family family) {
  std::string before;
  each(
      prefix,
      [&](std::string_view key, std::string_view) {
        if (key.size() < schema::first_text(key).size() + 6 + bytes_after) {
          return found(what, "a key is none of ours");
        }
        const std::string_view revision = key.substr(1, key.size() - 1 - bytes_after);
        if (revision == before) return;
        before = revision;
        if (find_revision(revision)) return;
        found(fmt::format("source {} revision {}", schema::first_text(key),
                          schema::last_number(revision)),
              fmt::format("{} of it are there, and it is not", what));
      },
      family);
}

}  // namespace dossier
