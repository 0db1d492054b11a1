// The running text of a digest: themes, boards, what is left, and the lines before them.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/digest_parts.h"
#include "render/realize.h"

namespace dossier {
namespace {

Layout paragraph(std::vector<DossierSentence> sentences) {
  Layout layout;
  layout.sentences = std::move(sentences);
  return layout;
}

bool is_out(const Fact& fact) {
  return fact.release() != nullptr && !fact.release()->planned;
}

// Whether a fact can still be told by a sentence of its own.
bool is_open(const Page& page, const Fact& fact) {
  if (page.told(fact)) return false;
  return fact.stance() == nullptr || can_be_said(page, fact);
}

// Whether it was first told in the period, rather than told more fully.
bool is_news(const DigestMaterial& material, const Fact& fact) {
  return fact.first >= material.period.first;
}

// A line of models makes a theme by more than figures that nobody signs.
bool has_substance(const DigestMaterial& material, const Thread& thread) {
  return std::ranges::any_of(thread.facts, [&](const Fact* fact) {
    if (!is_open(material.page, *fact)) return false;
    return fact->benchmark() == nullptr || !fact->speaker.empty();
  });
}

// "V4 Flash is reported at 50" beside "V4 Flash 0731 scores 50": one figure, told with less.
void drop_repeated_figures(Thread& thread) {
  const std::vector<const Fact*> all = thread.facts;
  std::erase_if(thread.facts, [&](const Fact* fact) {
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr || !claim->figure || !fact->speaker.empty()) return false;
    return std::ranges::any_of(all, [&](const Fact* other) {
      const BenchmarkClaim* fuller = other->benchmark();
      return fuller != nullptr && fuller->figure && fuller->benchmark == claim->benchmark &&
             fuller->figure->value == claim->figure->value &&
             fuller->model.size() > claim->model.size() &&
             other->evidence.front()->source == fact->evidence.front()->source;
    });
  });
}

// "Kimi K3, Released and Measured": what the period's facts license, and no more.
std::string heading_of(const DigestMaterial& material, const Thread& thread) {
  bool released = false;
  bool announced = false;
  bool measured = false;
  for (const Fact* fact : thread.facts) {
    const Release* release = fact->release();
    const bool of_subject = release != nullptr && is_news(material, *fact) &&
                            name_key(release->model) == name_key(thread.subject);
    if (of_subject) (release->planned ? announced : released) = true;
    measured = measured || fact->benchmark() != nullptr;
  }
  const std::string& subject = thread.subject;
  if (released) return subject + (measured ? ", Released and Measured" : ", Released");
  if (announced) return subject + (measured ? ", Announced and Measured" : ", Announced");
  return (measured ? "New Figures for " : "Views on ") + subject;
}

// "The Pace of the Frontier": labels of topics stand in sentence case.
std::string in_title_case(std::string_view label) {
  constexpr std::array<std::string_view, 10> kSmall{"a",  "an",  "and", "at", "for",
                                                    "in", "its", "of",  "on", "the"};
  std::string title;
  for (std::size_t start = 0; start < label.size();) {
    const std::size_t end = std::min(label.find(' ', start), label.size());
    std::string word{label.substr(start, end - start)};
    const bool small = start > 0 && std::ranges::find(kSmall, word) != kSmall.end();
    if (!small && !word.empty() && word[0] >= 'a' && word[0] <= 'z') {
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
    }
    title += (start > 0 ? " " : "") + word;
    start = end + 1;
  }
  return title;
}

constexpr std::size_t kModelsOfABoardMax = 5;

// Whether nobody had told a figure of the model on this board before the period.
bool is_newcomer(const DigestMaterial& material, const Fact& fact) {
  const BenchmarkClaim& claim = *fact.benchmark();
  return std::ranges::none_of(material.facts, [&](const Fact& other) {
    const BenchmarkClaim* before = other.benchmark();
    return before != nullptr && other.first < material.period.first &&
           name_key(before->model) == name_key(claim.model) &&
           name_key(before->benchmark) == name_key(claim.benchmark);
  });
}

// "On LiveBench, Kimi K3 rose from 78.54 to 79.19, and GPT-5.6 Sol fell from 82.40 to 81.05 [4]."
DossierSentence say_moves(Page& page, std::vector<const Fact*> facts) {
  if (facts.size() > kModelsOfABoardMax) facts.resize(kModelsOfABoardMax);
  std::vector<std::string> moves;
  for (const Fact* fact : facts) {
    const BenchmarkClaim& claim = *fact->benchmark();
    moves.push_back(fmt::format("{} {} from {} to {}", page.model(claim.model),
                                claim.figure->value >= claim.from->value ? "rose" : "fell",
                                claim.from->text, figure_with_unit(claim)));
    page.tell(*fact);
  }
  Line line{page};
  line.say(fmt::format("{}, {}", on_benchmark(facts.front()->benchmark()->benchmark),
                       join_words(moves)));
  return line.cite(facts).end();
}

// Stances on one disputed topic, heaviest first, one a holder.
struct Debate {
  const Topic* topic = nullptr;
  std::vector<const Fact*> facts;
  double weight = 0;
};

std::vector<Debate> debates_of(const DigestMaterial& material) {
  std::map<std::string, Debate> by_topic;
  for (const Fact* fact : material.fresh()) {
    const Stance* stance = fact->stance();
    if (stance == nullptr || !is_open(material.page, *fact)) continue;
    const Topic* topic = find_topic(material.page.lexicon(), stance->topic);
    if (topic == nullptr) continue;
    Debate& debate = by_topic[topic->id];
    debate.topic = topic;
    const auto same_holder = [&](const Fact* other) {
      return holder_name(material.page, *other) == holder_name(material.page, *fact);
    };
    if (std::ranges::any_of(debate.facts, same_holder)) continue;
    debate.facts.push_back(fact);
    debate.weight += fact->weight;
  }
  std::vector<Debate> debates;
  for (auto& [id, debate] : by_topic) debates.push_back(std::move(debate));
  std::ranges::stable_sort(debates, std::ranges::greater{}, &Debate::weight);
  return debates;
}

// "The days from July 25 to 31, 2026,": the comma closes the year.
std::string days_in_words(const DigestPeriod& period) {
  if (period.first == period.last) return window_in_words({period.first, period.last}) + ",";
  const std::chrono::year_month_day first{period.first};
  const std::chrono::year_month_day last{period.last};
  const bool same_month = first.year() == last.year() && first.month() == last.month();
  const std::string end = same_month ? std::to_string(static_cast<unsigned>(last.day()))
                                     : format_month_day(period.last);
  const std::string start =
      format_month_day(period.first) +
      (first.year() == last.year() ? "" : fmt::format(", {}", static_cast<int>(first.year())));
  return fmt::format("The days from {} to {}, {},", start, end, static_cast<int>(last.year()));
}

}  // namespace

