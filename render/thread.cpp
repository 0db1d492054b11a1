#include "render/thread.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "render/realize.h"

namespace dossier {
namespace {

constexpr std::size_t kResultsPerSentence = 3;

std::string model_of(const Fact& fact, const Lexicon& lexicon) {
  if (const BenchmarkClaim* claim = fact.benchmark()) return claim->model;
  if (const Release* release = fact.release()) return release->model;
  if (const Stance* stance = fact.stance()) {
    if (lexicon.find(stance->target, NameKind::model)) return stance->target;
  }
  return {};
}

// "DeepSeek V4 Pro" and "DeepSeek V4 Flash" are one line: the family and its version's number
// before the dot.
std::string line_of(const std::string& model, const Lexicon& lexicon) {
  const auto entry = lexicon.find(model, NameKind::model);
  const std::string family = entry ? entry->family : "";
  std::size_t digit = model.find_first_of("0123456789", 0);
  if (family.empty() || digit == std::string::npos) return name_key(model);
  std::size_t end = digit;
  while (end < model.size() && model[end] >= '0' && model[end] <= '9') ++end;
  return name_key(family) + "|" + name_key(model.substr(0, end));
}

bool by_date(const Fact* one, const Fact* other) {
  return std::pair{one->first, one->id} < std::pair{other->first, other->id};
}

// What one sentence can tell: results of one model by one speaker, by benchmark.
struct ResultGroup {
  std::vector<std::vector<const Fact*>> benchmarks;
  double weight = 0;
};

double weight_of(const std::vector<const Fact*>& facts) {
  double sum = 0;
  for (const Fact* fact : facts) sum += fact->weight;
  return sum;
}

// Heaviest group first.
std::vector<ResultGroup> result_groups(const Page& page, const Thread& thread) {
  std::map<std::string, std::map<std::string, std::vector<const Fact*>>> groups;
  for (const Fact* fact : thread.facts) {
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr || page.told(*fact) || page.is_stale(*fact)) continue;
    if (claim->relation == Relation::score && !claim->figure) continue;
    std::string key = name_key(claim->model) + "|" + fact->speaker;
    // Without a speaker, only what one source says belongs in one sentence.
    if (fact->speaker.empty()) key += "|" + fact->evidence[0]->source;
    groups[key][name_key(claim->benchmark) + "|" + claim->aspect + "|" + claim->conditions]
        .push_back(fact);
  }
  std::vector<ResultGroup> ranked;
  for (auto& [key, benchmarks] : groups) {
    // The parts of a benchmark are told only where its headline figure is not known.
    std::set<std::string> headlines;
    for (const auto& [benchmark, facts] : benchmarks) {
      const BenchmarkClaim& claim = *facts.front()->benchmark();
      if (claim.aspect.empty()) headlines.insert(name_key(claim.benchmark));
    }
    ResultGroup group;
    for (auto& [benchmark, facts] : benchmarks) {
      const BenchmarkClaim& claim = *facts.front()->benchmark();
      const bool is_part = !claim.aspect.empty();
      if (is_part && (headlines.contains(name_key(claim.benchmark)) ||
                      page.told_headline(claim.model, claim.benchmark))) {
        continue;
      }
      group.benchmarks.push_back(std::move(facts));
    }
    if (group.benchmarks.empty()) continue;
    std::ranges::stable_sort(group.benchmarks, std::ranges::greater{}, weight_of);
    if (group.benchmarks.size() > kResultsPerSentence) {
      group.benchmarks.resize(kResultsPerSentence);
    }
    for (const auto& facts : group.benchmarks) group.weight += weight_of(facts);
    ranked.push_back(std::move(group));
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &ResultGroup::weight);
  return ranked;
}

}  // namespace

std::vector<Thread> make_threads(const std::vector<const Fact*>& facts, const Lexicon& lexicon) {
  constexpr std::size_t kCounted = 6;  // A long tail of small figures makes no main story
  std::map<std::string, Thread> by_line;
  for (const Fact* fact : facts) {
    const std::string model = model_of(*fact, lexicon);
    if (!model.empty()) by_line[line_of(model, lexicon)].facts.push_back(fact);
  }
  std::vector<Thread> threads;
  for (auto& [line, thread] : by_line) {
    std::ranges::sort(thread.facts, {}, [](const Fact* fact) {
      return std::pair{-fact->weight, fact->id};
    });
    std::map<std::string, double> models;
    for (std::size_t i = 0; i < thread.facts.size(); ++i) {
      const Fact& fact = *thread.facts[i];
      if (i < kCounted) thread.weight += fact.weight;
      models[model_of(fact, lexicon)] += fact.weight;
    }
    thread.subject =
        std::ranges::max_element(models, {}, [](const auto& entry) { return entry.second; })->first;
    threads.push_back(std::move(thread));
  }
  std::ranges::sort(threads, {}, [](const Thread& thread) {
    return std::pair{-thread.weight, thread.subject};
  });
  return threads;
}

std::size_t count_untold(const Page& page, const Thread& thread) {
  return static_cast<std::size_t>(std::ranges::count_if(thread.facts, [&](const Fact* fact) {
    if (page.told(*fact) || page.is_stale(*fact)) return false;
    return fact->stance() == nullptr || can_be_said(page, *fact);
  }));
}

