#include "store/doctor.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "store/doctor_impl.h"

namespace dossier {

using schema::BytesKind;
using schema::Kind;

namespace {

constexpr std::size_t kRepairsMax = 1'000;  // In one batch

// The kinds, as they are told.
struct KindName {
  std::string_view name;
  std::string prefix;
  Family family;
};
std::vector<KindName> kind_names() {
  const auto record = [](std::string_view name, Kind kind) {
    return KindName{name, schema::kind_prefix(kind), Family::records};
  };
  const auto bytes = [](std::string_view name, BytesKind kind) {
    return KindName{name, schema::kind_prefix(kind), Family::bytes};
  };
  return {record("sources", Kind::source),
          bytes("texts", BytesKind::text),
          bytes("raw bytes", BytesKind::raw),
          bytes("headers", BytesKind::headers),
          record("raw bytes pruned", Kind::pruned),
          record("passages", Kind::passages),
          record("mentions", Kind::mentions),
          record("claims", Kind::claim),
          record("claims of former readings", Kind::former),
          record("readings", Kind::reading),
          record("claim ids", Kind::claim_id),
          record("spellings", Kind::alias),
          record("signatures", Kind::band),
          record("copies", Kind::copy),
          record("arrivals", Kind::arrival),
          record("feeds", Kind::feed),
          record("entries", Kind::entry),
          record("pending entries", Kind::pending),
          record("robots.txt", Kind::robots),
          record("topics", Kind::topic),
          record("topic members", Kind::member),
          record("versions", Kind::version),
          bytes("published bytes", BytesKind::version),
          record("runs", Kind::run)};
}

std::string version_name(std::string_view dossier, int number) {
  return fmt::format("dossier {} v{}", dossier, number);
}

}  // namespace

Checkup Examination::run() {
  check_files();
  check_revisions();
  check_claim_id_strays();
  check_raw();
  check_strays();
  check_arrivals();
  check_copies();
  check_topics();
  check_entries();
  check_versions();
  check_decisions();
  check_rest();
  write_repairs();
  return checkup_;
}

void Examination::found(std::string subject, std::string message, const Repair& repair) {
  ++checkup_.breaches;
  Breach breach{std::move(subject), std::move(message), false};
  if (repair && treatment_ == Treatment::repair) {
    repair(repairs_);
    breach.repaired = true;
    ++checkup_.repaired;
    if (++repairs_waiting_ == kRepairsMax) write_repairs();
  }
  tell_(breach);
}

void Examination::write_repairs() {
  if (repairs_waiting_ == 0) return;
  repairs_waiting_ = 0;
  const auto written =
      database_.write(std::exchange(repairs_, database_.batch()), Database::Durability::synced);
  if (!written) found("repairs", "not written: " + written.error().message);
}

void Examination::each(std::string_view prefix, const Visit& visit, Family family) {
  const auto scanned = database_.scan(
      prefix, [&](std::string_view key, std::string_view value) { return visit(key, value), true; },
      family);
  if (!scanned) found("store", scanned.error().message);
}

std::optional<std::string> Examination::get(std::string_view key, Family family) {
  auto value = database_.get(key, family);
  if (value) return std::move(*value);
  found("store", value.error().message);
  return std::nullopt;
}

Json Examination::peek(std::string_view key) {
  const auto value = get(key);
  if (!value) return {};
  auto json = parse_json(*value);
  return json ? std::move(*json) : Json{};
}

std::optional<std::size_t> Examination::find_revision(std::string_view key) const {
  const auto at = std::ranges::lower_bound(revisions_, key, {}, &Revision::key);
  if (at == revisions_.end() || at->key != key) return std::nullopt;
  return static_cast<std::size_t>(at - revisions_.begin());
}

std::optional<std::size_t> Examination::find_revision(std::string_view source, int revision) const {
  if (revision < 1) return std::nullopt;
  return find_revision(schema::revision_key(Kind::source, source, revision).substr(1));
}

bool Examination::has_source(std::string_view source) const {
  const std::string prefix = schema::source_prefix(Kind::source, source).substr(1);
  const auto at = std::ranges::lower_bound(revisions_, prefix, {}, &Revision::key);
  return at != revisions_.end() && at->key.starts_with(prefix);
}

std::string Examination::name_of(std::size_t revision) const {
  const std::string& key = revisions_[revision].key;
  return fmt::format("source {} revision {}", key.substr(0, key.size() - 5),
                     schema::last_number(key));
}

void Examination::check_arrivals() {
  std::vector<int> arrived(revisions_.size());  // How often: once a reading
  each(schema::kind_prefix(Kind::arrival), [&](std::string_view key, std::string_view value) {
    if (key.size() != 9) return found("an arrival", "its key is none of ours");
    const std::uint64_t number = schema::last_long_number(key);
    const std::string subject = fmt::format("arrival {}", number);
    if (number != last_arrival_ + 1) {
      found(subject, fmt::format("the one before it is {}", last_arrival_));
    }
    last_arrival_ = number;
    const auto arrival = decode(subject, value, &arrival_from_json);
    if (!arrival) return;
    const auto revision = find_revision(arrival->source, arrival->revision);
    if (!revision) {
      return found(subject, fmt::format("source {} revision {} is not there", arrival->source,
                                        arrival->revision));
    }
    const int reading = ++arrived[*revision];
    if (arrival->reading != reading) {
      found(subject, reading == 1 ? fmt::format("{} had not arrived before it was read again",
                                                name_of(*revision))
                     : arrival->reading == 1
                         ? name_of(*revision) + " had arrived before"
                         : fmt::format("{}: reading {} is missing", name_of(*revision), reading));
    }
    if (arrival->fetched != revisions_[*revision].fetched) {
      found(subject, name_of(*revision) + " was fetched at another time");
    }
  });
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    if (arrived[i] == 0) missing.push_back(i);
  }
  std::ranges::stable_sort(missing, {}, [&](std::size_t i) { return revisions_[i].fetched; });
  for (const std::size_t i : missing) {
    const Revision& revision = revisions_[i];
    const std::uint64_t number = ++last_arrival_;
    found(name_of(i), "it never arrived", [&](Batch& batch) {
      const Arrival arrival{number, revision.key.substr(0, revision.key.size() - 5),
                            schema::last_number(revision.key), revision.fetched};
      batch.put(schema::number_key(Kind::arrival, arrival.number),
                dump_json(arrival_to_json(arrival)));
    });
  }
}

