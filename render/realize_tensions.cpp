#include "render/realize_tensions.h"

#include <fmt/core.h>

#include "render/wording.h"

namespace dossier {
namespace {

std::string date_in_words(const Claim& claim) {
  if (const auto* release = std::get_if<Release>(&claim.content); release != nullptr) {
    return release->date ? window_in_words(*release->date) : "";
  }
  const auto* event = std::get_if<Event>(&claim.content);
  return event != nullptr && event->date ? window_in_words(*event->date) : "";
}

}  // namespace

std::string dated_subject(const Fact& fact) {
  if (const Release* release = fact.release()) return "The date of " + release->model;
  const Event& event = *fact.event();
  return fmt::format("When {} {}{}", event.actor, event.action,
                     event.object.empty() ? "" : " " + event.object);
}

DossierSentence say_name_or_date_tension(Page& page, const FactTension& tension) {
  Line line{page};
  if (tension.kind == "names") {
    std::vector<std::string> readings;
    for (const std::string& reading : tension.readings) readings.push_back("as " + reading);
    line.say(fmt::format("{} is read {}", tension.topic, join_words(readings)));
    return line.cite(tension.facts).end();
  }
  std::vector<std::string> dates;
  for (const StoredClaim* claim : tension.claims) {
    dates.push_back(
        fmt::format("{} by {}", date_in_words(claim->claim), page.source(claim->source).outlet));
  }
  line.say("Dated " + join_words(dates));
  return line.cite(tension.facts, tension.claims).end();
}

}  // namespace dossier
