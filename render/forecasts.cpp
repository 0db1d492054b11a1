// Forecasts: who expects what by when, and what became of it. True or failed it is only where the
// graph shows it, or an editor ruled so.

#include "render/forecasts.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/realize.h"
#include "render/realize_benchmarks.h"
#include "render/reported_speech.h"

namespace dossier {
namespace {

DossierSentence cell(Page& page, const std::string& text) {
  return Line{page, SentenceKind::derived}.say(text).end_without_stop();
}

bool is_forecast(const Page& page, const Fact& fact) {
  if (const Release* release = fact.release()) {
    return release->planned && !release->organization.empty();
  }
  const Stance* stance = fact.stance();
  return stance != nullptr && stance->kind == StanceKind::forecast && can_be_said(page, fact);
}

std::optional<DateWindow> due_of(const Fact& fact) {
  if (const Release* release = fact.release()) return release->date;
  return fact.stance()->due;
}

// The first report of each model that it is there, by name_key().
using Arrivals = std::map<std::string, const Fact*>;

Arrivals arrivals_in(const std::vector<Fact>& facts) {
  Arrivals arrivals;
  for (const Fact& fact : facts) {
    const Release* release = fact.release();
    if (release == nullptr || release->planned) continue;
    const auto [known, is_first] = arrivals.try_emplace(name_key(release->model), &fact);
    if (!is_first && fact.first < known->second->first) known->second = &fact;
  }
  return arrivals;
}

// "later this year" of June 10 is a window from the day after to the year's end: what counts is
// its end.
std::string due_in_words(const Fact& fact) {
  const auto due = due_of(fact);
  if (!due) return "No date given";
  constexpr auto kSoon = std::chrono::days{3};
  if (!due->is_one_day() && due->first - fact.last <= kSoon && due->first >= fact.last) {
    return "By " + window_in_words({due->last, due->last});
  }
  const std::string words = window_in_words(*due);
  return words.starts_with("the ") ? "The " + words.substr(4) : words;
}

// The latest figure of each model that somebody independent gives, by name_key().
std::map<std::string, const Fact*> measurements_in(const Material& material) {
  std::map<std::string, const Fact*> measurements;
  for (const Fact& fact : material.facts) {
    if (!is_independent_score(material.page, fact)) continue;
    const Fact*& latest = measurements[name_key(fact.benchmark()->model)];
    if (latest == nullptr || fact.last > latest->last) latest = &fact;
  }
  return measurements;
}

DossierSentence say_forecast(Page& page, const Fact& fact) {
  Line line{page};
  if (const Release* release = fact.release()) {
    return line.say(page.model(release->model) + " is released").cite(fact).end_without_stop();
  }
  const Stance& stance = *fact.stance();
  if (stance.direction != Direction::none && !stance.topic.empty()) {
    const std::string verb = stance.direction == Direction::widening    ? "widens"
                             : stance.direction == Direction::narrowing ? "narrows"
                                                                        : "holds steady";
    std::string text = topic_phrase(page, stance) + " " + verb;
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
      text[0] = static_cast<char>(text[0] - 32);
    return line.say(text).cite(fact).end_without_stop();
  }
  const StoredClaim* words = quotable_claim(page, fact);
  const auto clause =
      report_clause(words->quotable_text, words->evidence_text, false, page.lexicon());
  if (clause) {
    std::string text = clause->ours;
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
    return line.say(text).cite({&fact}, {words}).end_without_stop();
  }
  return line.quote(words->quotable_text).cite({&fact}, {words}).end_without_stop();
}

DossierSentence say_standing(Page& page, const Forecast& forecast) {
  switch (forecast.standing) {
    case ForecastStanding::ruled_true:
      return cell(page, "Came true, an editor ruled");
    case ForecastStanding::ruled_failed:
      return cell(page, "Failed, an editor ruled");
    case ForecastStanding::came_true: {
      Line line{page};
      return line.say("Came true")
          .cite({forecast.outcome}, {forecast.outcome->evidence.front()})
          .end_without_stop();
    }
    case ForecastStanding::came_late: {
      Line line{page};
      return line.say("Came late")
          .cite({forecast.outcome}, {forecast.outcome->evidence.front()})
          .end_without_stop();
    }
    case ForecastStanding::came_due:
      return cell(page, forecast.fact->release() != nullptr ? "Came due; no release found"
                                                            : "Came due; not settled");
    case ForecastStanding::not_yet_due:
      return cell(page, "Not yet due");
    case ForecastStanding::open:
      break;
  }
  return cell(page, "Open");
}

// `fact`: a stance of kind forecast, or a planned release.
Forecast judge_forecast(const Fact& fact, const Arrivals& arrivals, const Rulings& rulings,
                        Day today) {
  const std::string ruling = rulings.forecast(fact.id);
  if (ruling == "came true") return {&fact, ForecastStanding::ruled_true, nullptr};
  if (ruling == "failed") return {&fact, ForecastStanding::ruled_failed, nullptr};
  const auto due = due_of(fact);
  if (const Release* announced = fact.release()) {
    const auto arrival = arrivals.find(name_key(announced->model));
    if (arrival != arrivals.end()) {
      const Fact* out = arrival->second;
      const auto& day = out->release()->date;
      const Day there = day && day->is_one_day() ? day->first : out->first;
      // A report after the date may be of a release before it: only a dated one is late.
      const bool late = due && day && day->is_one_day() && there > due->last;
      return {&fact, late ? ForecastStanding::came_late : ForecastStanding::came_true, out};
    }
  }
  if (!due) return {&fact, ForecastStanding::open, nullptr};
  if (due->last < today) return {&fact, ForecastStanding::came_due, nullptr};
  return {&fact, due->first > today ? ForecastStanding::not_yet_due : ForecastStanding::open,
          nullptr};
}

}  // namespace

std::vector<Forecast> find_forecasts(const Material& material) {
  const Day today = day_of(material.now);
  const Arrivals arrivals = arrivals_in(material.facts);
  const auto measurements = measurements_in(material);
  std::vector<Forecast> forecasts;
  for (const Fact* fact : material.by_weight()) {
    if (!is_forecast(material.page, *fact)) continue;
    if (material.rulings.forecast(fact->id) == "void") continue;
    Forecast forecast = judge_forecast(*fact, arrivals, material.rulings, today);
    // Announced and out in one report: nothing was foretold.
    if (forecast.outcome != nullptr && forecast.outcome->first <= fact->first) continue;
    if (const Release* plan = fact->release(); plan != nullptr && forecast.outcome == nullptr) {
      const auto measured = measurements.find(name_key(plan->model));
      const bool is_since = measured != measurements.end() && measured->second->last > fact->first;
      if (is_since) forecast.measured = measured->second;
    }
    forecasts.push_back(forecast);
  }
  return forecasts;
}

Section write_forecasts(const Material& material) {
  constexpr std::size_t kRowsMax = 9;
  constexpr int kUndatedMax = 3;  // Of one holder
  Section section{"Forecasts", {"Who", "Forecast", "Due", "Standing"}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<Forecast> forecasts = find_forecasts(material);
  std::map<std::string, int> undated;
  std::erase_if(forecasts, [&](const Forecast& forecast) {
    // Neither open, since others have the model, nor true: no source says that it is out.
    if (forecast.measured != nullptr) return true;
    const Stance* stance = forecast.fact->stance();
    return stance != nullptr && !due_of(*forecast.fact) && ++undated[stance->holder] > kUndatedMax;
  });
  if (forecasts.size() > kRowsMax) forecasts.resize(kRowsMax);
  // By when they are due; what has no date comes last.
  std::ranges::stable_sort(forecasts, {}, [](const Forecast& forecast) {
    const auto due = due_of(*forecast.fact);
    return std::tuple{!due, due ? due->last : Day::max(), forecast.fact->first};
  });
  for (const Forecast& forecast : forecasts) {
    const Fact& fact = *forecast.fact;
    const std::string who = fact.release() != nullptr
                                ? display_name(page.lexicon(), fact.release()->organization)
                                : holder_name(page, fact);
    Layout row{LayoutKind::table_row, "", {}};
    row.sentences = {cell(page, who), say_forecast(page, fact), cell(page, due_in_words(fact)),
                     say_standing(page, forecast)};
    section.layouts.push_back(std::move(row));
  }
  return section;
}

}  // namespace dossier
