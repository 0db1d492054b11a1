// What's new, What, Why it matters, Narrative: the running text.

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

Layout paragraph(std::vector<DossierSentence> sentences) {
  Layout layout;
  layout.sentences = std::move(sentences);
  return layout;
}

void add_paragraph(Section& section, std::vector<DossierSentence> sentences) {
  if (!sentences.empty()) section.layouts.push_back(paragraph(std::move(sentences)));
}

std::vector<const Fact*> new_ones(const std::vector<const Fact*>& facts) {
  std::vector<const Fact*> news;
  std::ranges::copy_if(facts, std::back_inserter(news), &Fact::is_new);
  return news;
}

// The first version says what it opens with.
DossierSentence opening(const Material& material, std::size_t items) {
  std::set<std::string> outlets;
  Day first = Day::max();
  Day last = Day::min();
  for (const Source& source : material.view.sources) {
    if (!source.copy_of.empty()) continue;
    outlets.insert(source.outlet);
    first = std::min(first, report_day(source));
    last = std::max(last, report_day(source));
  }
  Line line{material.page, SentenceKind::derived};
  line.say(fmt::format("This dossier opens with {} from {}, dated {}", counted(items, "item"),
                       counted(outlets.size(), "outlet"), format_day(first)));
  if (last != first) line.say(" to " + format_day(last));
  return line.end();
}

// The heaviest new thread. A release of its subject takes the lead in; else a sentence of its
// own names it.
std::vector<DossierSentence> main_development(const Material& material, const Thread& thread,
                                              std::size_t sentences_max) {
  if (material.previous == nullptr) return tell_thread(material.page, thread, sentences_max);
  const std::string subject = material.page.model(thread.subject);
  const int before = material.previous->version;
  const bool has_release = std::ranges::any_of(thread.facts, [&](const Fact* fact) {
    return fact->release() != nullptr && fact->release()->model == thread.subject;
  });
  if (has_release) {
    return tell_thread(material.page, thread, sentences_max,
                       fmt::format("The main development since v{} is {}: ", before, subject));
  }
  std::vector<DossierSentence> sentences;
  Line line{material.page};
  line.say(fmt::format("Most of what is new since v{} concerns {}", before, subject));
  sentences.push_back(line.cite(*thread.facts.front()).end());
  std::ranges::move(tell_thread(material.page, thread, sentences_max),
                    std::back_inserter(sentences));
  return sentences;
}

// Whether the version before printed the fact with another standing.
bool stood_otherwise(const Fact& fact, const Dossier* previous) {
  if (previous == nullptr) return false;
  const auto before = std::ranges::find(previous->statements, fact.id, &Statement::id);
  return before != previous->statements.end() && before->standing != to_string(fact.standing);
}

// New facts on either side of a figure that is now disputed, and those that found support.
void add_standing_runs(const Material& material, Section& section) {
  std::vector<DossierSentence> contested;
  for (const FactTension& tension : material.tensions) {
    if (tension.kind != "figures" || contested.size() == 2) continue;
    if (change_of(tension, material.previous) != TensionChange::opened) continue;
    const BenchmarkClaim& claim = *tension.facts.front()->benchmark();
    std::vector<std::string> figures;
    for (const Fact* fact : tension.facts) {
      figures.push_back(
          fmt::format("{} by {}", figure_with_unit(*fact->benchmark()), fact->speaker));
    }
    Line line{material.page};
    line.say(fmt::format("{}{} {}: {}", contested.empty() ? "Contested: " : "",
                         material.page.model(claim.model), on_benchmark(claim.benchmark),
                         join_words(figures, figures.size() == 2 ? "against" : "and")));
    contested.push_back(line.cite(tension.facts).end());
  }
  add_paragraph(section, std::move(contested));

  std::vector<DossierSentence> corroborated;
  for (const Fact* fact : material.by_weight()) {
    if (fact->standing != Standing::corroborated || corroborated.size() == 2) continue;
    if (!fact->is_new && !stood_otherwise(*fact, material.previous)) continue;
    const BenchmarkClaim& claim = *fact->benchmark();
    Line line{material.page};
    line.say(fmt::format("{}{} {} {}, given by {}", corroborated.empty() ? "Corroborated: " : "",
                         possessive(material.page.model(claim.model)), figure_with_unit(claim),
                         on_benchmark(claim.benchmark), join_words(fact->voices)));
    corroborated.push_back(line.cite(*fact).end());
  }
  add_paragraph(section, std::move(corroborated));
}

