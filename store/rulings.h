// What the editors' decisions amount to: the journal folded into look-ups. Undone decisions count
// for nothing; of several on one subject and field, the last holds.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "extract/name.h"
#include "store/decision.h"
#include "store/source.h"

namespace dossier {

// What makes a claim the same claim when its passage is read again, by another extractor or in a
// later revision: its source, its kind, who claims what (not conditions, confidence or offsets),
// and the words of its evidence, folded. One line of JSON, also fit to be shown.
[[nodiscard]] std::string claim_summary(const StoredClaim& claim);

// A claim with one field as an editor gives it. Fields are those of content_to_json()
// (extract/claim_json.h), and "asserted_by"; an empty text takes a field away. Errors: refused (no
// such field for this kind, or no value for it: "figure: expected a number, got about 70").
[[nodiscard]] Result<Claim> corrected(const Claim& claim, std::string_view field,
                                      const std::string& value);

struct ClaimRuling {
  enum class Verdict { none, accepted, rejected } verdict = Verdict::none;
  std::vector<ClaimEdit> corrections;  // One a field, by field
  std::set<std::string> out_of, into;  // Dossiers
  std::uint64_t decision = 0;          // The last on this claim
};

struct NameRuling {
  std::uint64_t decision = 0;  // The last, here and below
  std::string merged_into;     // Canonical, chains followed; empty: stands for itself
  std::string printed_as;      // Empty: as it is
  std::string name;            // As the editors gave it
  std::optional<std::string> maker;
  std::optional<bool> open;
  bool is_no_name = false;
};

struct SourceRuling {
  std::uint64_t decision = 0;
  bool muted = false;
  std::optional<std::string> copy_of;  // Empty text: independent
  std::optional<std::string> outlet;
  std::optional<int> tier;
};

struct TensionRuling {
  enum class Verdict { none, confirmed, dismissed } verdict = Verdict::none;
  std::vector<std::string> comments;
};

// Of one sentence of a dossier, known by sentence_key().
struct SentenceRuling {
  bool pinned = false, dropped = false;
  std::optional<std::string> text;  // The editor's
  bool uncited = false;             // It stands without proof
  std::string before;               // As it was printed when it was ruled on
  std::string who;
};

struct EditorNote {
  std::string section;  // Empty: the head
  std::string text, who;
  Time when{};
  std::uint64_t decision = 0;
};

struct Withdrawal {
  int version = 0;
  std::string key;  // sentence_key()
  std::string sentence, correction, why, who;
  Time when{};
  std::uint64_t decision = 0;
};

class Rulings {
 public:
  Rulings() = default;
  explicit Rulings(const std::vector<Decision>& decisions);

  // What is left of it for a dossier after the decisions; nothing if they took it out. A claim's
  // `edits` tell what was corrected; a tentative claim that was accepted becomes confident. The
  // decisions that made a difference are added to `felt` (may be nullptr).
  [[nodiscard]] std::optional<Source> ruled(Source source,
                                            std::set<std::uint64_t>* felt = nullptr) const;
  [[nodiscard]] std::optional<StoredClaim> ruled(StoredClaim claim, std::string_view dossier,
                                                 std::set<std::uint64_t>* felt = nullptr) const;
  // Those made on a dossier's page: sentences, notes, withdrawals, tensions.
  [[nodiscard]] std::set<std::uint64_t> made_on(std::string_view dossier) const;
  [[nodiscard]] std::optional<DecisionKind> kind_of(std::uint64_t decision) const;  // If it holds

  // By id, else by claim_summary().
  [[nodiscard]] const ClaimRuling* claim(const StoredClaim& claim) const;
  [[nodiscard]] const NameRuling* name(NameKind kind, std::string_view canonical) const;
  [[nodiscard]] const SourceRuling* source(std::string_view id) const;
  [[nodiscard]] const TensionRuling* tension(std::string_view dossier, std::string_view id) const;
  // By sentence_key() (render/editorial.h).
  [[nodiscard]] std::map<std::string, SentenceRuling> sentences(std::string_view dossier) const;
  [[nodiscard]] std::set<std::string> dismissed_tensions(std::string_view dossier) const;
  [[nodiscard]] std::vector<EditorNote> notes(std::string_view dossier) const;
  [[nodiscard]] std::vector<Withdrawal> withdrawals(std::string_view dossier) const;
  // "came true", "failed", "void", or empty.
  [[nodiscard]] std::string forecast(std::string_view statement) const;

  // The sources that a claim was moved from into a dossier, sorted.
  [[nodiscard]] std::vector<std::string> sources_into(std::string_view dossier) const;
  // Every name that was ever merged into this one or printed as it, sorted: what proves it, also in
  // versions from before a merge was taken back.
  [[nodiscard]] std::vector<std::string> spellings(std::string_view canonical) const;
  // What was said of names, for Lexicon::described().
  [[nodiscard]] std::vector<NameDescription> descriptions() const;
  // Names everything that bears on a dossier: another text when a decision was made or taken
  // back.
  [[nodiscard]] const std::string& basis() const { return basis_; }
  [[nodiscard]] bool empty() const { return basis_.empty(); }

 private:
  void take(const Decision& decision);
  void take_claim(const Decision& decision);
  void take_name(const Decision& decision);
  void take_source(const Decision& decision);
  void take_sentence(const Decision& decision);
  void follow_merges();
  [[nodiscard]] std::string stands_for(NameKind kind, const std::string& name) const;

  using InDossier = std::pair<std::string, std::string>;          // Dossier, what of it
  std::map<std::string, ClaimRuling, std::less<>> claims_;        // By summary
  std::map<std::string, std::string, std::less<>> summaries_;     // Claim id → summary
  std::set<std::string, std::less<>> claim_sources_;              // Of ruled claims
  std::map<std::pair<NameKind, std::string>, NameRuling> names_;  // By name_key()
  std::map<std::string, std::set<std::string>> spellings_;        // By name_key()
  std::map<std::string, SourceRuling, std::less<>> sources_;
  std::map<InDossier, TensionRuling> tensions_;
  std::map<InDossier, SentenceRuling> sentences_;
  std::multimap<std::string, EditorNote> notes_;
  std::multimap<std::string, Withdrawal> withdrawals_;
  std::map<std::string, std::string, std::less<>> forecasts_;
  std::map<std::string, std::set<std::uint64_t>, std::less<>> made_on_;
  std::map<std::uint64_t, DecisionKind> kinds_;
  std::string basis_;
};

}  // namespace dossier
