#include "render/standing.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/url.h"
#include "render/page.h"
#include "render/realize.h"

namespace dossier {
namespace {

// Hosts on which the first part of the path says whose page it is.
constexpr std::array<std::string_view, 6> kHostsOfAccounts{
    "github.com", "huggingface.co", "medium.com", "x.com", "twitter.com", "reddit.com"};

// What a newer figure of the same speaker would replace, once a speaker; empty: nothing can.
std::vector<std::string> replaceable_keys(const Fact& fact) {
  if (const Stance* stance = fact.stance();
      stance != nullptr && stance->direction != Direction::none && !stance->topic.empty()) {
    return {"stance|" + name_key(stance->holder) + "|" + stance->topic};
  }
  const BenchmarkClaim* claim = fact.benchmark();
  if (claim == nullptr) return {};
  const bool is_figure = claim->relation == Relation::score && claim->figure;
  if (!is_figure && claim->relation != Relation::rank) return {};
  std::vector<std::string> keys;
  for (const std::string& speaker : fact.speakers) {
    keys.push_back(name_key(claim->model) + "|" + name_key(claim->benchmark) + "|" +
                   name_key(claim->aspect) + "|" + name_key(claim->among) + "|" +
                   name_key(claim->conditions) + "|" + speaker + (is_figure ? "|score" : "|rank"));
  }
  return keys;
}

const Source* find_source(const TopicView& view, const std::string& id) {
  for (const auto* sources : {&view.sources, &view.former}) {
    const auto found = std::ranges::find(*sources, id, &Source::id);
    if (found != sources->end()) return &*found;
  }
  return nullptr;
}

// "Z.ai (z.ai, 2026-04-07)": who makes a claim, and where.
std::string witness(const StoredClaim& claim, const TopicView& view, const Lexicon& lexicon) {
  const Source* source = find_source(view, claim.source);
  if (source == nullptr) return claim.source;
  const std::string speaker = voice_of(claim, *source, lexicon);
  return fmt::format("{} ({}, {})", speaker, publisher_of(source->url),
                     format_day(report_day(*source)));
}

// Each voice once, by date; with "and 3 more" where they are many.
std::string witnesses(const std::vector<const StoredClaim*>& claims, const TopicView& view,
                      const Lexicon& lexicon) {
  constexpr std::size_t kNamedMax = 5;
  std::set<std::pair<std::string, std::string>> heard;
  std::vector<std::string> named;
  std::size_t more = 0;
  for (const StoredClaim* claim : claims) {
    const Source* source = find_source(view, claim->source);
    if (source == nullptr) continue;
    if (!heard.emplace(voice_of(*claim, *source, lexicon), publisher_of(source->url)).second) {
      continue;
    }
    if (named.size() == kNamedMax) {
      ++more;
    } else {
      named.push_back(witness(*claim, view, lexicon));
    }
  }
  if (more > 0) named.push_back(fmt::format("{} more", more));
  return join_words(named);
}

std::string content_in_words(const Fact& fact) {
  if (const BenchmarkClaim* claim = fact.benchmark()) {
    if (claim->figure) return figure_with_unit(*claim);
    if (claim->rank) return fmt::format("rank {}", *claim->rank);
    return std::string{to_string(claim->relation)};
  }
  if (const Stance* stance = fact.stance()) {
    return std::string{stance->direction == Direction::none ? to_string(stance->polarity)
                                                            : to_string(stance->direction)};
  }
  if (const Release* release = fact.release()) return release->model;
  return fact.event()->action;
}

std::string why_contested(const Fact& fact, const std::vector<FactTension>& tensions,
                          const TopicView& view, const Lexicon& lexicon) {
  std::string words;
  for (const FactTension& tension : tensions) {
    if (std::ranges::find(tension.facts, &fact) == tension.facts.end()) continue;
    std::vector<std::string> others;
    for (const Fact* other : tension.facts) {
      if (other == &fact) continue;
      others.push_back(fmt::format("{} by {} (statement {})", content_in_words(*other),
                                   witness(*other->evidence.front(), view, lexicon), other->id));
    }
    if (others.empty()) continue;
    words += fmt::format(" Contested ({}): against it stand {}.", tension.kind, join_words(others));
  }
  return words;
}

}  // namespace

std::string publisher_of(std::string_view url) {
  const auto parts = parse_url(url);
  if (!parts) return std::string{url};
  std::string domain = registrable_domain(parts->host);
  if (std::ranges::find(kHostsOfAccounts, domain) == kHostsOfAccounts.end()) return domain;
  const std::size_t start = parts->path.find_first_not_of('/');
  if (start == std::string::npos) return domain;
  return domain + '/' + parts->path.substr(start, parts->path.find('/', start) - start);
}

// The size of a largest matching: paths that alternate between pairs taken and not taken.
std::size_t independent_voices(const std::vector<std::pair<std::string, std::string>>& heard) {
  std::map<std::string, std::set<std::string>> publishers;
  for (const auto& [voice, publisher] : heard) publishers[voice].insert(publisher);
  std::map<std::string, std::string> taken;  // Publisher → voice
  std::size_t count = 0;
  for (const auto& [voice, own] : publishers) {
    std::map<std::string, std::string> reached_by;  // Publisher → the voice that led to it
    std::deque<std::string> waiting{voice};
    std::string free;
    while (!waiting.empty() && free.empty()) {
      const std::string at = std::move(waiting.front());
      waiting.pop_front();
      for (const std::string& publisher : publishers[at]) {
        if (!reached_by.emplace(publisher, at).second) continue;
        const auto held = taken.find(publisher);
        if (held == taken.end()) {
          free = publisher;
          break;
        }
        waiting.push_back(held->second);
      }
    }
    if (free.empty()) continue;
    ++count;
    while (true) {
      const std::string by = reached_by.at(free);
      const auto before =
          std::ranges::find(taken, by, [](const auto& pair) { return pair.second; });
      const std::string next = before == taken.end() ? "" : before->first;
      if (before != taken.end()) taken.erase(before);
      taken[free] = by;
      if (by == voice) break;
      free = next;
    }
  }
  return count;
}

void mark_superseded(std::vector<Fact>& facts) {
  std::map<std::string, const Fact*> newest;
  for (const Fact& fact : facts) {
    for (const std::string& key : replaceable_keys(fact)) {
      const Fact*& kept = newest[key];
      if (kept == nullptr || fact.last > kept->last) kept = &fact;
    }
  }
  for (Fact& fact : facts) {
    // Two reports of one day are two readings, and neither replaces the other. What two speakers
    // say stands until both have said something newer.
    const std::vector<std::string> keys = replaceable_keys(fact);
    fact.superseded = !keys.empty() && std::ranges::all_of(keys, [&](const std::string& key) {
      return newest.at(key)->last > fact.last;
    });
    if (!fact.superseded) continue;
    fact.superseded_by = newest.at(keys.front())->id;
    fact.standing = Standing::superseded;
  }
}

std::string explain_standing(const Fact& fact, const std::vector<Fact>& facts,
                             const std::vector<FactTension>& tensions, const TopicView& view,
                             const Lexicon& lexicon) {
  std::string words;
  switch (fact.standing) {
    case Standing::corroborated:
      words = fmt::format("Corroborated: said independently by {}.",
                          witnesses(fact.evidence, view, lexicon));
      break;
    case Standing::superseded: {
      words = fmt::format("Said by {}.", witnesses(fact.evidence, view, lexicon));
      const auto newer = std::ranges::find(facts, fact.superseded_by, &Fact::id);
      if (newer == facts.end()) break;
      words += fmt::format(" Superseded: the same speaker said {} later, in {} (statement {}).",
                           content_in_words(*newer),
                           witness(*newer->evidence.back(), view, lexicon), newer->id);
      break;
    }
    case Standing::retracted: {
      words = fmt::format("Said by {}.", witnesses(fact.evidence, view, lexicon));
      for (const StoredClaim* claim : fact.evidence) {
        const Source* source = find_source(view, claim->source);
        if (source == nullptr || source->revision <= claim->revision) continue;
        words += fmt::format(" Retracted: revision {} of {} ({}), fetched {}, no longer says so.",
                             source->revision, source->id, source->outlet,
                             format_rfc3339(source->fetched));
      }
      break;
    }
    case Standing::contested:
    case Standing::attributed:
    case Standing::rejected:
      words = fmt::format("Said by {}.", witnesses(fact.evidence, view, lexicon));
  }
  words += why_contested(fact, tensions, view, lexicon);
  if (!fact.rounded.empty()) {
    words += fmt::format(" Rounded: {}.", witnesses(fact.rounded, view, lexicon));
  }
  return words;
}

}  // namespace dossier
