// What's new: the difference between two graphs, in sentences and as changes.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/evolution.h"
#include "render/forecasts.h"
#include "render/realize.h"
#include "render/sections.h"
#include "render/thread.h"

namespace dossier {
namespace {

constexpr std::size_t kRunMax = 3;  // Of each labeled run

// The section being written, its sentences also kept as changes.
class News {
 public:
  explicit News(std::vector<Change>& changes) : changes_{changes} {}

  void add(std::string_view kind, std::vector<DossierSentence> sentences) {
    if (sentences.empty()) return;
    for (const DossierSentence& sentence : sentences) {
      changes_.push_back({std::string{kind}, plain_text(sentence), sentence.statements});
    }
    section_.layouts.push_back({LayoutKind::paragraph, "", std::move(sentences)});
  }
  [[nodiscard]] Section finish() { return std::move(section_); }

 private:
  std::vector<Change>& changes_;
  Section section_{"What's new", {}, {}};
};

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
  const bool has_release = std::ranges::any_of(thread.facts, [&](const Fact* fact) {
    return fact->release() != nullptr && fact->release()->model == thread.subject;
  });
  if (has_release) {
    return tell_thread(material.page, thread, sentences_max,
                       fmt::format("The main development is {}: ", subject));
  }
  std::vector<DossierSentence> sentences;
  Line line{material.page};
  line.say("Most of what is new concerns " + subject);
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

// What a speaker's new figure has replaced: "Kimi K3 on LiveBench, from 78.54 to 79.19".
std::vector<DossierSentence> changed_figures(const Material& material) {
  Page& page = material.page;
  std::map<std::string_view, const Fact*> replaced;  // By the id of what is in its place
  for (const Fact& fact : material.facts) {
    if (!fact.is_new && fact.benchmark() != nullptr)
      replaced.try_emplace(fact.superseded_by, &fact);
  }
  std::vector<DossierSentence> sentences;
  for (const Fact* fact : material.by_weight()) {
    if (sentences.size() == kRunMax) break;
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr || !fact->is_new || !claim->figure) continue;
    if (page.is_beside_the_point(claim->model) || !claim->aspect.empty()) continue;
    const auto found = replaced.find(fact->id);
    if (found == replaced.end() || !found->second->benchmark()->figure) continue;
    const Fact* before = found->second;
    if (page.is_stale(*before)) continue;  // Boards change their scale
    Line line{page};
    line.say(fmt::format("{}{} {}, from {}", sentences.empty() ? "Figures changed: " : "",
                         page.model(claim->model), on_benchmark(claim->benchmark),
                         figure_with_unit(*before->benchmark())));
    line.cite({before}, {before->evidence.back()});
    line.say(" to " + figure_with_unit(*claim));
    if (!fact->speaker.empty())
      line.say(fmt::format(", as {} {} it", speaker_name(page, *fact),
                           speakers_verb(*fact, "has", "have")));
    sentences.push_back(line.cite({fact}, {fact->evidence.front()}).end());
  }
  return sentences;
}

// What is now disputed.
std::vector<DossierSentence> contested(const Material& material) {
  Page& page = material.page;
  std::vector<DossierSentence> sentences;
  for (const FactTension& tension : material.tensions) {
    if (sentences.size() == kRunMax) break;
    if (change_of(tension, material.previous) != TensionChange::opened) continue;
    const BenchmarkClaim* claim = tension.facts.front()->benchmark();
    if (claim == nullptr) continue;
    Line line{page};
    line.say(sentences.empty() ? "Contested: " : "");
    if (tension.kind == "figures") {
      line.say(fmt::format("{} {}, {}", page.model(claim->model), on_benchmark(claim->benchmark),
                           figures_by_speaker(page, tension.facts)));
    } else {
      std::vector<std::string> models;
      for (const Fact* fact : tension.facts) models.push_back(page.model(fact->benchmark()->model));
      line.say(fmt::format("first place{} {}, reported for {}",
                           claim->among.empty() ? "" : " among " + claim->among,
                           on_benchmark(claim->benchmark), join_words(models)));
    }
    sentences.push_back(line.cite(tension.facts).end());
  }
  return sentences;
}

std::vector<DossierSentence> corroborated(const Material& material) {
  Page& page = material.page;
  std::vector<DossierSentence> sentences;
  for (const Fact* fact : material.by_weight()) {
    if (fact->standing != Standing::corroborated || sentences.size() == kRunMax) continue;
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr || !claim->figure) continue;
    if (!fact->is_new && !stood_otherwise(*fact, material.previous)) continue;
    Line line{page};
    line.say(fmt::format("{}{} {} {}, given by {}", sentences.empty() ? "Corroborated: " : "",
                         possessive(page.model(claim->model)), figure_with_unit(*claim),
                         on_benchmark(claim->benchmark), join_words(fact->voices)));
    sentences.push_back(line.cite(*fact).end());
  }
  return sentences;
}

