// Releases: facts, plans, and what only looks like one.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/extract/claim_reading.h"

namespace dossier {
namespace {

std::string show(std::string_view marked) {
  const MarkedText text(marked);
  std::string shown;
  for (const Claim& claim : find_releases(text.reading())) {
    const auto& content = std::get<Release>(claim.content);
    if (!shown.empty()) shown += "; ";
    shown += content.organization.empty() ? "?" : content.organization;
    shown += " " + content.model;
    if (!content.total_parameters.empty()) shown += " " + content.total_parameters;
    if (!content.active_parameters.empty()) shown += "/" + content.active_parameters;
    if (!content.license.empty()) shown += " " + content.license;
    if (content.planned) shown += " planned";
  }
  return shown;
}

TEST_CASE("releases are found with who, size and license") {
  struct Case {
    std::string_view text, releases;
  };
  const Case cases[] = {
      {"{Acme|organization} released {Orion 2|model}.", "Acme Orion 2"},
      {"{Acme|organization} has quietly open-sourced {Orion 2|model} under an MIT license.",
       "Acme Orion 2 MIT"},
      {"{Acme|organization} released {Orion 2|model}, a 309B-A15B MoE model.",
       "Acme Orion 2 309B/15B"},
      {"{Acme|organization} launched {Orion-32B|model} and {Orion-8B|model}.",
       "Acme Orion-32B 32B; Acme Orion-8B 8B"},
      {"{Acme|organization} announced {Orion 2|model} with 1T total parameters, 32B activated.",
       "Acme Orion 2 1T/32B planned"},
      {"{Orion 2|model} was released by {Acme|organization}.", "Acme Orion 2"},
      {"Today, we are excited to announce the release of {Orion 2|model}.", "? Orion 2"},
      {"{Acme|organization} plans to release {Orion 3|model}.", "Acme Orion 3 planned"},
      {"{Orion 2|model} by {Acme|organization}: An update to the series.", "Acme Orion 2"},
      {"A release wave — {Orion 2|model} (Apache 2.0), {Lyra|model} and others — came.",
       "? Orion 2 Apache 2.0; ? Lyra Apache 2.0"},
      {"{Orion 3|model} is set to launch in late April.", "? Orion 3 planned"},
      {"{Orion 2|model} is out.", "? Orion 2"},
      {"Six models are also open-weighted, including {Orion-2B|model} and {Orion-4B|model}.",
       "? Orion-2B 2B; ? Orion-4B 4B"},
      {"{Acme|organization} announced a family: {Orion 2|model}, {Lyra 2|model}, and {Vega|model}.",
       "Acme Orion 2 planned; Acme Lyra 2 planned; Acme Vega planned"},
      {"Four new releases:\n\n{Orion 2|model} - a small one.", "? Orion 2"},
      {"Top story: {Orion 2|model} launch", "? Orion 2"},
      {"{Acme|organization} has meanwhile released {Orion 2|model}, a closed model.",
       "Acme Orion 2"},
      {"{Acme|organization} has unexpectedly released {Orion 2|model}.", "Acme Orion 2"},
      // Who announces may be a person; who releases stands in the label, or nowhere.
      {"{@ada|person} announced the release of {Orion 2|model}.", "? Orion 2"},
      {"{Acme|organization} shipped both: {@ada|person} released {Orion 2|model}.", "Acme Orion 2"},
      {"The post introduces {Orion 2|model}, a small one.", "? Orion 2"},
      {"{Orion 2|model}: {Acme|organization} launched a unified model.", "Acme Orion 2"},
      {"With {Orion 2|model}, we are excited to contribute a new 3B model.", "? Orion 2 3B"},
      // Appositions, and what a name is a part of.
      {"We introduce a new member of the {Orion|model} family, {Orion 2-7B|model}.",
       "? Orion 2-7B 7B"},
      {"We released a new version of {Orion 2|model}, named {Orion 2-0725|model}.",
       "? Orion 2-0725"},
      {"We open-source two models: {Orion-9B|model}, a large one with 9 billion parameters, and "
       "{Orion-1B|model}, a small one.",
       "? Orion-9B 9B; ? Orion-1B 1B"},
      {"{Acme|organization} launched two models: {Orion 2|model} for images and {Vega|model} for "
       "video.",
       "Acme Orion 2; Acme Vega"},
      {"Our latest release features {Orion 2|model}, along with a model for code, {Vega|model}.",
       "? Orion 2; ? Vega"},
      {"{Acme|organization} released {Orion 2|model}. It comes in two sizes: {Pro|model|Orion 2 "
       "Pro}, a 9B model, and {Max|model|Orion 2 Max}.",
       "Acme Orion 2; ? Orion 2 Pro 9B; ? Orion 2 Max"},
      // Titles and labels.
      {"{Orion 2|model}’s Release, Pricing, and Reactions", "? Orion 2"},
      {"Open Releases: {Orion 2|model}, {Vega|model}, and Others", "? Orion 2; ? Vega"},
      {"{Acme|organization}’s {Orion 2|model} and {Beta|organization}’s {Vega|model} Launch",
       "Acme Orion 2; Acme Vega"},
      {"New model: {Orion 2|model}, a small one.", "? Orion 2"},
      {"{Orion 2|model} goes live on its own API.", "? Orion 2"},
      {"{Orion 2|model} enters public preview.", "? Orion 2"},
      // More than one.
      {"We are releasing {Orion 2|model}, our best family of models so far, in three sizes: "
       "{Orion 2 Nano|model}, {Orion 2|model} and {Orion 2 Max|model}.",
       "? Orion 2; ? Orion 2 Nano; ? Orion 2 Max"},
      {"{Orion 2|model} comes in two sizes, {Orion 2 Nano|model} and {Orion 2 Max|model}.",
       "? Orion 2 Nano; ? Orion 2 Max"},
      {"{Acme|organization} unveiled {Orion 2|model} at a fair, together with {Vega|model}.",
       "Acme Orion 2; Acme Vega"},
      {"{Orion 2|model} and Desktop Launches", "? Orion 2"},
      {"{Orion 2|model} Open Weights and Other Topics", "? Orion 2"},
      // Plans.
      {"{Orion 3|model} is scheduled for the first quarter of 2027.", "? Orion 3 planned"},
      {"{Orion 3|model}, slated for mid-May, is large.", "? Orion 3 planned"},
      {"{Orion 3|model} will follow in June.", "? Orion 3 planned"},
      {"{Orion 3|model} will launch next week.", "? Orion 3 planned"},
      {"{Acme|organization} plans to follow with {Orion 3|model}.", "Acme Orion 3 planned"},
      {"{Acme|organization} is expected to open-source {Orion 3|model}.", "Acme Orion 3 planned"},
      {"{Acme|organization} will show {Orion 3|model} in May, and has promised the weights for "
       "the same day.",
       "? Orion 3 planned"},
      {"The weights of {Orion 3|model} will be published in June.", "? Orion 3 planned"},
      {"{Orion 3|model} Coming in February!", "? Orion 3 planned"},
      {"The news is its upcoming release, {Orion 3|model}.", "? Orion 3 planned"},
      // Arrivals.
      {"{Orion 2|model} from {Acme|organization} landed the same day.", "? Orion 2"},
      {"{Ada|person} works at {Acme|organization}, whose {Orion 2|model} came out in May.",
       "? Orion 2"},
      {"{Orion 2|model}, which {Acme|organization} released in May, is small.", "Acme Orion 2"},
      {"With {Orion 2|model}, {Acme|organization} brings speech to phones.", "Acme Orion 2"},
      {"{Orion 2|model} - April 24, 309B", "? Orion 2"},
      {"{Orion 2|model} ({Acme|organization}): Reads old letters without any help.",
       "Acme Orion 2"},
      {"{Orion 2|model} by Some Small Lab: Reads old letters.", "? Orion 2"},
      {"The {Orion 2|model} coding model is now available.", "? Orion 2"},
      {"{Acme|organization} released its largest model on Monday. The model, called "
       "{Orion 2|model}, is open.",
       "Acme Orion 2"},
      {"{Acme|organization} released {Orion 2|model}. It is released under the MIT license and "
       "beats {Vega|model}.",
       "Acme Orion 2; Acme Orion 2 MIT"},
      // Nobody listed it, but it is said to be a model.
      {"{Acme|organization} open-sourced Thimble, a 26M-parameter routing model.",
       "Acme Thimble 26M"},
      {"{Acme|organization} announced Thimble-3 (streaming TTS) and Bobbin-2 (streaming STT) "
       "today.",
       "Acme Thimble-3; Acme Bobbin-2"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.releases);
  }
}

TEST_CASE("what others wish, refuse or joke about is no release") {
  for (const char* text : {
           "{Acme|organization} has yet to release {Orion 5|model}.",
           "Members are urging {Acme|organization} to release {Orion 5|model}.",
           "{Acme|organization} refuses to release {Orion 5|model}.",
           "Users begged {Acme|organization} to open-source {Orion 4|model}.",
       }) {
    CAPTURE(text);
    CHECK(show(text).empty());
  }
}

TEST_CASE("dates, hosting, doubts and tools are no releases") {
  const std::string_view cases[] = {
      "The gap is stable since the {Orion 2|model} release.",
      "{Acme|organization} released an update of its app with support for {Orion 2|model}.",
      "{Acme|organization} released a report on {Orion 2|model}.",
      "{Orion 2|model} dropped in the ranking.",
      "{Acme|organization} shipped a 40% faster {Orion 2|model}.",
      "There is speculation about the release of {Orion 3|model}.",
      "{Acme|organization} introduced Agentic Vision with {Orion 2|model}.",
      "{Acme|organization} has not released {Orion 3|model}.",
      "Did {Acme|organization} release {Orion 3|model}?",
      "{Acme|organization} publishes {Orion 2|model} results from one harness alone.",
      "{Acme|organization} published the results of {Orion 2|model} on two boards.",
      "{Orion 2|model} results were released by {Acme|organization}.",
      "{Orion 2|model} Release Delayed Again",
      "{Acme|organization} announced {Orion 2|model} has started training.",
      "{Acme|organization} released chat templates for its library and {Orion 2|model} chat "
      "templates.",
      "{Acme|organization} introduced Spindle, a compiler for models like {Orion 2|model}.",
      "{Acme|organization} released Bobbin, a quantized variant of {Orion 2|model}.",
      "Experiments on {Orion 2|model} reveal that caches help.",
      "{Orion 2|model} landed at #3 on {Text Arena|benchmark}.",
      "{Orion 2|model} arrives in {Gamma|organization}.",
      "The post about {Orion 2|model} is now live.",
      "A member released {Orion 2|model} on a forum.",
      "That starts once the {Orion 2|model} weights are released.",
      "The list holds open-weight {Orion 2|model} and {Vega|model} models.",
      "A message hints that {Orion 3|model} may be released sooner.",
      "We have deployed {Orion 2|model} for our tests.",
      "{Orion 2|model} debuts in first place with an Elo of 1482.",
      "{Orion 2|model} dropped out after one round.",
      "{Orion 2|model} is being presented as the leader here.",
      "Members are urging {Acme|organization} to release {Orion 3|model} today.",
      "Nobody knows when {Orion 3|model} will arrive.",
      "The results of {Orion 2|model} were published in May.",
      "Five predictions\n\n{Acme|organization} will ship {Orion 3|model} in 2027.",
      "{Acme|organization} may add it rather than release {Orion 3|model}.",
  };
  for (const std::string_view text : cases) {
    INFO(text);
    CHECK(show(text).empty());
  }
}

TEST_CASE("what is out came out no later than the day it is told") {
  struct Case {
    std::string_view text, date;
  };
  const Case cases[] = {
      {"On March 3, {Acme|organization} released {Orion 2|model}.", "2026-03-03"},
      {"In December, {Acme|organization} released {Orion 2|model}.", "2025-12"},
      {"{Acme|organization} released {Orion 2|model} on May 4, 2026.", "2026-05-04"},
      {"{Acme|organization} introduced {Orion 2|model}, weights promised by September 27.", ""},
      {"{Acme|organization} released {Orion 2|model} and opens an office in 2028.", ""},
      {"{Acme|organization} released {Orion 2|model} as FP8 and Q4 GGUF.", ""},
      {"{Acme|organization} plans to release {Orion 3|model} in November 2026.", "2026-11"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    MarkedText text(c.text);
    text.context.published = parse_day("2026-09-10");
    const std::vector<Claim> claims = find_releases(text.reading());
    REQUIRE(claims.size() == 1);
    const auto& date = std::get<Release>(claims.front().content).date;
    CHECK((date ? format_window(*date) : "") == c.date);
  }
}

TEST_CASE("the sentence after an announcement says when the model comes out") {
  struct Case {
    std::string_view text, releases;
  };
  const Case cases[] = {
      {"{Acme|organization} announces {Orion 3|model}. The model will be released in June 2026.",
       "Orion 3 planned; Orion 3 planned 2026-06"},
      {"{Acme|organization} released {Orion 3|model}. It was launched in May 2026.",
       "Orion 3; Orion 3 2026-05"},
      {"{Acme|organization} announces {Orion 3|model}. The model is large.", "Orion 3 planned"},
      {"{Acme|organization} released {Orion 3|model}. It will be released in Europe in June 2026.",
       "Orion 3"},
      {"{Acme|organization} released {Orion 3|model} and {Vega|model}. They are fast. Both models "
       "are "
       "released under an MIT license.",
       "Orion 3; Vega; Orion 3; Vega"},
      // Two models: which one is meant is not told.
      {"{Acme|organization} announces {Orion 3|model} and {Lyra|model}. The model will be released "
       "in June 2026.",
       "Orion 3 planned; Lyra planned"},
      {"{Orion 3|model} is large. The model will be released in June 2026.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const MarkedText text(c.text);
    std::string shown;
    for (const Claim& claim : find_releases(text.reading())) {
      const auto& content = std::get<Release>(claim.content);
      if (!shown.empty()) shown += "; ";
      shown += content.model;
      if (content.planned) shown += " planned";
      if (content.date) shown += " " + format_window(*content.date);
    }
    CHECK(shown == c.releases);
  }
}

TEST_CASE("what a page also calls planned is not surely out") {
  const auto surely = [](const char* marked) {
    const MarkedText text(marked);
    std::string shown;
    for (const Claim& claim : find_releases(text.reading())) {
      const auto& content = std::get<Release>(claim.content);
      if (content.planned || claim.confidence != Confidence::confident) continue;
      shown += content.model + ";";
    }
    return shown;
  };
  CHECK(surely("{Moonshot AI|organization} released {Kimi K3|model} under the MIT license.") ==
        "Kimi K3;");
  CHECK(surely("{Moonshot AI|organization} will release {Kimi K3|model} in June. {Moonshot "
               "AI|organization} "
               "released {Kimi K3|model} under the MIT license. {Moonshot AI|organization} "
               "released {Kimi K2.6|model} under the MIT license.") == "Kimi K2.6;");
}

}  // namespace
}  // namespace dossier
