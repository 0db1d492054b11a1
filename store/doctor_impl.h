// Shared by the files that make up the doctor.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/json.h"
#include "store/database.h"
#include "store/doctor.h"
#include "store/record_json.h"
#include "store/schema.h"

namespace dossier {

// One look at a whole store, kind by kind.
class Examination {
 public:
  Examination(Database& database, Treatment treatment, const TellBreach& tell)
      : database_{database}, treatment_{treatment}, tell_{tell}, repairs_{database.batch()} {}
  [[nodiscard]] Checkup run();

 private:
  using Repair = std::function<void(Batch&)>;
  using Visit = std::function<void(std::string_view key, std::string_view value)>;

  struct Revision {
    std::string key;  // Source, NUL, revision: the key without its kind
    Time fetched{};
  };
  struct Raw {
    std::string hash;
    std::size_t revision;  // Index of the one that was made of it
  };

  void found(std::string subject, std::string message, const Repair& repair = {});
  void write_repairs();
  void each(std::string_view prefix, const Visit& visit, Family family = Family::records);
  // Absent also for what cannot be read, which is told.
  [[nodiscard]] std::optional<std::string> get(std::string_view key,
                                               Family family = Family::records);
  // The record as it is, or nothing of it: null where it is missing or no JSON.
  [[nodiscard]] Json peek(std::string_view key);
  [[nodiscard]] bool is_there(std::string_view key) { return get(key).has_value(); }

  template <typename T>
  [[nodiscard]] std::optional<T> decode(const std::string& subject, std::string_view value,
                                        Result<T> (*from_json)(const Json&)) {
    const Result<Json> json = parse_json(value);
    Result<T> read = json ? from_json(*json) : tl::unexpected<Error>(json.error());
    if (read) return std::move(*read);
    found(subject, "cannot be read: " + read.error().message);
    return std::nullopt;
  }

  // --- doctor_sources.cpp: what follows from a document
  void check_revisions();
  void check_document(const std::string& subject, const Source& source);
  void check_passages(const std::string& subject, const Source& source, const std::string* text);
  void check_mentions(const std::string& subject, const Source& source, const std::string* text);
  void check_claims(const std::string& subject, const Source& source, const std::string* text);
  // One reading's claims, under `prefix`.
  void check_reading(const std::string& reading, const std::string& prefix, const Source& source,
                     const std::string* text);
  void check_claim(const std::string& subject, const Source& source, const std::string& text,
                   const StoredClaim& claim);
  void check_claim_id(const std::string& subject, std::string_view key, const std::string& id);
  void check_claim_id_strays();
  void check_raw();
  void check_strays();
  void check_strays_of(std::string_view prefix, const char* what, std::size_t bytes_after,
                       Family family);

  // --- doctor_decisions.cpp
  void check_files();
  void check_decisions();

  // --- doctor.cpp: what stands beside the documents
  void check_arrivals();
  void check_topics();
  void check_member(const std::string& dossier, std::string_view key, std::string_view value);
  void forget_topic(const std::string& dossier, Batch& batch);
  void check_copies();
  void check_entries();
  void check_versions();
  void check_version(const std::string& dossier, int number, const VersionMeta& meta);
  void check_rest();

  // Index among revisions_.
  [[nodiscard]] std::optional<std::size_t> find_revision(std::string_view key) const;
  [[nodiscard]] std::optional<std::size_t> find_revision(std::string_view source,
                                                         int revision) const;
  [[nodiscard]] bool has_source(std::string_view source) const;
  [[nodiscard]] std::string name_of(std::size_t revision) const;

  Database& database_;
  const Treatment treatment_;
  const TellBreach& tell_;
  Checkup checkup_;
  Batch repairs_;
  std::size_t repairs_waiting_ = 0;
  std::vector<Revision> revisions_;  // Sorted, as the store is
  std::vector<Raw> raws_;
  std::size_t claims_indexed_ = 0;              // Whose id leads to them
  std::unordered_set<std::string> misled_ids_;  // Told of already
  std::uint64_t last_arrival_ = 0;
};

// Whether the span lies in a text of that size.
[[nodiscard]] inline bool lies_within(TextSpan span, std::size_t size) {
  return span.start <= span.end && span.end <= size;
}

}  // namespace dossier
