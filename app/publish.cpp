#include "app/publish.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "app/file.h"
#include "base/utf8.h"
#include "render/atom.h"
#include "render/compose.h"
#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "render/topic_match.h"
#include "render/verify.h"

namespace dossier {
namespace {

bool is_in(const StoredClaim& claim, const std::vector<Passage>& passages,
           const std::vector<std::size_t>& matching) {
  return std::ranges::any_of(
      matching, [&](std::size_t i) { return passages[i].span.overlaps(claim.claim.evidence); });
}

// Adds a source to the views of the dossiers that one of its passages matches.
Result<void> add_source(const Store& store, const Source& source,
                        const std::vector<TermMatcher>& matchers, std::vector<TopicView>& views) {
  const auto text = store.text(source.id);
  if (!text) return tl::unexpected(text.error());
  const auto passages = store.passages(source.id);
  if (!passages) return tl::unexpected(passages.error());
  const MatchableText folded{*text};
  const MatchableText title{source.title};
  std::optional<std::vector<StoredClaim>> claims;
  for (std::size_t i = 0; i < matchers.size(); ++i) {
    const std::vector<std::size_t> matching =
        matchers[i].matching_passages(title, folded, *passages);
    if (matching.empty()) continue;
    views[i].sources.push_back(source);
    if (!claims) {
      auto read = store.claims(source.id);
      if (!read) return tl::unexpected(read.error());
      claims = std::move(*read);
    }
    for (const StoredClaim& claim : *claims) {
      if (claim.claim.confidence == Confidence::confident && is_in(claim, *passages, matching)) {
        views[i].claims.push_back(claim);
      }
    }
  }
  return {};
}

Result<std::optional<Dossier>> last_version(const Store& store, const std::string& id) {
  const auto record = store.version(id, 0);
  if (!record) return tl::unexpected(record.error());
  if (!*record) return std::optional<Dossier>{};
  auto dossier = read_record((*record)->record);
  if (!dossier) return within(id, dossier.error());
  return std::optional<Dossier>{std::move(*dossier)};
}

// The ids of the statements that a section's nth sentence rests on, counted as verify counts:
// from 1, a table row as one.
std::vector<std::string> statements_at(const Dossier& dossier, const Finding& finding) {
  std::vector<std::string> ids;
  for (const Section& section : dossier.sections) {
    if (section.name != finding.section) continue;
    int number = 0;
    for (const Layout& layout : section.layouts) {
      const bool row = layout.kind == LayoutKind::table_row;
      if (row) ++number;
      for (const DossierSentence& sentence : layout.sentences) {
        if (!row) ++number;
        if (number != finding.sentence) continue;
        ids.insert(ids.end(), sentence.statements.begin(), sentence.statements.end());
      }
    }
  }
  return ids;
}

// Of those, the ones that bring in what is not proved, where that can be told; else all.
std::vector<std::string> culprits(const Dossier& dossier, const Finding& finding) {
  const std::vector<std::string> ids = statements_at(dossier, finding);
  const std::string subject = name_key(finding.subject);
  if (subject.empty()) return ids;
  std::vector<std::string> found;
  for (const std::string& id : ids) {
    const auto statement = std::ranges::find(dossier.statements, id, &Statement::id);
    if (statement == dossier.statements.end()) continue;
    if (name_key(statement->claim).find(subject) != std::string::npos) found.push_back(id);
  }
  return found.empty() ? ids : found;
}

// Composes, proves, and composes again without what could not be proved, until all of it holds.
Result<std::optional<Dossier>> compose_proved(
    const Store& store, const DossierConfiguration& configuration, const TopicView& view,
    const Lexicon& lexicon, const Dossier* previous, const std::string& previous_record, Time now,
    const NameAliases& aliases, std::vector<std::string>* unproved) {
  constexpr int kRoundsMax = 12;
  const SourceText source_text = [&](std::string_view source, int revision) {
    return store.text(source, revision);
  };
  std::vector<std::string> excluded;
  for (int round = 0; round < kRoundsMax; ++round) {
    auto dossier = compose(configuration, view, lexicon, previous, now, excluded);
    if (!dossier) return std::optional<Dossier>{};
    const std::string record = write_record(*dossier);
    const std::string markdown = write_markdown(*dossier);
    const std::string json = write_json(*dossier);
    const auto findings = verify({record, markdown, json, previous_record}, source_text, aliases);
    if (findings.empty()) return dossier;
    const std::size_t before = excluded.size();
    for (const Finding& finding : findings) {
      if (unproved != nullptr) unproved->push_back(configuration.id + " " + to_string(finding));
      std::ranges::move(culprits(*dossier, finding), std::back_inserter(excluded));
    }
    std::ranges::sort(excluded);
    const auto repeated = std::ranges::unique(excluded);
    excluded.erase(repeated.begin(), repeated.end());
    if (excluded.size() == before) {
      // A finding about the page itself: a fault of ours, and nothing to publish.
      return fail(ErrorCode::corrupt, configuration.id + ": composed what cannot be proved: " +
                                          to_string(findings.front()));
    }
  }
  return fail(ErrorCode::corrupt, configuration.id + ": no page that can be proved after " +
                                      std::to_string(kRoundsMax) + " attempts");
}

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

Result<void> write_if_changed(const std::string& path, const std::string& bytes) {
  if (const auto there = read_file(path); there && *there == bytes) return {};
  return write_file(path, bytes);
}

Result<void> write_forms(const std::string& stem, const VersionRecord& version) {
  for (const auto& [ending, bytes] :
       {std::pair{".md", &version.markdown}, std::pair{".html", &version.html},
        std::pair{".json", &version.json}}) {
    if (auto written = write_if_changed(stem + ending, *bytes); !written) return written;
  }
  return {};
}

Result<void> write_dossier(const Store& store, const DossierConfiguration& dossier,
                           const std::string& directory) {
  const auto numbers = store.versions(dossier.id);
  if (!numbers) return tl::unexpected(numbers.error());
  if (numbers->empty()) return {};
  std::vector<VersionSummary> summaries;
  for (const int number : *numbers) {
    const auto version = store.version(dossier.id, number);
    if (!version) return tl::unexpected(version.error());
    const std::string stem = fmt::format("{}/{}", directory, dossier.id);
    if (auto done = write_forms(fmt::format("{}/v{}", stem, number), **version); !done) return done;
    if (number == numbers->back()) {
      if (auto done = write_forms(stem, **version); !done) return done;
    }
    const auto record = read_record((*version)->record);
    if (!record) return within(dossier.id, record.error());
    summaries.push_back(summary_of(*record));
  }
  return write_if_changed(fmt::format("{}/{}.atom.xml", directory, dossier.id),
                          write_atom(dossier.id, dossier.title, summaries));
}

}  // namespace

Result<NameAliases> name_aliases(const Store& store, const Lexicon& lexicon) {
  const auto entities = store.entities();
  if (!entities) return tl::unexpected(entities.error());
  std::map<std::string, std::vector<std::string>> spellings;
  for (const EntityRecord& entity : *entities) {
    for (const std::string& alias : entity.aliases) {
      if (tells_apart(entity.canonical, alias)) {
        spellings[name_key(entity.canonical)].push_back(alias);
      }
    }
  }
  return NameAliases{[&lexicon, spellings = std::move(spellings)](std::string_view canonical) {
    std::vector<std::string> names = lexicon.aliases(canonical);
    if (const auto met = spellings.find(name_key(canonical)); met != spellings.end()) {
      names.insert(names.end(), met->second.begin(), met->second.end());
    }
    return names;
  }};
}

Result<std::vector<TopicView>> views_of(const Store& store,
                                        const std::vector<DossierConfiguration>& dossiers) {
  std::vector<TermMatcher> matchers;
  for (const DossierConfiguration& dossier : dossiers) matchers.emplace_back(dossier.match);
  std::vector<TopicView> views(dossiers.size());
  Result<void> added;
  const auto visited = store.for_each_source([&](const Source& source) {
    added = add_source(store, source, matchers, views);
    return added.has_value();
  });
  if (!visited) return tl::unexpected(visited.error());
  if (!added) return tl::unexpected(added.error());
  return views;
}

Result<std::vector<PublishedVersion>> publish_dossiers(
    Store& store, const std::vector<DossierConfiguration>& dossiers, const Lexicon& lexicon,
    Time now, std::vector<std::string>* unproved) {
  auto views = views_of(store, dossiers);
  if (!views) return tl::unexpected(views.error());
  const auto aliases = name_aliases(store, lexicon);
  if (!aliases) return tl::unexpected(aliases.error());
  std::vector<PublishedVersion> published;
  for (std::size_t i = 0; i < dossiers.size(); ++i) {
    const auto previous = last_version(store, dossiers[i].id);
    if (!previous) return tl::unexpected(previous.error());
    const auto composed = compose_proved(
        store, dossiers[i], (*views)[i], lexicon, *previous ? &**previous : nullptr,
        *previous ? write_record(**previous) : std::string{}, now, *aliases, unproved);
    if (!composed) return tl::unexpected(composed.error());
    if (!*composed) continue;
    const Dossier& next = **composed;
    VersionRecord record{
        next.id,          next.version,      now, write_markdown(next), write_html(next),
        write_json(next), write_record(next)};
    if (auto done = store.publish(record); !done) return tl::unexpected(done.error());
    published.push_back({next.id, next.version});
  }
  return published;
}

Result<void> write_pages(const Store& store, const std::vector<DossierConfiguration>& dossiers,
                         const std::string& directory) {
  for (const DossierConfiguration& dossier : dossiers) {
    if (auto done = write_dossier(store, dossier, directory); !done) return done;
  }
  return {};
}

}  // namespace dossier
