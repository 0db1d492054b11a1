// Tensions and Status.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "extract/topic.h"
#include "render/realize.h"
#include "render/realize_tensions.h"
#include "render/sections.h"

namespace dossier {
namespace {

Layout item(std::string label, std::vector<DossierSentence> sentences) {
  return {LayoutKind::list_item, std::move(label), std::move(sentences)};
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

std::string models_of(Page& page, const FactTension& tension) {
  std::vector<std::string> models;
  for (const Fact* fact : tension.facts) models.push_back(page.model(fact->benchmark()->model));
  return join_words(models);
}

std::string subject_of(const Material& material, const FactTension& tension) {
  if (tension.kind == "trend") return topic_label(material, tension.topic);
  if (tension.kind == "sides") return tension.facts.front()->stance()->target;
  if (tension.kind == "names") return fmt::format("What {} stands for", tension.topic);
  if (tension.kind == "dates") return dated_subject(*tension.facts.front());
  const BenchmarkClaim& claim = *tension.facts.front()->benchmark();
  if (tension.kind == "leaders") {
    return fmt::format("First place{} {}", claim.among.empty() ? "" : " among " + claim.among,
                       on_benchmark(claim.benchmark));
  }
  return claim.model + " " + on_benchmark(claim.benchmark);
}

std::vector<DossierSentence> tell_tension(const Material& material, const FactTension& tension) {
  constexpr std::size_t kVoicesMax = 4;
  Page& page = material.page;
  std::vector<DossierSentence> sentences;
  if (tension.kind == "figures") {
    Line line{page};
    line.say(figures_by_speaker(page, tension.facts));
    sentences.push_back(line.cite(tension.facts).end());
  } else if (tension.kind == "names" || tension.kind == "dates") {
    sentences.push_back(say_name_or_date_tension(page, tension));
  } else if (tension.kind == "trend") {
    sentences.push_back(say_trends(page, best_of_each_side(tension.facts)));
  } else if (tension.kind == "leaders") {
    Line line{page};
    line.say(fmt::format("Reported for {}{}", tension.facts.size() == 2 ? "both " : "",
                         models_of(page, tension)));
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
  std::vector<DossierSentence> sentences;
  const Dossier* previous = material.previous;
  Line line{material.page, SentenceKind::derived};
  line.say(fmt::format("{}: {} in the 14 days to {}", with_capital(status),
                       counted(fortnight, "item"), format_day(now)));
  if (previous != nullptr) {
    const Day before = day_of(previous->published);
    line.say(fmt::format(", {} since v{}", count_word(items_between(material.view, before, now)),
                         previous->version));
  }
  sentences.push_back(line.end());
  const bool was_open = previous == nullptr || previous->open;
  if (material.open != was_open || !material.open) {
    Line word{material.page, SentenceKind::derived};
    word.say(material.open ? "The dossier was opened again with this version"
             : was_open    ? "The dossier was closed with this version"
                           : "The dossier is closed");
    sentences.push_back(word.end());
  }
  section.layouts.push_back({LayoutKind::paragraph, "", std::move(sentences)});
  return section;
}

}  // namespace dossier
