// Open questions, Benchmarks, Timeline, Perspectives, Tensions, Status: lists and tables.

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

Layout item(std::string label, std::vector<DossierSentence> sentences,
            LayoutKind kind = LayoutKind::list_item) {
  return {kind, std::move(label), std::move(sentences)};
}

std::string topic_label(const Material& material, const std::string& id) {
  const Topic* topic = find_topic(material.page.lexicon(), id);
  return topic == nullptr ? id : topic->label;
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// Each speaker's figure: "82.7 by DeepSeek and 79% by Artificial Analysis".
std::string figures_by_speaker(const FactTension& tension) {
  std::vector<std::string> figures;
  for (const Fact* fact : tension.facts) {
    figures.push_back(fmt::format("{} by {}", figure_with_unit(*fact->benchmark()), fact->speaker));
  }
  return join_words(figures, figures.size() == 2 ? "against" : "and");
}

std::string models_of(Page& page, const FactTension& tension) {
  std::vector<std::string> models;
  for (const Fact* fact : tension.facts) models.push_back(page.model(fact->benchmark()->model));
  return join_words(models);
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

std::string subject_of(const Material& material, const FactTension& tension) {
  if (tension.kind == "trend") return topic_label(material, tension.topic);
  if (tension.kind == "sides") return tension.facts.front()->stance()->target;
  const BenchmarkClaim& claim = *tension.facts.front()->benchmark();
  if (tension.kind == "leaders") return "First place " + on_benchmark(claim.benchmark);
  return claim.model + " " + on_benchmark(claim.benchmark);
}

std::vector<DossierSentence> tell_tension(const Material& material, const FactTension& tension) {
  constexpr std::size_t kVoicesMax = 4;
  Page& page = material.page;
  std::vector<DossierSentence> sentences;
  if (tension.kind == "figures") {
    Line line{page};
    line.say(figures_by_speaker(tension));
    sentences.push_back(line.cite(tension.facts).end());
  } else if (tension.kind == "trend") {
    sentences.push_back(say_trends(page, best_of_each_side(tension.facts)));
  } else if (tension.kind == "leaders") {
    Line line{page};
    line.say(fmt::format("Reported for {}", models_of(page, tension)));
    sentences.push_back(line.cite(tension.facts).end());
  } else {
    // Sides alternate, so that the list never shows one side alone.
    std::vector<const Fact*> order;
    std::vector<const Fact*> left = tension.facts;
    while (!left.empty() && order.size() < kVoicesMax) {
      const auto other_side = std::ranges::find_if(left, [&](const Fact* fact) {
        return order.empty() ||
               std::pair{fact->stance()->polarity, fact->stance()->direction} !=
                   std::pair{order.back()->stance()->polarity, order.back()->stance()->direction};
      });
      if (other_side == left.end()) break;
      order.push_back(*other_side);
      left.erase(other_side);
    }
    for (const Fact* fact : order) {
      if (auto sentence = say_stance(page, *fact)) sentences.push_back(std::move(*sentence));
    }
    if (sentences.size() < 2) sentences.clear();
  }
  return sentences;
}

// One entry of the timeline: the releases of a day, or the first places.
DossierSentence tell_day(Page& page, const std::vector<const Fact*>& facts) {
  std::vector<std::string> names;
  Line line{page};
  if (facts.front()->benchmark() != nullptr) {
    for (const Fact* fact : facts) {
      const BenchmarkClaim& claim = *fact->benchmark();
      names.push_back(page.model(claim.model) + " " + on_benchmark(claim.benchmark) +
                      (claim.among.empty() ? "" : " among " + claim.among));
    }
    line.say("Reported in first place: " + join_words(names));
  } else if (facts.size() == 1) {
    const Release& release = *facts.front()->release();
    line.say(fmt::format("{} {} {}", display_name(page.lexicon(), release.organization),
                         release.planned ? "announces" : "releases", page.model(release.model)));
  } else {
    for (const Fact* fact : facts) names.push_back(name_release(page, *fact));
    line.say(fmt::format("{}: {}", facts.front()->release()->planned ? "Announced" : "Released",
                         join_words(names)));
  }
  std::vector<const StoredClaim*> words_from;
  for (const Fact* fact : facts) {
    words_from.push_back(fact->evidence.front());  // Whose day it is
    words_from.push_back(fact->fullest);           // Who names the maker
  }
  return line.cite(facts, words_from).end_without_stop();
}

// The speaker; where nobody signs the figure, who carries it.
std::string given_by(const Page& page, const Fact& fact) {
  if (!fact.speaker.empty()) return fact.speaker;
  return "via " + page.source(fact.evidence.front()->source).outlet;
}

DossierSentence cell(Page& page, const std::string& text) {
  return Line{page, SentenceKind::derived}.say(text).end_without_stop();
}

}  // namespace

TensionChange change_of(const FactTension& tension, const Dossier* previous) {
  if (previous == nullptr) return TensionChange::opened;
  const auto before = std::ranges::find(previous->tensions, tension.id, &Tension::id);
  if (before == previous->tensions.end()) return TensionChange::opened;
  std::vector<std::string> now;
  for (const Fact* fact : tension.facts) now.push_back(fact->id);
  std::ranges::sort(now);
  return now == before->statements ? TensionChange::unchanged : TensionChange::moved;
}

std::vector<const Fact*> best_of_each_side(const std::vector<const Fact*>& facts) {
  constexpr std::size_t kPerSide = 2;
  std::vector<const Fact*> chosen;
  for (const Direction side : {Direction::widening, Direction::stable, Direction::narrowing}) {
    std::vector<const Fact*> of_side;
    std::ranges::copy_if(facts, std::back_inserter(of_side),
                         [&](const Fact* fact) { return fact->stance()->direction == side; });
    std::ranges::sort(of_side, {}, [](const Fact* fact) {
      return std::pair{-fact->weight, fact->id};
    });
    std::set<std::string> holders;
    std::erase_if(of_side, [&](const Fact* fact) {
      return !holders.insert(name_key(fact->stance()->holder)).second;
    });
    if (of_side.size() > kPerSide) of_side.resize(kPerSide);
    std::ranges::copy(of_side, std::back_inserter(chosen));
  }
  return chosen;
}

std::size_t closed_tensions(const Material& material) {
  if (material.previous == nullptr) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(material.previous->tensions, [&](const Tension& before) {
        return std::ranges::find(material.tensions, before.id, &FactTension::id) ==
               material.tensions.end();
      }));
}

