#include "render/tension_names.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/claim_names.h"

namespace dossier {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter_or_digit(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Whether an acronym stands there as a word of its own, in capitals.
bool prints(std::string_view text, std::string_view acronym) {
  for (std::size_t at = text.find(acronym); at != std::string_view::npos;
       at = text.find(acronym, at + 1)) {
    const bool starts = at == 0 || !is_letter_or_digit(text[at - 1]);
    const std::size_t end = at + acronym.size();
    if (starts && (end == text.size() || !is_letter_or_digit(text[end]))) return true;
  }
  return false;
}

bool prints(const StoredClaim& claim, std::string_view acronym) {
  return prints(claim.evidence_text, acronym) ||
         std::ranges::any_of(claim.support_texts,
                             [&](const std::string& text) { return prints(text, acronym); });
}

}  // namespace

std::string initials_of(std::string_view name) {
  std::string initials;
  std::size_t words = 0;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", start), name.size());
    if (end > start && is_upper(name[start])) {
      initials += name[start];
      ++words;
    }
    start = end + 1;
  }
  return words < 2 ? "" : initials;
}

void add_name_tensions(const std::vector<Fact>& facts, std::vector<FactTension>& tensions) {
  constexpr std::size_t kLettersMin = 3;  // Two letters stand for too much
  // Acronym → name_key() of what it is read as → a fact whose source prints both.
  std::map<std::string, std::map<std::string, std::pair<std::string, const Fact*>>> readings;
  for (const Fact& fact : facts) {
    for (const ClaimName& name : names_in(fact.claim)) {
      const std::string acronym = initials_of(name.name);
      if (acronym.size() < kLettersMin) continue;
      const bool printed = std::ranges::any_of(fact.evidence, [&](const StoredClaim* claim) {
        return prints(*claim, acronym) && claim->evidence_text.find(name.name) != std::string::npos;
      });
      if (printed) {
        readings[acronym].emplace(name_key(name.name), std::pair{std::string{name.name}, &fact});
      }
    }
  }
  for (const auto& [acronym, names] : readings) {
    if (names.size() < 2) continue;
    FactTension tension{short_id({"names", acronym}), "names", acronym, {}, 0};
    for (const auto& [key, reading] : names) {
      tension.facts.push_back(reading.second);
      tension.readings.push_back(reading.first);
    }
    const auto source_of = [](const Fact* fact) { return fact->evidence.front()->source; };
    const bool one_source = std::ranges::all_of(tension.facts, [&](const Fact* fact) {
      return source_of(fact) == source_of(tension.facts.front());
    });
    if (!one_source) tensions.push_back(std::move(tension));
  }
}

}  // namespace dossier
