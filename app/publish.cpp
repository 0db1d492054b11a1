#include "app/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/file.h"
#include "app/topic_view.h"
#include "app/version.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "render/atom.h"
#include "render/compose.h"
#include "render/dossier_json.h"
#include "render/html.h"
#include "render/markdown.h"
#include "render/verify.h"

namespace dossier {
namespace {

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

// Whether a run before this one left every file: they never change, and the feed of versions is
// written last.
bool is_written(const std::string& stem, int last) {
  std::error_code ignored;
  const auto there = [&](const std::string& path) {
    return std::filesystem::exists(path, ignored);
  };
  for (int number = 1; number <= last; ++number) {
    for (const char* ending : {".md", ".html", ".json"}) {
      if (!there(fmt::format("{}/v{}{}", stem, number, ending))) return false;
    }
  }
  const auto written_at = [&](const std::string& path) {
    return std::filesystem::last_write_time(path, ignored);
  };
  if (!there(stem + ".atom.xml") || !there(stem + ".md")) return false;
  return written_at(stem + ".atom.xml") >= written_at(fmt::format("{}/v{}.json", stem, last));
}

Result<void> write_dossier(const Store& store, const DossierConfiguration& dossier,
                           const std::string& directory) {
  const auto numbers = store.versions(dossier.id);
  if (!numbers) return tl::unexpected(numbers.error());
  if (numbers->empty()) return {};
  const std::string stem = fmt::format("{}/{}", directory, dossier.id);
  if (is_written(stem, numbers->back())) return {};
  std::vector<VersionSummary> summaries;
  for (const int number : *numbers) {
    const auto version = store.version(dossier.id, number);
    if (!version) return tl::unexpected(version.error());
    if (auto done = write_forms(fmt::format("{}/v{}", stem, number), **version); !done) return done;
    if (number == numbers->back()) {
      if (auto done = write_forms(stem, **version); !done) return done;
    }
    const auto record = read_record((*version)->record);
    if (!record) return within(dossier.id, record.error());
    summaries.push_back(summary_of(*record));
  }
  return write_if_changed(stem + ".atom.xml", write_atom(dossier.id, dossier.title, summaries));
}

// Names all that a composition rests on: the same basis would say the same again. A day is part of
// it, since forecasts fall due and dossiers fall quiet.
std::string basis_of(const DossierConfiguration& dossier, const std::vector<TopicMember>& members,
                     Time now) {
  std::string basis = fmt::format("{}\n{}\n{}\n{}\n", kVersion, format_day(day_of(now)),
                                  dossier.title, dossier.open);
  for (const TopicMember& member : members) {
    basis +=
        fmt::format("{} {} {}\n", member.source, member.revision, fmt::join(member.passages, " "));
  }
  return content_hash(basis);
}

// The number of the new version; none if there is nothing new to say.
Result<std::optional<int>> publish_one(Store& store, const DossierConfiguration& configuration,
                                       const std::vector<TopicMember>& members,
                                       const Lexicon& lexicon, const NameAliases& aliases, Time now,
                                       std::vector<std::string>* unproved) {
  const auto view = read_view(store, members);
  if (!view) return tl::unexpected(view.error());
  const auto previous = last_version(store, configuration.id);
  if (!previous) return tl::unexpected(previous.error());
  const auto composed =
      compose_proved(store, configuration, *view, lexicon, *previous ? &**previous : nullptr,
                     *previous ? write_record(**previous) : std::string{}, now, aliases, unproved);
  if (!composed) return tl::unexpected(composed.error());
  if (!*composed) return std::optional<int>{};
  const Dossier& next = **composed;
  const VersionRecord record{
      next.id,          next.version,      now, write_markdown(next), write_html(next),
      write_json(next), write_record(next)};
  if (auto done = store.publish(record); !done) return tl::unexpected(done.error());
  return std::optional<int>{next.version};
}

}  // namespace

Result<std::vector<PublishedVersion>> publish_dossiers(
    Store& store, const std::vector<DossierConfiguration>& dossiers, const Lexicon& lexicon,
    Time now, std::vector<std::string>* unproved) {
  auto topics = gather_topics(store, dossiers);
  if (!topics) return tl::unexpected(topics.error());
  const NameAliases aliases = name_aliases(store, lexicon);
  std::vector<PublishedVersion> published;
  for (std::size_t i = 0; i < dossiers.size(); ++i) {
    GatheredTopic& topic = (*topics)[i];
    const std::string basis = basis_of(dossiers[i], topic.members, now);
    const bool composed_before = topic.state.composed == basis;
    if (composed_before && topic.changed.empty() && !topic.afresh) continue;
    if (!composed_before) {
      const auto version =
          publish_one(store, dossiers[i], topic.members, lexicon, aliases, now, unproved);
      if (!version) return tl::unexpected(version.error());
      if (*version) published.push_back({dossiers[i].id, **version});
    }
    topic.state.composed = basis;
    if (auto kept = store.put_topic(dossiers[i].id, topic.state, topic.changed, topic.afresh);
        !kept) {
      return tl::unexpected(kept.error());
    }
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