std::vector<DossierSentence> tell_thread(Page& page, const Thread& thread,
                                         std::size_t sentences_max, const std::string& lead) {
  constexpr std::size_t kReleasesMax = 3;
  constexpr std::size_t kOpinionsMax = 2;
  constexpr std::size_t kModelsOfABoardMin = 3, kModelsOfABoardMax = 5;
  constexpr std::size_t kBoardsMax = 2;
  std::vector<const Fact*> releases;
  std::vector<const Fact*> opinions;
  std::set<std::string> out;  // Models that are, by name_key()
  for (const Fact* fact : thread.facts) {
    const Release* release = fact->release();
    if (release != nullptr && !release->planned) out.insert(name_key(release->model));
  }
  for (const Fact* fact : thread.facts) {
    const Release* release = fact->release();
    const auto told_already = [&](const Fact* other) {
      return name_key(other->release()->model) == name_key(release->model);
    };
    const bool overtaken =
        release != nullptr && release->planned && out.contains(name_key(release->model));
    if (release != nullptr && releases.size() < kReleasesMax && !page.told(*fact) && !overtaken &&
        std::ranges::none_of(releases, told_already)) {
      releases.push_back(fact);
    }
    if (fact->stance() != nullptr && opinions.size() < kOpinionsMax && !page.told(*fact) &&
        can_be_said(page, *fact) && fact->stance()->kind != StanceKind::forecast &&
        !only_in_words_of_others(page, *fact)) {
      opinions.push_back(fact);
    }
  }
  std::ranges::sort(releases, by_date);
  std::ranges::sort(opinions, by_date);
  if (!lead.empty()) {
    std::ranges::stable_partition(
        releases, [&](const Fact* fact) { return fact->release()->model == thread.subject; });
  }

  std::vector<DossierSentence> sentences;
  for (std::size_t i = 0; i < releases.size() && sentences.size() < sentences_max;) {
    const Fact& fact = *releases[i];
    const bool leads =
        sentences.empty() && !lead.empty() && fact.release()->model == thread.subject;
    std::vector<const Fact*> together{&fact};
    for (++i; !leads && i < releases.size() && released_together(page, fact, *releases[i]); ++i) {
      together.push_back(releases[i]);
    }
    sentences.push_back(leads ? say_release(page, fact, lead) : say_releases(page, together));
  }
  std::vector<DossierSentence> boards;
  std::size_t results_left =
      sentences_max - sentences.size() - std::min(opinions.size(), sentences_max / 3);
  // Several models of the line on one board: one sentence, not one each.
  std::vector<const Fact*> untold;
  std::ranges::copy_if(thread.facts, std::back_inserter(untold), [&](const Fact* fact) {
    return !page.told(*fact) && !page.is_stale(*fact);
  });
  for (const Standings& standings : find_standings(untold)) {
    if (results_left < 2 || standings.facts.size() < kModelsOfABoardMin) continue;
    std::vector<const Fact*> best = standings.facts;
    if (best.size() > kModelsOfABoardMax) best.resize(kModelsOfABoardMax);
    boards.push_back(say_standings(page, best));
    // Those left out are not worth a sentence each.
    for (const Fact* fact : standings.facts) page.tell(*fact);
    --results_left;
    if (boards.size() == kBoardsMax) break;
  }
  for (const ResultGroup& group : result_groups(page, thread)) {
    if (results_left == 0 || sentences.size() + boards.size() >= sentences_max) break;
    sentences.push_back(say_model_results(page, group.benchmarks));
    --results_left;
  }
  std::ranges::move(boards, std::back_inserter(sentences));
  for (const Fact* fact : opinions) {
    if (sentences.size() >= sentences_max) break;
    if (auto sentence = say_stance(page, *fact)) sentences.push_back(std::move(*sentence));
  }
  return sentences;
}

std::vector<Standings> find_standings(const std::vector<const Fact*>& facts) {
  constexpr std::size_t kWeighed = 5;
  std::map<std::string, Standings> groups;
  for (const Fact* fact : facts) {
    const BenchmarkClaim* claim = fact->benchmark();
    if (claim == nullptr || claim->relation != Relation::score || !claim->figure) continue;
    if (!claim->aspect.empty()) continue;  // The board's headline, not its parts
    // Only what one source puts side by side may be compared: boards change their scale.
    const std::string key = name_key(claim->benchmark) + "|" + name_key(claim->aspect) + "|" +
                            name_key(claim->conditions) + "|" + fact->speaker + "|" + claim->unit +
                            "|" + fact->evidence.back()->source;
    Standings& standings = groups[key];
    standings.facts.push_back(fact);
  }
  std::vector<Standings> ranked;
  for (auto& [key, standings] : groups) {
    std::ranges::sort(standings.facts, {}, [](const Fact* fact) {
      return std::pair{-fact->benchmark()->figure->value, fact->id};
    });
    // One line a model: the best figure it has here.
    std::set<std::string> models;
    std::erase_if(standings.facts, [&](const Fact* fact) {
      return !models.insert(name_key(fact->benchmark()->model)).second;
    });
    // A board of a hundred models is no more news than one of five: the heaviest count.
    std::vector<double> heaviest;
    for (const Fact* fact : standings.facts) heaviest.push_back(fact->weight);
    std::ranges::sort(heaviest, std::ranges::greater{});
    if (heaviest.size() > kWeighed) heaviest.resize(kWeighed);
    standings.weight = std::accumulate(heaviest.begin(), heaviest.end(), 0.0);
    ranked.push_back(std::move(standings));
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &Standings::weight);
  return ranked;
}

}  // namespace dossier
