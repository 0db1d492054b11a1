#include "app/topic_view.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"

namespace dossier {
namespace {

std::string fingerprint_of(const MatchTerms& terms) {
  return content_hash(
      dump_json(Json{{"any", terms.any}, {"all", terms.all}, {"none", terms.none}}));
}

// A dossier while its members are gathered.
struct Gathering {
  TermMatcher matcher;
  GatheredTopic topic;
  std::map<std::string, TopicMember> members;  // By source
  std::uint64_t seen = 0;                      // Where it stood
};

Result<Gathering> begin(const Store& store, const DossierConfiguration& dossier) {
  Gathering gathering{TermMatcher{dossier.match}, {}, {}, 0};
  auto state = store.topic_state(dossier.id);
  if (!state) return tl::unexpected(state.error());
  const std::string terms = fingerprint_of(dossier.match);
  gathering.topic.afresh = state->terms != terms;
  if (gathering.topic.afresh) {
    gathering.topic.state.terms = terms;
    return gathering;
  }
  gathering.topic.state = std::move(*state);
  gathering.seen = gathering.topic.state.seen;
  auto members = store.topic_members(dossier.id);
  if (!members) return tl::unexpected(members.error());
  for (TopicMember& member : *members) gathering.members[member.source] = std::move(member);
  return gathering;
}

// Matches a source, as it is now, for the dossiers that have not looked at this arrival.
Result<void> match_arrival(const Store& store, const Arrival& arrival,
                           std::vector<Gathering>& gatherings) {
  const auto source = store.source(arrival.source);
  if (!source) return tl::unexpected(source.error());
  if (!*source || (*source)->revision != arrival.revision) return {};  // A later one tells more
  const auto text = store.text(arrival.source);
  if (!text) return tl::unexpected(text.error());
  const auto passages = store.passages(arrival.source);
  if (!passages) return tl::unexpected(passages.error());
  const MatchableText folded{*text};
  const MatchableText title{(*source)->title};
  for (Gathering& gathering : gatherings) {
    if (arrival.number <= gathering.seen) continue;
    TopicMember member{arrival.source, arrival.revision,
                       gathering.matcher.matching_passages(title, folded, *passages)};
    if (arrival.reading == 1) {
      member.came = arrival.number;
    } else {
      const auto before = gathering.members.find(arrival.source);
      const bool same =
          before != gathering.members.end() && before->second.revision == arrival.revision;
      member.came = same ? before->second.came : 0;
      member.read = arrival.number;
    }
    if (!member.passages.empty()) {
      gathering.members[member.source] = member;
    } else if (gathering.members.erase(member.source) == 0) {
      continue;  // It is no member and was none
    }
    gathering.topic.changed.push_back(std::move(member));
  }
  return {};
}

// Whether a claim stands in one of a member's matching passages.
struct InPassages {
  const std::vector<Passage>& passages;
  const std::vector<std::size_t>& matching;

