#include "render/digest.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"
#include "render/digest_parts.h"
#include "render/editorial.h"
#include "render/sections.h"
#include "render/standing.h"

namespace dossier {
namespace {

// What came in late is still news if it bears a day so shortly before the period.
constexpr auto kLate = std::chrono::days{7};

// Each source and claim once, in the order of the topics; what came in after `now` is not there
// yet.
TopicView merge_views(const std::vector<DigestTopic>& topics, Time now) {
  TopicView merged;
  std::unordered_set<std::string> sources;
  std::unordered_set<std::string> claims;
  for (const DigestTopic& topic : topics) {
    for (const Source& source : topic.view.sources) {
      if (source.first_seen > now) continue;
      if (sources.insert(source.id).second) merged.sources.push_back(source);
    }
    for (const StoredClaim& claim : topic.view.claims) {
      if (!sources.contains(claim.source)) continue;
      if (claims.insert(claim.id).second) merged.claims.push_back(claim);
    }
    std::ranges::copy(topic.view.decisions, std::back_inserter(merged.decisions));
  }
  return merged;
}

// Decides what is news. A release whose fullest telling the period brought is, once.
class News {
 public:
  News(const TopicView& view, const DigestPeriod& period, const Dossier* previous)
      : period_{period}, previous_{period.follows ? previous : nullptr} {
    for (const Source& source : view.sources) days_.emplace(source.id, report_day(source));
  }

  [[nodiscard]] bool is_new(const Fact& fact) const {
    const bool known =
        previous_ != nullptr && std::ranges::binary_search(previous_->known_statements, fact.id);
    const Day since = previous_ == nullptr ? period_.first : period_.first - kLate;
    if (!known && fact.first >= since) return true;
    return fact.release() != nullptr && day_of_claim(*fact.fullest) >= period_.first &&
           fact.fullest != fact.evidence.front() && !is_printed(fact);
  }

 private:
  [[nodiscard]] Day day_of_claim(const StoredClaim& claim) const {
    const auto found = days_.find(claim.source);
    return found == days_.end() ? Day::min() : found->second;
  }
  [[nodiscard]] bool is_printed(const Fact& fact) const {
    return previous_ != nullptr &&
           std::ranges::any_of(previous_->statements, [&](const Statement& statement) {
             return statement.id == fact.id &&
                    std::ranges::any_of(statement.evidence, [&](const StatementEvidence& evidence) {
                      return evidence.claim == fact.fullest->id;
                    });
           });
  }

  DigestPeriod period_;
  const Dossier* previous_;
  std::unordered_map<std::string, Day> days_;
};

// Tensions that have a side from the period, and did not stand so in the digest before.
std::vector<FactTension> fresh_tensions(const std::vector<FactTension>& tensions,
                                        const DigestPeriod& period, const Dossier* previous) {
  std::vector<FactTension> fresh;
  for (const FactTension& tension : tensions) {
    if (std::ranges::none_of(tension.facts, &Fact::is_new)) continue;
    if (period.follows && change_of(tension, previous) == TensionChange::unchanged) continue;
    fresh.push_back(tension);
  }
  return fresh;
}

// "Kimi K3, DeepSeek V4, and limits on open-weight models"
std::string title_of(const std::vector<Theme>& models, const std::vector<Theme>& topics,
                     const std::vector<DigestTopic>& dossiers) {
  constexpr std::size_t kModelsMax = 2;
  std::vector<std::string> subjects;
  for (std::size_t i = 0; i < models.size() && i < kModelsMax; ++i) {
    subjects.push_back(models[i].subject);
  }
  if (!topics.empty()) subjects.push_back(topics.front().subject);
  if (!subjects.empty()) {
    std::string title = join_words(subjects);
    if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
  }
  std::vector<std::string> titles;
  for (const DigestTopic& dossier : dossiers) titles.push_back(dossier.title);
  return "News of " + join_words(titles);
}

// Calls `visit` with every citation of every sentence, in the order of print.
template <typename Visit>
void for_each_citation(Dossier& dossier, const Visit& visit) {
  for (Section& section : dossier.sections) {
    for (Layout& layout : section.layouts) {
      for (DossierSentence& sentence : layout.sentences) {
        for (SentencePart& part : sentence.parts) {
          if (part.kind == SentencePart::Kind::citation) visit(part.citations);
        }
      }
    }
  }
}

// Numbers sources as a reader meets them, and drops those that no sentence cites after all.
void number_afresh(Dossier& dossier) {
  std::map<int, int> renumbered;
  for_each_citation(dossier, [&](std::vector<int>& citations) {
    for (int& number : citations) {
      number = renumbered.emplace(number, static_cast<int>(renumbered.size()) + 1).first->second;
    }
    std::ranges::sort(citations);
  });
  std::erase_if(dossier.sources,
                [&](const CitedSource& source) { return !renumbered.contains(source.number); });
  dossier.numbers.clear();
  for (CitedSource& source : dossier.sources) {
    source.number = renumbered.at(source.number);
    dossier.numbers[source.id] = source.number;
  }
  std::ranges::sort(dossier.sources, {}, &CitedSource::number);
}

// All of them, but for those that an editor dismissed in one of the dossiers.
std::vector<FactTension> standing_tensions(std::vector<Fact>& facts,
                                           const std::vector<DigestTopic>& topics,
                                           const Lexicon& lexicon, const Rulings& rulings) {
  std::vector<FactTension> tensions = find_tensions(facts, lexicon);
  std::set<std::string> dismissed = rulings.dismissed_tensions(kDigestId);
  for (const DigestTopic& topic : topics) dismissed.merge(rulings.dismissed_tensions(topic.id));
  std::erase_if(tensions, [&](const FactTension& t) { return dismissed.contains(t.id); });
  return tensions;
}

std::vector<std::uint64_t> decisions_on(const TopicView& view, const Rulings& rulings) {
  std::set<std::uint64_t> decisions = rulings.made_on(kDigestId);
  decisions.insert(view.decisions.begin(), view.decisions.end());
  return {decisions.begin(), decisions.end()};
}

std::vector<std::string> known_by_now(const std::vector<Fact>& facts, const Dossier* previous) {
  std::set<std::string> known;
  for (const Fact& fact : facts) {
    known.insert(fact.id);
    known.insert(fact.joined.begin(), fact.joined.end());
  }
  if (previous != nullptr) {
    known.insert(previous->known_statements.begin(), previous->known_statements.end());
  }
  return {known.begin(), known.end()};
}

std::vector<Change> changes_from(const std::vector<Section>& sections) {
  std::vector<Change> changes;
  for (const Section& section : sections) {
    for (const Layout& layout : section.layouts) {
      for (const DossierSentence& sentence : layout.sentences) {
        if (sentence.kind != SentenceKind::claim) continue;
        changes.push_back({"new", plain_text(sentence), sentence.statements});
      }
    }
  }
  return changes;
}

// What is told later must know what was told before, so the parts are written in another order
// than they are printed in: a position in a tension is not told again, and what is left goes last.
std::vector<Section> write_sections(const DigestMaterial& material, std::size_t items,
                                    std::string& title) {
  Section tensions = write_digest_tensions(material);
  std::vector<Theme> models = write_model_themes(material);
  std::vector<Theme> topics = write_topic_themes(material);
  Section boards = write_boards(material);
  Section implications = write_implications(material);
  Section watch = write_watch(material);
  Section in_short = write_in_short(material);
  title = title_of(models, topics, material.topics);

  std::vector<Section> sections;
  for (std::vector<Theme>* themes : {&models, &topics}) {
    for (Theme& theme : *themes) sections.push_back(std::move(theme.section));
  }
  for (Section* section : {&boards, &in_short, &tensions, &implications, &watch}) {
    if (!section->layouts.empty()) sections.push_back(std::move(*section));
  }
  if (!sections.empty()) sections.insert(sections.begin(), write_in_brief(material, items));
  return sections;
}

}  // namespace

bool DigestMaterial::is_board(const Fact& fact) const {
  const BenchmarkClaim* benchmark = fact.benchmark();
  if (benchmark == nullptr) return false;
  return std::ranges::all_of(fact.evidence, [&](const StoredClaim* claim) {
    const std::string outlet = name_key(page.source(claim->source).outlet);
    const bool own = !outlet.empty() && name_key(benchmark->benchmark).starts_with(outlet);
    return own || claim->claim.rule == "table";
  });
}

std::vector<const Fact*> DigestMaterial::fresh(bool of_boards) const {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts) {
    if (fact.is_new && !fact.superseded && is_board(fact) == of_boards) found.push_back(&fact);
  }
  std::ranges::sort(found, {}, [](const Fact* fact) { return std::pair{-fact->weight, fact->id}; });
  return found;
}