Section write_open_questions(const Material& material) {
  constexpr std::size_t kQuestionsMax = 5;
  Section section{"Open questions", {}, {}};
  Page& page = material.page;
  page.start_section();
  for (const FactTension& tension : material.tensions) {
    if (section.layouts.size() == kQuestionsMax) break;
    const bool opened = change_of(tension, material.previous) == TensionChange::opened;
    Line line{page};
    if (tension.kind == "figures") {
      const BenchmarkClaim& claim = *tension.facts.front()->benchmark();
      line.say(fmt::format("Which figure holds for {} {}: {}", page.model(claim.model),
                           on_benchmark(claim.benchmark), figures_by_speaker(tension)));
    } else if (tension.kind == "leaders") {
      line.say(fmt::format("Who is first {}: {}",
                           on_benchmark(tension.facts.front()->benchmark()->benchmark),
                           models_of(page, tension)));
    } else if (tension.kind == "trend") {
      const Topic* topic = find_topic(page.lexicon(), tension.topic);
      if (topic == nullptr) continue;
      line.say(fmt::format("Is {} {}", topic->phrase, directions_of(tension)));
    } else {
      continue;
    }
    line.cite(tension.facts).say("?");
    section.layouts.push_back(
        item(opened && material.previous != nullptr ? "New" : "", {line.end()}));
  }
  for (const Fact* fact : material.by_weight()) {
    if (section.layouts.size() == kQuestionsMax) break;
    const Release* release = fact->release();
    // Without a day, what was announced may well be out by now.
    if (release == nullptr || !release->planned || !release->date) continue;
    const auto is_out = [&](const Fact& other) {
      const Release* out = other.release();
      return out != nullptr && !out->planned && name_key(out->model) == name_key(release->model);
    };
    if (std::ranges::any_of(material.facts, is_out)) continue;
    Line line{page};
    const std::string due =
        release->date ? " for " + window_in_words(*release->date) : std::string{};
    const std::string by = release->organization.empty()
                               ? ""
                               : " by " + display_name(page.lexicon(), release->organization);
    line.say(due.empty() ? fmt::format("When will {}, already announced{}, come out",
                                       page.model(release->model), by)
                         : fmt::format("Will {}, announced{}{}, come out on time",
                                       page.model(release->model), by, due));
    line.cite(*fact).say("?");
    section.layouts.push_back(item("", {line.end()}));
  }
  return section;
}