void Examination::forget_topic(const std::string& dossier, Batch& batch) {
  batch.erase(schema::topic_key(dossier));
  each(schema::source_prefix(Kind::member, dossier),
       [&](std::string_view key, std::string_view) { batch.erase(key); });
}

void Examination::check_topics() {
  const std::string prefix = schema::kind_prefix(Kind::topic);
  std::set<std::string> topics;
  each(prefix, [&](std::string_view key, std::string_view value) {
    const std::string dossier{key.substr(prefix.size())};
    topics.insert(dossier);
    const auto json = parse_json(value);
    const auto state = json ? topic_state_from_json(*json) : fail(json.error().code, {});
    if (state && state->seen <= last_arrival_) return;
    found("topic " + dossier, state ? "it has seen arrivals that are not there" : "cannot be read",
          [&](Batch& batch) { forget_topic(dossier, batch); });
  });
  each(schema::kind_prefix(Kind::member), [&](std::string_view key, std::string_view value) {
    const std::string dossier{schema::first_text(key)};
    if (topics.contains(dossier)) return check_member(dossier, key, value);
    found("topic " + dossier, "it has members and no state",
          [&](Batch& batch) { forget_topic(dossier, batch); });
  });
}

void Examination::check_member(const std::string& dossier, std::string_view key,
                               std::string_view value) {
  const std::string source{key.substr(dossier.size() + 2)};
  const std::string subject = fmt::format("topic {} member {}", dossier, source);
  const Repair forget = [&](Batch& batch) { forget_topic(dossier, batch); };
  const auto json = parse_json(value);
  const auto member = json ? topic_member_from_json(*json) : fail(json.error().code, {});
  if (!member) return found(subject, "cannot be read", forget);
  if (!find_revision(source, member->revision)) {
    return found(subject, fmt::format("revision {} is not there", member->revision), forget);
  }
  const Json stored = peek(schema::revision_key(Kind::passages, source, member->revision));
  const std::size_t passages = stored.is_array() ? stored.size() : 0;
  if (std::ranges::any_of(member->passages, [&](std::size_t i) { return i >= passages; })) {
    found(subject, "a passage is not there", forget);
  }
}

void Examination::check_copies() {
  each(schema::kind_prefix(Kind::copy), [&](std::string_view key, std::string_view value) {
    const std::string subject = fmt::format("copy {}", schema::first_text(key));
    if (!has_source(schema::first_text(key))) found(subject, "it is no source");
    const auto mark = decode(subject, value, &copy_mark_from_json);
    if (!mark || mark->original.empty()) return;
    if (!has_source(mark->original)) {
      return found(subject, fmt::format("its original {} is not there", mark->original));
    }
    const Json further = peek(schema::copy_key(mark->original));
    if (!JsonReader{further}.text("original").empty()) {
      found(subject, fmt::format("its original {} is a copy itself", mark->original));
    }
  });
}

