#include "render/names.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/utf8.h"

namespace dossier {
namespace {

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text,
                             [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
}

// "Kimi K3" → "K3", "Claude Fable 5" → "Fable 5", "DeepSeek V4 Flash" → "V4 Flash"; empty where
// what is left would not tell which model is meant ("GLM 5.1" → "5.1").
std::string short_form(std::string_view model) {
  const std::size_t blank = model.find(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view rest = model.substr(blank + 1);
  const bool starts_with_letter =
      !rest.empty() && std::isalpha(static_cast<unsigned char>(rest[0]));
  const bool single_letter = rest.find(' ') == 1;  // "S 2.1" of "Laguna S 2.1"
  return starts_with_letter && !single_letter && has_digit(rest) ? std::string{rest}
                                                                 : std::string{};
}

bool takes_article(std::string_view benchmark) {
  for (std::string_view ending : {"Index", "Leaderboard", "ECI", "Olympiad"}) {
    if (benchmark.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

std::string display_name(const Lexicon& lexicon, std::string_view name) {
  for (const NameKind kind : {NameKind::organization, NameKind::person}) {
    if (const auto entry = lexicon.find(name, kind)) return entry->canonical;
  }
  return std::string{name};
}

std::string the_benchmark(std::string_view benchmark) {
  return (takes_article(benchmark) ? "the " : "") + std::string{benchmark};
}

std::string on_benchmark(std::string_view benchmark) {
  const bool arena = benchmark.ends_with("Arena");
  return (arena ? "in " : "on ") + the_benchmark(benchmark);
}

std::string possessive(std::string_view name) {
  return std::string{name} + (name.ends_with('s') ? "'" : "'s");
}

std::string initials_of_name(std::string_view name) {
  if (name.find(' ') == std::string_view::npos) return {};
  std::string initials;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    const bool abbreviation = word.size() <= 3 && std::ranges::all_of(word, [](char c) {
                                return std::isupper(static_cast<unsigned char>(c));
                              });
    if (!word.empty() && std::isupper(static_cast<unsigned char>(word[0]))) {
      initials += abbreviation ? word : word.substr(0, 1);
    }
    at = end + 1;
  }
  return initials;
}

std::string with_article(std::string_view name) {
  for (std::string_view kind : {"Center for ", "Centre for ", "Institute for ", "Ministry of ",
                                "Department of ", "University of ", "Office of "}) {
    if (name.starts_with(kind)) return "the " + std::string{name};
  }
  return std::string{name};
}

std::string ModelNames::operator()(std::string_view model) {
  const std::string key = name_key(model);
  if (seen_.insert(key).second) return std::string{model};
  std::string brief = short_form(model);
  if (brief.empty()) return std::string{model};
  // The short form must stand for this model alone: the first to claim it keeps it.
  const std::string claim = name_key(brief) + "|" + key;
  const auto rival = std::ranges::find_if(short_forms_, [&](const std::string& taken) {
    return taken.starts_with(name_key(brief) + "|") && taken != claim;
  });
  if (rival != short_forms_.end()) return std::string{model};
  short_forms_.insert(claim);
  return brief;
}

std::string HolderNames::operator()(std::string_view name) {
  const bool is_first = seen_.insert(name_key(name)).second;
  const std::size_t blank = name.rfind(' ');
  if (is_first || blank == std::string_view::npos) return with_article(name);
  if (lexicon_.find(name, NameKind::person)) return std::string{name.substr(blank + 1)};
  const std::string initials = initials_of_name(name);
  const std::vector<std::string> known = lexicon_.aliases(name);
  const bool listed = std::ranges::find(known, fold_case(initials)) != known.end();
  return initials.size() >= 3 && listed ? initials : with_article(name);
}

}  // namespace dossier