Section write_benchmarks(const Material& material) {
  constexpr std::size_t kBenchmarksMax = 9;
  constexpr std::size_t kRowsPerBenchmark = 6;
  Section section{"Benchmarks", {"Benchmark", "Model", "Figure", "Given by", "Source"}, {}};
  Page& page = material.page;
  // A benchmark's parts are shown only where nobody gives a headline figure.
  std::set<std::string> headlines;
  for (const Fact& fact : material.facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim != nullptr && claim->aspect.empty() && claim->relation == Relation::score) {
      headlines.insert(claim->benchmark);
    }
  }
  std::map<std::string, std::vector<const Fact*>> groups;
  std::map<std::string, double> weights;
  for (const Fact* fact : material.by_weight()) {
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr) continue;
    const bool is_score = (claim->relation == Relation::score ||
                           (claim->relation == Relation::change && claim->unit != "points")) &&
                          claim->figure;
    if (!is_score || (!claim->aspect.empty() && headlines.contains(claim->benchmark))) continue;
    auto& group = groups[claim->benchmark];
    if (group.size() == kRowsPerBenchmark) continue;
    group.push_back(fact);
    weights[claim->benchmark] += fact->weight;
  }
  std::vector<std::string> order;
  for (const auto& [benchmark, weight] : weights) order.push_back(benchmark);
  std::ranges::sort(order, {}, [&](const std::string& benchmark) {
    return std::pair{-weights.at(benchmark), benchmark};
  });
  if (order.size() > kBenchmarksMax) order.resize(kBenchmarksMax);

  for (const std::string& benchmark : order) {
    auto& group = groups[benchmark];
    std::ranges::sort(group, {}, [](const Fact* fact) {
      return std::pair{-fact->benchmark()->figure->value, fact->id};
    });
    for (const Fact* fact : group) {
      const BenchmarkClaim& claim = *fact->benchmark();
      std::string figure = figure_with_unit(claim);
      if (!claim.conditions.empty()) figure += " (" + claim.conditions + ")";
      if (fact->standing == Standing::contested) figure += " †";
      Line source{page};
      source.cite(*fact);
      Layout row{LayoutKind::table_row, "", {}};
      const std::string board =
          claim.aspect.empty() ? benchmark : fmt::format("{} ({})", benchmark, claim.aspect);
      row.sentences = {cell(page, board), cell(page, claim.model), cell(page, figure),
                       cell(page, given_by(page, *fact)), source.end_without_stop()};
      section.layouts.push_back(std::move(row));
    }
  }
  return section;
}

Section write_timeline(const Material& material) {
  constexpr std::size_t kEntriesMax = 14;
  Section section{"Timeline", {}, {}};
  Page& page = material.page;
  page.start_section();
  struct Entry {
    DateWindow when;
    const Fact* fact;
  };
  std::vector<Entry> entries;
  std::set<std::string> released;
  for (const Fact* fact : material.by_weight()) {
    if (entries.size() == kEntriesMax) break;
    if (const Release* release = fact->release()) {
      if (release->organization.empty() || !released.insert(name_key(release->model)).second) {
        continue;
      }
      const DateWindow reported{fact->first, fact->first};
      entries.push_back({release->date && !release->planned ? *release->date : reported, fact});
    } else if (const Event* event = fact->event()) {
      entries.push_back({event->date ? *event->date : DateWindow{fact->first, fact->first}, fact});
    } else if (const BenchmarkClaim* claim = fact->benchmark();
               claim != nullptr && claim->relation == Relation::rank && claim->rank == 1) {
      entries.push_back({{fact->first, fact->first}, fact});
    }
  }
  // A month stands after the days in it: nothing says that it came before them.
  std::ranges::sort(entries, {}, [](const Entry& entry) {
    const bool planned = entry.fact->release() != nullptr && entry.fact->release()->planned;
    return std::tuple{entry.when.last, entry.when.first, entry.fact->claim.content.index(), planned,
                      entry.fact->id};
  });
  for (std::size_t i = 0; i < entries.size();) {
    const Entry& entry = entries[i];
    std::string when = format_window(entry.when);
    if (const std::size_t dots = when.find(".."); dots != std::string::npos) {
      when.replace(dots, 2, " to ");
    }
    if (entry.fact->event() != nullptr) {
      if (auto sentence = say_event(page, *entry.fact)) {
        section.layouts.push_back(item(when, {*sentence}));
      }
      ++i;
      continue;
    }
    // Releases of one day share an entry, and so do first places.
    const auto alike = [&](const Entry& other) {
      const bool both_out = entry.fact->release() != nullptr && other.fact->release() != nullptr &&
                            entry.fact->release()->planned == other.fact->release()->planned;
      const bool both_first =
          entry.fact->benchmark() != nullptr && other.fact->benchmark() != nullptr;
      return other.when == entry.when && (both_out || both_first);
    };
    std::vector<const Fact*> facts;
    for (; i < entries.size() && alike(entries[i]); ++i) facts.push_back(entries[i].fact);
    section.layouts.push_back(item(when, {tell_day(page, facts)}));
  }
  return section;
}

