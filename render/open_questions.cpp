// Open questions: what is disputed, announced, or claimed by its maker alone. Each opens, moves,
// stays or closes over versions; a closed one says what answered it.

#include "render/open_questions.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/topic.h"
#include "render/forecasts.h"
#include "render/realize.h"

namespace dossier {
namespace {

constexpr std::size_t kTensionsMax = 4;
constexpr std::size_t kLeadsMax = 3;  // Of each further kind
constexpr auto kFresh = std::chrono::days{120};

bool about_same(const BenchmarkClaim& one, const BenchmarkClaim& other) {
  return name_key(one.model) == name_key(other.model) && one.benchmark == other.benchmark &&
         one.aspect == other.aspect;
}

std::string directions_of(const FactTension& tension) {
  std::set<Direction> directions;
  for (const Fact* fact : tension.facts) directions.insert(fact->stance()->direction);
  std::vector<std::string> words;
  for (const Direction direction : directions) {
    words.push_back(direction == Direction::stable ? "holding steady"
                                                   : std::string{to_string(direction)});
  }
  return join_words(words, "or");
}

// Nothing for the kinds that make no question.
std::optional<DossierSentence> ask_tension(Page& page, const FactTension& tension) {
  Line line{page};
  if (tension.kind == "trend") {
    const Topic* topic = find_topic(page.lexicon(), tension.topic);
    if (topic == nullptr) return std::nullopt;
    line.say(fmt::format("Is {} {}", topic->phrase, directions_of(tension)));
    return line.cite(tension.facts).say("?").end();
  }
  if (tension.facts.front()->benchmark() == nullptr) return std::nullopt;
  const BenchmarkClaim& claim = *tension.facts.front()->benchmark();
  if (tension.kind == "figures") {
    line.say(fmt::format("Which figure holds for {} {}: {}", page.model(claim.model),
                         on_benchmark(claim.benchmark), figures_by_speaker(page, tension.facts)));
  } else if (tension.kind == "leaders") {
    std::vector<std::string> models;
    for (const Fact* fact : tension.facts) models.push_back(page.model(fact->benchmark()->model));
    line.say(fmt::format("Who is first{} {}: {}",
                         claim.among.empty() ? "" : " among " + claim.among,
                         on_benchmark(claim.benchmark), join_words(models, "or")));
  } else {
    return std::nullopt;
  }
  return line.cite(tension.facts).say("?").end();
}

// A maker's headline figure that nobody else has measured.
bool wants_confirming(const Material& material, const Fact& fact) {
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim == nullptr || claim->relation != Relation::score || !claim->figure) return false;
  if (!claim->aspect.empty() || fact.superseded) return false;
  return giver_of(material.page, fact) == Giver::maker &&
         day_of(material.now) - fact.last <= kFresh;
}

const Fact* independent_figure(const Material& material, const BenchmarkClaim& claim) {
  const auto found = std::ranges::find_if(material.facts, [&](const Fact& fact) {
    return fact.benchmark() != nullptr && about_same(claim, *fact.benchmark()) &&
           is_independent_score(material.page, fact);
  });
  return found == material.facts.end() ? nullptr : &*found;
}

class Questions {
 public:
  explicit Questions(const Material& material) : material_{material}, page_{material.page} {}

  void ask_tensions() {
    std::size_t asked = 0;
    for (const FactTension& tension : material_.tensions) {
      if (asked == kTensionsMax) break;
      auto question = ask_tension(page_, tension);
      if (!question) continue;
      ++asked;
      const TensionChange change = change_of(tension, material_.previous);
      add(tension.id, change == TensionChange::moved ? "Moved" : "", std::move(*question));
    }
  }

  void ask_confirmations() {
    std::size_t asked = 0;
    std::set<std::string> models;
    for (const Fact* fact : material_.by_weight()) {
      if (!wants_confirming(material_, *fact)) continue;
      const BenchmarkClaim& claim = *fact->benchmark();
      const std::string id = short_id({"confirm", name_key(claim.model), claim.benchmark});
      // Who did not ask while a figure was news does not ask when another question has gone.
      if (!was_asked(id) && (asked == kLeadsMax || !fact->is_new)) continue;
      const Fact* measured = independent_figure(material_, claim);
      if (measured != nullptr ? !was_asked(id) : asked == kLeadsMax) continue;
      // One question a model, but for those that a reader waits to see answered.
      if (!models.insert(name_key(claim.model)).second && !was_asked(id)) continue;
      if (!ids_.insert(id).second) continue;
      const std::string maker = speaker_name(page_, *fact);
      Line line{page_};
      line.say(fmt::format("{} anybody else's measurement bear out the {} that {} claims for {} {}",
                           measured == nullptr ? "Will" : "Would", figure_with_unit(claim), maker,
                           page_.model(claim.model), on_benchmark(claim.benchmark)));
      DossierSentence question = line.cite(*fact).say("?").end();
      if (measured == nullptr) {
        ++asked;
        add(id, "", std::move(question));
        continue;
      }
      Line answer{page_};
      answer.say(fmt::format("{} {} it at {}", speaker_name(page_, *measured),
                             speakers_verb(*measured, "has", "have"),
                             figure_with_unit(*measured->benchmark())));
      close(std::move(question), answer.cite(*measured).end());
    }
  }

