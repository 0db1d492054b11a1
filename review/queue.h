// What waits for an editor, as plain values: the terminal and the browser show the same. Start at
// read_material() (material.h), which reads the store; everything here is a function of values.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "render/dossier.h"
#include "store/rulings.h"
#include "store/store.h"

namespace dossier {

// A source of a dossier, and all that it claims in the passages that belong there.
struct SourceMaterial {
  Source source;
  std::vector<StoredClaim> claims;  // Tentative ones too
};

// What is known of one dossier.
struct DossierMaterial {
  std::string id, title;
  std::vector<SourceMaterial> sources;
  std::optional<Dossier> published;  // The last version
  std::optional<Dossier> draft;      // The next, where somebody composed it
};

// Why a claim waits: the extractor was not sure (it is printed only if it is accepted), or it has
// come in since the last version.
enum class WaitsFor { confidence, novelty };
[[nodiscard]] std::string_view to_string(WaitsFor reason);  // "tentative", "new"

struct WaitingClaim {
  std::string dossier;
  Source source;
  StoredClaim claim;
  std::optional<WaitsFor> reason;  // None: printed already, and asked for by a filter
  ClaimRuling ruling;              // As it stands

  [[nodiscard]] bool is_open() const {
    return reason && ruling.verdict == ClaimRuling::Verdict::none && ruling.corrections.empty() &&
           ruling.out_of.empty();
  }
};

struct WaitingTension {
  std::string dossier, id, kind;
  std::vector<Statement> statements;  // Both sides, those that are printed
  TensionRuling ruling;

  [[nodiscard]] bool is_open() const { return ruling.verdict == TensionRuling::Verdict::none; }
};

// A name that may be another spelling of one that is known, or that is met only once.
struct WaitingName {
  NameKind kind = NameKind::model;
  std::string canonical;
  std::vector<std::string> spellings;  // As sources print it
  std::size_t claims = 0, sources = 0;
  std::vector<std::string> alike;  // Canonical names of its kind, the most used first
  NameRuling ruling;

  [[nodiscard]] bool is_open() const {
    return ruling.merged_into.empty() && ruling.printed_as.empty() && !ruling.is_no_name;
  }
};

struct WaitingForecast {
  std::string dossier;
  Statement statement;
  std::string holder;
  DateWindow due;
  std::string outcome;  // "came true", "failed", "void"; empty: open

  [[nodiscard]] bool is_open() const { return outcome.empty(); }
};

// Claims by source (the newest first), then by place. `all`: also those that are printed already.
[[nodiscard]] std::vector<WaitingClaim> waiting_claims(const DossierMaterial& material,
                                                       const Rulings& rulings, bool all = false);
[[nodiscard]] std::vector<WaitingTension> waiting_tensions(const DossierMaterial& material,
                                                           const Rulings& rulings);
// Those, and forecasts, of the draft, else of the last version. Forecasts whose window has ended by
// `today`.
[[nodiscard]] std::vector<WaitingForecast> waiting_forecasts(const DossierMaterial& material,
                                                             const Rulings& rulings, Day today);
// Names of the dossiers' claims, those with names alike first, then by name. `entities`: the
// spellings that the store knows.
[[nodiscard]] std::vector<WaitingName> waiting_names(const std::vector<DossierMaterial>& materials,
                                                     const std::vector<EntityRecord>& entities,
                                                     const Rulings& rulings);

enum class QueueState { open, decided, all };
[[nodiscard]] std::string_view to_string(QueueState state);
[[nodiscard]] std::optional<QueueState> queue_state_from(std::string_view name);

// An empty text is no filter.
struct QueueFilter {
  QueueState state = QueueState::open;
  std::string dossier;
  std::string reason;  // "tentative", "new"
  std::string kind;    // "benchmark", "release", "stance", "event"
  std::string source;  // An id
  std::string words;   // Stand, case-folded, in the evidence, a name, the title or the outlet
};
[[nodiscard]] bool accepts(const QueueFilter& filter, const WaitingClaim& claim);

// How much waits: what is open alone.
struct QueueCounts {
  std::size_t tentative = 0, fresh = 0, decided = 0;  // Claims
  std::size_t tensions = 0, names = 0, forecasts = 0;
  std::map<std::string, std::size_t> kinds;  // Open claims by kind
};
[[nodiscard]] QueueCounts count(const std::vector<WaitingClaim>& claims,
                                const std::vector<WaitingTension>& tensions,
                                const std::vector<WaitingName>& names,
                                const std::vector<WaitingForecast>& forecasts);

// What a claim says, field by field, as an editor would correct it: {"model", "GLM-5.1"} … Empty
// fields that could be filled in are there, too.
struct ClaimField {
  std::string name, value;
};
[[nodiscard]] std::vector<ClaimField> fields_of(const Claim& claim);

// "GLM-5.1, SWE-bench Pro: 58.4 %", "Z.ai released GLM-5.1", "CAISI on GLM-5.1: opposes": the
// claim in few words, for lists. Not for print.
[[nodiscard]] std::string in_brief(const Claim& claim);

}  // namespace dossier
