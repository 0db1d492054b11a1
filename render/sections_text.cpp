// What, Why it matters, Narrative: the running text.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/realize.h"
#include "render/sections.h"
#include "render/thread.h"

namespace dossier {
namespace {

void add_paragraph(Section& section, std::vector<DossierSentence> sentences) {
  if (sentences.empty()) return;
  section.layouts.push_back({LayoutKind::paragraph, "", std::move(sentences)});
}

// What running text may say of a stance; forecasts have a table, and what only a reporter has
// worded stands in Perspectives.
bool fits_running_text(const Page& page, const Fact& fact) {
  const Stance* stance = fact.stance();
  if (stance == nullptr || stance->topic.empty() || !can_be_said(page, fact)) return false;
  if (stance->direction != Direction::none) return true;
  return stance->kind != StanceKind::forecast && !only_in_words_of_others(page, fact);
}

// "The gap between … is disputed: said to be widening [3] or holding steady at 3-7 months [6], and
// expected to widen [9]." Who expects does not see.
DossierSentence say_dispute(Page& page, const FactTension& tension) {
  std::map<std::pair<bool, Direction>, std::vector<const Fact*>> sides;
  for (const Fact* fact : best_of_each_side(tension.facts)) {
    const Stance& stance = *fact->stance();
    sides[{stance.kind == StanceKind::forecast, stance.direction}].push_back(fact);
  }
  Line line{page};
  line.say(topic_phrase(page, *tension.facts.front()->stance()) + " is disputed: ");
  std::size_t said = 0;
  bool expects = false;
  for (const auto& [side, facts] : sides) {
    const auto& [is_expected, direction] = side;
    if (++said > 1) line.say(is_expected && !expects ? ", and " : " or ");
    if (said == 1 && !is_expected) line.say("said to be ");
    if (is_expected && !expects) line.say("expected to ");
    expects = is_expected;
    const bool steady = direction == Direction::stable;
    if (is_expected) {
      line.say(steady ? "hold steady" : direction == Direction::widening ? "widen" : "narrow");
    } else {
      line.say(steady ? "holding steady" : to_string(direction));
    }
    if (steady && facts.size() == 1 && facts[0]->stance()->figure) {
      const Stance& stance = *facts[0]->stance();
      line.say(fmt::format(" at {}{}", stance.figure->text,
                           stance.unit == "%" ? "%" : " " + stance.unit));
    }
    line.cite(facts);
  }
  return line.end();
}

}  // namespace

Section write_what(const Material& material) {
  constexpr std::size_t kReleasesMax = 6;
  constexpr std::size_t kStandingsMax = 5;
  constexpr auto kCurrentDays = std::chrono::days{120};
  Section section{"What", {}, {}};
  material.page.start_section();
  const std::vector<const Fact*> facts = material.by_weight();

  std::vector<const Fact*> releases;
  for (const Fact* fact : facts) {
    const Release* release = fact->release();
    if (release == nullptr || release->planned || releases.size() == kReleasesMax) continue;
    const auto entry = material.page.lexicon().find(release->model, NameKind::model);
    if (entry && entry->weights == Weights::closed) continue;
    const auto same = [&](const Fact* other) {
      return name_key(other->release()->model) == name_key(release->model);
    };
    if (std::ranges::none_of(releases, same)) releases.push_back(fact);
  }
  std::vector<DossierSentence> sentences;
  if (releases.size() >= 2) {
    std::ranges::sort(releases, {}, [](const Fact* fact) {
      return std::pair{fact->first, fact->id};
    });
    std::vector<std::string> names;
    for (const Fact* fact : releases) names.push_back(name_release(material.page, *fact));
    Line line{material.page};
    const bool all_open = std::ranges::all_of(releases, [&](const Fact* fact) {
      const auto entry = material.page.lexicon().find(fact->release()->model, NameKind::model);
      return entry && entry->weights == Weights::open;
    });
    line.say(fmt::format("{} stand out: {}",
                         counted(releases.size(), all_open ? "open-weight release" : "release"),
                         join_words(names)));
    sentences.push_back(line.cite(releases).end());
  } else if (releases.size() == 1) {
    sentences.push_back(say_release(material.page, *releases[0]));
  }

  // The board that says most of what is current: three models at least, reported lately.
  std::vector<const Fact*> current;
  std::ranges::copy_if(facts, std::back_inserter(current), [&](const Fact* fact) {
    return day_of(material.now) - fact->last <= kCurrentDays;
  });
  for (const Standings& standings : find_standings(current)) {
    std::vector<const Fact*> best = standings.facts;
    std::erase_if(best, [&](const Fact* fact) {
      return material.page.is_beside_the_point(fact->benchmark()->model);
    });
    if (best.size() < 3) continue;
    if (best.size() > kStandingsMax) best.resize(kStandingsMax);
    sentences.push_back(say_standings(material.page, best));
    break;
  }
  add_paragraph(section, std::move(sentences));

  std::vector<DossierSentence> disputes;
  for (const FactTension& tension : material.tensions) {
    if (tension.kind == "trend") {
      disputes.push_back(say_dispute(material.page, tension));
    }
  }
  add_paragraph(section, std::move(disputes));
  return section;
}

Section write_why_it_matters(const Material& material) {
  // Topics that name a stake, and for whom. Only what a holder is quoted with is said of it.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kStakes{{
      {"open-models-economics", "For labs, the stake is money: "},
      {"open-weights-limits", "For lawmakers, the question is what to restrict: "},
      {"open-weights-safety", "For defenders, the stake is access: "},
      {"cost-of-models", "For buyers, it is cost: "},
      {"distillation", "For rivals, it is what may be learned from whom: "},
      {"export-controls", "For governments, it is who leads: "},
  }};
  constexpr std::size_t kStakesMax = 3;
  Section section{"Why it matters", {}, {}};
  material.page.start_section();
  std::vector<DossierSentence> sentences;
  std::set<std::string> used;
  for (const Fact* fact : material.by_weight()) {
    const Stance* stance = fact->stance();
    if (stance == nullptr || sentences.size() == kStakesMax) continue;
    if (!fits_running_text(material.page, *fact)) continue;
    const auto stake = std::ranges::find(kStakes, stance->topic,
                                         &std::pair<std::string_view, std::string_view>::first);
    if (stake == kStakes.end() || !used.insert(stance->topic).second) continue;
    if (auto sentence = say_stance(material.page, *fact, std::string{stake->second})) {
      sentences.push_back(std::move(*sentence));
    }
  }
  add_paragraph(section, std::move(sentences));
  return section;
}