// Holders who had said nothing before, with the heaviest thing that they say.
void add_new_voices(const Material& material, Section& section) {
  constexpr std::size_t kVoicesMax = 3;
  std::set<std::string> heard;
  for (const Fact& fact : material.facts) {
    if (fact.stance() != nullptr && !fact.is_new) heard.insert(holder_name(material.page, fact));
  }
  std::vector<DossierSentence> sentences;
  for (const Fact* fact : material.by_weight()) {
    if (sentences.size() == kVoicesMax) break;
    const Stance* stance = fact->stance();
    if (stance == nullptr || !fact->is_new || stance->topic.empty()) continue;
    if (!heard.insert(holder_name(material.page, *fact)).second) continue;
    // In the first version every voice is new.
    const bool leads = sentences.empty() && material.previous != nullptr;
    if (auto sentence = say_stance(material.page, *fact, leads ? "New voices: " : "")) {
      sentences.push_back(std::move(*sentence));
    }
  }
  add_paragraph(section, std::move(sentences));
}

DossierSentence ledger(const Material& material) {
  std::size_t opened = 0;
  std::size_t moved = 0;
  for (const FactTension& tension : material.tensions) {
    const TensionChange change = change_of(tension, material.previous);
    opened += change == TensionChange::opened ? 1 : 0;
    moved += change == TensionChange::moved ? 1 : 0;
  }
  const std::size_t closed = closed_tensions(material);
  Line line{material.page, SentenceKind::derived};
  if (opened == 0 && moved == 0 && closed == 0) {
    line.say("No new tensions emerged");
  } else {
    line.say(fmt::format("{} opened, {} moved, and {} closed", counted(opened, "tension"),
                         moved == 0 ? "none" : count_word(moved),
                         closed == 0 ? "none" : count_word(closed)));
  }
  return line.end();
}

}  // namespace

std::vector<const Fact*> Material::by_weight() const {
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) {
    if (!fact.superseded) pointers.push_back(&fact);
  }
  std::ranges::sort(pointers, {}, [](const Fact* fact) {
    return std::pair{-fact->weight, fact->id};
  });
  return pointers;
}

Section write_whats_new(const Material& material, std::size_t items) {
  constexpr std::size_t kMainSentences = 4;
  constexpr std::size_t kOtherThreads = 3;
  Section section{"What's new", {}, {}};
  material.page.start_section();
  if (material.previous == nullptr) {
    add_paragraph(section, {opening(material, items)});
  }
  const std::vector<Thread> threads =
      make_threads(new_ones(material.by_weight()), material.page.lexicon());
  if (!threads.empty()) {
    add_paragraph(section, main_development(material, threads[0], kMainSentences));
    std::vector<DossierSentence> others;
    for (std::size_t i = 1; i < threads.size() && i <= kOtherThreads; ++i) {
      std::ranges::move(tell_thread(material.page, threads[i], 1), std::back_inserter(others));
    }
    add_paragraph(section, std::move(others));
  }
  add_standing_runs(material, section);
  add_new_voices(material, section);
  if (material.previous != nullptr) add_paragraph(section, {ledger(material)});
  return section;
}

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
    line.say(fmt::format("{} are in view: {}",
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
    if (standings.facts.size() < 3) continue;
    std::vector<const Fact*> best = standings.facts;
    if (best.size() > kStandingsMax) best.resize(kStandingsMax);
    sentences.push_back(say_standings(material.page, best));
    break;
  }
  add_paragraph(section, std::move(sentences));

  std::vector<DossierSentence> disputes;
  for (const FactTension& tension : material.tensions) {
    if (tension.kind == "trend") {
      disputes.push_back(say_trends(material.page, best_of_each_side(tension.facts)));
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
    if (stance == nullptr || stance->topic.empty() || material.page.told(*fact) ||
        !can_be_said(material.page, *fact)) {
      continue;
    }
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