std::vector<Theme> write_model_themes(const DigestMaterial& material) {
  constexpr std::size_t kThemesMax = 3;
  constexpr std::size_t kSentencesOfFirst = 4, kSentences = 3;
  std::vector<Theme> themes;
  for (Thread& thread : make_threads(material.fresh(), material.page.lexicon())) {
    if (themes.size() == kThemesMax) break;
    drop_repeated_figures(thread);
    if (count_untold(material.page, thread) < 2 || !has_substance(material, thread)) continue;
    Theme theme{{heading_of(material, thread), {}, {}}, thread.subject};
    material.page.start_section();
    auto sentences =
        tell_thread(material.page, thread, themes.empty() ? kSentencesOfFirst : kSentences);
    if (sentences.empty()) continue;
    theme.section.layouts.push_back(paragraph(std::move(sentences)));
    themes.push_back(std::move(theme));
  }
  return themes;
}

std::vector<Theme> write_topic_themes(const DigestMaterial& material) {
  constexpr std::size_t kThemesMax = 2;
  constexpr std::size_t kVoicesMin = 2, kVoicesMax = 4;
  std::vector<Theme> themes;
  for (Debate& debate : debates_of(material)) {
    if (themes.size() == kThemesMax) break;
    if (debate.facts.size() < kVoicesMin) continue;
    if (debate.facts.size() > kVoicesMax) debate.facts.resize(kVoicesMax);
    std::ranges::sort(debate.facts, {}, [](const Fact* fact) {
      return std::pair{fact->first, fact->id};
    });
    material.page.start_section();
    std::vector<DossierSentence> sentences;
    for (const Fact* fact : debate.facts) {
      if (auto said = say_stance(material.page, *fact)) sentences.push_back(std::move(*said));
    }
    if (sentences.empty()) continue;
    Theme theme{{in_title_case(debate.topic->label), {}, {}}, debate.topic->phrase};
    theme.section.layouts.push_back(paragraph(std::move(sentences)));
    themes.push_back(std::move(theme));
  }
  return themes;
}

