#include "render/fact.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/names.h"
#include "render/page.h"
#include "render/standing.h"

namespace dossier {
namespace {

// A number as identity sees it: 58.4 and 58.40 are one.
std::string number_key(const std::optional<Figure>& figure) {
  return figure ? fmt::format("{:.6g}", figure->value) : "";
}

// A percentage is a number out of a hundred whether or not the sign was printed.
std::string unit_key(const BenchmarkClaim& claim) {
  const bool may_be_percent =
      claim.relation == Relation::score && claim.figure && claim.figure->value <= 100;
  return may_be_percent && (claim.unit == "%" || claim.unit == "points") ? "" : claim.unit;
}

// How much a claim tells beside what makes its identity: several sources tell one release, and
// one of them may name the license.
int fields_told(const Claim& claim) {
  const auto* release = std::get_if<Release>(&claim.content);
  if (release == nullptr) return 0;
  return (release->organization.empty() ? 0 : 2) + (release->license.empty() ? 0 : 1) +
         (release->total_parameters.empty() ? 0 : 1) +
         (release->active_parameters.empty() ? 0 : 1) + (release->date ? 1 : 0);
}

bool is_maker(const Lexicon& lexicon, std::string_view model, std::string_view voice) {
  const auto entry = lexicon.find(model, NameKind::model);
  return entry && !entry->maker.empty() && name_key(entry->maker) == name_key(voice);
}

// Who speaks in claims. Most claims of a dossier are of few authors, models and boards, so what the
// lexicon says of each of them is asked once.
class Speakers {
 public:
  explicit Speakers(const Lexicon& lexicon) : lexicon_{lexicon} {}

  std::string speaker(const StoredClaim& claim, const Source& source) {
    if (!claim.claim.asserted_by.empty()) return displayed(claim.claim.asserted_by);
    const auto* benchmark = std::get_if<BenchmarkClaim>(&claim.claim.content);
    if (benchmark == nullptr) return {};
    const std::string& author = displayed(source.author.empty() ? source.outlet : source.author);
    if (source.tier == 1) return author;
    return is_own_figure(*benchmark, author) ? author : "";
  }

  // `speaker`: of the same claim.
  std::string voice(const StoredClaim& claim, const Source& source, const std::string& speaker) {
    if (const auto* stance = std::get_if<Stance>(&claim.claim.content)) {
      return displayed(stance->holder);
    }
    return speaker.empty() ? source.outlet : speaker;
  }

  bool is_maker(const std::string& model, const std::string& voice) {
    const std::optional<std::string>& maker = about(NameKind::model, models_, model).maker;
    return maker && *maker == key_of(voice);
  }

 private:
  struct About {
    std::string key;                   // name_key() of the name
    std::optional<std::string> maker;  // name_key() of whom the lexicon names as its maker
  };
  using AboutNames = std::unordered_map<std::string, About>;

  const std::string& displayed(const std::string& name) {
    const auto [known, is_new] = displayed_.try_emplace(name);
    if (is_new) known->second = display_name(lexicon_, name);
    return known->second;
  }

  const std::string& key_of(const std::string& name) {
    const auto [known, is_new] = keys_.try_emplace(name);
    if (is_new) known->second = name_key(name);
    return known->second;
  }

  const About& about(NameKind kind, AboutNames& names, const std::string& name) {
    const auto [known, is_new] = names.try_emplace(name);
    if (is_new) {
      known->second.key = name_key(name);
      const auto entry = lexicon_.find(name, kind);
      if (entry && !entry->maker.empty()) known->second.maker = name_key(entry->maker);
    }
    return known->second;
  }

  // Whether the figures on a page are its author's own: the maker of the model, or whoever runs the
  // benchmark. Everybody else passes figures on.
  bool is_own_figure(const BenchmarkClaim& claim, const std::string& author) {
    if (author.empty()) return false;
    if (is_maker(claim.model, author)) return true;
    const About& board = about(NameKind::benchmark, boards_, claim.benchmark);
    const std::string& key = key_of(author);
    return board.key.starts_with(key) || board.maker == key;
  }

  const Lexicon& lexicon_;
  std::unordered_map<std::string, std::string> displayed_, keys_;
  AboutNames models_, boards_;
};

// The usual spelling of a model's name: leaderboards print "kimi k2.6 thinking".
class Spelling {
 public:
  explicit Spelling(const Lexicon& lexicon) : lexicon_{lexicon} {}

  void spell_models(Claim& claim) {
    if (auto* benchmark = std::get_if<BenchmarkClaim>(&claim.content)) {
      spell(benchmark->model);
      spell(benchmark->versus);
    }
    if (auto* release = std::get_if<Release>(&claim.content)) spell(release->model);
  }

