#include "render/realize.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace dossier {
namespace {

bool is_dated(const Release& release) {
  return release.date && release.date->is_one_day() && !release.planned;
}

// Without a day in the text, the report's day bounds it: "By July 16". A dated one says "on".
std::string when_released(const Page& page, const Fact& fact) {
  const Release& release = *fact.release();
  if (is_dated(release)) return "On " + day_in_words(page, release.date->first) + ", ";
  return "By " + day_in_words(page, fact.first) + ", ";
}

// What the name itself tells ("Qwen3.6-35B-A3B") is not said again.
std::string parameters_of(const Release& release) {
  const std::string name = name_key(release.model);
  const auto in_name = [&](const std::string& size) {
    return size.empty() || name.find(name_key(size)) != std::string::npos;
  };
  if (in_name(release.total_parameters) && in_name(release.active_parameters)) return {};
  if (!release.total_parameters.empty() && !release.active_parameters.empty()) {
    return fmt::format("{} parameters in total and {} active", release.total_parameters,
                       release.active_parameters);
  }
  if (!release.total_parameters.empty()) return release.total_parameters + " parameters";
  return release.active_parameters + " active parameters";
}

std::string under_license(const Release& release) {
  if (release.license.empty()) return {};
  const bool says_license = release.license.ends_with("icense");
  return fmt::format(" under the {}{}", release.license, says_license ? "" : " license");
}

}  // namespace

std::string day_in_words(const Page& page, Day day) {
  const auto year = [](Day d) { return std::chrono::year_month_day{d}.year(); };
  if (year(day) == year(page.today())) return format_month_day(day);
  return window_in_words({day, day});
}

DossierSentence say_release(Page& page, const Fact& fact, const std::string& lead) {
  const Release& release = *fact.release();
  Line line{page};
  std::string when = when_released(page, fact);
  std::string model;
  if (lead.empty()) {
    model = page.model(release.model);
  } else {
    line.say(lead);
    when[0] = static_cast<char>(when[0] - 'A' + 'a');
    model = "it";  // The lead names it
  }
  const std::string_view verb = release.planned ? "announced" : "released";
  const bool dated = is_dated(release);
  const std::string parameters = parameters_of(release);
  if (release.organization.empty()) {
    line.say(fmt::format("{}{} {} {}", when, model, dated ? "was" : "had been", verb));
  } else {
    line.say(fmt::format("{}{} {}{} {}", when,
                         name_in_evidence(fact, display_name(page.lexicon(), release.organization)),
                         dated ? "" : "had ", verb, model));
  }
  if (release.planned && release.date) line.say(" for " + window_in_words(*release.date));
  line.say(under_license(release));
  if (!parameters.empty()) line.say(", with " + parameters);
  page.tell(fact);
  // The day is that of the first report; license and parameters are the fullest one's.
  return line.cite({&fact}, {fact.evidence.front(), fact.fullest}).end();
}

bool released_together(const Page& page, const Fact& one, const Fact& other) {
  const Release& first = *one.release();
  const Release& second = *other.release();
  return !first.organization.empty() && !first.planned && !second.planned &&
         name_key(first.organization) == name_key(second.organization) &&
         first.license == second.license && when_released(page, one) == when_released(page, other);
}

DossierSentence say_releases(Page& page, const std::vector<const Fact*>& facts) {
  if (facts.size() == 1) return say_release(page, *facts.front());
  const Release& first = *facts.front()->release();
  std::vector<std::string> models;
  std::vector<const StoredClaim*> words_from;
  for (const Fact* fact : facts) {
    const std::string parameters = parameters_of(*fact->release());
    models.push_back(page.model(fact->release()->model) +
                     (parameters.empty() ? "" : fmt::format(" ({})", parameters)));
    words_from.push_back(fact->evidence.front());
    words_from.push_back(fact->fullest);
    page.tell(*fact);
  }
  Line line{page};
  line.say(fmt::format(
      "{}{} {}released {}", when_released(page, *facts.front()),
      name_in_evidence(*facts.front(), display_name(page.lexicon(), first.organization)),
      is_dated(first) ? "" : "had ", join_words(models)));
  if (!first.license.empty()) {
    line.say(fmt::format(",{}{}", facts.size() == 2 ? " both" : " all", under_license(first)));
  }
  return line.cite(facts, words_from).end();
}

std::string name_release(Page& page, const Fact& fact) {
  const Release& release = *fact.release();
  std::string model = page.model(release.model);
  if (release.organization.empty()) return model;
  const std::string maker =
      name_in_evidence(fact, display_name(page.lexicon(), release.organization));
  // "DeepSeek's DeepSeek V4" says it twice.
  if (name_key(release.model).starts_with(name_key(maker))) return model;
  return possessive(maker) + " " + model;
}

std::optional<DossierSentence> say_event(Page& page, const Fact& fact) {
  const Event& event = *fact.event();
  const StoredClaim* words = nullptr;
  for (const StoredClaim* claim : fact.evidence) {
    if (!claim->quotable_text.empty()) words = claim;
  }
  // "raised "$30B"", "accused DeepSeek": of what, it does not say.
  constexpr std::array<std::string_view, 5> kSaysLittle{"accused", "raised", "sued", "testified",
                                                        "cut"};
  const bool needs_words = std::ranges::find(kSaysLittle, event.action) != kSaysLittle.end();
  const bool has_words = words != nullptr && std::ranges::count(words->quotable_text, ' ') >= 2;
  if (needs_words && !has_words) return std::nullopt;
  if (event.object.empty() && words == nullptr) return std::nullopt;
  Line line{page};
  line.say(name_in_evidence(fact, display_name(page.lexicon(), event.actor)) + " " + event.action);
  if (words == nullptr) {
    return line.say(" " + page.model(event.object)).cite(fact).end_without_stop();
  }
  line.say(" ");
  return line.quote(words->quotable_text).cite({&fact}, {words}).end_without_stop();
}

}  // namespace dossier
