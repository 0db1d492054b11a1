// Timeline: what happened when, no more exactly than somebody says.

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/realize.h"
#include "render/sections.h"

namespace dossier {
namespace {

Layout item(std::string label, std::vector<DossierSentence> sentences) {
  return {LayoutKind::list_item, std::move(label), std::move(sentences)};
}

// Whether the source itself dates what happened.
bool is_dated(const Fact& fact) {
  if (const Release* release = fact.release()) return release->date && !release->planned;
  if (const Event* event = fact.event()) return event->date.has_value();
  return false;
}

DateWindow when_of(const Fact& fact) {
  if (!is_dated(fact)) return {fact.first, fact.first};
  return fact.release() != nullptr ? *fact.release()->date : *fact.event()->date;
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
  if (is_dated(*facts.front())) line.say(" (dated)");
  std::vector<const StoredClaim*> words_from;
  for (const Fact* fact : facts) {
    words_from.push_back(fact->evidence.front());  // Whose day it is
    words_from.push_back(fact->fullest);           // Who names the maker
  }
  return line.cite(facts, words_from).end_without_stop();
}

}  // namespace

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
      entries.push_back({when_of(*fact), fact});
    } else if (fact->event() != nullptr) {
      entries.push_back({when_of(*fact), fact});
    } else if (const BenchmarkClaim* claim = fact->benchmark();
               claim != nullptr && claim->relation == Relation::rank && claim->rank == 1) {
      entries.push_back({when_of(*fact), fact});
    }
  }
  // A month stands after the days in it: nothing says that it came before them.
  std::ranges::sort(entries, {}, [](const Entry& entry) {
    const bool planned = entry.fact->release() != nullptr && entry.fact->release()->planned;
    return std::tuple{entry.when.last, entry.when.first, entry.fact->claim.content.index(), planned,
                      entry.fact->id};
  });
  if (!entries.empty()) {
    Line note{page, SentenceKind::derived};
    note.say("Days are those of the first report; what a source dates is marked so");
    section.layouts.push_back({LayoutKind::paragraph, "", {note.end()}});
  }
  for (std::size_t i = 0; i < entries.size();) {
    const Entry& entry = entries[i];
    std::string when = format_window(entry.when);
    if (const std::size_t dots = when.find(".."); dots != std::string::npos) {
      when.replace(dots, 2, " to ");
    }
    if (entry.fact->event() != nullptr) {
      if (auto sentence = say_event(page, *entry.fact)) {
        if (is_dated(*entry.fact)) when += " (dated)";
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
      return other.when == entry.when && is_dated(*other.fact) == is_dated(*entry.fact) &&
             (both_out || both_first);
    };
    std::vector<const Fact*> facts;
    for (; i < entries.size() && alike(entries[i]); ++i) facts.push_back(entries[i].fact);
    section.layouts.push_back(item(when, {tell_day(page, facts)}));
  }
  if (section.layouts.size() == 1) section.layouts.clear();  // The note alone
  return section;
}

}  // namespace dossier