Section write_boards(const DigestMaterial& material) {
  constexpr std::size_t kBoardsMax = 2;
  Section section{"On the boards", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<const Fact*> newcomers;
  std::map<std::string, std::vector<const Fact*>> moves;  // By board and source
  for (const Fact* fact : material.fresh(true)) {
    const BenchmarkClaim& claim = *fact->benchmark();
    if (page.told(*fact) || !claim.aspect.empty() || !claim.figure) continue;
    if (claim.relation == Relation::change && claim.from) {
      moves[claim.benchmark + "|" + fact->evidence.back()->source].push_back(fact);
    } else if (claim.relation == Relation::score && is_newcomer(material, *fact)) {
      newcomers.push_back(fact);
    }
  }
  std::vector<DossierSentence> sentences;
  for (const Standings& standings : find_standings(newcomers)) {
    if (sentences.size() == kBoardsMax) break;
    std::vector<const Fact*> best = standings.facts;
    if (best.size() > kModelsOfABoardMax) best.resize(kModelsOfABoardMax);
    sentences.push_back(say_standings(page, best));
  }
  std::size_t boards = 0;
  for (const auto& [board, facts] : moves) {
    if (boards++ == kBoardsMax) break;
    sentences.push_back(say_moves(page, facts));
  }
  if (!sentences.empty()) section.layouts.push_back(paragraph(std::move(sentences)));
  return section;
}

Section write_in_short(const DigestMaterial& material) {
  constexpr std::size_t kPerTopic = 3;
  Section section{"In short", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<std::vector<DossierSentence>> by_topic(material.topics.size());
  const auto room = [&](const Fact& fact) -> std::vector<DossierSentence>* {
    auto& sentences = by_topic[material.topic_of(fact)];
    return sentences.size() < kPerTopic ? &sentences : nullptr;
  };
  for (const Thread& thread : make_threads(material.fresh(), page.lexicon())) {
    if (count_untold(page, thread) == 0 || !has_substance(material, thread)) continue;
    if (auto* sentences = room(*thread.facts.front())) {
      std::ranges::move(tell_thread(page, thread, 1), std::back_inserter(*sentences));
    }
  }
  for (const Fact* fact : material.fresh()) {
    if (!is_open(page, *fact) || (fact->stance() == nullptr && fact->event() == nullptr)) continue;
    auto* sentences = room(*fact);
    if (sentences == nullptr) continue;
    auto said = fact->event() != nullptr ? say_event(page, *fact) : say_stance(page, *fact);
    if (!said) continue;
    page.tell(*fact);
    if (fact->event() != nullptr) said->parts.push_back({SentencePart::Kind::text, ".", {}});
    sentences->push_back(std::move(*said));
  }
  for (std::vector<DossierSentence>& sentences : by_topic) {
    for (DossierSentence& sentence : sentences) {
      section.layouts.push_back({LayoutKind::list_item, "", {std::move(sentence)}});
    }
  }
  return section;
}

Section write_in_brief(const DigestMaterial& material, std::size_t items) {
  constexpr std::size_t kReleasesMax = 5, kDebatesMax = 2;
  Section section{"In brief", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::vector<DossierSentence> sentences;
  Line period{page, SentenceKind::derived};
  const std::size_t outlets = count_items(material.view, material.period).outlets;
  period.say(fmt::format("{} brought {} in all, from {}", days_in_words(material.period),
                         counted(items, "item"), counted(outlets, "outlet")));
  sentences.push_back(period.end());

  std::vector<const Fact*> releases;
  std::vector<std::string> names;
  for (const Fact* fact : material.fresh()) {
    if (!is_out(*fact) || !is_news(material, *fact) || !page.printed(*fact) ||
        releases.size() == kReleasesMax)
      continue;
    releases.push_back(fact);
    names.push_back(name_release(page, *fact));
  }
  if (!releases.empty()) {
    Line line{page};
    line.say(fmt::format("Among the news {} of {}",
                         names.size() > 1 ? "are the releases" : "is the release",
                         join_words(names)));
    sentences.push_back(line.cite(releases).end());
  }

  // A sentence a topic, which names everybody whose words are told below.
  std::vector<std::pair<const Topic*, std::vector<const Fact*>>> debates;
  for (const Fact* fact : material.fresh()) {
    const Stance* stance = fact->stance();
    if (stance == nullptr || !page.printed(*fact)) continue;
    const Topic* topic = find_topic(page.lexicon(), stance->topic);
    if (topic == nullptr) continue;
    auto debate = std::ranges::find(debates, topic,
                                    &std::pair<const Topic*, std::vector<const Fact*>>::first);
    if (debate == debates.end()) debate = debates.insert(debates.end(), {topic, {}});
    debate->second.push_back(fact);
  }
  std::erase_if(debates, [](const auto& debate) { return debate.second.size() < 2; });
  if (debates.size() > kDebatesMax) debates.resize(kDebatesMax);
  for (const auto& [topic, facts] : debates) {
    std::vector<std::string> holders;
    for (const Fact* fact : facts) {
      std::string holder = page.holder(holder_name(page, *fact));
      if (std::ranges::find(holders, holder) == holders.end()) holders.push_back(std::move(holder));
    }
    Line line{page};
    line.say(fmt::format("On {}, {} took {}", topic->phrase, join_words(holders),
                         holders.size() > 1 ? "positions" : "a position"));
    sentences.push_back(line.cite(facts).end());
  }
  section.layouts.push_back(paragraph(std::move(sentences)));
  return section;
}

DigestItems count_items(const TopicView& view, const DigestPeriod& period) {
  DigestItems counted;
  std::set<std::string> outlets;
  for (const Source& source : view.sources) {
    const Day day = report_day(source);
    if (!source.copy_of.empty() || day < period.first || day > period.last) continue;
    ++counted.items;
    outlets.insert(source.outlet);
  }
  counted.outlets = outlets.size();
  return counted;
}

}  // namespace dossier