  bool operator()(const StoredClaim& claim) const {
    return std::ranges::any_of(matching, [&](std::size_t i) {
      return i < passages.size() && passages[i].span.overlaps(claim.claim.evidence);
    });
  }
};

std::string digits_of(std::string_view name) {
  std::string digits;
  std::ranges::copy_if(name, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// Whether a spelling has every number of the name, and a word of it.
bool tells_apart(std::string_view canonical, std::string_view spelling) {
  constexpr std::size_t kTellingWord = 3;
  const std::string digits = digits_of(spelling);
  const std::string key = name_key(spelling);
  bool shares_word = false;
  for (std::size_t start = 0; start < canonical.size();) {
    const std::size_t end = std::min(canonical.find_first_of(" -", start), canonical.size());
    const std::string_view word = canonical.substr(start, end - start);
    const std::string number = digits_of(word);
    if (!number.empty() && digits.find(number) == std::string::npos) return false;
    if (number.empty() && word.size() >= kTellingWord && key.find(name_key(word)) != key.npos) {
      shares_word = true;
    }
    start = end + 1;
  }
  return shares_word && !digits.empty();
}

}  // namespace

Result<std::vector<GatheredTopic>> gather_topics(
    const Store& store, const std::vector<DossierConfiguration>& dossiers) {
  std::vector<Gathering> gatherings;
  std::uint64_t seen = UINT64_MAX;
  for (const DossierConfiguration& dossier : dossiers) {
    auto gathering = begin(store, dossier);
    if (!gathering) return tl::unexpected(gathering.error());
    seen = std::min(seen, gathering->seen);
    gatherings.push_back(std::move(*gathering));
  }
  if (gatherings.empty()) return std::vector<GatheredTopic>{};
  const auto arrivals = store.arrivals(seen);
  if (!arrivals) return tl::unexpected(arrivals.error());
  for (const Arrival& arrival : *arrivals) {
    if (auto matched = match_arrival(store, arrival, gatherings); !matched) {
      return tl::unexpected(matched.error());
    }
  }
  std::vector<GatheredTopic> topics;
  for (Gathering& gathering : gatherings) {
    if (!arrivals->empty()) gathering.topic.state.seen = arrivals->back().number;
    for (auto& [source, member] : gathering.members) {
      gathering.topic.members.push_back(std::move(member));
    }
    topics.push_back(std::move(gathering.topic));
  }
  return topics;
}

namespace {

Result<Source> member_source(const Store& store, const std::string& id) {
  auto source = store.source(id);
  if (!source) return tl::unexpected(source.error());
  if (!*source) return fail(ErrorCode::corrupt, "a dossier's source is missing: " + id);
  return std::move(**source);
}

// Adds a source, and those of its claims that `is_wanted`, as the editors left them.
template <typename Wanted>
Result<void> add_source(TopicView& view, ClaimReader& reader, const Rulings& rulings,
                        std::string_view dossier, Source source, const Wanted& is_wanted,
                        std::set<std::uint64_t>& felt) {
  const std::string id = source.id;
  const int revision = source.revision;
  auto ruled_source = rulings.ruled(std::move(source), &felt);
  if (!ruled_source) return {};
  auto claims = reader.claims(id, revision);
  if (!claims) return tl::unexpected(claims.error());
  const std::size_t before = view.claims.size();
  const auto add = [&](StoredClaim&& claim) {
    if (claim.claim.confidence == Confidence::confident) view.claims.push_back(std::move(claim));
  };
  for (StoredClaim& claim : *claims) {
    if (!is_wanted(claim)) continue;
    if (rulings.empty()) {
      add(std::move(claim));
    } else if (auto ruled = rulings.ruled(std::move(claim), dossier, &felt)) {
      add(std::move(*ruled));
    }
  }
  const bool there = std::ranges::find(view.sources, id, &Source::id) != view.sources.end();
  const bool member = std::is_same_v<Wanted, InPassages>;
  if (!there && (member || view.claims.size() > before)) {
    view.sources.push_back(std::move(*ruled_source));
  }
  return {};
}

}  // namespace

Result<TopicView> read_view(const Store& store, const std::vector<TopicMember>& members,
                            const Rulings& rulings, std::string_view dossier) {
  constexpr std::size_t kClaimsOfMember = 16;  // Room for more than most have: claims are large
  TopicView view;
  view.claims.reserve(members.size() * kClaimsOfMember);
  ClaimReader reader{store};
  std::set<std::uint64_t> felt;
  for (const TopicMember& member : members) {
    auto source = member_source(store, member.source);
    if (!source) return tl::unexpected(source.error());
    const auto passages = store.passages(member.source, source->revision);
    if (!passages) return tl::unexpected(passages.error());
    auto added = add_source(view, reader, rulings, dossier, std::move(*source),
                            InPassages{*passages, member.passages}, felt);
    if (!added) return tl::unexpected(added.error());
  }
  for (const std::string& id : rulings.sources_into(dossier)) {
    const auto was_moved = [&](const StoredClaim& claim) {
      const ClaimRuling* ruling = rulings.claim(claim);
      return ruling != nullptr && ruling->into.contains(std::string{dossier}) &&
             std::ranges::find(view.claims, claim.id, &StoredClaim::id) == view.claims.end();
    };
    auto source = member_source(store, id);
    if (!source) return tl::unexpected(source.error());
    auto added = add_source(view, reader, rulings, dossier, std::move(*source), was_moved, felt);
    if (!added) return tl::unexpected(added.error());
  }
  view.decisions.assign(felt.begin(), felt.end());
  return view;
}

NameAliases name_aliases(const Store& store, const Lexicon& lexicon, const Rulings& rulings) {
  // Names recur from sentence to sentence; what the store says of one is read once.
  auto known = std::make_shared<std::unordered_map<std::string, std::vector<std::string>>>();
  return [&store, &lexicon, &rulings, known](std::string_view canonical) {
    if (const auto found = known->find(std::string{canonical}); found != known->end()) {
      return found->second;
    }
    std::vector<std::string> names = lexicon.aliases(canonical);
    std::ranges::copy(rulings.spellings(canonical), std::back_inserter(names));
    for (const NameKind kind :
         {NameKind::model, NameKind::benchmark, NameKind::organization, NameKind::person}) {
      const auto spellings = store.spellings(kind, canonical);
      if (!spellings) continue;  // A name that cannot be looked up proves nothing
      std::ranges::copy_if(*spellings, std::back_inserter(names), [&](const std::string& spelling) {
        return tells_apart(canonical, spelling);
      });
    }
    return known->emplace(std::string{canonical}, std::move(names)).first->second;
  };
}

}  // namespace dossier