  void ask_announcements() {
    std::size_t asked = 0;
    for (const Forecast& forecast : find_forecasts(material_)) {
      const Release* release = forecast.fact->release();
      if (release == nullptr) continue;
      const std::string id = short_id({"release", name_key(release->model)});
      const Fact* measured = forecast.measured;
      const bool is_out = forecast.outcome != nullptr || measured != nullptr;
      const bool is_old = day_of(material_.now) - forecast.fact->last > kFresh;
      if (is_out ? !was_asked(id) : asked == kLeadsMax || is_old) continue;
      if (!ids_.insert(id).second) continue;
      const std::string due =
          release->date ? " by " + window_in_words({release->date->last, release->date->last}) : "";
      Line line{page_};
      line.say(fmt::format("{} {}'s {} come out{}", is_out ? "Would" : "Will",
                           display_name(page_.lexicon(), release->organization),
                           page_.model(release->model), due.empty() ? ", as announced" : due));
      DossierSentence question = line.cite(*forecast.fact).say("?").end();
      if (!is_out) {
        ++asked;
        add(id, "", std::move(question));
        continue;
      }
      if (measured != nullptr) {
        Line answer{page_};
        answer.say(fmt::format("{} {} it at {} {}", speaker_name(page_, *measured),
                               speakers_verb(*measured, "has", "have"),
                               figure_with_unit(*measured->benchmark()),
                               on_benchmark(measured->benchmark()->benchmark)));
        close(std::move(question), answer.cite(*measured).end());
        continue;
      }
      // The day that its source dates it, or else that of the report.
      const std::optional<DateWindow>& dated = forecast.outcome->release()->date;
      const Day out = dated && dated->is_one_day() ? dated->first : forecast.outcome->first;
      Line answer{page_};
      answer.say("It was out by " + day_in_words(page_, out));
      close(std::move(question),
            answer.cite({forecast.outcome}, {forecast.outcome->evidence.front()}).end());
    }
  }

  Section finish(std::vector<std::string>& open) {
    Section section{"Open questions", {}, {}};
    for (auto* layouts : {&opened_, &moved_, &standing_, &closed_}) {
      std::ranges::move(*layouts, std::back_inserter(section.layouts));
    }
    open = std::move(open_);
    return section;
  }

 private:
  [[nodiscard]] bool was_asked(const std::string& id) const {
    return material_.previous != nullptr && std::ranges::find(material_.previous->questions, id) !=
                                                material_.previous->questions.end();
  }

  void add(const std::string& id, const std::string& change, DossierSentence question) {
    open_.push_back(id);
    Layout layout{LayoutKind::list_item, "", {std::move(question)}};
    if (material_.previous == nullptr) {
      opened_.push_back(std::move(layout));
    } else if (!was_asked(id)) {
      layout.label = "New";
      opened_.push_back(std::move(layout));
    } else if (!change.empty()) {
      layout.label = change;
      moved_.push_back(std::move(layout));
    } else {
      layout.label = "Open";
      standing_.push_back(std::move(layout));
    }
  }

  void close(DossierSentence question, DossierSentence answer) {
    closed_.push_back({LayoutKind::list_item, "Closed", {std::move(question), std::move(answer)}});
  }

  const Material& material_;
  Page& page_;
  std::set<std::string> ids_;
  std::vector<std::string> open_;
  std::vector<Layout> opened_, moved_, standing_, closed_;
};

}  // namespace

Section write_open_questions(const Material& material, std::vector<std::string>& open) {
  material.page.start_section();
  Questions questions{material};
  questions.ask_tensions();
  questions.ask_confirmations();
  questions.ask_announcements();
  return questions.finish(open);
}

}  // namespace dossier