void Examination::check_entries() {
  static constexpr std::size_t kFeedEnd = 33;  // The kind and the hash of the feed
  const auto name_of_entry = [](std::string_view key) {
    return fmt::format("entry {} of feed {}", key.substr(std::min(kFeedEnd, key.size())),
                       key.substr(1, kFeedEnd - 1));
  };
  const auto with_kind = [](Kind kind, std::string_view key) {
    return schema::kind_prefix(kind).append(key.substr(1));
  };
  each(schema::kind_prefix(Kind::entry), [&](std::string_view key, std::string_view value) {
    const auto state = decode(name_of_entry(key), value, &entry_state_from_json);
    if (!state) return;
    if (!state->source.empty() && !has_source(state->source)) {
      found(name_of_entry(key), fmt::format("its source {} is not there", state->source));
    }
    const std::string pending = with_kind(Kind::pending, key);
    if (state->pending && !is_there(pending)) {
      found(name_of_entry(key), "it is pending, and not listed so",
            [&](Batch& batch) { batch.put(pending, {}); });
    }
  });
  each(schema::kind_prefix(Kind::pending), [&](std::string_view key, std::string_view) {
    const Json state = peek(with_kind(Kind::entry, key));
    if (JsonReader{state}.boolean("pending")) return;
    found(name_of_entry(key), "it is listed as pending, and is not",
          [&](Batch& batch) { batch.erase(key); });
  });
}

void Examination::check_versions() {
  std::string dossier_before;
  int number_before = 0;
  each(schema::kind_prefix(Kind::version), [&](std::string_view key, std::string_view value) {
    const std::string dossier{schema::first_text(key)};
    if (key.size() != dossier.size() + 6) return found("a version", "its key is none of ours");
    const int number = schema::last_number(key);
    if (number < 1) return found("a version", "its key is none of ours");
    ++checkup_.versions;
    if (number != (dossier == dossier_before ? number_before + 1 : 1)) {
      found(version_name(dossier, number), "a version before it is missing");
    }
    dossier_before = dossier;
    number_before = number;
    const auto meta = decode(version_name(dossier, number), value, &version_meta_from_json);
    if (meta) check_version(dossier, number, *meta);
  });
  each(
      schema::kind_prefix(BytesKind::version),
      [&](std::string_view key, std::string_view) {
        const std::string dossier{schema::first_text(key)};
        if (key.size() != dossier.size() + 7) return found("a version", "its key is none of ours");
        const int number = schema::last_number(key.substr(0, key.size() - 1));
        if (number > 0 && is_there(schema::version_key(dossier, number))) return;
        found(version_name(dossier, number), "bytes of it are there, and it is not");
      },
      Family::bytes);
}

void Examination::check_version(const std::string& dossier, int number, const VersionMeta& meta) {
  for (const VersionPart& part : kVersionParts) {
    const auto bytes = get(schema::version_bytes_key(dossier, number, part.letter), Family::bytes);
    if (!bytes) {
      found(version_name(dossier, number), fmt::format("its part {} is missing", part.letter));
    } else if (content_hash(*bytes) != meta.*part.hash) {
      found(version_name(dossier, number),
            fmt::format("its part {} is not what was published", part.letter));
    }
  }
}

void Examination::check_rest() {
  each(schema::kind_prefix(Kind::feed), [&](std::string_view key, std::string_view value) {
    static_cast<void>(decode(fmt::format("feed {}", key.substr(1)), value, &feed_state_from_json));
  });
  each(schema::kind_prefix(Kind::run), [&](std::string_view key, std::string_view value) {
    if (key.size() != 9) return found("a run", "its key is none of ours");
    static_cast<void>(
        decode(fmt::format("run {}", schema::last_long_number(key)), value, &run_from_json));
  });
  each(schema::kind_prefix(Kind::alias), [&](std::string_view key, std::string_view) {
    if (!schema::read_alias_key(key)) found("a spelling", "its key is none of ours");
  });
  constexpr std::size_t kBandEnd = 10;  // The kind, the band and the hash
  each(schema::kind_prefix(Kind::band), [&](std::string_view key, std::string_view) {
    if (key.size() <= kBandEnd) return found("a signature", "its key is none of ours");
    if (has_source(key.substr(kBandEnd))) return;
    found(fmt::format("source {}", key.substr(kBandEnd)),
          "a part of its signature is there, and it is not");
  });
}

Result<Checkup> examine(const std::string& directory, Treatment treatment, const TellBreach& tell) {
  const auto database = treatment == Treatment::repair ? Database::open_existing(directory)
                                                       : Database::open_for_reading(directory);
  if (!database) return tl::unexpected<Error>(database.error());
  return Examination{**database, treatment, tell}.run();
}

Result<std::vector<KindUse>> disk_use(const std::string& directory) {
  const auto database = Database::open_for_reading(directory);
  if (!database) return tl::unexpected<Error>(database.error());
  std::vector<KindUse> uses;
  for (const KindName& kind : kind_names()) {
    KindUse use{kind.name, 0, 0, (*database)->disk_bytes(kind.prefix, kind.family)};
    const auto scanned = (*database)->scan(
        kind.prefix,
        [&](std::string_view key, std::string_view value) {
          ++use.records;
          use.bytes += key.size() + value.size();
          return true;
        },
        kind.family);
    if (!scanned) return tl::unexpected<Error>(scanned.error());
    uses.push_back(use);
  }
  return uses;
}

}  // namespace dossier