Section write_perspectives(const Material& material) {
  constexpr std::size_t kHoldersMax = 9;
  constexpr std::size_t kPositionsMax = 3;
  Section section{"Perspectives", {}, {}};
  Page& page = material.page;
  page.start_section();
  std::map<std::string, std::vector<const Fact*>> by_holder;
  std::map<std::string, double> weights;
  for (const Fact* fact : material.by_weight()) {
    const Stance* stance = fact->stance();
    if (stance == nullptr) continue;
    auto& positions = by_holder[holder_name(page, *fact)];
    const auto same_topic = [&](const Fact* other) {
      return !stance->topic.empty() && other->stance()->topic == stance->topic;
    };
    if (!can_be_said(page, *fact) || positions.size() == kPositionsMax ||
        std::ranges::any_of(positions, same_topic)) {
      continue;
    }
    positions.push_back(fact);
    weights[holder_name(page, *fact)] += fact->weight;
  }
  std::vector<std::string> order;
  for (const auto& [holder, weight] : weights) order.push_back(holder);
  std::ranges::sort(order, {}, [&](const std::string& holder) {
    return std::pair{-weights.at(holder), holder};
  });
  if (order.size() > kHoldersMax) order.resize(kHoldersMax);
  for (const std::string& holder : order) {
    std::vector<DossierSentence> sentences;
    for (const Fact* fact : by_holder[holder]) {
      if (auto sentence = say_position(page, *fact)) sentences.push_back(std::move(*sentence));
    }
    section.layouts.push_back(item(holder, std::move(sentences), LayoutKind::entry));
  }
  return section;
}

Section write_tensions(const Material& material) {
  constexpr std::size_t kTensionsMax = 7;
  Section section{"Tensions", {}, {}};
  material.page.start_section();
  for (const TensionChange change :
       {TensionChange::opened, TensionChange::moved, TensionChange::unchanged}) {
    constexpr std::array<std::string_view, 3> kLabels{"Opened", "Moved", "Unchanged"};
    for (const FactTension& tension : material.tensions) {
      if (section.layouts.size() == kTensionsMax) break;
      if (change_of(tension, material.previous) != change) continue;
      std::vector<DossierSentence> sentences = tell_tension(material, tension);
      if (sentences.empty()) continue;
      const std::string subject = subject_of(material, tension);
      std::string label =
          material.previous == nullptr
              ? with_capital(subject)
              : fmt::format("{}: {}", kLabels.at(static_cast<std::size_t>(change)), subject);
      section.layouts.push_back(item(std::move(label), std::move(sentences)));
    }
  }
  return section;
}

namespace {

std::size_t items_between(const TopicView& view, Day after, Day until) {
  return static_cast<std::size_t>(std::ranges::count_if(view.sources, [&](const Source& source) {
    const Day day = report_day(source);
    return source.copy_of.empty() && day > after && day <= until;
  }));
}

}  // namespace

std::string status_of(const TopicView& view, Day now) {
  constexpr auto kFortnight = std::chrono::days{14};
  constexpr auto kQuiet = std::chrono::days{60};
  const std::size_t recent = items_between(view, now - kFortnight, now);
  const std::size_t before = items_between(view, now - 2 * kFortnight, now - kFortnight);
  if (recent >= 3 && recent > before) return "growing";
  if (recent >= 2) return "active";
  return items_between(view, now - kQuiet, now) > 0 ? "quiet" : "dormant";
}

Section write_status(const Material& material, const std::string& status) {
  const Day now = day_of(material.now);
  const std::size_t fortnight = items_between(material.view, now - std::chrono::days{14}, now);
  Section section{"Status", {}, {}};
  Line line{material.page, SentenceKind::derived};
  line.say(fmt::format("{}: {} in the 14 days to {}", with_capital(status),
                       counted(fortnight, "item"), format_day(now)));
  if (material.previous != nullptr) {
    const Day before = day_of(material.previous->published);
    line.say(fmt::format(", {} since v{}", count_word(items_between(material.view, before, now)),
                         material.previous->version));
  }
  section.layouts.push_back({LayoutKind::paragraph, "", {line.end()}});
  return section;
}

}  // namespace dossier
