// The editors' journal. After an even byte: any bytes as its file. After an odd one: decisions, a
// line each (the kind's letter, then subject, dossier, field, before, after and reason, parted by
// tabs), appended to it. What is acknowledged is there, whole and in order, and can be ruled by.

#include <array>
#include <filesystem>
#include <fstream>

#include "store/decision.h"
#include "store/rulings.h"
#include "tests/fuzz/doors.h"
#include "tests/support/temporary_directory.h"

namespace dossier {
namespace {

Decision decision_in(std::string_view line) {
  Decision decision;
  const auto [letter, rest] = choice_of(line);
  decision.kind =
      static_cast<DecisionKind>(letter % (static_cast<unsigned>(DecisionKind::undo) + 1));
  decision.who = "editor";
  decision.when = Time{std::chrono::seconds{1'767'225'600}};
  line = rest;
  for (std::string* field : {&decision.subject, &decision.dossier, &decision.field,
                             &decision.before, &decision.after, &decision.why}) {
    *field = line.substr(0, line.find('\t'));
    line.remove_prefix(std::min(field->size() + 1, line.size()));
  }
  return decision;
}

StoredClaim sample_claim() {
  StoredClaim claim;
  claim.id = "0123456789ab";
  claim.source = "00000000aaaa";
  claim.claim.content = Release{"Northwind AI", "Borealis 2", "MIT", "", "", false, {}};
  claim.evidence_text = "Northwind AI released Borealis 2.";
  return claim;
}

void rule_by(const std::vector<Decision>& decisions) {
  const Rulings rulings{decisions};
  Source source;
  source.id = "00000000aaaa";
  (void)rulings.ruled(source);
  (void)rulings.ruled(sample_claim(), "gap");
  for (const Decision& decision : decisions) {
    (void)rulings.sentences(decision.dossier);
    (void)rulings.notes(decision.dossier);
    (void)rulings.withdrawals(decision.dossier);
    (void)rulings.sources_into(decision.after);
    (void)rulings.spellings(decision.after);
    (void)rulings.forecast(decision.subject);
    (void)rulings.name(NameKind::model, decision.subject);
  }
  require(rulings.descriptions().size() <= decisions.size(), "no description without a decision");
}

void check_appended(const std::string& directory, std::size_t count) {
  Decision last;
  last.kind = DecisionKind::add_note;
  last.who = "editor";
  last.subject = "gap";
  last.after = "A note.";
  const auto made = append_decision(directory, last);
  require(made && made->number == count + 1, "a whole journal is written on");
  const auto decisions = read_decisions(directory);
  require(decisions && decisions->size() == count + 1, "and read with what was written");
  rule_by(*decisions);
}

}  // namespace

void fuzz_journal(std::string_view bytes) {
  static const TemporaryDirectory directory;
  const std::string place = directory.path().string();
  std::filesystem::remove(journal_path(place));
  auto [number, rest] = choice_of(bytes);
  if (number % 2 == 0) {
    std::ofstream{journal_path(place), std::ios::binary} << rest;
    if (const auto read = read_decisions(place)) check_appended(place, read->size());
    return;
  }
  std::size_t made = 0;
  for (; !rest.empty() && made < 8;
       rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1)) {
    if (append_decision(place, decision_in(rest.substr(0, rest.find('\n'))))) ++made;
  }
  check_appended(place, made);
}

}  // namespace dossier