Section write_narrative(const Material& material) {
  constexpr std::size_t kThreadsMax = 5;
  constexpr std::size_t kThreadSentences = 6;
  constexpr std::size_t kTopicsMax = 4;
  constexpr std::size_t kTopicSentences = 4;
  Section section{"Narrative", {}, {}};
  material.page.start_section();
  const std::vector<const Fact*> facts = material.by_weight();

  std::size_t told = 0;
  for (const Thread& thread : make_threads(facts, material.page.lexicon())) {
    if (told == kThreadsMax) break;
    if (count_untold(material.page, thread) < 2) continue;
    add_paragraph(section, tell_thread(material.page, thread, kThreadSentences));
    ++told;
  }

  // One paragraph a disputed topic: who says what of it, in order of report.
  std::map<std::string, std::vector<const Fact*>> by_topic;
  std::map<std::string, double> weights;
  for (const Fact* fact : facts) {
    const Stance* stance = fact->stance();
    if (stance == nullptr || material.page.told(*fact)) continue;
    // Who sees a trend is told in What and under Tensions.
    if (!fits_running_text(material.page, *fact) || stance->direction != Direction::none) continue;
    auto& group = by_topic[stance->topic];
    const auto same_holder = [&](const Fact* other) {
      return holder_name(material.page, *other) == holder_name(material.page, *fact);
    };
    if (group.size() == kTopicSentences || std::ranges::count_if(group, same_holder) >= 2) continue;
    group.push_back(fact);
    weights[stance->topic] += fact->weight;
  }
  std::vector<std::string> order;
  for (const auto& [topic, weight] : weights) order.push_back(topic);
  std::ranges::sort(order, {}, [&](const std::string& topic) {
    return std::pair{-weights.at(topic), topic};
  });
  if (order.size() > kTopicsMax) order.resize(kTopicsMax);
  for (const std::string& id : order) {
    auto& group = by_topic[id];
    std::ranges::sort(group, {}, [](const Fact* fact) { return std::pair{fact->first, fact->id}; });
    const Topic* topic = find_topic(material.page.lexicon(), id);
    std::vector<DossierSentence> sentences;
    for (const Fact* fact : group) {
      const bool leads =
          sentences.empty() && topic != nullptr && fact->stance()->direction == Direction::none;
      const std::string lead = leads ? fmt::format("On {}, ", topic->phrase) : "";
      if (auto sentence = say_stance(material.page, *fact, lead)) {
        sentences.push_back(std::move(*sentence));
      }
    }
    add_paragraph(section, std::move(sentences));
  }
  return section;
}

}  // namespace dossier