std::size_t DigestMaterial::topic_of(const Fact& fact) const {
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const std::vector<StoredClaim>& claims = topics[i].view.claims;
    const bool holds = std::ranges::any_of(fact.evidence, [&](const StoredClaim* claim) {
      return std::ranges::find(claims, claim->id, &StoredClaim::id) != claims.end();
    });
    if (holds) return i;
  }
  return 0;
}

std::optional<Dossier> compose_digest(const std::vector<DigestTopic>& topics,
                                      const DigestPeriod& period, const Lexicon& lexicon,
                                      const Dossier* previous, Time now,
                                      const std::vector<std::string>& excluded,
                                      const Rulings& rulings, const RefusedSentences& refused) {
  static const std::vector<std::string> kNothingKnown;
  const TopicView view = merge_views(topics, now);
  std::vector<Fact> facts = join_claims(view, lexicon, kNothingKnown);
  const std::vector<std::string> known = known_by_now(facts, previous);
  std::erase_if(facts,
                [&](const Fact& fact) { return std::ranges::binary_search(excluded, fact.id); });
  const News news{view, period, previous};
  for (Fact& fact : facts) fact.is_new = news.is_new(fact);
  if (std::ranges::none_of(facts, &Fact::is_new)) return std::nullopt;
  mark_superseded(facts);
  const std::vector<FactTension> all_tensions = standing_tensions(facts, topics, lexicon, rulings);
  const std::vector<FactTension> tensions = fresh_tensions(all_tensions, period, previous);
  weigh_facts(facts, lexicon, day_of(now));

  Page page{view, lexicon, nullptr};
  page.set_facts(facts);
  page.set_today(day_of(now));
  const DigestMaterial material{page, topics, view, facts, tensions, period, now, rulings};
  const std::size_t items = count_items(view, period).items;

  Dossier digest;
  digest.id = kDigestId;
  digest.version = previous == nullptr ? 1 : previous->version + 1;
  digest.published = now;
  digest.items = static_cast<int>(items);
  digest.status = status_of(view, day_of(now));
  digest.sections = write_sections(material, items, digest.title);
  if (digest.sections.empty()) return std::nullopt;
  digest.changes = changes_from(digest.sections);
  for (const FactTension& tension : all_tensions) {
    Tension kept{tension.id, tension.kind, {}};
    for (const Fact* fact : tension.facts) kept.statements.push_back(fact->id);
    std::ranges::sort(kept.statements);
    digest.tensions.push_back(std::move(kept));
  }
  digest.known_statements = known;
  digest.decisions = decisions_on(view, rulings);
  page.finish(digest);
  edit_page(digest, rulings, previous, refused);
  number_afresh(digest);
  return digest;
}

}  // namespace dossier