// Holders who now stand elsewhere than they stood.
std::vector<DossierSentence> moved_positions(const Material& material) {
  if (material.previous == nullptr) return {};
  Page& page = material.page;
  std::set<std::string> holders;
  for (const Fact& fact : material.facts) {
    if (fact.stance() != nullptr && fact.is_new && can_be_said(page, fact)) {
      holders.insert(holder_name(page, fact));
    }
  }
  std::vector<DossierSentence> sentences;
  for (const auto& [holder, developments] : all_developments(material)) {
    if (!holders.contains(holder)) continue;
    for (const Development& development : developments) {
      if (!has_moved(development.how) || sentences.size() == kRunMax) continue;
      Line line{page};
      const std::string phrase = topic_phrase(page, *development.now->stance());
      line.say(fmt::format("{}{}{} ", sentences.empty() ? "Positions moved: " : "",
                           page.holder(holder), phrase.empty() ? "" : " on " + phrase + ","));
      say_move(line, development);
      sentences.push_back(line.end());
    }
  }
  return sentences;
}

// Holders who had said nothing before, with what they speak of.
std::vector<DossierSentence> new_voices(const Material& material) {
  constexpr std::size_t kVoicesMax = 4;
  if (material.previous == nullptr) return {};  // In the first version every voice is new
  std::set<std::string> heard;
  for (const Fact& fact : material.facts) {
    if (fact.stance() != nullptr && !fact.is_new) heard.insert(holder_name(material.page, fact));
  }
  std::vector<const Fact*> voices;
  for (const Fact* fact : material.by_weight()) {
    if (voices.size() == kVoicesMax) break;
    const Stance* stance = fact->stance();
    if (stance == nullptr || !fact->is_new || topic_phrase(material.page, *stance).empty())
      continue;
    if (!can_be_said(material.page, *fact)) continue;
    if (heard.insert(holder_name(material.page, *fact)).second) voices.push_back(fact);
  }
  if (voices.empty()) return {};
  return {say_new_voices(material.page, voices)};
}

// What became of forecasts since the version before.
std::vector<DossierSentence> settled_forecasts(const Material& material) {
  if (material.previous == nullptr) return {};
  Page& page = material.page;
  const Day before = day_of(material.previous->published);
  std::vector<DossierSentence> sentences;
  for (const Forecast& forecast : find_forecasts(material)) {
    if (sentences.size() == kRunMax) break;
    const Release* release = forecast.fact->release();
    Line line{page};
    if (release != nullptr && forecast.outcome != nullptr && forecast.outcome->is_new &&
        !forecast.fact->is_new) {
      line.say(
          fmt::format("Announced before, and now out: {}", name_release(page, *forecast.fact)));
      line.cite(*forecast.fact);
      line.cite({forecast.outcome}, {forecast.outcome->evidence.front()});
      sentences.push_back(line.end());
    } else if (forecast.standing == ForecastStanding::came_due) {
      const DateWindow due = release != nullptr ? *release->date : *forecast.fact->stance()->due;
      if (due.last <= before) continue;
      line.say("Come due, and open: ");
      if (release != nullptr) {
        line.say(fmt::format("the release of {}", name_release(page, *forecast.fact)));
      } else {
        line.say(fmt::format("what {} expected of {}",
                             page.holder(holder_name(page, *forecast.fact)),
                             topic_phrase(page, *forecast.fact->stance())));
      }
      line.say(fmt::format(", due by {}", window_in_words({due.last, due.last})));
      sentences.push_back(line.cite(*forecast.fact).end());
    }
  }
  return sentences;
}