 private:
  void spell(std::string& model) {
    const auto [known, is_new] = known_.try_emplace(model, model);
    if (is_new) {
      const auto entry = lexicon_.find(model, NameKind::model);
      if (entry && name_key(entry->canonical) == name_key(model)) known->second = entry->canonical;
    }
    model = known->second;
  }

  const Lexicon& lexicon_;
  std::unordered_map<std::string, std::string> known_;
};

// A release's organization may be known to the lexicon alone; then it is not the source's word.
void drop_unsaid_organization(Claim& claim, const StoredClaim& stored, const Lexicon& lexicon) {
  auto* release = std::get_if<Release>(&claim.content);
  if (release == nullptr || release->organization.empty()) return;
  std::string said = name_key(stored.evidence_text);
  for (const std::string& support : stored.support_texts) said += ' ' + name_key(support);
  const auto stands = [&](const std::string& name) {
    const std::string key = name_key(name);
    return !key.empty() && said.find(key) != std::string::npos;
  };
  if (stands(release->organization)) return;
  if (std::ranges::any_of(lexicon.aliases(release->organization), stands)) return;
  release->organization.clear();
}

// A claim with what is to be known of who says it.
struct Told {
  const StoredClaim* claim;
  const Source* source;
  std::string voice;
  bool is_speaker = false;  // The voice is whom the text names, not just the outlet
};

// Independent: two speakers that the texts name, in two outlets, neither of them the model's maker.
// Two outlets that print one figure without saying whose it is are not two measurements; that
// something has come out, two outlets may well tell.
bool corroborated(const Fact& fact, const std::vector<Told>& told, Speakers& speakers) {
  const BenchmarkClaim* figure = fact.benchmark();
  const Release* release = fact.release();
  if (fact.stance() != nullptr) return false;
  std::vector<const Told*> heard;
  bool outsider = false;
  for (const Told& one : told) {
    if (figure != nullptr) {
      if (!one.is_speaker) continue;
      outsider = outsider || !speakers.is_maker(figure->model, one.voice);
    } else {
      outsider = outsider || release == nullptr || !speakers.is_maker(release->model, one.voice);
    }
    heard.push_back(&one);
  }
  if (!outsider || heard.size() < 2) return false;
  std::vector<std::pair<std::string, std::string>> published;
  for (const Told* one : heard) {
    published.emplace_back(one->voice, publisher_of(one->source->url));
  }
  return independent_voices(published) >= 2;
}

int decimals_of(const Figure& figure) {
  const std::size_t dot = figure.text.find('.');
  return dot == std::string::npos ? 0 : static_cast<int>(figure.text.size() - dot - 1);
}

// Whether the one figure is the other, rounded.
bool is_rounding(const Figure& coarse, const Figure& fine) {
  const int decimals = decimals_of(coarse);
  if (decimals >= decimals_of(fine)) return false;
  const double unit = std::pow(10.0, -decimals);
  return std::abs(coarse.value - fine.value) <= unit / 2 + 1e-9;
}

// What two tellings of one figure share.
std::string figure_key(const BenchmarkClaim& claim) {
  return name_key(claim.model) + '|' + name_key(claim.benchmark) + '|' +
         std::string{to_string(claim.relation)} + '|' + unit_key(claim) + '|' +
         (claim.rank ? std::to_string(*claim.rank) : "") + '|' + name_key(claim.versus) + '|' +
         name_key(claim.aspect) + '|' + name_key(claim.among) + '|' + name_key(claim.conditions);
}

bool share_a_source(const Fact& one, const Fact& other) {
  return std::ranges::any_of(one.evidence, [&](const StoredClaim* claim) {
    return std::ranges::find(other.evidence, claim->source, &StoredClaim::source) !=
           other.evidence.end();
  });
}

// Whether the coarser figure is the finer one's speaker's: he signs it, or nobody does who wrote
// when the finer one was out. What stood there before it is another measurement.
bool may_round(const Fact& coarse, const Fact& fine) {
  if (!is_rounding(*coarse.benchmark()->figure, *fine.benchmark()->figure)) return false;
  if (share_a_source(coarse, fine)) return true;
  if (fine.speakers.empty()) return false;
  return coarse.speakers.empty() ? coarse.first >= fine.first
                                 : std::ranges::includes(fine.speakers, coarse.speakers);
}

// Lets finer figures take in their roundings.
void join_roundings(std::vector<Fact>& facts) {
  std::map<std::string, std::vector<Fact*>> groups;
  for (Fact& fact : facts) {
    const BenchmarkClaim* claim = fact.benchmark();
    if (claim != nullptr && claim->figure) groups[figure_key(*claim)].push_back(&fact);
  }
  std::set<std::string> gone;
  for (auto& [key, group] : groups) {
    std::ranges::sort(group, {}, [](const Fact* fact) {
      return std::pair{decimals_of(*fact->benchmark()->figure), fact->id};
    });
    for (Fact* coarse : group) {
      std::vector<Fact*> finer;
      std::ranges::copy_if(group, std::back_inserter(finer),
                           [&](const Fact* fact) { return may_round(*coarse, *fact); });
      if (finer.size() != 1) continue;  // Of two, it cannot be told which
      Fact& fine = *finer.front();
      fine.joined.push_back(coarse->id);
      std::ranges::move(coarse->joined, std::back_inserter(fine.joined));
      std::ranges::move(coarse->evidence, std::back_inserter(fine.rounded));
      std::ranges::move(coarse->rounded, std::back_inserter(fine.rounded));
      fine.is_new = fine.is_new && coarse->is_new;
      gone.insert(coarse->id);
    }
  }
  std::erase_if(facts, [&](const Fact& fact) { return gone.contains(fact.id); });
}

}  // namespace

std::string fact_id(const StoredClaim& stored) {
  const auto id_of = [&](const auto& content) {
    using Content = std::decay_t<decltype(content)>;
    if constexpr (std::is_same_v<Content, BenchmarkClaim>) {
      return short_id({"benchmark", name_key(content.model), name_key(content.benchmark),
                       to_string(content.relation), number_key(content.figure), unit_key(content),
                       content.rank ? std::to_string(*content.rank) : "", name_key(content.versus),
                       name_key(content.aspect), name_key(content.among),
                       name_key(content.conditions)});
    } else if constexpr (std::is_same_v<Content, Release>) {
      return short_id({"release", name_key(content.model), content.planned ? "planned" : ""});
    } else if constexpr (std::is_same_v<Content, Stance>) {
      // The same holder may say many things of one target: what is quoted tells them apart only
      // where no topic or named target does.
      return short_id({"stance", name_key(content.holder),
                       content.topic.empty() ? name_key(content.target) : content.topic,
                       to_string(content.polarity), to_string(content.kind),
                       to_string(content.direction)});
    } else {
      return short_id({"event", name_key(content.actor), content.action,
                       name_key(content.object.empty() ? stored.quotable_text : content.object)});
    }
  };
  return std::visit(id_of, stored.claim.content);
}

std::string_view to_string(Standing standing) {
  constexpr std::array<std::string_view, 6> kNames{"attributed", "corroborated", "contested",
                                                   "superseded", "retracted",    "rejected"};
  return kNames.at(static_cast<std::size_t>(standing));
}

Day report_day(const Source& source) {
  return day_of(source.published ? *source.published : source.first_seen);
}

std::string speaker_of(const StoredClaim& claim, const Source& source, const Lexicon& lexicon) {
  return Speakers{lexicon}.speaker(claim, source);
}

std::string voice_of(const StoredClaim& claim, const Source& source, const Lexicon& lexicon) {
  Speakers speakers{lexicon};
  return speakers.voice(claim, source, speakers.speaker(claim, source));
}

std::vector<Fact> join_claims(const TopicView& view, const Lexicon& lexicon,
                              const std::vector<std::string>& known) {
  std::unordered_map<std::string_view, const Source*> sources;
  for (const Source& source : view.sources) sources.emplace(source.id, &source);
  std::map<std::string, std::vector<Told>> by_id;
  for (const StoredClaim& claim : view.claims) {
    const auto source = sources.find(claim.source);
    if (source == sources.end() || !source->second->copy_of.empty()) continue;
    by_id[fact_id(claim)].push_back({&claim, source->second, {}, false});
  }

  Speakers all_speakers{lexicon};
  Spelling spelling{lexicon};
  std::vector<Fact> facts;
  facts.reserve(by_id.size());
  for (auto& [id, told] : by_id) {
    std::ranges::sort(told, {}, [](const Told& one) {
      // Not by id before all else: ids follow addresses, which say nothing of who was first.
      const Source& source = *one.source;
      return std::tuple<Day, Time, int, std::string_view, std::string_view, TextSpan,
                        std::string_view>{
          report_day(source), source.published.value_or(source.first_seen),
          source.tier,        source.outlet,
          source.title,       one.claim->claim.evidence,
          one.claim->id};
    });
    Fact fact;
    fact.id = id;
    // The first of the fullest: nothing is put together from sources that do not say it whole.
    fact.fullest = std::ranges::max_element(told, {}, [](const Told& one) {
                     return fields_told(one.claim->claim);
                   })->claim;
    fact.claim = fact.fullest->claim;
    spelling.spell_models(fact.claim);
    drop_unsaid_organization(fact.claim, *fact.fullest, lexicon);
    fact.first = report_day(*told.front().source);
    fact.last = report_day(*told.back().source);
    fact.is_new = !std::ranges::binary_search(known, id);
    std::set<std::string> voices;
    std::set<std::string> speakers;
    for (Told& one : told) {
      const std::string speaker = all_speakers.speaker(*one.claim, *one.source);
      one.voice = all_speakers.voice(*one.claim, *one.source, speaker);
      one.is_speaker = !speaker.empty();
      voices.insert(one.voice);
      if (one.is_speaker) speakers.insert(one.voice);
      fact.evidence.push_back(one.claim);
    }
    fact.voices.assign(voices.begin(), voices.end());
    fact.speakers.assign(speakers.begin(), speakers.end());
    fact.speaker = join_words(fact.speakers);
    if (corroborated(fact, told, all_speakers)) fact.standing = Standing::corroborated;
    facts.push_back(std::move(fact));
  }
  join_roundings(facts);
  return facts;
}

namespace {

// How much a fact's kind says by itself.
double kind_weight(const Fact& fact, const Lexicon& lexicon) {
  if (fact.event() != nullptr) return 2.5;
  if (const Release* release = fact.release()) {
    return 2.0 + (release->license.empty() ? 0 : 0.5) +
           (release->total_parameters.empty() ? 0 : 0.5) +
           (release->organization.empty() ? -0.5 : 0.3);
  }
  if (const Stance* stance = fact.stance()) {
    const bool printable = std::ranges::any_of(
        fact.evidence, [](const StoredClaim* claim) { return !claim->quotable_text.empty(); });
    return (stance->topic.empty() ? 0.8 : 1.8) + (printable ? 0.5 : -0.5) +
           (stance->direction == Direction::none ? 0 : 0.7);
  }
  const BenchmarkClaim& claim = *fact.benchmark();
  double weight = 1.0;
  if (claim.relation == Relation::rank) weight += claim.rank == 1 ? 1.2 : 0.3;
  if (!claim.aspect.empty()) weight -= 0.6;  // A part says less than the whole
  if (claim.relation == Relation::change) weight += 0.4;
  if (!fact.speaker.empty()) weight += is_maker(lexicon, claim.model, fact.speaker) ? 0.1 : 0.6;
  if (lexicon.find(claim.benchmark, NameKind::benchmark)) weight += 0.3;
  return weight;
}

double openness_factor(const Fact& fact, const Lexicon& lexicon) {
  const std::string* model = nullptr;
  if (const Release* release = fact.release()) model = &release->model;
  if (const BenchmarkClaim* claim = fact.benchmark()) model = &claim->model;
  if (model == nullptr) return 1;
  const auto entry = lexicon.find(*model, NameKind::model);
  return entry && entry->weights == Weights::closed ? 0.6 : 1;
}

}  // namespace

void weigh_facts(std::vector<Fact>& facts, const Lexicon& lexicon, Day now) {
  constexpr double kHalfLifeDays = 45;
  // What a text singles out says more than one row of a long table.
  constexpr std::size_t kRowsOfATable = 15;
  constexpr double kRowFactor = 0.55;
  constexpr double kSupersededFactor = 0.1;
  std::unordered_map<std::string, std::size_t> figures_of_source;
  for (const Fact& fact : facts) {
    if (fact.benchmark() == nullptr) continue;
    for (const StoredClaim* claim : fact.evidence) ++figures_of_source[claim->source];
  }
  for (Fact& fact : facts) {
    const double age = std::max(0.0, static_cast<double>((now - fact.last).count()));
    double weight = kind_weight(fact, lexicon) * openness_factor(fact, lexicon);
    weight *= 1 + 0.3 * std::log2(static_cast<double>(fact.evidence.size()));
    const bool only_in_tables = fact.benchmark() != nullptr &&
                                std::ranges::all_of(fact.evidence, [&](const StoredClaim* claim) {
                                  return figures_of_source[claim->source] > kRowsOfATable;
                                });
    if (only_in_tables) weight *= kRowFactor;
    if (fact.superseded) weight *= kSupersededFactor;
    if (fact.standing == Standing::contested) weight *= 1.3;
    if (fact.standing == Standing::corroborated && fact.benchmark() != nullptr) weight *= 1.2;
    fact.weight = weight * std::exp2(-age / kHalfLifeDays);
  }
}

}  // namespace dossier