// Where more was written and nothing was added, readers should know.
std::vector<DossierSentence> coverage(const Material& material, std::size_t items) {
  if (material.previous == nullptr || std::ranges::any_of(material.facts, &Fact::is_new)) return {};
  const auto before = static_cast<std::size_t>(std::max(material.previous->items, 0));
  if (items <= before) return {};
  Line line{material.page, SentenceKind::derived};
  line.say(fmt::format("{} came in and brought no new claim", counted(items - before, "new item")));
  return {line.end()};
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

// Releases by the names of their models: what begins alike stands together.
using Releases = std::multimap<std::string_view, const Fact*>;

Releases releases_of(const std::vector<Fact>& facts) {
  Releases releases;
  for (const Fact& fact : facts) {
    if (const Release* release = fact.release()) releases.emplace(release->model, &fact);
  }
  return releases;
}

// The umbrella of releases that are told by name: "DeepSeek V4" beside V4 Pro and V4 Flash.
bool is_told_by_its_parts(const Fact& fact, const Releases& releases) {
  constexpr auto kTogether = std::chrono::days{14};
  const Release* release = fact.release();
  if (release == nullptr) return false;
  const std::string opening = release->model + " ";
  for (auto part = releases.lower_bound(opening);
       part != releases.end() && part->first.starts_with(opening); ++part) {
    const Fact& other = *part->second;
    if (other.release()->planned == release->planned && other.first <= fact.last + kTogether &&
        fact.first <= other.last + kTogether) {
      return true;
    }
  }
  return false;
}

}  // namespace

const Rulings& no_rulings() {
  static const Rulings kNone;
  return kNone;
}

std::vector<const Fact*> Material::by_weight() const {
  const Releases releases = releases_of(facts);
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) {
    if (!fact.superseded && !is_told_by_its_parts(fact, releases)) pointers.push_back(&fact);
  }
  std::ranges::sort(pointers, {}, [](const Fact* fact) {
    return std::pair{-fact->weight, std::string_view{fact->id}};
  });
  return pointers;
}

Section write_whats_new(const Material& material, std::size_t items, std::vector<Change>& changes) {
  constexpr std::size_t kMainSentences = 4;
  constexpr std::size_t kOtherThreads = 3;
  News news{changes};
  Page& page = material.page;
  page.start_section();
  if (material.previous == nullptr) news.add("opened", {opening(material, items)});
  std::vector<const Fact*> fresh = new_ones(material.by_weight());
  std::erase_if(fresh, [&](const Fact* fact) { return page.is_stale(*fact); });
  const std::vector<Thread> threads = make_threads(fresh, page.lexicon());
  if (!threads.empty()) {
    news.add("new", main_development(material, threads[0], kMainSentences));
    std::vector<DossierSentence> others;
    for (std::size_t i = 1; i < threads.size() && i <= kOtherThreads; ++i) {
      std::ranges::move(tell_thread(page, threads[i], 1), std::back_inserter(others));
    }
    news.add("new", std::move(others));
  }
  news.add("figure_changed", changed_figures(material));
  news.add("contested", contested(material));
  news.add("corroborated", corroborated(material));
  news.add("position_moved", moved_positions(material));
  news.add("new_voice", new_voices(material));
  news.add("forecast", settled_forecasts(material));
  news.add("coverage", coverage(material, items));
  if (material.previous != nullptr) news.add("ledger", {ledger(material)});
  return news.finish();
}

}  // namespace dossier
